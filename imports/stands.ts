/** Rows of a stand file as stands to be, each with everything that is wrong with it at once. */
import { yearOf, type IsoDate } from '../domain/day.ts';
import type { Planting, PlantingMethod, Start } from '../domain/stand/state.ts';
import { otherAreaColumn } from './area-headings.ts';
import { areaOf } from './areas.ts';
import { beginningOf } from './beginning.ts';
import { Cells, nameReader, type Names } from './cells.ts';
import { chooseColumns, type ColumnChoice } from './columns.ts';
import { STAND_FIELDS, type StandField } from './fields.ts';
import type { ToWgs84 } from './crs.ts';
import { compositionColumn, compositionDiffering, compositionKept } from './composition.ts';
import { damagedCells } from './damaged.ts';
import { styleOfDays } from './day-column.ts';
import type { DayStyle } from './day-orders.ts';
import { dayReader } from './days.ts';
import { dayAtOf, type Known } from './known.ts';
import { checkConstants, type Mapping } from './mapping.ts';
import { otherCells, type OtherCells } from './other-columns.ts';
import type { Outline } from './outline.ts';
import { overlapsAmong, withoutOverlaps, type DrawnStand } from './overlaps.ts';
import { PackedRows } from './packed-rows.ts';
import { plantingOf, speciesOf } from './planting.ts';
import { ImportError, type Problem } from './problems.ts';
import { shiftByBoundary } from './shift-suspected.ts';
import { standNumberIn } from './stand-number.ts';
import { outlineIn, outlineRemarks } from './stand-outline.ts';
import { systemOf } from './stated-crs.ts';
import type { RowFault, SourceRow, SourceTable } from './table.ts';
import { differencesIn } from './values-differ.ts';
import {
  readAltitude,
  readAreaAcres,
  readAreaHa,
  readAreaM2,
  readAreaMu,
  readAreaWithUnit,
  readCode,
  readDensityPerAcre,
  readDensityPerHa,
  readDensityPerMu,
  readName,
  readNurseryYears,
  readOwner,
  readPaperText,
  readPoints,
  readUnit,
  readYear,
} from './values.ts';
import { isUnread, type Reader } from './unread.ts';

export interface StandDraft {
  readonly row: number;
  readonly countyCode: string;
  /** Stand number within the county. */
  readonly code: string;
  readonly name?: string;
  /** Holder of the tenure: of a person. */
  readonly owner?: string;
  readonly workYear: number;
  readonly planting: Planting;
  /** How it is made, or how it begins without a planting. */
  readonly method: PlantingMethod | Start;
  readonly commencedOn?: IsoDate;
  readonly areaM2: number;
  readonly altitudeM?: number;
  readonly outline?: Outline;
  readonly crs: string;
  /** Facts that its row does not state, and that were filled in by rule. */
  readonly silent: readonly ('areaM2' | 'plantedPoints' | 'method')[];
  /** Cells of columns that gave no field. */
  readonly others?: OtherCells;
}

/** Stands of a file, those of a county as bytes. */
export interface PackedStands {
  /** How many the file has. */
  readonly rows: number;
  readonly drafts: PackedRows<StandDraft>;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Where each field was found. */
  readonly columns: Mapping['columns'];
  /** Columns that gave no field; their cells are kept. */
  readonly others: readonly string[];
}

export interface StandDrafts extends Omit<PackedStands, 'drafts'> {
  readonly drafts: readonly StandDraft[];
}

/** As `packStands`, with the stands as a list: for whoever looks at a few of them. */
export function readStands(...read: Parameters<typeof packStands>): StandDrafts {
  const packed = packStands(...read);
  return { ...packed, drafts: [...packed.drafts] };
}

/**
 * @param crs - reference system given by hand; else the file's own, else WGS 84
 * @throws ImportError where no column can give the stand's code, or the reference system is not known
 */
