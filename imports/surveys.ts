/** Rows of a survey file: counts of whole stands, or plots that make one survey together. */
import { dayInYear, yearOf, type IsoDate } from '../domain/day.ts';
import { Cells } from './cells.ts';
import { chooseColumns, type ColumnChoice } from './columns.ts';
import { SURVEY_FIELDS, type SurveyField } from './fields.ts';
import { damagedCells } from './damaged.ts';
import { styleOfDays } from './day-column.ts';
import { dayReader } from './days.ts';
import { joinPlots } from './join-plots.ts';
import { dayAtOf, type Known } from './known.ts';
import { checkConstants, type Mapping } from './mapping.ts';
import type { Problem } from './problems.ts';
import { ratiosIn } from './ratios.ts';
import type { Counted, ReadSurveyRow, SurveyDraft, SurveyedStand } from './survey-draft.ts';
import { held, type SourceRow, type SourceTable } from './table.ts';
import { rateDiffering } from './values-differ.ts';
import { readCode, readCount, readPercent, readPlotNumber, readPoints, readRatio, readSmallAreaM2 } from './values.ts';
import { isUnread, type Reader } from './unread.ts';
import { isAfterPlanting, isOfYears, unfoldYears, type AfterPlanting } from './year-columns.ts';

export interface SurveyDrafts {
  /** How many the file has. */
  readonly rows: number;
  readonly drafts: readonly SurveyDraft[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Where each field was found. */
  readonly columns: Mapping['columns'];
}

/** Stands by id: of this import or kept already. */
export interface StandLookup {
  find(standId: string): SurveyedStand | undefined;
  nearest(standId: string): readonly string[];
}

/** @throws ImportError where a column that no survey can lack is missing */
export function readSurveys(counts: SourceTable, given: Mapping, known: Known, stands: StandLookup): SurveyDrafts {
  const source = held(counts);
  const { table, mapping, remarks: years, survivalHeadings } = unfoldYears(source, given);
  const columns = chooseColumns(table, SURVEY_FIELDS, mapping, ['code', 'capturedOn']);
  const days = styleOfDays({ table, columns, field: 'capturedOn', mapping, known });
  const capturedOn = dayReader(dayAtOf(known), days.style);
  checkConstants(mapping, { ...READERS, survivalPercent: readPercent, capturedOn });
  const ratios = ratiosIn(table, columns, survivalHeadings ?? columns.chosen['survivalPercent'] ?? []);
  const site: Site = {
    columns,
    mapping,
    known,
    stands,
    capturedOn,
    percent: ratios === undefined ? readPercent : readRatio,
  };
  const read = table.rows.map((row) => readRow(site, row));
  const joined = joinPlots(read, known.liveCapFactor);
  const remarks = [
    ...(table.remarks ?? []),
    ...columns.remarks,
    ...years,
    ...days.remarks,
    ...(ratios ? [ratios] : []),
  ];
  const ofRows = source.rows.flatMap(({ row, remarks: own = [] }) => own.map((remark) => ({ row, ...remark })));
  return {
    rows: source.rows.length,
    drafts: joined.drafts,
    problems: saidOnce([...read.flatMap((row) => row.problems), ...joined.problems]),
    warnings: [
      ...remarks.map((remark) => ({ row: 0, ...remark })),
      ...damagedCells(source),
      ...ofRows,
      ...saidOnce(read.flatMap((row) => row.remarks ?? [])),
    ],
    columns: Object.fromEntries(Object.entries(columns.chosen).filter(([, names]) => !isOfYears(names ?? []))),
  };
}

/** What is wrong with a row's stand is wrong with each of its years. */
function saidOnce(problems: readonly Problem[]): readonly Problem[] {
  const said = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...said.values()].toSorted((a, b) => a.row - b.row);
}

const READERS = {
  livePoints: readCount,
  survivalRatio: readRatio,
  designedPoints: readPoints,
  plantedPoints: readPoints,
  plot: readPlotNumber,
  deadPoints: readCount,
  missingPoints: readCount,
  largestDeadPatchM2: readSmallAreaM2,
} as const satisfies Partial<Record<SurveyField, Reader<number>>>;

interface Site {
  readonly columns: ColumnChoice<SurveyField>;
  readonly mapping: Mapping;
  readonly known: Known;
  readonly stands: StandLookup;
  readonly capturedOn: ReturnType<typeof dayReader>;
  /** Of a column of survival: as percentages, or as parts of one. */
  readonly percent: Reader<number>;
}

function readRow(site: Site, row: SourceRow): ReadSurveyRow {
  const cells = new Cells(site.columns, row);
  const isPlot = !cells.isEmpty('plot');
  if (cells.ragged) return { row: row.row, problems: cells.problems, isPlot };
  const stand = standOf(site, cells);
  const capturedOn = dayOf(site, cells, stand);
  const counted = countedIn(site, cells, stand);
  return {
    row: row.row,
    problems: cells.problems,
    isPlot,
    ...(counted && { remarks: differing(site, cells, { counted, stand }) }),
    ...(stand && { stand }),
    ...(capturedOn !== undefined && { capturedOn }),
    ...(cells.sound && counted && { counted }),
  };
}

