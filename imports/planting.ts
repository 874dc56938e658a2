/** What was planted on a stand's row: when, what, and how many points by design and by planting. */
import type { IsoDate } from '../domain/day.ts';
import type { Planting } from '../domain/stand/state.ts';
import { dayUpTo } from './beginning.ts';
import type { Cells, Names } from './cells.ts';
import type { StandField } from './fields.ts';
import type { Known } from './known.ts';
import { stockPapersOf } from './stock-papers.ts';
import { M2_PER_ACRE, M2_PER_HA } from './units.ts';
import {
  readDensityPerAcre,
  readDensityPerHa,
  readDensityPerMu,
  readNurseryYears,
  readPoints,
  readUnit,
} from './values.ts';
import type { Reader } from './unread.ts';

const MU_PER_HA = 15;

export interface PlantingRow {
  readonly cells: Cells<StandField>;
  /** m²; a density is over it. */
  readonly areaM2: number | undefined;
  readonly countyCode: string | undefined;
  readonly known: Known;
  /** Planting day, or what stands in its place. */
  readonly on: IsoDate | undefined;
  readonly readDay: Reader<IsoDate>;
}

export function speciesOf(known: Known): Names {
  return { find: known.species, nearest: known.nearestSpecies };
}

/** Undefined only where a problem of the row says why. */
export function plantingOf({
  cells,
  areaM2,
  countyCode,
  known,
  on: plantedOn,
  readDay: read,
}: PlantingRow): Planting | undefined {
  const species = cells.named('species', 'SPECIES_UNKNOWN', speciesOf(known));
  const designedPoints = designIn(cells, areaM2);
  const plantedPoints = cells.optional('plantedPoints', readPoints) ?? designedPoints;
  const nurseryYears = cells.optional('nurseryYears', readNurseryYears);
  const unit = cells.optional('unit', readUnit);
  const papers = stockPapersOf(cells, { countyCode, known });
  if (!plantedOn || !species || !designedPoints || !plantedPoints) return undefined;
  const limit = Math.floor(designedPoints * known.liveCapFactor);
  if (plantedPoints > limit) {
    const counts = { met: String(plantedPoints), wanted: String(limit) };
    return cells.problem('COUNT_ABOVE_DESIGN', { field: 'plantedPoints', ...counts });
  }
  const preparedOn = dayUpTo('preparedOn', plantedOn, { cells, read });
  const stockOn = dayUpTo('stockOn', plantedOn, { cells, read });
  return {
    plantedOn,
    ...(preparedOn !== undefined && { preparedOn }),
    ...(stockOn !== undefined && { stockOn }),
    ...papers,
    species,
    designedPoints,
    plantedPoints,
    ...(nurseryYears !== undefined && { nurseryYears }),
    ...(unit !== undefined && { units: [unit] }),
  };
}

/** The design is a count, or a density over the area. */
function designIn(cells: Cells<StandField>, areaM2: number | undefined): number | undefined {
  const count = cells.optional('designedPoints', readPoints);
  const perMu = cells.optional('densityPerMu', readDensityPerMu);
  const ofMu = perMu === undefined ? undefined : perMu * MU_PER_HA;
  const perAcre = cells.optional('densityPerAcre', readDensityPerAcre);
  const ofAcre = perAcre === undefined ? undefined : (perAcre * M2_PER_HA) / M2_PER_ACRE;
  const perHa = cells.optional('densityPerHa', readDensityPerHa) ?? ofMu ?? ofAcre;
  if (count !== undefined) return count;
  const fields = ['designedPoints', 'densityPerMu', 'densityPerHa', 'densityPerAcre'] as const;
  if (fields.every((field) => cells.isEmpty(field))) return cells.problem('VALUE_MISSING', { field: 'designedPoints' });
  return perHa === undefined || areaM2 === undefined ? undefined : fromDensity(cells, perHa, areaM2);
}

function fromDensity(cells: Cells<StandField>, perHa: number, areaM2: number): number | undefined {
  const points = Math.round((perHa * areaM2) / M2_PER_HA);
  const read = readPoints(points);
  if (typeof read === 'number') return read;
  const met = `${points} (${perHa} per ha on ${areaM2} m²)`;
  return cells.problem('VALUE_BROKEN', { field: 'designedPoints', met, wanted: read.wanted });
}
