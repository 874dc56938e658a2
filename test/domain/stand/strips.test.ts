/** Coppicing in strips, and cover checks after it (ruling 14; layout of 2.8). */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { SubmitSurvey, SubmitWork } from '../../../domain/stand/command.ts';
import type { SurveyCounts } from '../../../domain/stand/reported.ts';
import { malformed } from '../../../domain/stand/guards.ts';
import { sayWhy } from '../../../domain/stand/say-why.ts';
import { timelineOf } from '../../../domain/stand/timeline.ts';
import { why } from '../../../domain/stand/why.ts';
import { checkPolicy } from '../../../policies/check.ts';
import { shippedPolicyFile } from '../../../policies/shipped-file.ts';
import { CLAUSES, EAST, plantedStand, regimeFor, WEST } from '../../support/regimes.ts';
import { Life } from './life.ts';

/** Caragana, 10 ha, whose cover was verified. */
function covered(county = EAST): Life {
  const life = new Life(plantedStand({ species: 'CARAGANA', county, areaM2: 100_000 }));
  life.survey('2026-09-20', 1900);
  life.canopy('2029-09-10', { livePoints: 1900, cover: [50, 100] });
  life.canopy('2030-07-20', { cover: [50, 100] });
  return life;
}
const coppice = (life: Life, cutM2: number, on = '2030-12-01') =>
  life.work(on, 'coppice-1', { strips: { cutM2, widthM: 6 } });

/** Half of it cut on 2030-12-01. */
function cutBack(county = EAST): Life {
  const life = covered(county);
  coppice(life, 33_000);
  return life;
}
const cover = (hits: number, of: number, leftOut?: number): SurveyCounts => ({
  cover: { hits, of, method: 'point', ...(leftOut !== undefined && { leftOut }) },
});
const audit = (life: Life, on: string, counts: SurveyCounts) =>
  life.send(on, {
    type: 'submitAudit',
    surveyId: `a-${on}`,
    capturedOn: on,
    counts,
    plots: 0,
    level: 'PROVINCE',
    surveyors: ['li', 'wang'],
    dutyId: 'closureCheck-0',
  });

describe('one year cuts', () => {
  test.each([
    ['half of the area in the east', EAST, 50_000, { dutyId: 'coppice-1' }],
    ['no square metre more', EAST, 50_001, { refused: 'STRIPS_ABOVE_SHARE', values: { met: 50_001, wanted: 50_000 } }],
    ['a third in the windy west', WEST, 33_333, { dutyId: 'coppice-1' }],
    ['and no more there', WEST, 33_334, { refused: 'STRIPS_ABOVE_SHARE', values: { met: 33_334, wanted: 33_333 } }],
  ])('%s', (_, county, cutM2, met) => {
    expect(coppice(covered(county), cutM2)).toMatchObject(met);
  });
  test('and the refusal names the clause of the layout', () => {
    expect(coppice(covered(), 60_000)).toMatchObject({
      values: { because: expect.stringContaining('alternate strips') as string },
    });
  });
  test('a report that names no strips is refused, with the most that may be cut', () => {
    const met = covered().work('2030-12-01', 'coppice-1', { strips: undefined as never });
    expect(met).toMatchObject({ refused: 'STRIPS_MISSING', values: { dutyId: 'coppice-1', wanted: 50_000 } });
  });
  test('strips of a work that is cut in none are refused', () => {
    const life = new Life(plantedStand());
    const met = life.work('2026-05-10', 'tending-0.1', { strips: { cutM2: 10, widthM: 2 } });
    expect(met).toMatchObject({ refused: 'COMMAND_MALFORMED', values: { field: 'strips' } });
  });
  test('under rules without strips a coppice is reported as it always was', () => {
    const seed = plantedStand({ species: 'CARAGANA' });
    const { strips: _, ...regime } = seed.regime;
    const life = new Life({ ...seed, regime });
    life.survey('2026-09-20', 1900);
    life.canopy('2030-07-20', { cover: [50, 100] });
    expect(life.work('2030-12-01', 'coppice-1')).toMatchObject({ dutyId: 'coppice-1' });
    expect(life.state.parts[0]).not.toHaveProperty('strips');
  });
  test('what was cut and how wide stays on record, and caragana is coppiced again five years on', () => {
    const life = cutBack();
    expect(life.state.parts[0]!.strips).toEqual([
      { on: '2030-12-01', cutM2: 33_000, ofM2: 100_000, widthM: 6, leftOutUntil: '2033-04-19' },
    ]);
    const row = timelineOf(life.seed, life.turns, CLAUSES).find(({ about }) => about.includes('strips'));
    expect(row?.about).toContain('33000 of 100000 m² cut in strips of 6 m');
    expect(life.duty('coppiceAgain-2')).toMatchObject({ opensOn: '2035-11-01', dueOn: '2036-03-20' });
  });
});

