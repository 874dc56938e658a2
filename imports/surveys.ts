/** Rows of a survey file: counts of whole stands, or plots that make one survey together. */
import type { IsoDate } from '../domain/day.ts';
import { isRefusal } from '../domain/errors.ts';
import type { SurveyCounts } from '../domain/stand/command.ts';
import { tallyPlots, type PlotCount } from '../domain/stand/plots.ts';
import { chooseColumns, SURVEY_FIELDS, type ColumnChoice, type SurveyField } from './columns.ts';
import type { Known } from './known.ts';
import type { Mapping } from './mapping.ts';
import { ImportError, type Problem, type ProblemCode } from './problems.ts';
import type { SourceRow, SourceTable } from './table.ts';
import { isUnread, readCount, readDay, readPercent, type Unread } from './values.ts';

/** What a survey needs to know of its stand. */
export interface SurveyedStand {
  readonly standId: string;
  readonly plantedOn: IsoDate;
  readonly designedPoints: number;
}

export interface SurveyDraft {
  readonly row: number;
  readonly standId: string;
  readonly capturedOn: IsoDate;
  readonly counts: SurveyCounts;
  readonly plots: readonly PlotCount[];
  readonly warnings: readonly string[];
}

export interface SurveyDrafts {
  readonly drafts: readonly SurveyDraft[];
  readonly problems: readonly Problem[];
}

/** Stands by id: of this import or kept already. */
export type StandLookup = (standId: string) => SurveyedStand | undefined;

/** @throws ImportError where a column that no survey can lack is missing */
export function readSurveys(
  table: SourceTable,
  mapping: Mapping,
  known: Known,
  stands: { readonly find: StandLookup; nearest(standId: string): readonly string[] },
): SurveyDrafts {
  const columns = chooseColumns(table, SURVEY_FIELDS, mapping);
  const missing = (['code', 'capturedOn'] as const).find((field) => !columns.has(field));
  const [fault] = columns.problems;
  if (fault !== undefined) throw new ImportError(fault);
  if (missing !== undefined) {
    throw new ImportError({
      code: 'COLUMN_MISSING',
      field: missing,
      met: table.columns.join(', ') || 'none',
      wanted: SURVEY_FIELDS[missing].join(', '),
    });
  }
  const read = table.rows.map((row) => readRow({ columns, known, stands }, row));
  const joined = joinPlots(
    read.flatMap(({ counted }) => counted ?? []),
    known.liveCapFactor,
  );
  const problems = [...read.flatMap((row) => [...row.problems]), ...joined.problems];
  return { drafts: joined.drafts, problems: problems.toSorted((a, b) => a.row - b.row) };
}

interface Site {
  readonly columns: ColumnChoice<SurveyField>;
  readonly known: Known;
  readonly stands: { readonly find: StandLookup; nearest(standId: string): readonly string[] };
}

/** One row that could be read: a whole survey, or one plot of it. */
interface Counted {
  readonly row: number;
  readonly stand: SurveyedStand;
  readonly capturedOn: IsoDate;
  readonly counts: SurveyCounts;
  readonly plot?: PlotCount;
}

