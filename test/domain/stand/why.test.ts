/** Why for all of it: each thing that is owed names its figures, days, steps and choices. */
import { describe, expect, test } from 'vitest';
import { sayWhy } from '../../../domain/stand/say-why.ts';
import { why } from '../../../domain/stand/why.ts';
import { timelineOf } from '../../../domain/stand/timeline.ts';
import { CLAUSES, plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

/** As one who has the surveys at hand asks. */
const owed = (life: Life, code: string) => {
  const countsOf = (id: string) => life.events('SurveyRecorded').find(({ surveyId }) => surveyId === id)?.counts;
  return why(life.state, CLAUSES, countsOf).find((line) => line.code === code)!;
};

const SECTION_12 = 'GB/T 15776-2023 §12 · secondary';

describe('what follows from a verdict', () => {
  test.each([
    [1500, 200, '0.75', 'REPLANT'],
    [1699, 1, '0.8495', 'REPLANT'],
    [820, 880, '0.41', 'REPLANT'],
  ])('with %i of 2000 live lacks %i of the line', (live, lacks, rate, verdict) => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', live);
    const line = owed(life, 'replant');
    expect(line.verdict).toMatchObject({
      surveyId: 's1',
      verdict,
      lines: [{ measure: 'survival', counted: live, of: 2000, wanted: 0.85, lacks, otherwise: 'PASS' }],
    });
    expect(sayWhy(line, 'en')).toContain(
      `; replant by survey s1, recorded 2026-09-25: live points ${live} of 2000, ${rate}, wanted 0.85 (${SECTION_12}), with ${lacks} more live: pass;`,
    );
    expect(sayWhy(line, 'zh')).toContain(
      `；2026-09-25 调查 s1 判定待补植：成活率 ${live}/2000，${rate}，标准 0.85（GB/T 15776-2023 §12 · 转引），再多 ${lacks} 株即为合格；`,
    );
  });
  test('a failure names both lines: the one it fell below and the one of a pass', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', 819);
    expect(owed(life, 'reestablish').verdict?.lines).toMatchObject([
      { wanted: 0.41, lacks: 1, otherwise: 'REPLANT' },
      { wanted: 0.85, lacks: 881, otherwise: 'PASS' },
    ]);
  });
  test('a dead patch on a passing count names its area and limit, its own clause, and the line that was met', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', 1800, { deadPatchM2: 800 });
    const line = owed(life, 'replantPatch');
    expect(line.verdict).toMatchObject({
      guards: [{ fact: 'largestDeadPatchHa', met: 0.08, comparison: '>', limit: 0.067 }],
      otherwise: 'PASS',
      clause: 'block deaths, Liaoning · default',
      lines: [{ wanted: 0.85, spare: 100, otherwise: 'REPLANT' }],
    });
    expect(sayWhy(line, 'en')).toContain(
      'largest dead patch (ha) 0.08 > 0.067 (block deaths, Liaoning · default), else: pass',
    );
    expect(sayWhy(line, 'zh')).toContain('最大块状死亡（公顷） 0.08 > 0.067（块状死亡，参照辽宁 · 暂定），否则为合格');
    const [unseen] = why(life.state, CLAUSES).filter(({ code }) => code === 'replantPatch');
    expect(unseen!.verdict?.guards[0], 'where no survey is at hand').not.toHaveProperty('met');
  });
  test('a canopy that is not closed lacks points under crowns', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', 1800);
    life.canopy('2031-07-15', { closure: [19, 100] });
    expect(sayWhy(owed(life, 'closureCheck'), 'en')).toContain(
      'canopy closure 19 of 100, 0.19, wanted 0.2 (closure or shrub cover · secondary), with 1 more covered: established forest',
    );
  });
});

describe('what days alone have raised', () => {
  test('says from what its days are counted', () => {
    const line = owed(new Life(plantedStand()), 'survivalCheck');
    expect(line).not.toHaveProperty('verdict');
    expect(line.countedFrom).toEqual({ anchor: 'planted', on: '2026-04-10' });
    expect(sayWhy(line, 'en')).toContain('; 2026-09-01…2026-10-31 (counted from planting on 2026-04-10);');
    expect(sayWhy(line, 'zh')).toContain('；期限 2026-09-01…2026-10-31（自造林 2026-04-10 起算）；');
  });
  test('a step names its letter and the last day on which a report would have kept it away', () => {
    const life = new Life(plantedStand()).until('2026-11-20');
    const line = owed(life, 'survivalCheck');
    expect(line.stepReached).toEqual({ code: 'ADVICE', on: '2026-11-16', avoidedBy: '2026-11-14' });
    expect(sayWhy(line, 'en')).toContain(
      '; step 3 reached, advice letter of 2026-11-16: a report by 2026-11-14 would have kept it away;',
    );
    expect(sayWhy(line, 'zh')).toContain(
      '；已至第 3 级建议函（2026-11-16 发出），2026-11-14 前（含当日）上报即可避免；',
    );
  });
});

