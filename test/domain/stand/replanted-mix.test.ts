/** A replanting of a mixed stand goes to the design's mix, and tells what was planted of each species (ruling 25). */
import { describe, expect, test } from 'vitest';
import { seedlingsNeeded } from '../../../domain/register/seedling-demand.ts';
import { sharedOut, toDesign } from '../../../domain/stand/mix.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const PINE = 'PINUS_TABULIFORMIS';

/** Of 2,000 points, 1,000 are of pine, the main species, and 1,000 of birch. */
function counted(pines: number, birches: number, life = new Life(plantedStand())): Life {
  const of = (live: number) => ({ live, designed: 1000 });
  life.survey('2026-09-25', pines + birches, { counts: { bySpecies: { [PINE]: of(pines), BETULA: of(birches) } } });
  return life;
}

describe('a replanting after a count that told species apart', () => {
  test('needs of each species its share of the design less what lives of it', () => {
    expect(counted(700, 900).duty('replant-0').needs).toEqual({
      seedlings: 400,
      bySpecies: { [PINE]: 300, BETULA: 100 },
      stockAge: 3,
    });
  });
  test('needs nothing of a species that has its points', () => {
    expect(counted(600, 1000).duty('replant-0').needs).toMatchObject({ seedlings: 400, bySpecies: { [PINE]: 400 } });
  });
  test('finds room only where no tree stands: points taken by too many birches are not planted twice', () => {
    expect(counted(300, 1200).duty('replant-0').needs).toMatchObject({ seedlings: 500, bySpecies: { [PINE]: 500 } });
  });
  test('of a count that does not tell them apart needs seedlings alone', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-25', 1600);
    expect(life.duty('replant-0').needs).toEqual({ seedlings: 400, stockAge: 3 });
  });
  test('keeps its mix where its window is missed', () => {
    const life = counted(700, 900);
    life.until('2027-05-01');
    expect(life.duty('replant-0')).toMatchObject({
      opensOn: '2027-07-05',
      needs: { seedlings: 400, bySpecies: { [PINE]: 300, BETULA: 100 } },
    });
  });
  test('keeps its mix where the boundary moves, the points going with the land', () => {
    const life = counted(700, 900);
    life.send('2026-10-20', { type: 'changeBoundary', areaM2: 50_000, reason: 'REMEASURED', evidence: 'paper-7' });
    expect(life.duty('replant-0').needs).toMatchObject({ seedlings: 200, bySpecies: { [PINE]: 150, BETULA: 50 } });
  });
  test('goes by a later count of as many missing points of other species', () => {
    const life = counted(700, 900);
    const of = (live: number) => ({ live, designed: 1000 });
    life.audit('2026-10-20', 'CITY', 1600, { counts: { bySpecies: { [PINE]: of(900), BETULA: of(700) } } });
    expect(life.duty('replant-0').needs).toMatchObject({ seedlings: 400, bySpecies: { [PINE]: 100, BETULA: 300 } });
  });
  test('is listed by species in the seedling demand', () => {
    const needs = seedlingsNeeded(counted(700, 900).state, 2027).map(({ species, seedlings }) => [species, seedlings]);
    expect(needs).toEqual([
      [PINE, 300],
      ['BETULA', 100],
    ]);
  });
});

describe('the late replanting after a preservation check', () => {
  test('goes to the mix as well', () => {
    const life = counted(900, 950);
    life.until('2029-09-20');
    const of = (live: number) => ({ live, designed: 1000 });
    life.survey('2029-09-25', 1500, { counts: { bySpecies: { [PINE]: of(650), BETULA: of(850) } } });
    expect(life.duty('lateReplant-0').needs).toMatchObject({
      seedlings: 500,
      bySpecies: { [PINE]: 350, BETULA: 150 },
    });
  });
});

