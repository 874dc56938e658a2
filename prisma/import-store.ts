/** An import: rows of stands and surveys and the messages that hand them on, in one transaction or not at all. */
import { dayNumber } from '../domain/day.ts';
import { standWorkflowId } from '../domain/stand/ids.ts';
import type { PlotCount } from '../domain/stand/plots.ts';
import type { SubmitSurvey } from '../domain/stand/command.ts';
import type { StandSeed } from '../domain/stand/state.ts';
import { dateOf, type Database, type Queries } from './database.ts';
import { asJson } from './json.ts';
import { ensureCounties, type CountyName } from './org-store.ts';

export interface NewGeometry {
  /** GeoJSON geometry in WGS 84. */
  readonly geometry: object;
  readonly areaM2: number;
  readonly box: readonly [minLon: number, minLat: number, maxLon: number, maxLat: number];
  readonly crs: string;
}

export interface NewStand {
  readonly seed: StandSeed;
  /** Stand number within the county. */
  readonly code: string;
  readonly name?: string;
  readonly geometry?: NewGeometry;
}

export interface NewSurvey {
  /** Life of the stand it belongs to: of this import or an earlier one. */
  readonly lifeId: string;
  readonly workflowId: string;
  readonly command: Omit<SubmitSurvey, 'type'>;
  readonly plots: readonly PlotCount[];
  /** Row of its file, for telling what became of it. */
  readonly row?: number;
}

export interface NewBatch {
  readonly id: string;
  readonly kind: 'stands' | 'surveys' | 'crews';
  readonly fileName: string;
  readonly fileSha256: string;
  readonly at: string;
  readonly goLiveOn?: string;
  readonly rows: number;
}

export interface Import {
  readonly batch: NewBatch;
  readonly counties: readonly CountyName[];
  readonly stands: readonly NewStand[];
  readonly surveys: readonly NewSurvey[];
}

const CHANNEL = 'workflow';
/** The start has position 0; day numbers begin in 1970, and no count is older than a century. */
const AFTER_START = 100_000;
/** Rows a statement carries: PostgreSQL takes 65,535 parameters. */
const CHUNK = 1000;

/** Any number that nothing else takes on this database: "impt" in ASCII. */
const LOCK = 0x696d7074;

/**
 * One import at a time: what it looks up still holds when it writes, so two of the same file never meet at a
 * unique index; the second one finds what the first has kept.
 */
export function oneImport<T>(db: Database, work: (tx: Queries) => Promise<T>): Promise<T> {
  return db.prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(${LOCK}::bigint)`;
      return work(tx);
    },
    // Ten thousand polygons take a while, and half an import must never stand.
    { timeout: 600_000, maxWait: 10_000 },
  );
}

export function saveImport(db: Database, data: Import): Promise<void> {
  return oneImport(db, (tx) => writeImport(tx, data));
}

/** Writes within the import's transaction. */
export async function writeImport(tx: Queries, { batch, counties, stands, surveys }: Import): Promise<void> {
  await ensureCounties(tx, counties);
  await saveBatch(tx, batch, stands.length + surveys.length);
  await saveStands(tx, batch, stands);
  await saveSurveys(tx, batch, surveys);
}

async function saveBatch(tx: Queries, batch: NewBatch, accepted: number): Promise<void> {
  const { at, goLiveOn, ...rest } = batch;
  await tx.importBatch.create({
    data: { ...rest, accepted, at: new Date(at), goLiveOn: goLiveOn === undefined ? null : dateOf(goLiveOn) },
  });
}

async function saveStands(tx: Queries, batch: NewBatch, stands: readonly NewStand[]): Promise<void> {
  for (const chunk of chunksOf(stands)) {
    await tx.stand.createMany({ data: chunk.map((stand) => standRow(batch, stand)) });
    await tx.standGeometry.createMany({ data: chunk.flatMap(geometryRow) });
    await tx.outboxMessage.createMany({ data: chunk.map((stand) => startMessage(batch, stand)) });
  }
}

function standRow(batch: NewBatch, { seed, code, name }: NewStand) {
  const { planting } = seed;
  return {
    lifeId: seed.lifeId,
    standId: seed.standId,
    countyCode: seed.countyCode,
    code,
    name: name ?? null,
    workYear: seed.workYear,
    workflowId: standWorkflowId(seed),
    seed: asJson(seed),
    stage: 'PLANNED',
    species: planting.species,
    areaM2: seed.areaM2,
    designedPoints: planting.designedPoints,
    plantedPoints: planting.plantedPoints,
    plantedOn: dateOf(planting.plantedOn),
    policy: seed.regime.policy,
    importBatchId: batch.id,
  };
}

function geometryRow({ seed, geometry }: NewStand) {
  if (geometry === undefined) return [];
  const [minLon, minLat, maxLon, maxLat] = geometry.box;
  const { areaM2, crs } = geometry;
  return [{ lifeId: seed.lifeId, geometry: asJson(geometry.geometry), areaM2, crs, minLon, minLat, maxLon, maxLat }];
}

function startMessage(batch: NewBatch, { seed }: NewStand) {
  return {
    id: `start/${seed.lifeId}`,
    channel: CHANNEL,
    kind: 'startStand',
    orderKey: seed.lifeId,
    position: 0,
    body: asJson({ workflowId: standWorkflowId(seed), input: { schema: 1, seed } }),
    at: new Date(batch.at),
  };
}

async function saveSurveys(tx: Queries, batch: NewBatch, surveys: readonly NewSurvey[]): Promise<void> {
  for (const chunk of chunksOf(surveys)) {
    await tx.survey.createMany({ data: chunk.map((survey) => surveyRow(batch, survey)) });
    await tx.plot.createMany({
      data: chunk.flatMap(({ lifeId, command, plots }) =>
        plots.map((plot) => ({ lifeId, surveyId: command.surveyId, ...plot })),
      ),
    });
    await tx.outboxMessage.createMany({ data: chunk.map((survey) => surveyMessage(batch, survey)) });
  }
}

function surveyRow(batch: NewBatch, { lifeId, command, row }: NewSurvey) {
  const { counts } = command;
  return {
    id: command.surveyId,
    lifeId,
    state: 'staged' as const,
    digest: command.digest,
    capturedOn: dateOf(command.capturedOn),
    stagedAt: new Date(batch.at),
    livePoints: counts.livePoints,
    designedPoints: counts.designedPoints ?? null,
    plantedPoints: counts.plantedPoints ?? null,
    largestDeadPatchM2: counts.largestDeadPatchM2 ?? null,
    importBatchId: batch.id,
    importRow: row ?? null,
  };
}

/** A stand hears its counts in the order of their days, also where several imports wait for a worker. */
function surveyMessage(batch: NewBatch, { lifeId, workflowId, command }: NewSurvey) {
  return {
    id: `survey/${lifeId}/${command.surveyId}`,
    channel: CHANNEL,
    kind: 'submitSurvey',
    orderKey: lifeId,
    position: AFTER_START + dayNumber(command.capturedOn),
    body: asJson({ workflowId, command }),
    at: new Date(batch.at),
  };
}

function chunksOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) =>
    items.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