describe('what one year leaves', () => {
  const owed = (life: Life) =>
    life.state.duties
      .filter(({ code, state }) => code.startsWith('coppice') && (state === 'planned' || state === 'open'))
      .map(({ id, opensOn, dueOn }) => [id, opensOn, dueOn]);
  test('is cut in the next season; the years to the next round count from the last strip', () => {
    const life = covered();
    coppice(life, 50_000);
    expect(owed(life)).toEqual([
      ['coppiceAgain-2', '2035-11-01', '2036-03-20'],
      ['coppice-1.2', '2031-11-01', '2032-03-20'],
    ]);
    life.work('2031-12-01', 'coppice-1.2', { strips: { cutM2: 50_000, widthM: 6 } });
    expect(owed(life)).toEqual([['coppiceAgain-3', '2036-11-01', '2037-03-20']]);
    expect(life.state.parts[0]!.strips!.at(-1)).toMatchObject({ on: '2031-12-01', last: true });
  });
  test.each([
    [49_000, ['coppiceAgain-3', 'coppice-1.3']],
    [49_001, ['coppiceAgain-3']],
  ])('is not cut by itself below a hundredth of the area: %i of the other 50,000 m²', (cutM2, ids) => {
    const life = covered();
    coppice(life, 50_000);
    life.work('2031-12-01', 'coppice-1.2', { strips: { cutM2, widthM: 6 } });
    expect(owed(life).map(([id]) => id)).toEqual(ids);
  });
  test('takes three years where a third may be cut, and the next round as many', () => {
    const life = covered(WEST);
    const third = (on: string, id: string) => life.work(on, id, { strips: { cutM2: 33_333, widthM: 6 } });
    third('2030-12-01', 'coppice-1');
    third('2031-12-01', 'coppice-1.2');
    third('2032-12-01', 'coppice-1.3');
    expect(owed(life)).toEqual([['coppiceAgain-4', '2037-11-01', '2038-03-25']]);
    third('2037-12-01', 'coppiceAgain-4');
    expect(life.state.parts[0]!.strips).toMatchObject([{ on: '2037-12-01' }]);
    expect(owed(life).map(([id]) => id)).toEqual(['coppiceAgain-5', 'coppiceAgain-4.2']);
  });
  test('waits for the season after, where its window was missed; no strip is asked for twice', () => {
    const life = covered();
    coppice(life, 50_000);
    life.until('2032-03-21');
    expect(owed(life)).toContainEqual(['coppice-1.2', '2032-11-01', '2033-03-20']);
    life.until('2033-11-01');
    life.work('2033-11-01', 'coppice-1.2', { strips: { cutM2: 50_000, widthM: 6 } });
    expect(owed(life).map(([id]) => id)).toEqual(['coppiceAgain-3']);
  });
  test('may be let go by a waiver', () => {
    const life = covered();
    coppice(life, 50_000);
    life.send('2031-01-10', { type: 'waive', dutyId: 'coppice-1.2', reason: 'GRASSLAND' });
    expect(owed(life).map(([id]) => id)).toEqual(['coppiceAgain-2']);
  });
});

