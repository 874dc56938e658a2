/** A stand becomes part of another: all it has goes along under free numbers, and two that do not fit are refused. */
import { describe, expect, test } from 'vitest';
import { isRefusal, refuse } from '../../../domain/errors.ts';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { fittingOf } from '../../../domain/stand/fitting.ts';
import { malformed } from '../../../domain/stand/guards.ts';
import { heritageOf } from '../../../domain/stand/inherit.ts';
import { nextDue } from '../../../domain/stand/next-due.ts';
import type { StandState } from '../../../domain/stand/state.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { EAST, plantedStand, regimeFor, type SeedOptions } from '../../support/regimes.ts';
import { Life } from './life.ts';
import { child, merge, split } from './split-lives.ts';

const TODAY = '2026-11-20';

const stays = (options: SeedOptions = {}) => new Life(plantedStand({ standNo: '0001', ...options }));
const goes = (options: SeedOptions = {}) =>
  new Life(
    plantedStand({
      standNo: '0002',
      lifeId: '9f3c1a00-0000-4000-8000-000000000002',
      areaM2: 40_000,
      designed: 800,
      ...options,
    }),
  );

/** 640 of 800 points alive: replanting is planned. */
function replanting(): Life {
  const life = goes();
  life.survey('2026-09-20', 640, { surveyId: 'count-2' });
  return life;
}

describe('a stand to be replanted becomes part of one that passed', () => {
  const [into, before, life] = [stays(), replanting().until(TODAY), replanting()];
  into.survey('2026-09-20', 1900, { surveyId: 'count-1' });
  const owedBefore = activeDuties(into.until(TODAY).state);
  const answer = merge(life, into, TODAY);

  test('it is a part with its own area, planting day, verdict and round', () => {
    expect(isRefusal(answer)).toBe(false);
    const [first, second] = into.state.parts;
    expect(first).toMatchObject({ id: 'p1', areaM2: 100_000, stage: 'UNESTABLISHED' });
    const { anchors, round, livePoints } = before.state.parts[0]!;
    expect(second).toMatchObject({ id: 'p2', areaM2: 40_000, stage: 'REPLANT_DUE', anchors, round, livePoints });
    expect(second!.verdicts).toMatchObject([{ surveyId: 'count-2', verdict: 'REPLANT', dutyId: 'survivalCheck-0.p2' }]);
    expect(wholeOf(into.state)).toMatchObject({ areaM2: 140_000, field: { PASS: 100_000, REPLANT: 40_000 } });
    expect(into.state.from).toEqual([{ lifeId: life.state.seed.lifeId, standId: '140921-0002', on: TODAY }]);
  });

  test('every duty is owed once: as before by the stand that stays, and on its own days by the part', () => {
    const owed = (duties: StandState['duties']) =>
      duties.map(({ code, n, opensOn, dueOn, needs }) => ({ code, n, opensOn, dueOn, needs }));
    const now = activeDuties(into.state);
    expect(now.filter(({ parts }) => parts.includes('p1'))).toEqual(owedBefore);
    expect(owed(now.filter(({ parts }) => parts.includes('p2')))).toEqual(owed(activeDuties(before.state)));
    expect(new Set(into.state.duties.map(({ id }) => id)).size).toBe(into.state.duties.length);
    expect(activeDuties(life.state)).toEqual([]);
    expect(nextDue(life.state)).toBeUndefined();
  });

  test('rules that are the same are kept once', () => {
    expect(Object.keys(into.state.regimes)).toEqual(['r1']);
  });

  test('the old number says where it went', () => {
    expect(life.survey('2026-11-21', 700)).toEqual(
      refuse('STAND_MOVED', { standId: '140921-0002', met: TODAY, wanted: '140921-0001' }),
    );
  });

  test('told once more it changes nothing', () => {
    const parts = into.state.parts.length;
    const inherited = heritageOf(before.state, ['p1'], TODAY);
    into.send(TODAY, { type: 'absorb', standId: '140921-0002', fitting: fittingOf(before.state), inherited });
    expect(into.state.parts).toHaveLength(parts);
  });

  test('the part goes on by its own clock: it is replanted, counted and corrected by its number', () => {
    into.work('2027-04-02', 'replant-0.p2', { points: 160 });
    expect(into.survey('2027-09-20', 760, { partId: 'p2' })).toMatchObject({ binding: true, verdict: 'PASS' });
  });
});

test('a wrong count of the stand that went is corrected on its part', () => {
  const [into, life] = [stays(), replanting()];
  merge(life, into, TODAY);
  const right = into.correct('2026-11-25', 'count-2', 780, { capturedOn: '2026-09-20', surveyId: 'right' });
  expect(right).toMatchObject({ verdict: 'PASS' });
  expect(activeDuties(into.state).some(({ code }) => code === 'replant')).toBe(false);
});

