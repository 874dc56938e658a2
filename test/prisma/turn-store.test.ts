/** A turn is written whole, once, in order; the log is the truth and cannot be bent. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findAnswer } from '../../prisma/answer-store.ts';
import { GENESIS, hashOf } from '../../prisma/event-hash.ts';
import { standLog, standState } from '../../prisma/stand-store.ts';
import { LogDivergedError, writeTurn } from '../../prisma/turn-store.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import { Life } from '../domain/stand/life.ts';
import { eventfulLife, openStore, savedStand, turnsOf, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

async function written(): Promise<ReturnType<typeof eventfulLife>> {
  const life = eventfulLife(await savedStand(store));
  for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
  return life;
}

const countOf = async (table: string, lifeId: string) => {
  const [row] = await store.sql<{ n: number }>(`select count(*)::int as n from ${table} where life_id = $1`, [lifeId]);
  return row!.n;
};

describe('a life written turn by turn', () => {
  test('folds in the row to the very state of the decider', async () => {
    const life = await written();
    expect(await standState(store.db, life.state.seed.lifeId)).toEqual(life.state);
  });
  test('reads back from the log as the same turns', async () => {
    const life = await written();
    const log = await standLog(store.db, life.state.seed.lifeId);
    expect(log.turns).toEqual(life.turns);
  });
  test('has its tasks, escalations and answers in rows', async () => {
    const life = await written();
    const { lifeId, standId, workYear } = life.state.seed;
    const tasks = await store.sql<{ id: string; state: string }>(
      "select id, state::text from task where life_id = $1 and code <> 'tending' order by id",
      [lifeId],
    );
    expect(tasks.map(({ id, state }) => `${id.split('/')[1]} ${state}`)).toEqual([
      'replant-0.1 missed',
      'replant-0.2 accepted',
      'survivalCheck-0.1 accepted',
    ]);
    const steps = await store.sql<{ step: number; back: boolean }>(
      'select step, taken_back_at is not null as back from escalation where life_id = $1 order by duty_id, step',
      [lifeId],
    );
    expect(steps.filter(({ back }) => back).map(({ step }) => step)).toEqual([1, 2]);
    const answer = await findAnswer(store.db, standWorkflowId({ standId, workYear, lifeId }), 'c1');
    expect(answer!.answer).toEqual(life.state.seen[0]!.answer);
  });
  test('keeps a survey that came without staging, with what was said of it', async () => {
    const life = await written();
    const rows = await store.sql(
      'select state::text, binding, timing, verdict from survey where life_id = $1 order by captured_on',
      [life.state.seed.lifeId],
    );
    expect(rows[0]).toEqual({ state: 'recorded', binding: true, timing: 'onTime', verdict: 'REPLANT' });
  });
});

test('the acceptance of a planting has its verdict in the row of its visit, and so has the one that corrects it', async () => {
  const life = new Life(await savedStand(store));
  const signed = { level: 'SUPERVISOR', surveyors: ['supervisor-1', 'supervisor-2'], plots: 0 } as const;
  const visit = { surveyId: 'm0c', capturedOn: '2026-05-05', counts: { livePoints: 1899 } };
  life.send('2026-05-05', { type: 'submitSurvey', ...visit, ...signed });
  life.correct('2026-05-12', 'm0c', 1900, { surveyId: 'right', capturedOn: '2026-05-05' });
  for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
  const rows = await store.sql(
    'select id, binding, verdict, level, supersedes from survey where life_id = $1 order by id',
    [life.state.seed.lifeId],
  );
  const row = { binding: false, level: 'SUPERVISOR' };
  expect(rows).toEqual([
    { id: 'm0c', ...row, verdict: 'NOT_ACCEPTED', supersedes: null },
    { id: 'right', ...row, verdict: 'ACCEPTED', supersedes: 'm0c' },
  ]);
});

describe('a turn that comes again', () => {
  test('with the same content is one turn', async () => {
    const life = await written();
    const { lifeId } = life.state.seed;
    const before = await countOf('stand_event', lifeId);
    for (const turn of turnsOf(life)) expect(await writeTurn(store.db, turn)).toBe('already');
    expect(await countOf('stand_event', lifeId)).toBe(before);
  });
  test('from two writers at once is one turn', async () => {
    const life = eventfulLife(await savedStand(store));
    const [first] = turnsOf(life);
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => writeTurn(store.db, first!)));
    expect(outcomes.toSorted()).toEqual(['already', 'already', 'already', 'written']);
  });
  test('with other content is refused, naming life, turn and both hashes, and changes nothing', async () => {
    const life = await written();
    const { lifeId } = life.state.seed;
    const state = await standState(store.db, lifeId);
    const turn = turnsOf(life)[2]!;
    const error = await writeTurn(store.db, { ...turn, on: '2020-01-01' }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(LogDivergedError);
    expect((error as Error).message).toMatch(
      new RegExp(`${lifeId}, turn 3: the log has [0-9a-f ]+; wanted: [0-9a-f ]+`),
    );
    expect(await standState(store.db, lifeId)).toEqual(state);
  });
  test('out of order is refused: a gap would lose a duty', async () => {
    const life = eventfulLife(await savedStand(store));
    const [, second] = turnsOf(life);
    await expect(writeTurn(store.db, second!)).rejects.toBeInstanceOf(LogDivergedError);
    expect(await countOf('stand_event', life.state.seed.lifeId)).toBe(0);
  });
  test('of a life that no import wrote is refused', async () => {
    const life = eventfulLife(await savedStand(store));
    const turn = { ...turnsOf(life)[0]!, lifeId: '00000000-0000-4000-8000-000000000000' };
    await expect(writeTurn(store.db, turn)).rejects.toThrow('no such life');
  });
});

describe('the log', () => {
  test('is a chain: every hash covers its event and the one before', async () => {
    const life = await written();
    const { lifeId } = life.state.seed;
    const rows = await store.sql<{ seq: number; prev_hash: string; hash: string }>(
      'select seq, prev_hash, hash from stand_event where life_id = $1 order by seq',
      [lifeId],
    );
    let previous = GENESIS;
    for (const [index, row] of rows.entries()) {
      const { at, on, event } = life.log[index]!;
      const turn = life.turns.find(
        ({ firstSeq, events }) => firstSeq <= row.seq && row.seq < firstSeq + events.length,
      )!.turn;
      expect(row.prev_hash).toBe(previous);
      previous = hashOf(previous, { lifeId, seq: row.seq, turn, at, on, event });
      expect(row.hash).toBe(previous);
    }
    expect(rows.length).toBe(life.log.length);
  });
  test.each(['update stand_event set on_day = on_day', 'delete from stand_event'])('refuses: %s', async (statement) => {
    await written();
    await expect(store.sql(statement)).rejects.toThrow('append-only');
  });
});

describe('instants', () => {
  test('are kept in UTC whatever zone the process runs in', async () => {
    const life = await written();
    const [row] = await store.sql<{ at: string; on_day: string }>(
      "select to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at, on_day::text from stand_event where life_id = $1 and seq = 1",
      [life.state.seed.lifeId],
    );
    expect(row).toEqual({ at: '2026-04-09 16:00', on_day: '2026-04-10' });
  });
});
