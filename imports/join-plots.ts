/** Plots of one stand and day are one survey, complete or none: a survey of the plots that could be read would judge another stand. */
import type { IsoDate } from '../domain/day.ts';
import { isRefusal } from '../domain/errors.ts';
import type { SurveyCounts } from '../domain/stand/reported.ts';
import { tallyPlots, type PlotCount } from '../domain/stand/plots.ts';
import type { Problem } from './problems.ts';
import { countName, type Counted, type ReadSurveyRow, type SurveyDraft, type SurveyedStand } from './survey-draft.ts';

/** A row whose stand, day and counts are sound. */
interface SoundRow {
  readonly row: number;
  readonly stand: SurveyedStand;
  readonly capturedOn: IsoDate;
  readonly counted: Counted;
}

interface Joined {
  readonly drafts: readonly SurveyDraft[];
  readonly problems: readonly Problem[];
}

export function joinPlots(rows: readonly ReadSurveyRow[], capFactor: number): Joined {
  const faulty = faultyPlots(rows);
  const groups = new Map<string, SoundRow[]>();
  for (const { row, stand, capturedOn, counted, isPlot } of rows) {
    if (stand === undefined || capturedOn === undefined || counted === undefined) continue;
    // A row may hold the counts of several years.
    const key = isPlot ? `${stand.standId} ${capturedOn}` : `row ${row} ${capturedOn}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push({ row, stand, capturedOn, counted });
  }
  const joined = [...groups.values()].map((group) => surveyOf(group, faulty, capFactor));
  const { drafts, problems } = withoutDoubles(joined.flatMap((one) => ('draft' in one ? one.draft : [])));
  return { drafts, problems: [...joined.flatMap((one) => ('problems' in one ? one.problems : [])), ...problems] };
}

/** Rows of faulty plots by stand, and by stand and day where the day could be read. */
function faultyPlots(rows: readonly ReadSurveyRow[]): ReadonlyMap<string, number> {
  const faulty = new Map<string, number>();
  for (const { row, stand, capturedOn, isPlot, counted } of rows)
    if (isPlot && counted === undefined && stand !== undefined)
      faulty.set(capturedOn === undefined ? stand.standId : `${stand.standId} ${capturedOn}`, row);
  return faulty;
}

type One = { readonly draft: SurveyDraft } | { readonly problems: readonly Problem[] };

function surveyOf(group: readonly SoundRow[], faulty: ReadonlyMap<string, number>, capFactor: number): One {
  const [{ row, stand, capturedOn, counted }] = group as readonly [SoundRow];
  const { standId } = stand;
  const rows = group.map((each) => each.row);
  const draft = { row, rows, standId, capturedOn, counts: countsOf(counted), plots: [], warnings: [] };
  if (counted.plot === undefined) return { draft };
  const missing = faulty.get(`${standId} ${capturedOn}`) ?? faulty.get(standId);
  if (missing !== undefined)
    return refusedAll(rows, { code: 'PLOTS_INCOMPLETE', met: countName(standId, capturedOn), wanted: String(missing) });
  const twice = plotTwice(group);
  if (twice !== undefined) return refusedAll(rows, twice);
  const plots = group.map((each) => plotOf(each.counted));
  const tally = tallyPlots(plots, capFactor);
  if (isRefusal(tally)) return { problems: [{ row, ...aboveDesign(tally.values) }] };
  const { designedPoints: designed = 0 } = tally.counts;
  if (designed > stand.designedPoints)
    return refusedAll(rows, aboveDesign({ field: 'designedPoints', met: designed, limit: stand.designedPoints }));
  const patch = group.reduce((most, each) => Math.max(most, each.counted.largestDeadPatchM2 ?? 0), 0);
  const counts = { ...tally.counts, ...(patch > 0 && { largestDeadPatchM2: patch }) };
  return { draft: { ...draft, counts, plots, warnings: tally.warnings } };
}

type Fault = Omit<Problem, 'row'>;

function refusedAll(rows: readonly number[], fault: Fault): One {
  return { problems: rows.map((row) => ({ row, ...fault })) };
}

function aboveDesign(values: Readonly<Record<string, string | number>>): Fault {
  const { field, met, limit } = values;
  return { code: 'COUNT_ABOVE_DESIGN', field: String(field), met: String(met), wanted: String(limit) };
}

function plotTwice(group: readonly SoundRow[]): Fault | undefined {
  const first = new Map<number | undefined, number>();
  for (const { row, counted } of group) {
    const earlier = first.get(counted.plot);
    if (earlier !== undefined) return { code: 'PLOT_TWICE', met: String(counted.plot), wanted: String(earlier) };
    first.set(counted.plot, row);
  }
  return undefined;
}

function countsOf({ plot: _, deadPoints: __, missingPoints: ___, ...counts }: Counted): SurveyCounts {
  return counts;
}

/** A plot has its design and its count: a row without one was refused before. */
function plotOf({ plot, livePoints, designedPoints, plantedPoints, deadPoints, missingPoints }: Counted): PlotCount {
  return {
    number: plot!,
    designedPoints: designedPoints!,
    livePoints: livePoints!,
    ...(plantedPoints !== undefined && { plantedPoints }),
    ...(deadPoints !== undefined && { deadPoints }),
    ...(missingPoints !== undefined && { missingPoints }),
  };
}

/** The same count twice in one file is taken once; drafts follow their days of capture. */
function withoutDoubles(drafts: readonly SurveyDraft[]): Joined {
  const first = new Map<string, number>();
  const problems: Problem[] = [];
  const single = drafts.filter(({ row, rows, standId, capturedOn, counts }) => {
    const { livePoints, designedPoints, plantedPoints, largestDeadPatchM2 } = counts;
    const key = JSON.stringify([standId, capturedOn, livePoints, designedPoints, plantedPoints, largestDeadPatchM2]);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, row);
    else
      problems.push(
        ...rows.map((each) => ({
          row: each,
          code: 'SURVEY_TWICE' as const,
          met: countName(standId, capturedOn),
          wanted: String(earlier),
        })),
      );
    return earlier === undefined;
  });
  return {
    drafts: single.toSorted((a, b) => (a.capturedOn < b.capturedOn ? -1 : a.capturedOn > b.capturedOn ? 1 : 0)),
    problems,
  };
}
