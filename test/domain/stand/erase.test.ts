/** What a legal deletion takes out of events, and what it leaves. */
import { describe, expect, test } from 'vitest';
import type { StandEvent } from '../../../domain/stand/event.ts';
import { erased, erasedIds } from '../../../domain/stand/erase.ts';
import { foldTurn, seedState, type FoldedTurn } from '../../../domain/stand/fold.ts';
import { plantedStand, WEST } from '../../support/regimes.ts';
import { Life } from './life.ts';
import { STOCK_PAPERS } from '../../support/papers.ts';

const SEED = plantedStand({ plantedOn: '2026-04-10' });

function lived(): readonly FoldedTurn[] {
  const life = new Life(SEED);
  life.survey('2026-10-01', 1200, { commandId: 'zhang-1' });
  life.until('2027-05-02');
  life.work('2027-07-10', 'replant-0', { points: 800 });
  return life.turns;
}

const TURNS = lived();
const EVENTS = TURNS.flatMap(({ events }) => events);
const IDS = erasedIds(EVENTS);
const ERASED = TURNS.map((turn) => ({ ...turn, events: turn.events.map((event) => erased(event, IDS)) }));

describe('an erased log', () => {
  test('names no sender, command or survey any more, and the same one always the same', () => {
    expect([...IDS.keys()]).toEqual(expect.arrayContaining(['zhang-1', 'crew-1']));
    expect(JSON.stringify(ERASED)).not.toMatch(/zhang|crew-1/);
    const answered = ERASED.flatMap(({ events }) => events.filter((event) => event.type === 'CommandAnswered'));
    expect(new Set(answered.map((event) => event.type === 'CommandAnswered' && event.by)).size).toBe(1);
  });
  test('folds to the same duties, days and verdicts', () => {
    const [before, after] = [TURNS, ERASED].map((turns) => turns.reduce(foldTurn, seedState(SEED)));
    const days = ({ duties }: typeof before & object) =>
      duties.map(({ id, state, opensOn, dueOn }) => [id, state, opensOn, dueOn]);
    expect(days(after!)).toEqual(days(before!));
    expect(after!.stage).toBe(before!.stage);
  });
  test('is erased already', () => {
    const again = erasedIds(ERASED.flatMap(({ events }) => events));
    const kept = ERASED.flatMap(({ events }) => events).filter(({ type }) => type === 'VerdictGiven');
    expect([...again.keys()].every((id) => id.startsWith('erased-'))).toBe(true);
    expect(kept).toHaveLength(1);
  });
});

describe('what looks like a code is a word all the same, unless it is one of ours', () => {
  const reasoned = (reason: string): StandEvent => ({ type: 'StandSuspended', reason });
  test.each(['ZHANG', 'ZHANG_WEI', 'Zhang Wei', 'Z H A N G', 'OWED_TO_ZHANG', '张伟'])(
    'the reason %s goes',
    (reason) => {
      expect(erased(reasoned(reason), IDS)).toEqual(reasoned('ERASED'));
    },
  );
  test.each(['DISPUTE', 'WAIVER', 'PAID_BACK', 'SPLIT', 'MERGED', 'RECOUNT', 'RESULT_AS_REPORTED', 'POLICY'])(
    'the reason %s stays',
    (reason) => {
      expect(erased(reasoned(reason), IDS)).toEqual(reasoned(reason));
    },
  );
  test('a remark that a sender made up goes, one of ours stays with its figures', () => {
    const warnings = [{ code: 'ZHANG' }, { code: 'COUNT_CAPPED', met: 2100, wanted: 2000 }];
    const survey = EVENTS.find(({ type }) => type === 'SurveyRecorded')!;
    expect(erased({ ...survey, warnings } as StandEvent, IDS)).toMatchObject({
      warnings: [{ code: 'ERASED' }, { code: 'COUNT_CAPPED', met: 2100, wanted: 2000 }],
    });
  });
});

describe('an inspected life', () => {
  const life = new Life(plantedStand({ plantedOn: '2026-04-10', units: ['team wu'] }));
  life.survey('2026-10-01', 500);
  life.audit('2026-10-20', 'CITY', 1200, { surveyId: 'of-li', unit: 'm2' });
  const work = { type: 'submitWork' as const, dutyId: 'replant-0', doneOn: '2027-05-02' };
  life.send('2027-05-02', { ...work, points: 800, unit: 'team xu', papers: { ...STOCK_PAPERS, licence: 'of tian' } });
  life.send('2027-05-03', { type: 'settleFollowUp', followUpId: 'f1', reason: 'PAID_BACK', by: 'chief-he' });
  const events = life.turns.flatMap((turn) => turn.events);
  const ids = erasedIds(events);
  const words = ['team wu', 'team xu', 'of-li', 'inspector-1', 'chief-he', 'of tian'];

  test('names no surveyor and no unit any more, nor who settled what was left over', () => {
    const [before, after] = [events, events.map((event) => erased(event, ids))].map((log) => JSON.stringify(log));
    for (const word of words) expect([before!.includes(word), after!.includes(word)], word).toEqual([true, false]);
  });
  test('taken over from the workflow, its state names none either, and its rules are as they were', () => {
    const rebased: StandEvent = { type: 'Rebased', state: life.state, by: 'chief-he', rebasedAt: life.state.lastAt };
    const left = erased(rebased, erasedIds([rebased, ...events]));
    for (const word of words) expect(JSON.stringify(left)).not.toContain(word);
    expect(left.state.regimes).toEqual(life.state.regimes);
  });
});

