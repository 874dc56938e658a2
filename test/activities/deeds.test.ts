import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDeeds } from '../../activities/deeds.ts';
import type { Deeds, Turn } from '../../contract/deeds.ts';
import { openDatabase, type Database } from '../../prisma/database.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { freshDatabase, type FreshDatabase } from '../support/stack.ts';
import { plantedStand } from '../support/regimes.ts';
import { pendingTurn } from '../replay/inputs.ts';
import { saveRow } from '../workflows/county.ts';

let database: FreshDatabase;
let db: Database;
let deeds: Deeds;
beforeAll(async () => {
  database = await freshDatabase();
  db = openDatabase(database.url);
  deeds = createDeeds(db);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

/** The first turn of a life whose row is there. */
async function firstTurn(): Promise<Turn> {
  const seed = plantedStand({ lifeId: randomUUID(), standNo: String(Math.floor(Math.random() * 1e9)) });
  await saveRow(db, seed);
  const turn = pendingTurn();
  const events = turn.events.map((event) => (event.type === 'StandPlanted' ? { ...event, seed } : event));
  return { ...turn, lifeId: seed.lifeId, events };
}

describe('a deed', () => {
  test('done twice, also at once, writes its turn once', async () => {
    const turn = await firstTurn();
    await Promise.all([deeds.registerStand(turn), deeds.registerStand(turn)]);
    expect(await deeds.registerStand(turn)).toEqual({ kind: 'done' });
    expect((await standLog(db, turn.lifeId)).turns).toHaveLength(1);
  });

  test('that finds another truth under its key can never succeed, and says LOG_DIVERGED', async () => {
    const turn = await firstTurn();
    await deeds.registerStand(turn);
    const other = { ...turn, on: '2026-04-11' };
    await expect(deeds.registerStand(other)).rejects.toMatchObject({ type: 'LOG_DIVERGED', nonRetryable: true });
  });

  test('of a stand that has no row can never succeed', async () => {
    await expect(deeds.registerStand({ ...pendingTurn(), lifeId: randomUUID() })).rejects.toBeInstanceOf(
      ApplicationFailure,
    );
  });

  test.each([
    ['a day that does not exist', { dueOn: '2026-99-99' }, 'INVALID_VALUE'],
    [
      'a task due before it opens',
      { opensOn: '2026-09-02', dueOn: '2026-09-01' },
      expect.stringMatching(/^(P2004|23514)$/),
    ],
  ])(
    'whose data the database refuses can never succeed, and names the code without the row: %s',
    async (_, days, type) => {
      const turn = await firstTurn();
      const events = turn.events.map((event) => (event.type === 'DutyRaised' ? { ...event, ...days } : event));
      const opened = { type: 'DutyOpened' as const, dutyId: 'survivalCheck-0', taskNo: 1 };
      const done = deeds.registerStand({ ...turn, events: [...events, opened] });
      await expect(done).rejects.toMatchObject({ name: 'ApplicationFailure', nonRetryable: true, type });
      await expect(done).rejects.not.toThrow(/2026/);
    },
  );

  test('whose database is away may be repeated: its error is no final one', async () => {
    const away = openDatabase('postgresql://nobody@127.0.0.1:9/none');
    const failure = await createDeeds(away)
      .registerStand(pendingTurn())
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(ApplicationFailure);
    await away.close();
  });
});
