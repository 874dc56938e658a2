/** Surveys: staged before their command, recorded by the turn that took it. */
import type { StandEvent } from '../domain/stand/event.ts';
import { dateOf, type Queries } from './database.ts';
import { Prisma } from './generated/client.ts';
import { columnsOf } from './survey-columns.ts';
import type { WrittenTurn } from './turn-store.ts';

type SurveyRecorded = Extract<StandEvent, { type: 'SurveyRecorded' }>;

export async function projectSurveys(tx: Queries, turn: WrittenTurn): Promise<void> {
  const survey = turn.events.find((event): event is SurveyRecorded => event.type === 'SurveyRecorded');
  if (survey === undefined) return;
  const recorded = {
    state: 'recorded' as const,
    recordedAt: new Date(turn.at),
    dutyId: survey.dutyId ?? null,
    binding: survey.binding,
    timing: survey.timing,
    because: survey.because,
    verdict: verdictOf(turn.events),
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

/** The verdict that all parts counted share, else MIXED. */
function verdictOf(events: WrittenTurn['events']): string | null {
  const given = new Set(events.flatMap((event) => (event.type === 'VerdictGiven' ? [event.verdict] : [])));
  return given.size > 1 ? 'MIXED' : ([...given][0] ?? null);
}