export function packStands(table: SourceTable, mapping: Mapping, known: Known, crs?: string): PackedStands {
  const columns = chooseColumns(table, STAND_FIELDS, mapping, ['code']);
  const field = columns.has('plantedOn') ? 'plantedOn' : 'commencedOn';
  const days = styleOfDays({ table, columns, field, mapping, known });
  const readers = readersFor(known, days.style);
  checkConstants(mapping, readers);
  const { name, toWgs84, remarks } = systemOf(table, crs ?? mapping.crs);
  const composition = compositionColumn(columns.others);
  const site: Site = { columns, mapping, known, readers, to: toWgs84, crs: name, composition };
  const told: Told = { rows: 0, problems: [], warnings: [] };
  const drafts = new PackedRows(withoutDoubles(readRows(site, table), told));
  const suspicion = mapping.acknowledge.includes('GCJ_SUSPECTED') ? undefined : shiftByBoundary(drafts, known);
  if (suspicion !== undefined) throw new ImportError(suspicion);
  const sorted = withoutOverlaps(drafts, overlapsAmong(drawn(drafts), mapping));
  const said = [
    ...(table.remarks ?? []),
    ...columns.remarks,
    ...days.remarks,
    ...remarks,
    ...unitless(site, table),
    ...compositionKept(composition),
  ];
  const ofFile = [...said, ...outlineRemarks(drafts, known)].map((remark) => ({ row: 0, ...remark }));
  return {
    rows: told.rows,
    drafts: sorted.kept,
    problems: [...told.problems, ...sorted.problems].toSorted((a, b) => a.row - b.row),
    warnings: [...ofFile, ...damagedCells(table), ...told.warnings, ...sorted.warnings],
    columns: columns.chosen,
    others: columns.others,
  };
}

/** Stands with their outlines, as overlaps are looked for. */
export function drawn(drafts: Iterable<StandDraft>): readonly DrawnStand[] {
  const stands: DrawnStand[] = [];
  for (const { row, countyCode, code, outline } of drafts)
    if (outline !== undefined) stands.push({ row, standId: `${countyCode}-${code}`, outline });
  return stands;
}

/** A column of areas without a unit, where outlines make it dispensable and no other column gives the area. */
function unitless({ columns }: Site, table: SourceTable): readonly RowFault[] {
  const [met] = columns.chosen['area'] ?? [];
  if ((['areaHa', 'areaMu', 'areaM2', 'areaAcres'] as const).some((field) => columns.has(field))) return [];
  const other = otherAreaColumn(columns.others);
  if (other !== undefined && met === undefined) return [{ code: 'AREA_UNIT_OTHER', met: other }];
  const isPassedOver = (row: SourceRow) =>
    row.geometry && isUnread(new Cells(columns, row).peek('area', readAreaWithUnit));
  if (met !== undefined)
    for (const row of table.rows) if (isPassedOver(row)) return [{ code: 'AREA_UNIT_UNKNOWN', met }];
  return [];
}

interface StandReaders extends Record<string, Reader<unknown>> {
  readonly plantedOn: ReturnType<typeof dayReader>;
}

/** What makes a value of each field: of a row, or once for all rows where a mapping gives it. */
function readersFor(known: Known, style: DayStyle): StandReaders {
  return {
    county: nameReader(countiesOf(known)),
    species: nameReader(speciesOf(known)),
    code: readCode,
    name: readName,
    owner: readOwner,
    plantedOn: dayReader(dayAtOf(known), style),
    commencedOn: dayReader(dayAtOf(known), style),
    preparedOn: dayReader(dayAtOf(known), style),
    stockOn: dayReader(dayAtOf(known), style),
    stockLicence: readPaperText,
    stockQuarantine: readPaperText,
    stockLabel: readPaperText,
    stockQuality: readPaperText,
    provenance: readPaperText,
    stockQuantity: readPoints,
    workYear: readYear,
    areaHa: readAreaHa,
    areaMu: readAreaMu,
    areaM2: readAreaM2,
    areaAcres: readAreaAcres,
    area: readAreaWithUnit,
    designedPoints: readPoints,
    plantedPoints: readPoints,
    densityPerMu: readDensityPerMu,
    densityPerHa: readDensityPerHa,
    densityPerAcre: readDensityPerAcre,
    nurseryYears: readNurseryYears,
    unit: readUnit,
    altitudeM: readAltitude,
  };
}

