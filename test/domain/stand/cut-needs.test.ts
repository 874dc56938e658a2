/** Seedlings that a count gave, where the part they were counted on is cut: nothing is ordered twice. */
import { describe, expect, test } from 'vitest';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';
import { child, split } from './split-lives.ts';

const MIX = {
  PINUS_TABULIFORMIS: { live: 849, designed: 1000 },
  POPULUS: { live: 949, designed: 1000 },
};
const SAYS = { reason: 'REMEASURED', evidence: 'survey-1' };
const seedlings = (life: Life, code: string) =>
  activeDuties(life.state).flatMap((duty) => (duty.code === code ? [duty.needs?.seedlings] : []));

/** 151 pines and 51 poplars are lacking. */
function mixLacking(): Life {
  const life = new Life(plantedStand());
  life.survey('2026-09-20', 1798, { counts: { bySpecies: MIX } });
  return life;
}

/** 160 of 2,000 points stood on the 0.8 ha that died in one patch. */
function patchDead(): Life {
  const life = new Life(plantedStand());
  life.survey('2026-09-20', 1800, { deadPatchM2: 8000 });
  return life;
}

function damaged(life: Life): Life {
  life.send('2026-10-02', { type: 'reportDamage', seenOn: '2026-10-02', cause: 'SNOW', lostM2: 0 });
  return life;
}

describe('what the mix lacks goes with the points, rounded up by species', () => {
  test('to each stand that the land becomes', () => {
    const children = split(mixLacking(), '2026-10-01', [child('0101', 60_000), child('0102', 40_000)]);
    const fillUps = children.map(({ state }) => activeDuties(state).find(({ code }) => code === 'fillUp')!.needs);
    expect(fillUps).toMatchObject([
      { seedlings: 122, bySpecies: { PINUS_TABULIFORMIS: 91, POPULUS: 31 } },
      { seedlings: 82, bySpecies: { PINUS_TABULIFORMIS: 61, POPULUS: 21 } },
    ]);
  });
  test('to each piece that a count without species finds', () => {
    const life = damaged(mixLacking());
    life.pieces('2026-10-10', [
      { areaM2: 60_000, counts: { livePoints: 1080 } },
      { areaM2: 40_000, counts: { livePoints: 718 } },
    ]);
    expect(seedlings(life, 'fillUp')).toEqual([122, 82]);
  });
  test('not to what is lost', () => {
    const life = mixLacking();
    life.send('2026-10-02', { type: 'reportDamage', seenOn: '2026-10-02', cause: 'FIRE', lostM2: 20_000 });
    expect(seedlings(life, 'fillUp')).toEqual([162]);
  });
  test.each([
    [120_000, 244],
    [50_000, 102],
  ])('with a boundary of %i m²: %i', (areaM2, wanted) => {
    const life = mixLacking();
    life.send('2026-10-02', { type: 'changeBoundary', areaM2, ...SAYS });
    expect(seedlings(life, 'fillUp')).toEqual([wanted]);
  });
});

describe('a dead patch, wherever it lies,', () => {
  test.each([
    [8000, 160],
    [7999, 160],
    [5000, 100],
  ])('in a boundary of %i m² is owed with %i seedlings, never with more than there are points', (areaM2, wanted) => {
    const life = patchDead();
    life.send('2026-10-05', { type: 'changeBoundary', areaM2, ...SAYS });
    expect(seedlings(life, 'replantPatch')).toEqual([wanted]);
  });
  test.each([
    ['in two', [95_000, 5_000], [152, 8]],
    ['into a piece too small for a seedling of it', [99_950, 50], [160]],
    ['in three', [50_000, 30_000, 20_000], [80, 48, 32]],
  ])('is divided where its stand is split %s, and no seedling is ordered twice', (_, areas, wanted) => {
    const into = areas.map((areaM2, index) => child(`010${index + 1}`, areaM2));
    const children = split(patchDead(), '2026-10-01', into);
    expect(children.flatMap((life) => seedlings(life, 'replantPatch'))).toEqual(wanted);
  });
  test('keeps its number on either side under rules that do not divide it, as far as there are points', () => {
    const seed = plantedStand();
    const patch = seed.regime.duties['replantPatch']!;
    const { divided: _, ...needs } = patch.needs!;
    const duties = { ...seed.regime.duties, replantPatch: { ...patch, needs } };
    const life = new Life({ ...seed, regime: { ...seed.regime, duties } });
    life.survey('2026-09-20', 1800, { deadPatchM2: 8000 });
    const children = split(life, '2026-10-01', [child('0101', 95_000), child('0102', 5000)]);
    expect(children.flatMap((each) => seedlings(each, 'replantPatch'))).toEqual([160, 100]);
  });
  test('is owed with what each piece lacks once the pieces are counted', () => {
    const life = damaged(patchDead());
    life.pieces('2026-10-10', [
      { areaM2: 50_000, counts: { livePoints: 950 } },
      { areaM2: 50_000, counts: { livePoints: 900 } },
    ]);
    expect(seedlings(life, 'replantPatch')).toEqual([50, 100]);
  });
  test('is not owed on a piece of which every point lives', () => {
    const life = damaged(patchDead());
    life.pieces('2026-10-10', [
      { areaM2: 50_000, counts: { livePoints: 1000 } },
      { areaM2: 50_000, counts: { livePoints: 860 } },
    ]);
    expect(seedlings(life, 'replantPatch')).toEqual([140]);
  });
  test('is not owed beside a replanting of all that a piece lacks', () => {
    const life = damaged(patchDead());
    life.pieces('2026-10-10', [
      { areaM2: 50_000, counts: { livePoints: 1000 } },
      { areaM2: 50_000, counts: { livePoints: 800 } },
    ]);
    expect([seedlings(life, 'replantPatch'), seedlings(life, 'replant')]).toEqual([[], [200]]);
  });
});

describe('of a stand that is to be replanted a fire takes', () => {
  /** 500 of 2,000 points are empty. */
  const toReplant = () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1500);
    return life;
  };
  const burnt = (life: Life, lostM2: number) => {
    life.send('2026-10-02', { type: 'reportDamage', seenOn: '2026-10-02', cause: 'FIRE', lostM2 });
    const { designedPoints, livePoints } = life.state.parts[0]!;
    return [designedPoints, livePoints, ...seedlings(life, 'replant')];
  };
  test.each([
    [30_000, [1400, 1050, 350]],
    [80_000, [400, 300, 100]],
  ])('%i of 100,000 m²: empty points burn as living ones do, %o', (lostM2, wanted) => {
    expect(burnt(toReplant(), lostM2)).toEqual(wanted);
  });
  test('under rules that do not say so, none but living ones', () => {
    const seed = plantedStand();
    const { evenly: _, ...damage } = seed.regime.damage!;
    const life = new Life({ ...seed, regime: { ...seed.regime, damage } });
    life.survey('2026-09-20', 1500);
    expect(burnt(life, 30_000)).toEqual([1400, 900, 500]);
  });
});
