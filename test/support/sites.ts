/** Sites of golden tables: editions by planting day, zones by county and rain, and where the policy has its lines from. */
import { clauseOf } from '../../domain/policy/clauses.ts';
import { resolveRegime } from '../../policies/resolve.ts';
import { CLAUSES, EAST, plantedStand, WEST, XINZHOU } from './regimes.ts';

/** Clause and mark of a path, as the policy's own text has them. */
export const cited = (path: string): string =>
  clauseOf({ policy: XINZHOU.policy, cite: CLAUSES({ policy: XINZHOU.policy, hash: XINZHOU.hash }) }, path);

/** The policy holds editions 2006 and 2016 for one: the planting day alone tells. */
export const EDITION_2006 = '2010-04-10';
export const EDITION_2016 = '2017-04-10';
export const EDITION_2023 = '2026-04-10';

/** A county and its 30-year mean rain in mm; absent = as the policy has it. */
export interface Site {
  readonly county: string;
  readonly rainMm?: number;
}
export const NORMAL: Site = { county: EAST };
export const WESTERN: Site = { county: WEST };
export const rain = (rainMm: number): Site => ({ county: WEST, rainMm });

export interface Planting {
  readonly plantedOn: string;
  readonly designed?: number;
  readonly planted?: number;
  readonly species?: string;
}

/** A stand of 10 ha and 2,000 points there, where nothing else is said. */
export function standAt({ county, rainMm }: Site, { plantedOn, species = 'PINUS_TABULIFORMIS', ...points }: Planting) {
  const counties = {
    ...XINZHOU.counties,
    [county]: { ...XINZHOU.counties[county]!, ...(rainMm !== undefined && { rainMm }) },
  };
  const regime = resolveRegime(
    { ...XINZHOU, counties },
    { countyCode: county, species, method: 'PLANTING', plantedOn },
  );
  return plantedStand({ county, plantedOn, species, regime, ...points });
}

/** That day of the year, so many years after the planting. */
export const later = (plantedOn: string, years: number, day: string) =>
  `${Number(plantedOn.slice(0, 4)) + years}-${day}`;