function countiesOf(known: Known): Names {
  return { find: known.county, nearest: known.nearestCounties };
}

interface Site {
  readonly columns: ColumnChoice<StandField>;
  readonly mapping: Mapping;
  readonly known: Known;
  readonly readers: StandReaders;
  readonly to: ToWgs84;
  readonly crs: string;
  /** Column of the shares of species. */
  readonly composition: string | undefined;
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

  private tell(remarks: readonly RowFault[]): void {
    this.warnings.push(...remarks.map((remark) => ({ row: this.row.row, ...remark })));
  }

  /** Undefined only where a problem says why. */
  private draft(): StandDraft | undefined {
    const { cells, site } = this;
    const countyCode = cells.named('county', 'COUNTY_UNKNOWN', countiesOf(site.known));
    const code = standNumberIn({ cells, ...site });
    const { known, mapping, to } = site;
    const outline = outlineIn({ cells, countyCode, known, mapping, to });
    const { areaM2, isDrawn, remarks } = areaOf(cells, outline, mapping);
    this.tell(remarks);
    const beginning = beginningOf(cells, known, site.readers.plantedOn);
    const planting = plantingOf({
      cells,
      areaM2,
      countyCode,
      known,
      on: beginning?.on,
      readDay: site.readers.plantedOn,
    });
    const altitudeM = cells.optional('altitudeM', readAltitude);
    const workYear = cells.optional('workYear', readYear);
    const name = cells.optional('name', readName);
    const owner = cells.optional('owner', readOwner);
    if (!countyCode || !code || !beginning || !planting || !areaM2) return undefined;
    this.tell(differencesIn(cells, areaM2, mapping));
    const { species } = planting;
    this.tell(compositionDiffering({ column: site.composition, row: this.row, species, known }));
    const others = otherCells(site.columns.others, this.row);
    return {
      row: this.row.row,
      countyCode,
      code,
      workYear: workYear ?? yearOf(planting.plantedOn),
      planting,
      method: beginning.method,
      ...(beginning.commencedOn !== undefined && { commencedOn: beginning.commencedOn }),
      areaM2,
      crs: site.crs,
      silent: [
        ...(isDrawn ? (['areaM2'] as const) : []),
        ...(['plantedPoints', 'method'] as const).filter((field) => cells.isEmpty(field)),
      ],
      ...(name !== undefined && { name }),
      ...(owner !== undefined && { owner }),
      ...(altitudeM !== undefined && { altitudeM }),
      ...(outline && { outline }),
      ...(others && { others }),
    };
  }
}

function* readRows(site: Site, { rows }: SourceTable): Generator<ReadRow> {
  for (const row of rows) yield new RowReader(site, row).read();
}

/** What is told while rows are read. */
interface Told {
  rows: number;
  readonly problems: Problem[];
  readonly warnings: Problem[];
}

/** Drafts as their rows are read; of a stand that stands twice in the file the first row is taken, the second one named. */
function* withoutDoubles(read: Iterable<ReadRow>, told: Told): Generator<StandDraft> {
  const first = new Map<string, number>();
  for (const { draft, problems: own, warnings: said } of read) {
    told.rows += 1;
    told.problems.push(...own);
    told.warnings.push(...said);
    if (draft === undefined) continue;
    const { countyCode, code, workYear, row } = draft;
    const key = `${countyCode}-${code.toLowerCase()}/${workYear}`;
    const earlier = first.get(key);
    first.set(key, earlier ?? row);
    if (earlier === undefined) yield draft;
    else
      told.problems.push({
        row,
        code: 'STAND_TWICE',
        field: 'code',
        met: `${countyCode}-${code}/${workYear}`,
        wanted: String(earlier),
      });
  }
}
