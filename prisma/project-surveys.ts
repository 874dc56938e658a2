/** Surveys: staged before their command, recorded by the turn that took it. */
import { ACCEPTANCE } from '../domain/stand/acceptance.ts';
import type { StandEvent } from '../domain/stand/event.ts';
import type { StandState } from '../domain/stand/state.ts';
import { dateOf, type Queries } from './database.ts';
import { Prisma } from './generated/client.ts';
import { columnsOf } from './survey-columns.ts';
import type { WrittenTurn } from './written-turn.ts';

type SurveyRecorded = Extract<StandEvent, { type: 'SurveyRecorded' }>;

export async function projectSurveys(tx: Queries, turn: WrittenTurn): Promise<void> {
  const rebased = turn.events.find((event) => event.type === 'Rebased');
  if (rebased?.type === 'Rebased') return recordJudged(tx, turn, rebased.state);
  const survey = turn.events.find((event): event is SurveyRecorded => event.type === 'SurveyRecorded');
  if (survey === undefined) return;
  const recorded = {
    state: 'recorded' as const,
    recordedAt: new Date(turn.at),
    dutyId: survey.dutyId ?? null,
    binding: survey.binding,
    timing: survey.timing,
    because: survey.because,
    verdict: sharedBy(turn.events.flatMap(verdictOf)),
    partId: survey.partId,
    level: survey.level ?? null,
    surveyors: [...(survey.surveyors ?? [])],
    unit: survey.unit ?? null,
    supersedes: survey.supersedes ?? null,
    // What the log holds is true, whatever a late repeat of the command was told meanwhile.
    refusedAt: null,
    refusal: Prisma.DbNull,
  };
  await tx.survey.upsert({
    where: { lifeId_id: { lifeId: turn.lifeId, id: survey.surveyId } },
    // A count without plots needs no staging: it may come while the database is away.
    create: {
      id: survey.surveyId,
      lifeId: turn.lifeId,
      digest: '',
      capturedOn: dateOf(survey.capturedOn),
      stagedAt: new Date(turn.at),
      ...columnsOf(survey.counts),
      ...recorded,
    },
    update: recorded,
  });
}

/** Of a check, or of the acceptance of a planting: a second verdict of a check's visit stands beside its own. */
function verdictOf(event: StandEvent): readonly string[] {
  const isOwn = event.type === 'VerdictGiven' || (event.type === 'JudgementGiven' && event.code === ACCEPTANCE);
  return isOwn ? [event.verdict] : [];
}

/** The verdict that all parts counted share, else MIXED. */
function sharedBy(verdicts: readonly string[]): string | null {
  const given = new Set(verdicts);
  return given.size > 1 ? 'MIXED' : ([...given][0] ?? null);
}

/** Turns were lost: a count that is staged here still, and of which the state holds the verdict, was recorded in one of them. */
async function recordJudged(tx: Queries, { lifeId }: WrittenTurn, { parts }: StandState): Promise<void> {
  const records = parts.flatMap(({ verdicts }) => verdicts);
  for (const { surveyId, dutyId, level = null, on } of records) {
    const verdict = sharedBy(records.flatMap((record) => (record.surveyId === surveyId ? [record.verdict] : [])));
    await tx.survey.updateMany({
      where: { lifeId, id: surveyId, state: 'staged' },
      data: { state: 'recorded', recordedAt: dateOf(on), dutyId, binding: true, verdict, level },
    });
  }
  for (const { judgements } of parts) {
    const { visit, verdict, on } = judgements?.[ACCEPTANCE] ?? {};
    if (visit === undefined || on === undefined) continue;
    const accepted = { state: 'recorded' as const, recordedAt: dateOf(on), binding: false, level: 'SUPERVISOR' };
    await tx.survey.updateMany({
      where: { lifeId, id: visit.surveyId, state: 'staged' },
      data: { ...accepted, verdict: verdict ?? null },
    });
  }
}