function readRow(site: Site, row: SourceRow): { counted?: Counted; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const problem = (code: ProblemCode, more: Partial<Problem>): undefined => {
    problems.push({ row: row.row, code, ...more });
    return undefined;
  };
  const value = <T>(field: SurveyField, read: (value: unknown) => T | Unread): T | undefined => {
    const raw = site.columns.valueOf(row, field);
    const result = raw === undefined ? undefined : read(raw);
    return isUnread(result) ? problem('VALUE_BROKEN', { field, met: String(raw), wanted: result.wanted }) : result;
  };
  const stand = standOf(site, row, problem);
  const capturedOn =
    value('capturedOn', readDay) ??
    (problems.some(({ field }) => field === 'capturedOn')
      ? undefined
      : problem('VALUE_MISSING', { field: 'capturedOn' }));
  if (capturedOn !== undefined && capturedOn > site.known.today)
    problem('DAY_IN_FUTURE', { field: 'capturedOn', met: capturedOn, wanted: site.known.today });
  if (capturedOn !== undefined && stand !== undefined && capturedOn < stand.plantedOn)
    problem('DAY_BEFORE_PLANTING', { met: capturedOn, wanted: stand.plantedOn });
  const designed = value('designedPoints', readCount);
  const base = designed ?? stand?.designedPoints;
  const percent = value('survivalPercent', readPercent);
  const live =
    value('livePoints', readCount) ??
    (percent === undefined || base === undefined ? undefined : Math.round((percent * base) / 100));
  if (live === undefined && problems.length === 0) problem('VALUE_MISSING', { field: 'livePoints' });
  const limit = base === undefined ? undefined : Math.floor(base * site.known.liveCapFactor);
  if (live !== undefined && limit !== undefined && live > limit)
    problem('COUNT_ABOVE_DESIGN', { field: 'livePoints', met: String(live), wanted: String(limit) });
  const planted = value('plantedPoints', readCount);
  const patch = value('largestDeadPatchM2', readCount);
  const plotNo = value('plot', readCount);
  const dead = value('deadPoints', readCount);
  const absent = value('missingPoints', readCount);
  if (problems.length > 0 || !stand || !capturedOn || live === undefined) return { problems };
  const counts = {
    livePoints: live,
    ...(designed !== undefined && { designedPoints: designed }),
    ...(planted !== undefined && { plantedPoints: planted }),
    ...(patch !== undefined && { largestDeadPatchM2: patch }),
  };
  if (plotNo === undefined) return { problems, counted: { row: row.row, stand, capturedOn, counts } };
  if (designed === undefined) return { problems: [{ row: row.row, code: 'VALUE_MISSING', field: 'designedPoints' }] };
  const plot = {
    number: plotNo,
    livePoints: live,
    designedPoints: designed,
    ...(dead !== undefined && { deadPoints: dead }),
    ...(absent !== undefined && { missingPoints: absent }),
    ...(planted !== undefined && { plantedPoints: planted }),
  };
  return { problems, counted: { row: row.row, stand, capturedOn, counts, plot } };
}

function standOf(
  { columns, known, stands }: Site,
  row: SourceRow,
  problem: (code: ProblemCode, more: Partial<Problem>) => undefined,
): SurveyedStand | undefined {
  const code = columns.valueOf(row, 'code');
  if (code === undefined) return problem('VALUE_MISSING', { field: 'code' });
  const county = columns.valueOf(row, 'county');
  const countyCode = county === undefined ? undefined : known.county(String(county));
  if (county !== undefined && countyCode === undefined) {
    return problem('COUNTY_UNKNOWN', {
      field: 'county',
      met: String(county),
      wanted: known.nearestCounties(String(county)).join(', '),
    });
  }
  const standId = countyCode === undefined ? String(code) : `${countyCode}-${String(code)}`;
  return (
    stands.find(standId) ??
    problem('STAND_UNKNOWN', { field: 'code', met: standId, wanted: stands.nearest(standId).join(', ') || '–' })
  );
}

/** Plots of one stand and day are one survey. */
function joinPlots(counted: readonly Counted[], capFactor: number): SurveyDrafts {
  const groups = new Map<string, Counted[]>();
  for (const one of counted) {
    const key = one.plot === undefined ? `row ${one.row}` : `${one.stand.standId} ${one.capturedOn}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const problems: Problem[] = [];
  const drafts = [...groups.values()].flatMap((group): SurveyDraft[] => {
    const [{ row, stand, capturedOn, counts }] = group as [Counted];
    const plots = group.flatMap(({ plot }) => plot ?? []);
    if (plots.length === 0) return [{ row, standId: stand.standId, capturedOn, counts, plots: [], warnings: [] }];
    const tally = tallyPlots(plots, capFactor);
    if (isRefusal(tally)) {
      problems.push({
        row,
        code: 'COUNT_ABOVE_DESIGN',
        field: String(tally.values['field']),
        met: String(tally.values['met']),
        wanted: String(tally.values['limit']),
      });
      return [];
    }
    const patch = Math.max(...group.map((one) => one.counts.largestDeadPatchM2 ?? 0));
    return [
      {
        row,
        standId: stand.standId,
        capturedOn,
        counts: { ...tally.counts, ...(patch > 0 && { largestDeadPatchM2: patch }) },
        plots,
        warnings: tally.warnings,
      },
    ];
  });
  return { drafts: drafts.toSorted((a, b) => (a.capturedOn < b.capturedOn ? -1 : 1)), problems };
}
