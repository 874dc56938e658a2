/** A migrated database of a test's own, with stands as an import writes them. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { FoldedTurn } from '../../domain/stand/fold.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { openDatabase, type Database } from '../../prisma/database.ts';
import { saveImport, type Import, type NewSurvey } from '../../prisma/import-store.ts';
import type { WrittenTurn } from '../../prisma/written-turn.ts';
import { Life } from '../domain/stand/life.ts';
import { plantedStand, type SeedOptions } from '../support/regimes.ts';
import { freshDatabase } from '../support/stack.ts';

export interface Store {
  readonly db: Database;
  readonly url: string;
  /** Runs SQL by hand, as no store would. */
  sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openStore(): Promise<Store> {
  const { url, drop } = await freshDatabase();
  const db = openDatabase(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    db,
    url,
    sql: async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await client.query<Row>(text, values)).rows,
    async close() {
      await client.end();
      await db.close();
      await drop();
    },
  };
}

export function importOf(seeds: readonly StandSeed[], surveys: readonly NewSurvey[] = []): Import {
  const at = new Date().toISOString();
  return {
    batch: {
      id: randomUUID(),
      kind: 'stands',
      fileName: 'test.geojson',
      fileSha256: '0'.repeat(64),
      at,
      rows: seeds.length,
    },
    counties: [
      { code: '140921', zh: '定襄县', en: 'Dingxiang' },
      { code: '140932', zh: '偏关县', en: 'Pianguan' },
    ],
    stands: seeds.map((seed) => ({ seed, code: seed.standId.slice(7) })),
    surveys,
  };
}

let stands = 0;

/** A stand's seed under a number of its own. */
export function newSeed(options: SeedOptions = {}): StandSeed {
  stands += 1;
  return plantedStand({ lifeId: randomUUID(), standNo: String(stands).padStart(4, '0'), ...options });
}

export async function savedStand(store: Store, options: SeedOptions = {}): Promise<StandSeed> {
  const seed = newSeed(options);
  await saveImport(store.db, importOf([seed]));
  return seed;
}

/** A life that failed its check, missed a planting window and was counted again: every projection is touched. */
export function eventfulLife(seed: StandSeed): Life {
  const life = new Life(seed);
  life.survey('2026-11-12', 1200, { capturedOn: '2026-10-24' });
  life.until('2027-05-02');
  life.work('2027-07-10', 'replant-0', { points: 800 });
  life.survey('2027-09-10', 1900);
  return life;
}

export function turnsOf(life: Life): readonly WrittenTurn[] {
  return life.turns.map((turn: FoldedTurn) => ({ ...turn, lifeId: life.state.seed.lifeId }));
}