describe('a decision that is owed', () => {
  const life = new Life(plantedStand());
  life.send('2026-06-01', { type: 'reportDamage', seenOn: '2026-05-30', cause: 'FIRE', lostM2: 100_000 });
  const line = owed(life, 'lossDecision');
  test('names its branches as they are reported, each with its word', () => {
    expect(line.options).toEqual(['reestablish', 'writeOff']);
    expect(sayWhy(line, 'en')).toContain('; to choose: reestablish (re-establish), writeOff (write off);');
    expect(sayWhy(line, 'zh')).toContain('；可选：reestablish (重造)、writeOff (核销)；');
  });
});

describe('a damage', () => {
  const life = new Life(plantedStand());
  life.survey('2026-09-25', 1800);
  life.send('2027-06-01', {
    type: 'reportDamage',
    seenOn: '2027-05-30',
    cause: 'FIRE',
    lostM2: 0,
    commandId: '550e8400-e29b-41d4-a716-446655440000',
  });
  test('is the cause of its count, in words and not by the id of its report', () => {
    const line = owed(life, 'damageCheck');
    expect(sayWhy(line, 'en')).toContain('owed since 2027-06-01 because of a damage that was told on that day;');
    expect(sayWhy(line, 'zh')).toContain('自 2027-06-01 起，因当日上报的灾害；');
  });
  test('stands in the timeline by the clause of what it raises', () => {
    const row = timelineOf(life.seed, life.turns, CLAUSES).find(({ deed }) => deed === 'recordDamage');
    expect(row?.clause).toBe('30 days · default');
  });
});

describe('what keeps a duty from going on', () => {
  test('a clock that stands is told', () => {
    const life = new Life(plantedStand());
    life.send('2026-12-01', { type: 'suspend', reason: 'LAWSUIT' });
    const line = owed(life, 'preservationCheck');
    expect(line.suspendedOn).toBe('2026-12-01');
    expect(sayWhy(line, 'en')).toContain('; the clock stands since 2026-12-01, nothing comes before it goes on.');
    expect(sayWhy(line, 'zh')).toContain('；自 2026-12-01 起中止计时。');
    expect(owed(life, 'countyReport'), 'the law’s clock does not stand').not.toHaveProperty('suspendedOn');
  });
  test('a task that a gate holds back says until when, and does not promise that it opens then', () => {
    const life = new Life(plantedStand()).until('2026-08-31');
    const held = life.state.duties.map((duty) =>
      duty.code === 'survivalCheck' ? { ...duty, state: 'planned' as const, heldUntil: '2026-10-01' as const } : duty,
    );
    const barred = new Life(life.seed, '2026-08-31', { ...life.state, duties: held });
    const line = owed(barred, 'survivalCheck');
    expect(sayWhy(line, 'en')).toContain(
      '; barred by a gate or an insurer, not handed out before 2026-10-01; on 2026-10-01: it opens, unless it is still barred.',
    );
    expect(sayWhy(line, 'zh')).toContain('；受封禁或待保险查勘，2026-10-01 前不派发；2026-10-01 起若已解除则开始。');
  });
  test('barred days that do not count are told with the step', () => {
    const life = new Life(plantedStand()).until('2026-11-02');
    const duties = life.state.duties.map((duty) =>
      duty.code === 'survivalCheck' ? { ...duty, excused: 5, barredUntil: '2026-11-09' as const } : duty,
    );
    const line = owed(new Life(life.seed, '2026-11-02', { ...life.state, duties }), 'survivalCheck');
    expect(sayWhy(line, 'en')).toContain(
      '; the field is barred, no step before 2026-11-09; 5 barred days do not count;',
    );
    expect(sayWhy(line, 'zh')).toContain('；受封禁，2026-11-09 前逾期阶梯暂停；封禁 5 天不计入逾期；');
  });
  test('a ban reads as in force', () => {
    const line = owed(new Life(plantedStand()), 'grazingBan');
    expect(sayWhy(line, 'en')).toContain('grazing ban (in force)');
    expect(sayWhy(line, 'zh')).toContain('禁牧（生效中）');
  });
});

describe('a row of the timeline', () => {
  const rowsOf = (life: Life) => timelineOf(life.seed, life.turns, CLAUSES);
  test('names the rate, its line and what it is short of', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', 1500);
    expect(rowsOf(life).at(-1)?.about).toContain('1500 of 2000 live: REPLANT (survival 0.75 < 0.85, 200 short)');
  });
  test('names the dead patch that decided, and cites its row', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', 1800, { deadPatchM2: 800 });
    expect(rowsOf(life).at(-1)).toMatchObject({
      about: expect.stringContaining('PASS_WITH_BLOCKS (survival 0.9 >= 0.85, largestDeadPatchHa 0.08 > 0.067)'),
      clause: 'block deaths, Liaoning · default',
    });
  });
  test('of a missed window cites what a missed window means, not the ladder', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', 1500);
    life.until('2027-05-02');
    expect(rowsOf(life).findLast(({ deed }) => deed === 'redateTask')?.clause).toBe('missed window · default');
  });
  test('of a passed deadline cites the deadline', () => {
    const life = new Life(plantedStand()).until('2034-09-20');
    expect(rowsOf(life).find(({ deed }) => deed === 'passDeadline')?.clause).toBe('species age limit · recalled');
  });
});
