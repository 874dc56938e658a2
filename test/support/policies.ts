/** Every policy that ships, and stands under it: what holds of one must hold of all. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { IsoDate } from '../../domain/day.ts';
import type { Stems } from '../../domain/stand/reported.ts';
import type { RegimeFor } from '../../domain/stand/foretold.ts';
import type { StandSeed, Start } from '../../domain/stand/state.ts';
import { shippedPolicy, type LoadedPolicy } from '../../policies/load.ts';
import { resolveRegime } from '../../policies/resolve.ts';
import type { StandardValues } from '../../policies/standard.ts';

export const SHIPPED: readonly LoadedPolicy[] = readdirSync(fileURLToPath(new URL('../../policies', import.meta.url)))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => shippedPolicy(name.replace('.yaml', '')));

export interface StandUnder {
  readonly county?: string;
  readonly species?: string;
  readonly plantedOn?: IsoDate;
  readonly commencedOn?: IsoDate;
  /** Absent = planted; one that is not has its commencement in the place of the planting day. */
  readonly method?: Start;
  readonly goLiveOn?: IsoDate;
  readonly designed?: number;
  readonly areaM2?: number;
  readonly standard?: StandardValues;
}

/** A stand of 10 ha with 2000 points; of the policy's first county and species, where nothing else is said. */
export function standUnder(policy: LoadedPolicy, options: StandUnder = {}): StandSeed {
  const { county: countyCode = Object.keys(policy.counties)[0]!, species = Object.keys(policy.species)[0]! } = options;
  const { plantedOn = '2026-04-10', method, goLiveOn, designed = 2000, standard } = options;
  const { commencedOn = method && plantedOn } = options;
  const brought = { ...(standard && { standard }) };
  return {
    lifeId: '9f3c1a00-0000-4000-8000-000000000001',
    standId: `${countyCode}-0123`,
    countyCode,
    workYear: Number(plantedOn.slice(0, 4)),
    areaM2: options.areaM2 ?? 100_000,
    ...(method && { method }),
    ...(commencedOn !== undefined && { commencedOn }),
    ...(goLiveOn !== undefined && { goLiveOn }),
    ...brought,
    planting: { plantedOn, species, designedPoints: designed, plantedPoints: designed, nurseryYears: 2 },
    regime: resolveRegime(policy, { countyCode, species, method: method ?? 'PLANTING', plantedOn, ...brought }),
  };
}

/** The rules of a new design on the same site. */
export function regimesUnder(policy: LoadedPolicy, { countyCode, standard }: StandSeed): RegimeFor {
  return ({ species, plantedOn }) =>
    resolveRegime(policy, { countyCode, species, method: 'PLANTING', plantedOn, ...(standard && { standard }) });
}

/** Stems as the foresters of the policy count them, all preferred and high enough, so many to its area unit. */
export function stemsAt(policy: LoadedPolicy, perArea: number, more: Partial<Stems> = {}): Stems {
  const unit = policy.areaUnit === 'acre' ? 'milacre' : 'm2';
  const sampled = unit === 'milacre' ? 1000 : 10_000;
  return { counted: perArea, preferred: perArea, meanHeightCm: 400, leastHeightCm: 400, sampled, unit, ...more };
}
