/** Rows of a stand file as stands to be, each with everything that is wrong with it at once. */
import { yearOf, type IsoDate } from '../domain/day.ts';
import type { Planting } from '../domain/stand/state.ts';
import { chooseColumns, STAND_FIELDS, type ColumnChoice, type StandField } from './columns.ts';
import { toWgs84, type ToWgs84 } from './crs.ts';
import type { Known } from './known.ts';
import type { Mapping } from './mapping.ts';
import { AREA_TOLERANCE, isBroken, outlineOf, type Outline } from './outline.ts';
import { ImportError, type Problem, type ProblemCode } from './problems.ts';
import type { SourceRow, SourceTable } from './table.ts';
import { isUnread, readCount, readDay, readPositive, type Unread } from './values.ts';

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
}

const M2_PER_HA = 10_000;
const HA_PER_MU = 1 / 15;

/**
 * @param crs - reference system given by hand; else the file's own, else WGS 84
 * @throws ImportError where no column can give the stand's code, or the reference system is not known
 */
export function readStands(table: SourceTable, mapping: Mapping, known: Known, crs?: string): StandDrafts {
  const columns = chooseColumns(table, STAND_FIELDS, mapping);
  const [fault] = columns.problems;
  if (fault !== undefined) throw new ImportError(fault);
  if (!columns.has('code')) {
    throw new ImportError({
      code: 'COLUMN_MISSING',
      field: 'code',
      met: table.columns.join(', ') || 'none',
      wanted: STAND_FIELDS.code.join(', '),
    });
  }
  const stated = crs ?? table.crs;
  const site = { columns, mapping, known, to: toWgs84(stated), crs: stated ?? 'EPSG:4326' };
  const read = table.rows.map((row) => new RowReader(site, row).read());
  return withoutDoubles(read);
}

interface Site {
  readonly columns: ColumnChoice<StandField>;
  readonly mapping: Mapping;
  readonly known: Known;
  readonly to: ToWgs84;
  readonly crs: string;
}

interface ReadRow {
  readonly draft?: StandDraft;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Reads one row; goes on after a fault, so that its owner hears of all of them. */
class RowReader {
  private readonly problems: Problem[] = [];
  private readonly warnings: Problem[] = [];
  private readonly site: Site;
  private readonly row: SourceRow;

  constructor(site: Site, row: SourceRow) {
    this.site = site;
    this.row = row;
  }

  read(): ReadRow {
    const countyCode = this.named(
      'county',
      (text) => this.site.known.county(text),
      'COUNTY_UNKNOWN',
      this.site.known.nearestCounties,
    );
    const code = this.text('code');
    const outline = this.outline();
    if (outline !== undefined) this.checkPlace(outline, countyCode);
    const areaM2 = this.areaM2(outline);
    const planting = this.planting(areaM2);
    const altitudeM = this.optional('altitudeM', readPositive);
    const workYear = this.optional('workYear', readCount);
    const name = this.optional('name', String);
    if (this.problems.length > 0 || !countyCode || !code || !planting || !areaM2)
      return { problems: this.problems, warnings: this.warnings };
    const draft = {
      row: this.row.row,
      countyCode,
      code,
      workYear: workYear ?? yearOf(planting.plantedOn),
      planting,
      method: this.method(),
      areaM2,
      crs: this.site.crs,
      ...(name !== undefined && { name }),
      ...(altitudeM !== undefined && { altitudeM }),
      ...(outline && { outline }),
    };
    return { draft, problems: this.problems, warnings: this.warnings };
  }

  private problem(code: ProblemCode, more: Partial<Problem> = {}): undefined {
    this.problems.push({ row: this.row.row, code, ...more });
    return undefined;
  }

  private raw(field: StandField): unknown {
    return this.site.columns.valueOf(this.row, field);
  }

  private text(field: StandField): string | undefined {
    const value = this.raw(field);
    const text = value === undefined ? '' : String(value).trim();
    return text === '' ? this.problem('VALUE_MISSING', { field }) : text;
  }

  private optional<T>(field: StandField, read: (value: unknown) => T | Unread): T | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    const result = read(value);
    return isUnread(result)
      ? this.problem('VALUE_BROKEN', { field, met: String(value), wanted: result.wanted })
      : result;
  }

  private required<T>(field: StandField, read: (value: unknown) => T | Unread): T | undefined {
    return this.raw(field) === undefined ? this.problem('VALUE_MISSING', { field }) : this.optional(field, read);
  }

