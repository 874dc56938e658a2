/** Stands of the golden scenarios, under the shipped policy. */
import { fileURLToPath } from 'node:url';
import type { IsoDate } from '../../domain/day.ts';
import type { Regime } from '../../domain/policy/regime.ts';
import type { PlantingMethod, StandSeed, Start } from '../../domain/stand/state.ts';
import { clausesOf } from '../../policies/clauses.ts';
import { loadPolicy } from '../../policies/load.ts';
import { resolveRegime } from '../../policies/resolve.ts';

/** 140921 Dingxiang: NORMAL. */
export const EAST = '140921';
/** 140932 Pianguan: DRY under the 2023 edition, provisional. */
export const WEST = '140932';

export const XINZHOU = loadPolicy(fileURLToPath(new URL('../../policies/xinzhou-2024.yaml', import.meta.url)));

/** Of the shipped policy. */
export const CLAUSES = clausesOf(XINZHOU);

export function regimeFor(
  countyCode: string,
  plantedOn: IsoDate,
  species = 'PINUS_TABULIFORMIS',
  altitudeM?: number,
  method: PlantingMethod | Start = 'PLANTING',
): Regime {
  return resolveRegime(XINZHOU, {
    countyCode,
    species,
    method,
    plantedOn,
    ...(altitudeM !== undefined && { altitudeM }),
  });
}

export interface SeedOptions {
  readonly county?: string;
  readonly plantedOn?: IsoDate;
  readonly designed?: number;
  readonly planted?: number;
  readonly areaM2?: number;
  readonly species?: string;
  readonly nurseryYears?: number;
  readonly goLiveOn?: IsoDate;
  /** Units that planted it. */
  readonly units?: readonly string[];
  readonly lifeId?: string;
  readonly altitudeM?: number;
  readonly standNo?: string;
  /** Begun on `plantedOn` without a planting. */
  readonly method?: Start;
  /** In place of what the shipped policy resolves to. */
  readonly regime?: Regime;
  /** Of these duties alone: a test of the shell counts turns that tending would add to. */
  readonly duties?: readonly string[];
}

/** The survival check and what may follow from it. */
export const CHECKS = ['survivalCheck', 'replant', 'replantPatch', 'reestablish', 'countyDecision'] as const;

function regimeOf(options: SeedOptions, whole: Regime): Regime {
  const { duties } = options;
  if (duties === undefined) return whole;
  return {
    ...whole,
    duties: Object.fromEntries(Object.entries(whole.duties).filter(([code]) => duties.includes(code))),
  };
}

/** A planted stand of 10 ha, 2-year pine, with sound defaults. */
export function plantedStand(options: SeedOptions = {}): StandSeed {
  const { county = EAST, plantedOn = '2026-04-10', designed = 2000, species = 'PINUS_TABULIFORMIS' } = options;
  const { method } = options;
  return {
    lifeId: options.lifeId ?? '9f3c1a00-0000-4000-8000-000000000001',
    standId: `${county}-${options.standNo ?? '0123'}`,
    countyCode: county,
    workYear: Number(plantedOn.slice(0, 4)),
    areaM2: options.areaM2 ?? 100_000,
    ...(options.altitudeM !== undefined && { altitudeM: options.altitudeM }),
    planting: {
      plantedOn,
      species,
      designedPoints: designed,
      plantedPoints: options.planted ?? designed,
      nurseryYears: options.nurseryYears ?? 2,
      ...(options.units && { units: options.units }),
    },
    ...(method !== undefined && { method, commencedOn: plantedOn }),
    regime: regimeOf(options, options.regime ?? regimeFor(county, plantedOn, species, options.altitudeM, method)),
    ...(options.goLiveOn !== undefined && { goLiveOn: options.goLiveOn }),
  };
}
