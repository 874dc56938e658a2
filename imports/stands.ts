/** Rows of a stand file as stands to be, each with everything that is wrong with it at once. */
import { yearOf } from '../domain/day.ts';
import type { Planting } from '../domain/stand/state.ts';
import { Cells, nameReader, type Names } from './cells.ts';
import { chooseColumns, STAND_FIELDS, type ColumnChoice, type StandField } from './columns.ts';
import type { ToWgs84 } from './crs.ts';
import { dayReader } from './days.ts';
import { dayAtOf, type Known } from './known.ts';
import { checkConstants, type Mapping } from './mapping.ts';
import { AREA_TOLERANCE, isBroken, outlineOf, type Outline } from './outline.ts';
import { outsideOf, seemsSwapped } from './place.ts';
import type { Problem } from './problems.ts';
import { systemOf } from './stated-crs.ts';
import type { SourceRow, SourceTable } from './table.ts';
import {
  readAltitude,
  readAreaHa,
  readAreaM2,
  readAreaMu,
  readCode,
  readDensity,
  readName,
  readNurseryYears,
  readPoints,
  readUnit,
  readYear,
  type Reader,
} from './values.ts';

export interface StandDraft {
  readonly row: number;
  readonly countyCode: string;
  /** Stand number within the county. */
  readonly code: string;
  readonly name?: string;
  readonly workYear: number;
  readonly planting: Planting;
  readonly method: 'PLANTING' | 'DIRECT_SOWING';
  readonly areaM2: number;
  readonly altitudeM?: number;
  readonly outline?: Outline;
  readonly crs: string;
}

export interface StandDrafts {
  readonly drafts: readonly StandDraft[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Where each field was found. */
  readonly columns: Mapping['columns'];
}

const M2_PER_HA = 10_000;
const HA_PER_MU = 1 / 15;

/**
 * @param crs - reference system given by hand; else the file's own, else WGS 84
 * @throws ImportError where no column can give the stand's code, or the reference system is not known
 */
export function readStands(table: SourceTable, mapping: Mapping, known: Known, crs?: string): StandDrafts {
  const columns = chooseColumns(table, STAND_FIELDS, mapping, ['code']);
  const readers = readersFor(known);
  checkConstants(mapping, readers);
  const { name, toWgs84, remarks } = systemOf(table, crs ?? mapping.crs);
  const site = { columns, mapping, known, readers, to: toWgs84, crs: name };
  const read = table.rows.map((row) => new RowReader(site, row).read());
  const { drafts, problems, warnings } = withoutDoubles(read);
  const ofFile = [...(table.remarks ?? []), ...columns.remarks, ...remarks].map((remark) => ({ row: 0, ...remark }));
  return { drafts, problems, warnings: [...ofFile, ...warnings], columns: columns.chosen };
}

interface StandReaders extends Record<string, Reader<unknown>> {
  readonly plantedOn: ReturnType<typeof dayReader>;
}

/** What makes a value of each field: of a row, or once for all rows where a mapping gives it. */
function readersFor(known: Known): StandReaders {
  return {
    county: nameReader(countiesOf(known)),
    species: nameReader(speciesOf(known)),
    code: readCode,
    name: readName,
    plantedOn: dayReader(dayAtOf(known)),
    workYear: readYear,
    areaHa: readAreaHa,
    areaMu: readAreaMu,
    areaM2: readAreaM2,
    designedPoints: readPoints,
    plantedPoints: readPoints,
    densityPerMu: readDensity,
    densityPerHa: readDensity,
    nurseryYears: readNurseryYears,
    unit: readUnit,
    altitudeM: readAltitude,
  };
}

function countiesOf(known: Known): Names {
  return { find: known.county, nearest: known.nearestCounties };
}

function speciesOf(known: Known): Names {
  return { find: known.species, nearest: known.nearestSpecies };
}

interface Site {
  readonly columns: ColumnChoice<StandField>;
  readonly mapping: Mapping;
  readonly known: Known;
  readonly readers: StandReaders;
  readonly to: ToWgs84;
  readonly crs: string;
}

interface ReadRow {
  readonly draft?: StandDraft;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

class RowReader {
  private readonly cells: Cells<StandField>;
  private readonly warnings: Problem[];
  private readonly site: Site;
  private readonly row: SourceRow;