  private named(
    field: StandField,
    find: (text: string) => string | undefined,
    code: ProblemCode,
    nearest: (text: string) => readonly string[],
  ): string | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    return find(text) ?? this.problem(code, { field, met: text, wanted: nearest(text).join(', ') });
  }

  private outline(): Outline | undefined {
    if (this.row.geometry === undefined) return undefined;
    const outline = outlineOf(this.row.geometry, this.site.to);
    return isBroken(outline) ? this.problem(outline.code, outline) : outline;
  }

  /** A stand that lies elsewhere has a wrong county, a wrong reference system or swapped axes. */
  private checkPlace({ centre }: Outline, countyCode: string | undefined): void {
    const extent = countyCode === undefined ? undefined : this.site.known.extentOf(countyCode);
    const [lon = 0, lat = 0] = centre;
    if (extent !== undefined && within(extent, lon, lat)) return;
    if (this.site.mapping.acknowledge.includes('OUTSIDE_COUNTY')) return;
    const wanted =
      countyCode === undefined ? 'any county that the policy knows' : `county ${countyCode} (${extent?.join(', ')})`;
    const swapped = extent !== undefined && within(extent, lat, lon) ? '; longitude and latitude seem swapped' : '';
    this.problem('OUTSIDE_COUNTY', { met: `${lon.toFixed(4)}, ${lat.toFixed(4)}${swapped}`, wanted });
  }

  private areaM2(outline: Outline | undefined): number | undefined {
    const ha = this.optional('areaHa', readPositive);
    const mu = this.optional('areaMu', readPositive);
    const stated = ha ?? (mu === undefined ? undefined : mu * HA_PER_MU);
    const drawn = outline?.areaM2 || undefined;
    if (stated === undefined) return drawn ?? this.problem('VALUE_MISSING', { field: 'area' });
    const statedM2 = Math.round(stated * M2_PER_HA);
    if (drawn !== undefined && Math.abs(drawn - statedM2) > drawn * AREA_TOLERANCE) {
      this.warnings.push({
        row: this.row.row,
        code: 'AREA_DIFFERS',
        field: 'area',
        met: String(statedM2),
        wanted: String(drawn),
      });
    }
    return statedM2;
  }

  private planting(areaM2: number | undefined): Planting | undefined {
    const plantedOn = this.day('plantedOn');
    const species = this.named(
      'species',
      (text) => this.site.known.species(text),
      'SPECIES_UNKNOWN',
      this.site.known.nearestSpecies,
    );
    const designedPoints = this.designedPoints(areaM2);
    const plantedPoints = this.optional('plantedPoints', readCount) ?? designedPoints;
    const nurseryYears = this.optional('nurseryYears', readCount);
    if (!plantedOn || !species || !designedPoints || !plantedPoints) return undefined;
    const limit = Math.floor(designedPoints * this.site.known.liveCapFactor);
    if (plantedPoints > limit)
      return this.problem('COUNT_ABOVE_DESIGN', {
        field: 'plantedPoints',
        met: String(plantedPoints),
        wanted: String(limit),
      });
    return { plantedOn, species, designedPoints, plantedPoints, ...(nurseryYears !== undefined && { nurseryYears }) };
  }

  private day(field: StandField): IsoDate | undefined {
    const day = this.required(field, readDay);
    if (day === undefined || day <= this.site.known.today) return day;
    return this.problem('DAY_IN_FUTURE', { field, met: day, wanted: this.site.known.today });
  }

  /** The design is a count, or a density over the area. */
  private designedPoints(areaM2: number | undefined): number | undefined {
    const count = this.optional('designedPoints', readCount);
    const perMu = this.optional('densityPerMu', readPositive);
    const perHa = this.optional('densityPerHa', readPositive) ?? (perMu === undefined ? undefined : perMu / HA_PER_MU);
    const designed =
      count ?? (perHa === undefined || areaM2 === undefined ? undefined : Math.round((perHa * areaM2) / M2_PER_HA));
    if (
      designed === undefined &&
      !this.problems.some(({ field }) => field?.startsWith('density') || field === 'designedPoints')
    ) {
      return this.problem('VALUE_MISSING', { field: 'designedPoints' });
    }
    return designed === 0
      ? this.problem('VALUE_BROKEN', { field: 'designedPoints', met: '0', wanted: 'a whole number from 1' })
      : designed;
  }

  private method(): StandDraft['method'] {
    return /播|sow|seed/i.test(String(this.raw('method') ?? '')) ? 'DIRECT_SOWING' : 'PLANTING';
  }
}

function within(
  [minLon, minLat, maxLon, maxLat]: readonly [number, number, number, number],
  lon: number,
  lat: number,
): boolean {
  return minLon <= lon && lon <= maxLon && minLat <= lat && lat <= maxLat;
}

/** A stand that stands twice in the file: the first row is taken, the second one named. */
function withoutDoubles(read: readonly ReadRow[]): StandDrafts {
  const first = new Map<string, number>();
  const drafts: StandDraft[] = [];
  const problems = read.flatMap((row) => [...row.problems]);
  for (const { draft } of read) {
    if (draft === undefined) continue;
    const key = `${draft.countyCode}-${draft.code}/${draft.workYear}`;
    const earlier = first.get(key);
    if (earlier === undefined) drafts.push(draft);
    else problems.push({ row: draft.row, code: 'STAND_TWICE', field: 'code', met: key, wanted: String(earlier) });
    first.set(key, earlier ?? draft.row);
  }
  return {
    drafts,
    problems: problems.toSorted((a, b) => a.row - b.row),
    warnings: read.flatMap((row) => [...row.warnings]),
  };
}
