/** Surveys: those with plots are staged before their command is sent, so that nothing of them travels through a history. */
import { isRefusal, refuse, type Refusal } from '../domain/errors.ts';
import type { SurveyCounts } from '../domain/stand/reported.ts';
import type { PlotCount } from '../domain/stand/plots.ts';
import type { IsoDate } from '../domain/day.ts';
import { dateOf, dayOf, type Database } from './database.ts';
import type { Survey as SurveyRow } from './generated/client.ts';
import { lineOf } from './lineage-store.ts';
import { columnsOf, countsOf } from './survey-columns.ts';

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
        ...columnsOf(counts),
      },
    });
    await tx.plot.createMany({ data: staged.plots.map((plot) => ({ lifeId: stand.lifeId, surveyId, ...plot })) });
    return undefined;
  });
  return isRefusal(outcome) ? outcome : undefined;
}

/** A survey as its stand's page shows it, whatever became of it. */
export interface SurveyOfStand {
  readonly id: string;
  /** Number of the stand it was counted in, where that is one that went before. */
  readonly countedAs?: string;
  readonly capturedOn: IsoDate;
  readonly counts: SurveyCounts;
  /** Staged: on its way; recorded: in the stand's log; refused: the stand said no, see `refusal`. */
  readonly state: 'staged' | 'recorded' | 'refused';
  readonly binding?: boolean;
  /** The clause by which it binds or not. */
  readonly because?: string;
  readonly verdict?: string;
  readonly partId?: string;
  readonly level?: string;
  readonly surveyors?: readonly string[];
  readonly unit?: string;
  readonly supersedes?: string;
  readonly refusal?: Refusal;
}

/** All surveys of a life and of those it came from, by day of capture; refused ones included. */
export async function surveysOf(db: Database, lifeId: string): Promise<readonly SurveyOfStand[]> {
  const rows = await db.prisma.survey.findMany({
    where: { lifeId: { in: [...(await lineOf(db, lifeId))] } },
    orderBy: [{ capturedOn: 'asc' }, { id: 'asc' }],
    include: { stand: { select: { standId: true } } },
  });
  return rows.map(({ id, capturedOn, state, binding, because, verdict, refusal, stand, ...row }) => ({
    ...inspectionOf(row),
    id,
    ...(row.lifeId !== lifeId && { countedAs: stand.standId }),
    capturedOn: dayOf(capturedOn),
    counts: countsOf(row),
    state,
    ...(binding !== null && { binding }),
    ...(because !== null && { because }),
    ...(verdict !== null && { verdict }),
    ...(refusal !== null && { refusal: refusal as unknown as Refusal }),
  }));
}

type InspectionColumns = Pick<SurveyRow, 'partId' | 'level' | 'surveyors' | 'unit' | 'supersedes'>;

function inspectionOf({ partId, level, surveyors, unit, supersedes }: InspectionColumns) {
  return {
    ...(partId !== null && { partId }),
    ...(level !== null && { level }),
    ...(surveyors.length > 0 && { surveyors }),
    ...(unit !== null && { unit }),
    ...(supersedes !== null && { supersedes }),
  };
}
