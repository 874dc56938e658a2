/** The boundary of a stand changes: its density stays, and what was judged stays as it was judged. */
import { describe, expect, test } from 'vitest';
import { refuse } from '../../../domain/errors.ts';
import { malformed } from '../../../domain/stand/guards.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const SAYS = { reason: 'REMEASURED', evidence: 'paper-7' };

/** 10 ha, 2,000 points, 1,600 of them alive: replanting of 400 is planned. */
function replanting(): Life {
  const life = new Life(plantedStand());
  life.survey('2026-09-20', 1600);
  return life;
}

describe('a stand of 10 ha is measured again', () => {
  test.each([
    ['9 ha', 90_000, { designedPoints: 1800, plantedPoints: 1800, livePoints: 1440 }, 360],
    ['12 ha', 120_000, { designedPoints: 2400, plantedPoints: 2400, livePoints: 1920 }, 480],
    ['a metre less', 99_999, { designedPoints: 2000, plantedPoints: 2000, livePoints: 1600 }, 400],
  ])('at %s points follow the area, and seedlings the points', (_what, areaM2, points, seedlings) => {
    const life = replanting();
    life.send('2026-11-20', { type: 'changeBoundary', areaM2, ...SAYS });
    expect(life.state.parts[0]).toMatchObject({ areaM2, ...points });
    expect(life.duty('replant-0').needs?.seedlings).toBe(seedlings);
  });

  test('verdict, days and duties stay; areas by verdict are those there are now', () => {
    const [before, life] = [replanting().until('2026-11-20'), replanting()];
    life.send('2026-11-20', { type: 'changeBoundary', areaM2: 90_000, ...SAYS });
    expect(life.state.parts[0]!.verdicts).toEqual(before.state.parts[0]!.verdicts);
    const days = ({ state }: Life) =>
      state.duties.map(({ id, opensOn, dueOn, state: at }) => ({ id, opensOn, dueOn, at }));
    expect(days(life)).toEqual(days(before));
    expect(wholeOf(life.state)).toMatchObject({ areaM2: 90_000, field: { REPLANT: 90_000 }, livePoints: 1600 });
  });

  test('the next check is counted against the points there are now', () => {
    const life = replanting();
    life.send('2026-11-20', { type: 'changeBoundary', areaM2: 50_000, ...SAYS });
    life.work('2027-04-02', 'replant-0', { points: 200 });
    expect(life.survey('2027-09-20', 900)).toMatchObject({ binding: true, verdict: 'PASS' });
  });

  test('however small it becomes, a point is left to be counted against', () => {
    const life = new Life(plantedStand());
    life.send('2026-05-01', { type: 'changeBoundary', areaM2: 1, ...SAYS });
    expect(life.state.parts[0]).toMatchObject({ areaM2: 1, designedPoints: 1, plantedPoints: 1 });
  });

  test('what was replaced keeps its share of the design', () => {
    const life = replanting();
    life.work('2027-04-02', 'replant-0', { points: 400 });
    life.send('2027-04-10', { type: 'changeBoundary', areaM2: 50_000, ...SAYS });
    expect(life.state.parts[0]!.replaced).toEqual([{ on: '2027-04-02', points: 200 }]);
  });
});

describe('a boundary is refused', () => {
  test('with the area that the stand has already', () => {
    const same = replanting().send('2026-11-20', { type: 'changeBoundary', areaM2: 100_000, ...SAYS });
    expect(same).toEqual(refuse('BOUNDARY_UNCHANGED', { partId: 'p1', met: 100_000 }));
  });
  test('of a part that is not there', () => {
    const unknown = replanting().send('2026-11-20', { type: 'changeBoundary', areaM2: 5, partId: 'p9', ...SAYS });
    expect(unknown).toEqual(refuse('PART_UNKNOWN', { standId: '140921-0123', met: 'p9', wanted: 'p1' }));
  });
  test.each([
    ['areaM2', { areaM2: 0, ...SAYS }],
    ['areaM2', { areaM2: 1.5, ...SAYS }],
    ['evidence', { areaM2: 5, reason: 'REMEASURED' }],
    ['reason', { areaM2: 5, evidence: 'paper-7' }],
  ])('without a sound %s, before any rule is asked', (field, said) => {
    const command = { type: 'changeBoundary', commandId: 'c', digest: 'd', by: 'm', ...said } as never;
    expect(malformed(command)).toMatchObject({ refused: 'COMMAND_MALFORMED', values: { field } });
  });
});