describe('a cover check after it', () => {
  test('goes by the rest: 33 of 67 points are cover enough, where 33 of 100 would not be', () => {
    const life = cutBack();
    expect(audit(life, '2032-07-20', cover(33, 100, 33))).toMatchObject({ binding: true, verdict: 'ESTABLISHED' });
    const bare = cutBack();
    expect(audit(bare, '2032-07-20', cover(26, 100, 33))).toMatchObject({ binding: true, verdict: 'NOT_CLOSED' });
  });
  test('says in the verdict and in the timeline how many points were left out', () => {
    const life = cutBack();
    audit(life, '2032-07-20', cover(26, 100, 33));
    expect(life.events('VerdictGiven').at(-1)).toMatchObject({ hits: { hits: 26, of: 100, leftOut: 33 } });
    const [line] = why(life.state, CLAUSES).filter(({ code }) => code === 'closureCheck');
    expect(sayWhy(line!, 'en')).toContain('cover 26 of 67 (33 more in strips cut lately are left out)');
    expect(sayWhy(line!, 'zh')).toContain('26/67（近期平茬带内 33 个样点不计）');
  });
  test.each([
    ['on the last day before the third season', '2033-04-19', { refused: 'STRIPS_UNTOLD' }],
    ['on the first day of the third season', '2033-04-20', { binding: true }],
  ])('that does not say how many of its points lie in strips, %s', (_, on, met) => {
    expect(audit(cutBack(), on, cover(45, 100))).toMatchObject(met);
  });
  test('may have laid no point in the strips, and says so', () => {
    expect(audit(cutBack(), '2032-07-20', cover(45, 100, 0))).toMatchObject({ verdict: 'ESTABLISHED' });
  });
  test.each([
    ['before the coppice', '2030-11-15'],
    ['once the strips have grown for two seasons', '2033-07-20'],
  ])('leaves nothing out %s', (_, on) => {
    const life = on < '2030-12-01' ? covered() : cutBack();
    expect(audit(life, on, cover(30, 100, 40))).toMatchObject({
      refused: 'STRIPS_NOT_FRESH',
      values: { met: 40, wanted: on },
    });
  });
  test('goes by the same share on each piece of a part that is split', () => {
    const life = cutBack();
    life.send('2031-06-01', { type: 'reportDamage', seenOn: '2031-06-01', cause: 'FIRE', lostM2: 40_000 });
    expect(life.state.parts.map(({ strips }) => strips?.map(({ cutM2, ofM2 }) => [cutM2, ofM2]))).toEqual([
      [[33_000, 100_000]],
      [[33_000, 100_000]],
    ]);
  });
});

describe('a report on the wire', () => {
  const sent = { commandId: 'c', digest: 'd', by: 'b' };
  test.each([
    [{ cutM2: 1, widthM: 0.5 }, true],
    [{ cutM2: 0, widthM: 6 }, false],
    [{ cutM2: 10 }, false],
    [{ cutM2: 10, widthM: 0 }, false],
    [{ cutM2: 10, widthM: 1001 }, false],
  ])('strips %o: %s', (strips, isTaken) => {
    const work = { ...sent, type: 'submitWork', dutyId: 'x', doneOn: '2030-12-01', strips } as SubmitWork;
    expect(malformed(work)?.values['field']).toBe(isTaken ? undefined : 'strips');
  });
  test.each([
    [cover(45, 100, 55), true],
    [cover(46, 100, 55), false],
    [cover(0, 100, 100), false],
    [cover(0, 100, -1), false],
  ])('points left out of %o: %s', (counts, isTaken) => {
    const survey = { ...sent, type: 'submitSurvey', surveyId: 's', capturedOn: '2031-07-20', plots: 0, counts };
    expect(malformed(survey as SubmitSurvey)?.values['field']).toBe(isTaken ? undefined : 'counts.cover');
  });
});

const SOUND = readFileSync(shippedPolicyFile(), 'utf8');

describe('the layout is data', () => {
  test('of caragana alone: other rules carry none of it', () => {
    expect(regimeFor(WEST, '2026-04-10', 'CARAGANA').strips).toEqual({ oneIn: 3, seasons: 2, rest: 0.01 });
    expect(regimeFor(WEST, '2026-04-10')).not.toHaveProperty('strips');
  });
  test.each([
    [
      'a work in strips without a layout',
      'strips: { oneIn: $stripsOneIn, seasons: 2, rest: 0.01 }\n',
      '',
      'duties.coppice.inStrips',
    ],
    ['a share that is no number', 'oneIn: $stripsOneIn', 'oneIn: $form', 'let.form.0.is'],
  ])('%s is named', (_, find, put, path) => {
    const problems = checkPolicy(SOUND.replace(find, put), 'x.yaml').map((problem) => problem.path);
    expect(problems).toContain(path);
  });
});