describe('the report of a replanting to the mix', () => {
  const reported = (points: number, bySpecies?: Record<string, number>) => {
    const life = counted(700, 900);
    life.until('2027-04-01');
    const papers = { licence: 'a', quarantine: 'b', label: 'c', quality: 'd', provenance: '140921', quantity: '400' };
    const answer = life.send('2027-04-02', {
      type: 'submitWork',
      dutyId: 'replant-0',
      doneOn: '2027-04-02',
      points,
      papers,
      ...(bySpecies && { bySpecies }),
    });
    return { life, answer };
  };

  test('says what was planted of each species; it stays on the part', () => {
    const { life } = reported(400, { [PINE]: 300, BETULA: 100 });
    expect(life.state.parts[0]!.replaced).toEqual([
      { on: '2027-04-02', points: 400, bySpecies: { [PINE]: 300, BETULA: 100 } },
    ]);
    expect(life.events('WorkRecorded')[0]).toMatchObject({ points: 400, bySpecies: { [PINE]: 300, BETULA: 100 } });
  });
  test('is refused where it says nothing of them, naming what each needs', () => {
    expect(reported(400).answer).toMatchObject({
      refused: 'SPECIES_NOT_TOLD',
      values: { wanted: `${PINE} 300, BETULA 100` },
    });
  });
  test.each([399, 401])('is refused where %i points of its species are not the 400 that were planted', (sum) => {
    expect(reported(400, { [PINE]: 300, BETULA: sum - 300 }).answer).toMatchObject({
      refused: 'SPECIES_NOT_ADDING_UP',
      values: { met: sum, wanted: 400 },
    });
  });
  test('is remarked on where a species falls short, or was not asked for', () => {
    expect(reported(400, { [PINE]: 299, BETULA: 100, POPULUS: 1 }).answer).toMatchObject({
      warnings: [
        { code: 'SPECIES_OFF_MIX', met: `${PINE} 299`, wanted: `${PINE} 300` },
        { code: 'SPECIES_OFF_MIX', met: 'POPULUS 1', wanted: 'POPULUS 0' },
      ],
    });
  });
  test('needs no species where only one was needed: it is of that one', () => {
    const life = counted(1000, 600);
    life.until('2027-04-01');
    life.work('2027-04-02', 'replant-0', { points: 400 });
    expect(life.state.parts[0]!.replaced).toEqual([{ on: '2027-04-02', points: 400, bySpecies: { BETULA: 400 } }]);
  });
  test('goes with the land: each species of two pieces adds up to what was planted', () => {
    const { life } = reported(400, { [PINE]: 299, BETULA: 101 });
    life.until('2027-09-05');
    const piece = (areaM2: number, live: number) => ({ areaM2, counts: { livePoints: live } });
    life.pieces('2027-09-10', [piece(30_000, 590), piece(70_000, 1300)]);
    const each = life.state.parts.map(({ replaced }) => replaced[0]!);
    expect(each.map(({ points }) => points)).toEqual([120, 280]);
    expect(each.map(({ bySpecies }) => bySpecies)).toEqual([
      { [PINE]: 90, BETULA: 30 },
      { [PINE]: 209, BETULA: 71 },
    ]);
  });
});

describe('rules from before the mix was asked for', () => {
  const old = { replant: { seedlings: 'designedMinusLive', stockAge: 'standAge' } } as const;
  test('need seedlings alone, and take the report as it was', () => {
    const seed = plantedStand();
    const { replant, ...duties } = seed.regime.duties;
    const before = { ...seed.regime, duties: { ...duties, replant: { ...replant!, needs: old.replant } } };
    const life = counted(700, 900, new Life({ ...seed, regime: before }));
    expect(life.duty('replant-0').needs).toEqual({ seedlings: 400, stockAge: 3 });
    life.until('2027-04-01');
    life.work('2027-04-02', 'replant-0', { points: 400 });
    expect(life.state.parts[0]!.replaced).toEqual([{ on: '2027-04-02', points: 400 }]);
  });
});

describe('points shared out in the proportion of a mix', () => {
  test.each([
    [{ A: 200, B: 100 }, 100, { A: 67, B: 33 }],
    [{ A: 1, B: 1, C: 1 }, 2, { A: 1, B: 1 }],
    [{ A: 3, B: 1 }, 8, { A: 6, B: 2 }],
    [{ A: 5 }, 0, {}],
  ])('%o over %i points', (mix, points, shared) => expect(sharedOut(mix, points)).toEqual(shared));
  test('what no species accounts for is of the main one', () =>
    expect(toDesign({ B: 40 }, 100, 'A')).toEqual({ A: 60, B: 40 }));
});