  constructor(site: Site, row: SourceRow) {
    this.site = site;
    this.row = row;
    this.cells = new Cells(site.columns, row);
    this.warnings = (row.remarks ?? []).map((remark) => ({ row: row.row, ...remark }));
  }

  read(): ReadRow {
    const draft = this.cells.ragged ? undefined : this.draft();
    const { problems } = this.cells;
    return { problems, warnings: this.warnings, ...(draft && this.cells.sound && { draft }) };
  }

  /** Undefined only where a problem says why. */
  private draft(): StandDraft | undefined {
    const { cells, site } = this;
    const countyCode = cells.named('county', 'COUNTY_UNKNOWN', countiesOf(site.known));
    const code = cells.required('code', readCode);
    const outline = this.outline(countyCode);
    const areaM2 = this.areaM2(outline);
    const planting = this.planting(areaM2);
    const altitudeM = cells.optional('altitudeM', readAltitude);
    const workYear = cells.optional('workYear', readYear);
    const name = cells.optional('name', readName);
    if (!countyCode || !code || !planting || !areaM2) return undefined;
    return {
      row: this.row.row,
      countyCode,
      code,
      workYear: workYear ?? yearOf(planting.plantedOn),
      planting,
      method: this.method(),
      areaM2,
      crs: site.crs,
      ...(name !== undefined && { name }),
      ...(altitudeM !== undefined && { altitudeM }),
      ...(outline && { outline }),
    };
  }

  private outline(countyCode: string | undefined): Outline | undefined {
    const { row, site, cells } = this;
    if (row.geometry === undefined) return undefined;
    const { known, to } = site;
    const outline = outlineOf(row.geometry, to);
    const hint = () =>
      seemsSwapped({ source: row.geometry!, to, countyCode, known }) ? ' (its axes seem swapped)' : '';
    if (isBroken(outline)) return cells.problem(outline.code, { met: `${outline.met}${hint()}` });
    const acknowledged = site.mapping.acknowledge.includes('OUTSIDE_COUNTY');
    const outside = acknowledged ? undefined : outsideOf({ outline, countyCode, known });
    if (outside !== undefined) cells.problem('OUTSIDE_COUNTY', { ...outside, met: `${outside.met}${hint()}` });
    return outline;
  }

  private areaM2(outline: Outline | undefined): number | undefined {
    const { cells } = this;
    const mu = cells.optional('areaMu', readAreaMu);
    const m2 = cells.optional('areaM2', readAreaM2);
    const statedHa =
      cells.optional('areaHa', readAreaHa) ??
      (mu === undefined ? undefined : mu * HA_PER_MU) ??
      (m2 === undefined ? undefined : m2 / M2_PER_HA);
    const drawnM2 = outline?.areaM2 || undefined;
    if (statedHa === undefined) return drawnM2 ?? this.noArea();
    const statedM2 = Math.round(statedHa * M2_PER_HA);
    if (statedM2 === 0)
      return cells.problem('VALUE_BROKEN', { field: 'area', met: `${statedHa} ha`, wanted: 'at least 1 m²' });
    this.compareAreas(statedM2, drawnM2);
    return statedM2;
  }

  private noArea(): undefined {
    const told = this.cells.problems.some(
      ({ code, field = '' }) => code === 'GEOMETRY_BROKEN' || field.startsWith('area'),
    );
    return told ? undefined : this.cells.problem('VALUE_MISSING', { field: 'area' });
  }

  private compareAreas(statedM2: number, drawnM2: number | undefined): void {
    if (drawnM2 === undefined || Math.abs(drawnM2 - statedM2) <= drawnM2 * AREA_TOLERANCE) return;
    const areas = { met: String(statedM2), wanted: String(drawnM2) };
    this.warnings.push({ row: this.row.row, code: 'AREA_DIFFERS', field: 'area', ...areas });
  }