describe('what a split has made two, a merge makes one again', () => {
  const whole = () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1600);
    return life;
  };
  test.each([
    ['the second into the first', 0],
    ['the first into the second', 1],
  ])('%s: areas, points, the count and what is owed are those of before', (_what, stayer) => {
    const before = whole().until(TODAY);
    const halves = split(whole(), TODAY, [child('0101', 60_000), child('0102', 40_000)]);
    const [into, life] = [halves[stayer]!, halves[1 - stayer]!];
    expect(isRefusal(merge(life, into, TODAY))).toBe(false);
    const { areaM2, designedPoints, livePoints, basePoints, field } = wholeOf(before.state);
    expect(wholeOf(into.state)).toMatchObject({ areaM2, designedPoints, livePoints, basePoints, field });
    const seedlings = activeDuties(into.state).filter(({ code }) => code === 'replant');
    expect(seedlings.reduce((sum, { needs }) => sum + needs!.seedlings!, 0)).toBe(
      before.duty('replant-0').needs!.seedlings,
    );
    expect(into.state.from!.map(({ standId }) => standId)).toEqual(['140921-0123', life.state.seed.standId]);
    expect(new Set(into.state.duties.map(({ id }) => id)).size).toBe(into.state.duties.length);
  });
  test('a wrong count of the whole is corrected on each part of it', () => {
    const [one, other] = split(whole(), TODAY, [child('0101', 60_000), child('0102', 40_000)]) as [Life, Life];
    merge(other, one, TODAY);
    for (const [partId, live] of [
      ['p1', 1150],
      ['p2', 780],
    ] as const) {
      const right = one.correct('2026-11-25', 's1', live, {
        capturedOn: '2026-09-20',
        surveyId: `right-${partId}`,
        partId,
      });
      expect(right).toMatchObject({ verdict: 'PASS' });
    }
    expect(activeDuties(one.state).some(({ code }) => code === 'replant')).toBe(false);
  });
});

describe('two stands are not made one', () => {
  const differs = (field: string, met: string, wanted: string) =>
    refuse('STANDS_UNFIT', { standId: '140921-0002', otherId: '140921-0001', field, met, wanted });
  test.each([
    ['of different work years', stays({ plantedOn: '2025-04-10' }), differs('workYear', '2025', '2026')],
    [
      'under different versions of a policy',
      stays({ regime: { ...regimeFor(EAST, '2026-04-10'), policy: 'xinzhou-2024@9.0.0' } }),
      differs('policies', 'xinzhou-2024@9.0.0', regimeFor(EAST, '2026-04-10').policy),
    ],
  ])('%s', (_what, into, refusal) => {
    const life = goes();
    expect(merge(life, into, TODAY)).toEqual(refusal);
    expect(life.state.closedOn).toBeUndefined();
  });

  test('of different counties', () => {
    const into = new Life(plantedStand({ county: '140932', standNo: '0001' }));
    expect(merge(goes(), into, TODAY)).toMatchObject({ refused: 'STANDS_UNFIT', values: { field: 'countyCode' } });
  });

  test.each(['goes', 'stays'])('while the clock of the one that %s stands', (which) => {
    const [into, life] = [stays(), goes()];
    const suspended = which === 'goes' ? life : into;
    suspended.send('2026-10-01', { type: 'suspend', reason: 'DISPUTE' });
    const { standId } = suspended.state.seed;
    expect(merge(life, into, TODAY)).toEqual(refuse('STAND_SUSPENDED', { standId, met: '2026-10-01' }));
    expect(life.state.closedOn).toBeUndefined();
  });

  test('where a survey of each has the same id and is not the same count', () => {
    const [into, life] = [stays(), goes()];
    for (const each of [into, life]) each.survey('2026-09-20', 700, { surveyId: 'count' });
    expect(merge(life, into, TODAY)).toEqual(refuse('SURVEY_ID_TAKEN', { met: 'count' }));
  });

  test('with itself', () => {
    const life = goes();
    expect(merge(life, life, TODAY)).toMatchObject({ refused: 'STANDS_UNFIT', values: { field: 'standId' } });
  });

  test('where the one that stays has closed meanwhile: it refuses, and the outbox hears it', () => {
    const [into, life] = [stays(), replanting()];
    const known = fittingOf(into.until(TODAY).state);
    const { lifeId, standId } = into.state.seed;
    into.send(TODAY, { type: 'close', reason: 'SOLD' });
    const inherited = heritageOf(life.until(TODAY).state, ['p1'], TODAY);
    life.send(TODAY, { type: 'mergeStand', into: { lifeId, standId, ...known } });
    const told = into.send(TODAY, { type: 'absorb', standId: '140921-0002', fitting: known, inherited });
    expect(told).toMatchObject({ refused: 'STAND_CLOSED' });
  });

  test.each([
    ['into', { type: 'mergeStand', into: 'the other' }],
    ['into.lifeId', { type: 'mergeStand', into: { ...fittingOf(stays().state), lifeId: 'x', standId: '140921-0001' } }],
    ['inherited', { type: 'absorb', standId: '140921-0002', fitting: fittingOf(stays().state), inherited: {} }],
    ['fitting', { type: 'absorb', standId: '140921-0002', fitting: null, inherited: {} }],
  ])('with a %s that is none, before any rule is asked', (field, said) => {
    const command = { commandId: 'c', digest: 'd', by: 'm', ...said } as never;
    expect(malformed(command)).toMatchObject({ refused: 'COMMAND_MALFORMED', values: { field } });
  });
});
