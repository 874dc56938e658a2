/** Surveys with plots are staged before their command is sent: nothing of them travels through a history. */
import { isRefusal, refuse, type Refusal } from '../domain/errors.ts';
import type { SurveyCounts } from '../domain/stand/command.ts';
import type { PlotCount } from '../domain/stand/plots.ts';
import { dateOf, type Database } from './database.ts';

export interface StagedSurvey {
  readonly surveyId: string;
  readonly workflowId: string;
  readonly digest: string;
  readonly capturedOn: string;
  readonly counts: SurveyCounts;
  readonly plots: readonly PlotCount[];
  /** When it was received. */
  readonly at: string;
}

/** Stages a survey and its plots at once; the same again is harmless, the same id with other content is refused. */
export async function stageSurvey(db: Database, staged: StagedSurvey): Promise<Refusal | undefined> {
  const stand = await db.prisma.stand.findUnique({
    where: { workflowId: staged.workflowId },
    select: { lifeId: true },
  });
  if (stand === null) return refuse('STAND_UNKNOWN', { met: staged.workflowId, wanted: '–' });
  const outcome = await db.prisma.$transaction(async (tx) => {
    const earlier = await tx.survey.findUnique({
      where: { lifeId_id: { lifeId: stand.lifeId, id: staged.surveyId } },
      select: { digest: true },
    });
    if (earlier !== null)
      return earlier.digest === staged.digest ? undefined : refuse('COMMAND_ID_TAKEN', { commandId: staged.surveyId });
    const { surveyId, digest, capturedOn, counts, at } = staged;
    await tx.survey.create({
      data: {
        id: surveyId,
        lifeId: stand.lifeId,
        state: 'staged',
        digest,
        capturedOn: dateOf(capturedOn),
        stagedAt: new Date(at),
        livePoints: counts.livePoints,
        designedPoints: counts.designedPoints ?? null,
        plantedPoints: counts.plantedPoints ?? null,
        largestDeadPatchM2: counts.largestDeadPatchM2 ?? null,
      },
    });
    await tx.plot.createMany({ data: staged.plots.map((plot) => ({ lifeId: stand.lifeId, surveyId, ...plot })) });
    return undefined;
  });
  return isRefusal(outcome) ? outcome : undefined;
}