  private planting(areaM2: number | undefined): Planting | undefined {
    const { cells, site } = this;
    const plantedOn = this.plantedOn();
    const species = cells.named('species', 'SPECIES_UNKNOWN', speciesOf(site.known));
    const designedPoints = this.designedPoints(areaM2);
    const plantedPoints = cells.optional('plantedPoints', readPoints) ?? designedPoints;
    const nurseryYears = cells.optional('nurseryYears', readNurseryYears);
    const unit = cells.optional('unit', readUnit);
    if (!plantedOn || !species || !designedPoints || !plantedPoints) return undefined;
    const limit = Math.floor(designedPoints * site.known.liveCapFactor);
    if (plantedPoints > limit) {
      const counts = { met: String(plantedPoints), wanted: String(limit) };
      return cells.problem('COUNT_ABOVE_DESIGN', { field: 'plantedPoints', ...counts });
    }
    return {
      plantedOn,
      species,
      designedPoints,
      plantedPoints,
      ...(nurseryYears !== undefined && { nurseryYears }),
      ...(unit !== undefined && { units: [unit] }),
    };
  }

  private plantedOn() {
    const day = this.cells.required('plantedOn', this.site.readers.plantedOn);
    const { today } = this.site.known;
    if (day === undefined || day <= today) return day;
    return this.cells.problem('DAY_IN_FUTURE', { field: 'plantedOn', met: day, wanted: today });
  }

  /** The design is a count, or a density over the area. */
  private designedPoints(areaM2: number | undefined): number | undefined {
    const { cells } = this;
    const count = cells.optional('designedPoints', readPoints);
    const perMu = cells.optional('densityPerMu', readDensity);
    const perHa = cells.optional('densityPerHa', readDensity) ?? (perMu === undefined ? undefined : perMu / HA_PER_MU);
    if (count !== undefined) return count;
    const fields = ['designedPoints', 'densityPerMu', 'densityPerHa'] as const;
    if (fields.every((field) => cells.isEmpty(field)))
      return cells.problem('VALUE_MISSING', { field: 'designedPoints' });
    return perHa === undefined || areaM2 === undefined ? undefined : this.fromDensity(perHa, areaM2);
  }

  private fromDensity(perHa: number, areaM2: number): number | undefined {
    const points = Math.round((perHa * areaM2) / M2_PER_HA);
    const read = readPoints(points);
    if (typeof read === 'number') return read;
    const met = `${points} (${perHa} per ha on ${areaM2} m²)`;
    return this.cells.problem('VALUE_BROKEN', { field: 'designedPoints', met, wanted: read.wanted });
  }

  private method(): StandDraft['method'] {
    return /播|sow|seed/i.test(this.cells.optional('method', String) ?? '') ? 'DIRECT_SOWING' : 'PLANTING';
  }
}

/** A stand that stands twice in the file: the first row is taken, the second one named. */
function withoutDoubles(read: readonly ReadRow[]): Omit<StandDrafts, 'columns'> {
  const first = new Map<string, number>();
  const drafts: StandDraft[] = [];
  const problems = read.flatMap((row) => [...row.problems]);
  for (const { draft } of read) {
    if (draft === undefined) continue;
    const { countyCode, code, workYear, row } = draft;
    const key = `${countyCode}-${code.toLowerCase()}/${workYear}`;
    const earlier = first.get(key);
    if (earlier === undefined) drafts.push(draft);
    else
      problems.push({
        row,
        code: 'STAND_TWICE',
        field: 'code',
        met: `${countyCode}-${code}/${workYear}`,
        wanted: String(earlier),
      });
    first.set(key, earlier ?? row);
  }
  return {
    drafts,
    problems: problems.toSorted((a, b) => a.row - b.row),
    warnings: read.flatMap((row) => [...row.warnings]),
  };
}
