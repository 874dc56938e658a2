/** Stands to measure with. */
import { lifeOf, type LifeOptions, type LifeToWalk } from '../../cli/life.ts';
import { seedState } from '../../domain/stand/fold.ts';
import type { StandSeed } from '../../domain/stand/state.ts';

/** Later than whatever the machine's clock says, so that only skipped time reaches it. */
const PLANTED_ON = '2040-04-15';

let numbers = 0;

/** A stand of the dry west, planted in spring, under a number of its own. */
export function lifeUntil(until: string, outcomes: string, change: (seed: StandSeed) => StandSeed = (seed) => seed) {
  const options: LifeOptions = {
    policy: 'xinzhou-2024',
    county: '140932',
    species: '油松',
    planted: PLANTED_ON,
    designed: 2000,
    nurseryYears: 2,
    areaHa: 10,
    method: 'planting',
    until,
    outcomes,
  };
  const life = lifeOf(options);
  const seed = change({ ...life.seed, standId: `140932-bench${(numbers += 1)}` });
  return { ...life, seed, state: seedState(seed) } satisfies LifeToWalk;
}