test('a declarant goes, and the ground of plots stays in its unit though a unit of people is named alike', () => {
  const counts = { stems: { counted: 30, sampled: 500, unit: 'm2' as const } };
  const events: readonly StandEvent[] = [
    { type: 'WorkRecorded', dutyId: 'd', partId: 'p1', doneOn: '2027-05-01', declarant: 'O12', unit: 'm2' },
    {
      type: 'SurveyRecorded',
      surveyId: 's1',
      partId: 'p1',
      capturedOn: '2027-06-01',
      binding: false,
      timing: 'notOwed',
      because: 'ruling 10',
      counts,
      plots: 0,
    },
  ];
  const [work, survey] = events.map((event) => erased(event, erasedIds(events)));
  expect(work).toMatchObject({ declarant: 'erased-1', unit: 'erased-2' });
  expect(survey).toMatchObject({ counts });
});

test('a check that a damage raised does not name the report any more; what the damage was stays', () => {
  const life = new Life(SEED);
  const damage = { type: 'reportDamage' as const, commandId: 'of-zhang', cause: 'FROST' as const, lostM2: 0 };
  life.send('2026-06-01', { ...damage, seenOn: '2026-05-30' });
  const events = life.turns.flatMap((turn) => turn.events);
  expect(events).toContainEqual(expect.objectContaining({ type: 'DutyRaised', cause: 'of-zhang' }));
  const left = events.map((event) => erased(event, erasedIds(events)));
  expect(JSON.stringify(left)).not.toContain('of-zhang');
  expect(left).toContainEqual(expect.objectContaining({ type: 'DamageReported', cause: 'FROST' }));
  expect(
    JSON.stringify(erased({ type: 'Rebased', state: life.state, by: 'm', rebasedAt: '' }, erasedIds(events))),
  ).not.toContain('of-zhang');
});

test('whoever waived a line is a person: the event and the result it marks lose the name', () => {
  const event: StandEvent = {
    type: 'LineWaived',
    dutyId: 'survivalCheck-0',
    sender: 'Zhang Wei',
    reason: 'DRY_COUNTY',
  };
  expect(erased(event, erasedIds([event]))).toEqual({ ...event, sender: 'erased-1' });
  const life = new Life(plantedStand({ county: WEST }));
  life.survey('2026-09-20', 1560);
  life.send('2026-11-02', { type: 'waive', dutyId: 'survivalCheck-0', reason: 'DRY_COUNTY', by: 'Zhang Wei' });
  const rebased: StandEvent = { type: 'Rebased', state: life.state, by: 'ops', rebasedAt: '2026-11-03T00:00:00.000Z' };
  expect(JSON.stringify(erased(rebased, erasedIds([rebased])))).not.toContain('Zhang Wei');
});

describe('a reason', () => {
  const waived = (reason: string): StandEvent => ({
    type: 'DutyWaived',
    dutyId: 'replant-0',
    by: 'c1',
    sender: 'm',
    reason,
  });
  test.each([
    ['that the commands name stays', 'DISPUTE', 'DISPUTE'],
    ['in capitals that nobody knows goes', 'NO_STOCK', 'ERASED'],
    ['in words goes', 'Zhang Wei is ill', 'ERASED'],
  ])('%s', (_, reason, left) => {
    expect(erased(waived(reason), new Map())).toMatchObject({ dutyId: 'replant-0', reason: left });
  });
});

describe('a burnt life', () => {
  const life = new Life(SEED);
  const loss = { type: 'reportDamage' as const, seenOn: '2026-06-01', cause: 'FIRE' as const };
  life.send('2026-06-01', { ...loss, lostM2: 0, commandId: 'zhang-san-1' });
  life.send('2026-06-02', { ...loss, lostM2: 5000, commandId: 'zhang-san-2' });
  const events = life.turns.flatMap((turn) => turn.events);
  const after = events.map((event) => erased(event, erasedIds(events)));

  test('names in no duty the command that raised it, and keeps what has burnt', () => {
    expect(JSON.stringify(events)).toContain('"cause":"zhang-san-1"');
    expect(JSON.stringify(after)).not.toContain('zhang');
    expect(after.flatMap((event) => (event.type === 'DamageReported' ? [event.cause] : []))).toEqual(['FIRE', 'FIRE']);
  });
  test('tells still which duties one command raised', () => {
    const causes = after.flatMap((event) => (event.type === 'DutyRaised' ? [event.cause] : []));
    expect(causes.filter((cause) => cause.startsWith('erased-'))).toHaveLength(2);
    expect(causes).toContain('planted');
  });
});
