/** What is kept of sweeps, and how it is asked for. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { examineSweep } from '../../cli/doctor-sweep.ts';
import {
  beginSweep,
  countFindings,
  endSweep,
  FINDINGS_READ,
  keepFinding,
  lastSweep,
  listFindings,
  settleFindings,
} from '../../prisma/sweep-store.ts';
import { openStore, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.sql('truncate sweep cascade');
});

const NIGHT = { at: '2028-01-10T18:30:00.000Z', on: '2028-01-11' };
const MORNING = { at: '2028-01-11T01:00:00.000Z', on: '2028-01-11' };
const WHOLE = { foldLogs: 7, reviveStands: 9, compareRuns: 9 };

async function swept(moment: typeof NIGHT, looked: Readonly<Record<string, number>>): Promise<void> {
  await beginSweep(store.db, moment);
  await endSweep(store.db, { ...moment, finishedAt: moment.at, looked });
}

const keep = (kind: 'LOG_BEHIND' | 'ROW_DIFFERS', subject: string, lifeId: string = randomUUID()) =>
  keepFinding(store.db.prisma, NIGHT, { kind, subject, lifeId, found: 'x', repaired: kind === 'ROW_DIFFERS' });

/** More than anybody reads at once, all of them put right; they come first in the list. */
async function manyStartedAgain(): Promise<void> {
  await store.sql(
    `insert into sweep_finding (swept_at, kind, subject, found, repaired, at)
     select '${NIGHT.at}', 'NOT_RUNNING', 'stand/' || n, 'no run; started again', true, '${NIGHT.at}'
     from generate_series(1, ${FINDINGS_READ + 1}) n`,
  );
}

test('a rebuild is no nightly sweep, though it is kept like one: what the night has found stays the last word', async () => {
  await swept(NIGHT, WHOLE);
  await swept(MORNING, { reviveStands: 9 });
  expect(await lastSweep(store.db)).toMatchObject({ at: NIGHT.at, looked: WHOLE });
});

test('no sweep is the last one while none has come to its end', async () => {
  await beginSweep(store.db, NIGHT);
  await swept(MORNING, { reviveStands: 9 });
  expect(await lastSweep(store.db)).toBeUndefined();
});

describe('behind a thousand stands that were started again', () => {
  beforeEach(async () => {
    await swept(NIGHT, WHOLE);
    await manyStartedAgain();
    await keep('ROW_DIFFERS', 'stand/z');
  });

  test.each([
    ['what else was found', { unlikeRestarts: true }],
    ['what is of one kind', { kinds: ['ROW_DIFFERS'] }],
  ] as const)('%s is still told', async (_what, filter) => {
    const found = await listFindings(store.db, { since: NIGHT.at, ...filter });
    expect(found.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(['ROW_DIFFERS stand/z']);
  });

  test('the doctor counts all of them, and names what is left', async () => {
    for (const subject of ['stand/a', 'stand/b', 'stand/c', 'stand/d']) await keep('LOG_BEHIND', subject);
    expect(await countFindings(store.db, NIGHT)).toEqual([
      { kind: 'LOG_BEHIND', repaired: false, count: 4 },
      { kind: 'NOT_RUNNING', repaired: true, count: FINDINGS_READ + 1 },
      { kind: 'ROW_DIFFERS', repaired: true, count: 1 },
    ]);
    const [sweep, ...kinds] = await examineSweep(store.db);
    expect(sweep).toMatchObject({ met: { en: `2028-01-11: 7 logs folded, ${FINDINGS_READ + 6} findings, 4 left` } });
    expect(kinds).toMatchObject([{ ok: false, met: { en: 'stand/a, stand/b, stand/c and 1 more' } }]);
  });
});

test('a finding that is settled later is open no more; other stands and kinds keep theirs', async () => {
  await swept(NIGHT, WHOLE);
  const [settled, other] = [randomUUID(), randomUUID()];
  await keep('LOG_BEHIND', 'stand/a', settled);
  await keep('LOG_BEHIND', 'stand/b', other);
  await settleFindings(store.db.prisma, settled, 'LOG_AHEAD');
  await settleFindings(store.db.prisma, settled, 'LOG_BEHIND');
  const open = await listFindings(store.db, { since: NIGHT.at, open: true });
  expect(open.map(({ subject }) => subject)).toEqual(['stand/b']);
});
