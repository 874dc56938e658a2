/** An import: rows of stands and surveys and the messages that hand them on, in one transaction or not at all. */
import { dayNumber } from '../domain/day.ts';
import type { PlotCount } from '../domain/stand/plots.ts';
import type { SubmitSurvey } from '../domain/stand/command.ts';
import { dateOf, type Database, type Queries } from './database.ts';
import { chunksOf, insert } from './insert.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { ensureCounties, type CountyName, type CrewName } from './org-store.ts';
import { saveOutlines, type NewOutline } from './outline-store.ts';
import { insertStands, standRow, type NewStand } from './stand-rows.ts';

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
  readonly kind: 'stands' | 'surveys' | 'outlines' | 'crews';
  readonly fileName: string;
  readonly fileSha256: string;
  readonly at: string;
  readonly goLiveOn?: string;
  readonly rows: number;
}

/** A list, or what makes its items when they are asked for. */
export type Counted<T> = Iterable<T> & { readonly length: number };

export interface Import {
  readonly batch: NewBatch;
  readonly counties: readonly CountyName[];
  readonly stands: Counted<NewStand>;
  readonly surveys: readonly NewSurvey[];
  readonly crews?: readonly CrewName[];
  /** Of stands and parts that are kept already. */
  readonly outlines?: Counted<NewOutline>;
}

export const CHANNEL = 'workflow';
/** The start has position 0; day numbers begin in 1970, and no count is older than a century. */
const AFTER_START = 100_000;
/** Rows a statement carries. Prisma remembers its last hundred with all they carry, so these are a tenth of a megabyte. */
const CHUNK = 100;

/** Any number that nothing else takes on this database: "impt" in ASCII. */
const LOCK = 0x696d7074;

/** Something else wrote the same at the same time, or took its stand back; nothing of the import stands. */
export class ImportRacedError extends Error {
  constructor(constraint: string) {
    super(
      `${constraint}: the same was written, or its stand taken back, meanwhile; nothing of this import was, import it again`,
    );
    this.name = 'ImportRacedError';
  }
}

const VIOLATED = /violates (unique|foreign key) constraint "(\w+)"/;

/**
 * One import at a time: what it looks up still holds when it writes, so two of the same file never meet at a
 * unique index; the second one finds what the first has kept.
 *
 * @throws ImportRacedError where a unique index, or a stand that is gone, refuses a row all the same
 */
export async function oneImport<T>(db: Database, work: (tx: Queries) => Promise<T>): Promise<T> {
  try {
    // Ten thousand polygons take a while, and half an import must never stand.
    return await oneAtATime(db, LOCK, work);
  } catch (error) {
    const [, kind, name] = VIOLATED.exec(error instanceof Error ? error.message : '') ?? [];
    throw kind === undefined ? error : new ImportRacedError(`${kind} constraint ${name}`);
  }
}

export function saveImport(db: Database, data: Import): Promise<void> {
  return oneImport(db, (tx) => writeImport(tx, data));
}

/** Writes within the import's transaction. */
export async function writeImport(tx: Queries, data: Import): Promise<void> {
  const { batch, counties, stands, surveys, crews = [], outlines = [] } = data;
  await ensureCounties(tx, counties);
  await saveBatch(tx, batch, stands.length + surveys.length + crews.length + outlines.length);
  await saveStands(tx, batch, stands);
  await saveSurveys(tx, batch, surveys);
  await saveOutlines(tx, batch.id, outlines);
  await tx.crew.createMany({ data: [...crews], skipDuplicates: true });
}

async function saveBatch(tx: Queries, batch: NewBatch, accepted: number): Promise<void> {
  const { at, goLiveOn, ...rest } = batch;
  await tx.importBatch.create({
    data: { ...rest, accepted, at: new Date(at), goLiveOn: goLiveOn === undefined ? null : dateOf(goLiveOn) },
  });
}

async function saveStands(tx: Queries, batch: NewBatch, stands: Iterable<NewStand>): Promise<void> {
  for (const chunk of chunksOf(stands, CHUNK)) {
    await insertStands(
      tx,
      chunk.map((stand) => standRow(stand, batch)),
    );
    await insert(tx, 'stand_geometry', chunk.flatMap(geometryRow));
    await insert(tx, 'stand_source', chunk.flatMap(sourceRow));
  }
  await saveStarts(tx, batch);
}

/** What a stand begins with is in its row; the message only says that it is to begin. */
async function saveStarts(tx: Queries, { id, at }: NewBatch): Promise<void> {
  await tx.$executeRaw`
    insert into outbox_message (id, channel, kind, order_key, position, body, at, attempts)
    select 'start/' || life_id, ${CHANNEL}, 'startStand', life_id::text, 0,
      jsonb_build_object('workflowId', workflow_id), ${new Date(at)}, 0
    from stand where import_batch_id = ${id}::uuid`;
}

function geometryRow({ seed, geometry }: NewStand) {
  if (geometry === undefined) return [];
  const [min_lon, min_lat, max_lon, max_lat] = geometry.box;
  const { areaM2: area_m2, crs } = geometry;
  return [{ life_id: seed.lifeId, geometry: geometry.geometry, area_m2, crs, min_lon, min_lat, max_lon, max_lat }];
}

function sourceRow({ seed, source }: NewStand) {
  return source === undefined ? [] : [{ life_id: seed.lifeId, ...source }];
}

async function saveSurveys(tx: Queries, batch: NewBatch, surveys: readonly NewSurvey[]): Promise<void> {
  for (const chunk of chunksOf(surveys, CHUNK)) {
    await insert(
      tx,
      'survey',
      chunk.map((survey) => surveyRow(batch, survey)),
    );
    await insert(tx, 'plot', chunk.flatMap(plotRows));
    await insert(
      tx,
      'outbox_message',
      chunk.map((survey) => surveyMessage(batch, survey)),
    );
  }
}

function surveyRow(batch: NewBatch, { lifeId, command, row }: NewSurvey) {
  const { counts } = command;
  return {
    id: command.surveyId,
    life_id: lifeId,
    state: 'staged',
    digest: command.digest,
    captured_on: command.capturedOn,
    staged_at: batch.at,
    live_points: counts.livePoints,
    designed_points: counts.designedPoints,
    planted_points: counts.plantedPoints,
    largest_dead_patch_m2: counts.largestDeadPatchM2,
    import_batch_id: batch.id,
    import_row: row,
  };
}

function plotRows({ lifeId, command, plots }: NewSurvey) {
  return plots.map((plot) => ({
    life_id: lifeId,
    survey_id: command.surveyId,
    number: plot.number,
    live_points: plot.livePoints,
    dead_points: plot.deadPoints,
    missing_points: plot.missingPoints,
    designed_points: plot.designedPoints,
    planted_points: plot.plantedPoints,
  }));
}

/** Place of a message about that day among those of its stand. */
export function positionOf(on: string): number {
  return AFTER_START + dayNumber(on);
}

/** A stand hears its counts in the order of their days, also where several imports wait for a worker. */
function surveyMessage(batch: NewBatch, { lifeId, workflowId, command }: NewSurvey) {
  return {
    id: `survey/${lifeId}/${command.surveyId}`,
    channel: CHANNEL,
    kind: 'submitSurvey',
    order_key: lifeId,
    position: positionOf(command.capturedOn),
    body: { workflowId, command },
    at: batch.at,
    attempts: 0,
  };
}
