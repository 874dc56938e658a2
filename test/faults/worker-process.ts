/**
 * A worker in a process of its own, to be killed. `argv[2]` is its order as JSON. In mode `afterWriting`
 * a deed hangs once its transaction is through, so that the kill comes before anybody has heard of it.
 */
import pg from 'pg';
import { createDeeds } from '../../activities/deeds.ts';
import type { Settings } from '../../contract/settings.ts';
import { DEED_NAMES, type Deeds, type Turn } from '../../contract/deeds.ts';
import { openDatabase } from '../../prisma/database.ts';
import type { Build } from '../../worker/build.ts';
import { openWorker } from '../workflows/county.ts';

export interface WorkerOrder {
  readonly settings: Settings;
  readonly build: Build;
  readonly mode: 'asIs' | 'afterWriting';
  /** The life whose dispatch meets a gate, so that its next turn records the finding. */
  readonly gatedLife: string;
  readonly gatedUntil: string;
}

const { settings, build, mode, gatedLife, gatedUntil } = JSON.parse(process.argv[2]!) as WorkerOrder;
/** Every deed at once. One that hangs longer than its time is tried again, and what hangs keeps its slot and connection. */
const SLOTS = DEED_NAMES.length * 4;
const deeds = createDeeds(openDatabase(settings.databaseUrl, SLOTS));

async function perform(name: keyof Deeds, turn: Turn) {
  const found = await deeds[name](turn);
  if (turn.lifeId === gatedLife && name === 'dispatchTask') {
    if (mode === 'asIs') await holdRow(gatedLife);
    return { kind: 'blockedUntil', day: gatedUntil } as const;
  }
  return mode === 'asIs' ? found : new Promise<never>(() => undefined);
}

/** The test locks the other rows itself; this one is free until the dispatch is through. */
async function holdRow(lifeId: string): Promise<void> {
  const holder = new pg.Client({ connectionString: settings.databaseUrl });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select 1 from stand where life_id = $1 for update', [lifeId]);
}

const names = Object.keys(deeds) as (keyof Deeds)[];
const slow = Object.fromEntries(names.map((name) => [name, (turn: Turn) => perform(name, turn)]));
await openWorker(settings, build, slow as unknown as Deeds, SLOTS);
process.send?.('ready');