function standOf({ known, stands }: Site, cells: Cells<SurveyField>): SurveyedStand | undefined {
  const code = cells.required('code', readCode);
  const names = { find: known.county, nearest: known.nearestCounties };
  const countyCode = cells.isEmpty('county') ? '' : cells.named('county', 'COUNTY_UNKNOWN', names);
  if (code === undefined || countyCode === undefined) return undefined;
  const standId = countyCode === '' || code.startsWith(`${countyCode}-`) ? code : `${countyCode}-${code}`;
  const stand = stands.find(standId);
  if (stand !== undefined) return stand;
  return cells.problem('STAND_UNKNOWN', {
    field: 'code',
    met: standId,
    wanted: stands.nearest(standId).join(', ') || '–',
  });
}

function dayOf(
  { known, capturedOn }: Site,
  cells: Cells<SurveyField>,
  stand: SurveyedStand | undefined,
): IsoDate | undefined {
  const day = cells.required('capturedOn', (value) => {
    if (!isAfterPlanting(value)) return capturedOn(value);
    return stand === undefined ? { wanted: 'a stand that is known' } : dayAfter(value, stand);
  });
  if (day === undefined) return undefined;
  if (day > known.today) cells.problem('DAY_IN_FUTURE', { field: 'capturedOn', met: day, wanted: known.today });
  if (stand !== undefined && day < stand.plantedOn)
    cells.problem('DAY_BEFORE_PLANTING', { met: day, wanted: stand.plantedOn });
  return day;
}

function dayAfter({ yearsAfter, on }: AfterPlanting, { plantedOn }: SurveyedStand): IsoDate {
  return dayInYear(yearOf(plantedOn) + yearsAfter, on);
}

/** Undefined only where a problem says why, or the stand is not known. */
function countedIn(site: Site, cells: Cells<SurveyField>, stand: SurveyedStand | undefined): Counted | undefined {
  const figures = figuresIn(cells);
  const { designedPoints, plot } = figures;
  const base = designedPoints ?? stand?.designedPoints;
  const livePoints = liveIn(site, cells, base);
  if (plot !== undefined && designedPoints === undefined && cells.isEmpty('designedPoints'))
    cells.problem('VALUE_MISSING', { field: 'designedPoints' });
  if (stand === undefined || base === undefined || livePoints === undefined) return undefined;
  const most = { livePoints: base, plantedPoints: base, designedPoints: stand.designedPoints };
  const factors = { livePoints: site.known.liveCapFactor, plantedPoints: site.known.liveCapFactor, designedPoints: 1 };
  for (const field of ['livePoints', 'plantedPoints', 'designedPoints'] as const) {
    const met = { ...figures, livePoints }[field] ?? 0;
    const limit = Math.floor(most[field] * factors[field]);
    if (met > limit) cells.problem('COUNT_ABOVE_DESIGN', { field, met: String(met), wanted: String(limit) });
  }
  return { ...figures, livePoints };
}

function figuresIn(cells: Cells<SurveyField>): Omit<Counted, 'livePoints'> {
  const fields = [
    'designedPoints',
    'plantedPoints',
    'plot',
    'deadPoints',
    'missingPoints',
    'largestDeadPatchM2',
  ] as const;
  const read = fields.map((field) => [field, cells.optional(field, READERS[field])] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

/** Live points, or a rate of the points it is compared with. */
function liveIn(site: Site, cells: Cells<SurveyField>, base: number | undefined): number | undefined {
  const rate =
    cells.optional('survivalPercent', site.percent) ?? cells.optional('survivalRatio', READERS.survivalRatio);
  if (!cells.isEmpty('livePoints')) return cells.optional('livePoints', READERS.livePoints);
  if (cells.isEmpty('survivalPercent') && cells.isEmpty('survivalRatio'))
    return cells.problem('VALUE_MISSING', { field: 'livePoints' });
  return rate === undefined || base === undefined ? undefined : Math.round((rate * base) / 100);
}

/** A rate that stands beside the live points and says otherwise. */
function differing(
  { percent, mapping }: Site,
  cells: Cells<SurveyField>,
  { counted, stand }: { readonly counted: Counted; readonly stand: SurveyedStand | undefined },
): readonly Problem[] {
  const { livePoints = 0, designedPoints = stand?.designedPoints, plantedPoints } = counted;
  const fields = [
    ['survivalPercent', percent],
    ['survivalRatio', READERS.survivalRatio],
  ] as const;
  return fields.flatMap(([field, read]) => {
    const rate = cells.isEmpty('livePoints') ? undefined : cells.peek(field, read);
    if (rate === undefined || isUnread(rate)) return [];
    const remarks = rateDiffering({ rate, field, livePoints, of: [designedPoints, plantedPoints] }, mapping);
    return remarks.map((remark) => ({ row: cells.row.row, ...remark }));
  });
}
