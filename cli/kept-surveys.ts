/** Counts of a file that are kept already, whichever file or hand they came from. */
import type { IsoDate } from '../domain/day.ts';
import type { SurveyCounts } from '../domain/stand/reported.ts';
import type { Problem } from '../imports/problems.ts';
import { countName, type SurveyDraft } from '../imports/survey-draft.ts';
import type { Queries } from '../prisma/database.ts';
import { keptSurveys, type KeptSurvey, type StandForSurvey } from '../prisma/import-lookups.ts';

interface Sorted {
  readonly fresh: readonly SurveyDraft[];
  /** Every row of a count that is kept, with what is kept. */
  readonly kept: readonly Problem[];
}

export async function withoutKept(
  tx: Queries,
  drafts: readonly SurveyDraft[],
  stands: ReadonlyMap<string, StandForSurvey>,
): Promise<Sorted> {
  const lives = new Map(drafts.map(({ standId }) => [stands.get(standId)!.lifeId, stands.get(standId)!]));
  const rows = await keptSurveys(tx, [...lives.keys()]);
  const known = new Map(rows.map((row) => [keyOf(lives.get(row.lifeId)!, row), row]));
  const earlier = (draft: SurveyDraft) => known.get(keyOf(stands.get(draft.standId)!, draft));
  return {
    fresh: drafts.filter((draft) => earlier(draft) === undefined),
    kept: drafts.flatMap((draft) => existsProblems(draft, earlier(draft))),
  };
}

/** Same stand, day and figures; a design that is not named is that of the whole stand. */
function keyOf(stand: StandForSurvey, { capturedOn, counts }: { capturedOn: IsoDate; counts: SurveyCounts }): string {
  const { livePoints, designedPoints = stand.designedPoints, plantedPoints, largestDeadPatchM2 } = counts;
  return JSON.stringify([stand.lifeId, capturedOn, livePoints, designedPoints, plantedPoints, largestDeadPatchM2]);
}

function existsProblems({ rows, standId, capturedOn }: SurveyDraft, kept: KeptSurvey | undefined): Problem[] {
  if (kept === undefined) return [];
  const met = countName(standId, capturedOn);
  return rows.map((row) => ({ row, code: 'SURVEY_EXISTS', field: 'code', met, wanted: sayKept(kept) }));
}

/** Figures, state, and verdict or reason: codes, which read the same in both languages. */
function sayKept({ counts, state, verdict, refusal }: KeptSurvey): string {
  const figures = [counts.livePoints, counts.designedPoints].filter((count) => count !== undefined).join('/');
  return [figures, state, verdict ?? refusal?.refused].filter((part) => part !== undefined).join(' · ');
}
