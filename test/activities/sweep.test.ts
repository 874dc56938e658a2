/** What a sweep finds and puts right in the rows, and what it says of runs; those are played here. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSweeps } from '../../activities/sweep.ts';
import { SWEEP_STEPS, type StandRuns, type SweepRound, type SweepStep, type SweptRound } from '../../contract/sweep.ts';
import { nextDue } from '../../domain/stand/next-due.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { projectedOf } from '../../prisma/projected.ts';
import { rebaseLife } from '../../prisma/rebase-store.ts';
import { endSweep, lastSweep, listFindings } from '../../prisma/sweep-store.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { eventfulLife, openStore, savedStand, turnsOf, type Store } from '../prisma/fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const AT = '2028-01-10T18:30:00.000Z';
const ON = '2028-01-11';
const NIGHT = { at: AT, on: ON, taskQueue: 'stands-test' };

/** Temporal as the sweep sees it: all stands of the database run, unless a test says otherwise. */
let running: Set<string>;
let started: string[];
let nudged: string[];
let pendingTurns: number;
let runRev: number;
let ended: Set<string>;
const RUNS: StandRuns = {
  listRunning: async () => ({ workflowIds: [...running] }),
  isRunning: async (id) => running.has(id),
  hasEnded: async (id) => ended.has(id),
  async startAgain({ workflowId, input }) {
    started.push(`${workflowId} from turn ${input.state?.rev}`);
    running.add(workflowId);
    return undefined;
  },
  look: async () => ({ kind: 'seen', rev: runRev, pendingTurns, isParked: false }),
  nudge: async (id) => void nudged.push(id),
};

beforeEach(async () => {
  await store.sql('truncate stand, sweep cascade');
  [running, ended, started, nudged, pendingTurns, runRev] = [new Set(), new Set(), [], [], 0, 0];
});

async function step(name: SweepStep, more: Partial<SweepRound> = {}, heartbeatDetails?: SweptRound) {
  const stopping = new AbortController().signal;
  const sweeps = createSweeps({ db: store.db, runs: RUNS, stopping });
  await sweeps.beginSweep({ ...NIGHT, ...more });
  const run = () => sweeps[name]({ ...NIGHT, ...more });
  return (await new MockActivityEnvironment({ heartbeatDetails }).run(run)) as SweptRound;
}

const findings = async () =>
  (await listFindings(store.db, { since: AT })).map(({ kind, subject, found, repaired }) => ({
    kind,
    subject,
    found,
    repaired,
  }));

/** A stand with its whole log written, and its run. */
async function livingStand(): Promise<StandSeed> {
  const life = eventfulLife(await savedStand(store));
  const due = nextDue(life.state);
  for (const turn of turnsOf(life)) await writeTurn(store.db, { ...turn, ...(due && { nextDueOn: due.on }) });
  running.add(standWorkflowId(life.state.seed));
  return { ...life.state.seed, regime: life.state.regimes['r1']! };
}

const projection = (lifeId: string) => projectedOf(store.db.prisma, lifeId);

describe('a row that disagrees with its log', () => {
  const DAMAGE: readonly (readonly [what: string, sql: string, said: RegExp])[] = [
    ['its stage', `update stand set stage = 'PLANNED'`, /stage is PLANNED; wanted: \w+/],
    ['its snapshot', `update stand set state = jsonb_set(state, '{rev}', '2')`, /state differs/],
    ['a column lists are made of', 'update stand set next_due_on = null, verdict = null', /next_due_on .*verdict /],
    [
      'an earlier turn',
      `update stand set rev = 2, seq = 3, head = '${'f'.repeat(64)}'`,
      /head .*rev is 2; wanted: \d+.*seq is 3/,
    ],
    ['a task that is gone', `delete from task where id like '%replant-0.2'`, /task \S+replant-0.2 is missing/],
    ['a task of another state', `update task set due_on = due_on + 1`, /task \S+ differs/],
    [
      'a task nobody handed out',
      `insert into task select 'x', life_id, duty_id, code, state, opens_on, due_on, seedlings, stock_age, crew_id, dispatched_at, closed_at from task limit 1`,
      /task x is not in the log/,
    ],
    [
      'an escalation and an answer',
      'with a as (delete from command_answer) delete from escalation',
      /answer .*escalation /,
    ],
  ];

  test.each(DAMAGE)('%s: is rebuilt from it, and that is said', async (_what, sql, said) => {
    const { lifeId } = await livingStand();
    const before = await projection(lifeId);
    await store.sql(sql);
    expect(await projection(lifeId)).not.toEqual(before);
    expect(await step('foldLogs', { all: true })).toEqual({ looked: 1 });
    expect(await projection(lifeId)).toEqual(before);
    expect(await findings()).toEqual([
      { kind: 'ROW_DIFFERS', subject: expect.any(String), found: expect.stringMatching(said), repaired: true },
    ]);
    await store.sql('truncate sweep cascade');
    await step('foldLogs', { all: true });
    expect(await findings()).toEqual([]);
  });

  test('keeps the crew of a task, which no event knows', async () => {
    const { lifeId, countyCode } = await livingStand();
    await store.sql(`insert into crew (id, county_code, name) values ('crew-7', $1, 'seven')`, [countyCode]);
    await store.sql(`update task set crew_id = 'crew-7', seedlings = 1 where id like '%replant-0.2'`);
    await step('foldLogs', { all: true });
    const [task] = await store.sql(
      `select crew_id, seedlings from task where id like '%replant-0.2' and life_id = $1`,
      [lifeId],
    );
    expect(task).toEqual({ crew_id: 'crew-7', seedlings: expect.any(Number) });
    expect(task!['seedlings']).toBeGreaterThan(1);
  });

  test('that is plain to see is found the same night, any other one within thirty', async () => {
    for (let index = 0; index < 6; index += 1) await livingStand();
    await store.sql(`update stand set stage = 'PLANNED' where life_id = (select min(life_id::text)::uuid from stand)`);
    expect((await step('foldLogs')).looked).toBeLessThan(6);
    expect((await findings()).map(({ kind }) => kind)).toEqual(['ROW_DIFFERS']);
    await store.sql('truncate sweep cascade');
    let looked = 0;
    for (let night = 1; night <= 30; night += 1) {
      looked += (await step('foldLogs', { on: `2028-01-${String(night).padStart(2, '0')}` })).looked;
    }
    expect(looked).toBe(6);
  });
});

describe('a log that is not the one that was written', () => {
  const asOwner = async (sql: string) => {
    await store.sql('alter table stand_event disable trigger stand_event_append_only');
    await store.sql(sql);
    await store.sql('alter table stand_event enable trigger stand_event_append_only');
  };
  test.each([
    [
      'a changed event',
      `update stand_event set body = body || '{"sender":"x"}' where seq = 2`,
      /event 2 has hash \w+; its content gives/,
    ],
    ['an event taken out', 'delete from stand_event where seq = 3', /event 3 is missing; the next one is 4/],
    ['events cut off its end', 'delete from stand_event where seq > 4', /the log ends at event 4; wanted: \d+ events/],
    ['a day that was moved', `update stand_event set on_day = on_day - 1 where seq = 1`, /event 1 has hash/],
  ])('%s: is reported every night, and nothing is touched', async (_what, sql, said) => {
    const { lifeId } = await livingStand();
    await asOwner(sql);
    await store.sql(`update stand set stage = 'PLANNED'`);
    const before = await projection(lifeId);
    await step('foldLogs', { all: true });
    const broken = {
      kind: 'CHAIN_BROKEN',
      subject: expect.any(String),
      found: expect.stringMatching(said),
      repaired: false,
    };
    expect(await findings()).toEqual([broken]);
    expect(await projection(lifeId)).toEqual(before);
    // No stand is started again from what cannot be trusted.
    running.clear();
    await step('reviveStands');
    expect(started).toEqual([]);
    expect((await findings()).map(({ kind, repaired }) => [kind, repaired])).toEqual([
      ['CHAIN_BROKEN', false],
      ['NOT_RUNNING', false],
    ]);
    // The next night is not this stand's own, and it is not forgotten.
    const next = { at: '2028-01-11T18:30:00.000Z', on: '2028-01-12' };
    await step('foldLogs', next);
    expect(await listFindings(store.db, { since: next.at })).toMatchObject([broken]);
  });
});

describe('rows and runs', () => {
  test('an open stand without a run is started again from its state, a closed one and one not yet begun are not', async () => {
    const { standId } = await livingStand();
    await savedStand(store);
    running.clear();
    expect(await step('reviveStands')).toEqual({ looked: 1 });
    expect(started).toEqual([expect.stringMatching(new RegExp(`^stand/${standId}/.* from turn \\d+$`))]);
    expect(await findings()).toMatchObject([{ kind: 'NOT_RUNNING', repaired: true }]);
  });

  test('a run without a row and a run of a closed life are reported', async () => {
    const { lifeId } = await livingStand();
    await store.sql(`update stand set stage = 'CLOSED', closed_on = '2027-12-01' where life_id = $1`, [lifeId]);
    running.add('stand/140921-9999/2026~abcdef');
    expect(await step('lookForStrays')).toEqual({ looked: 2 });
    expect(await findings()).toEqual([
      {
        kind: 'RUN_OF_CLOSED_LIFE',
        subject: expect.any(String),
        found: 'it runs, and was closed on 2027-12-01',
        repaired: false,
      },
      { kind: 'RUN_WITHOUT_ROW', subject: 'stand/140921-9999/2026~abcdef', found: expect.any(String), repaired: false },
    ]);
  });

  test('what was due before yesterday is woken; yesterday has its time, and turns on their way are only reported', async () => {
    await livingStand();
    await store.sql(`update stand set next_due_on = '2028-01-10'`);
    await step('wakeSleepers');
    expect([nudged.length, await findings()]).toEqual([0, []]);
    await store.sql(`update stand set next_due_on = '2028-01-09'`);
    pendingTurns = 2;
    await step('wakeSleepers');
    expect([nudged.length, await findings()]).toMatchObject([0, [{ kind: 'OVERSLEPT', repaired: false }]]);
    pendingTurns = 0;
    await step('wakeSleepers');
    expect([nudged.length, await findings()]).toMatchObject([
      1,
      [{ found: 'due since 2028-01-09; woken', repaired: true }],
    ]);
  });
});

describe('what waits for more than a day', () => {
  test('messages and staged surveys are reported, those of today are not', async () => {
    const { lifeId } = await livingStand();
    await store.sql(
      `insert into survey (id, life_id, state, digest, captured_on, staged_at, live_points) values
       ('old', $1, 'staged', 'd', '2028-01-01', '2028-01-09T18:29:00Z', 1), ('new', $1, 'staged', 'd', '2028-01-01', '2028-01-09T18:31:00Z', 1)`,
      [lifeId],
    );
    await store.sql(
      `insert into outbox_message (id, channel, kind, order_key, position, body, at, attempts) values
       ('m-old', 'workflow', 'submitSurvey', 'k', 1, '{}', '2028-01-09T18:29:00Z', 0), ('m-new', 'workflow', 'submitSurvey', 'k', 2, '{}', '2028-01-09T18:31:00Z', 3),
       ('m-tried', 'workflow', 'submitSurvey', 'k', 3, '{}', '2028-01-10T18:31:00Z', 150)`,
    );
    await store.sql(`update outbox_message set delivered_at = at where id like 'start/%'`);
    expect([await step('lookAtMessages'), await step('lookAtSurveys')]).toEqual([{ looked: 2 }, { looked: 1 }]);
    expect((await findings()).map(({ kind, subject }) => `${kind} ${subject.split(' ').at(-1)}`)).toEqual([
      'MESSAGE_WAITS m-old',
      'MESSAGE_WAITS m-tried',
      'SURVEY_WAITS old',
    ]);
  });
});

test('a round that was cut off goes on after the key of its last heartbeat, and counts on', async () => {
  for (let index = 0; index < 3; index += 1) await livingStand();
  const [first] = await store.sql<{ id: string }>('select life_id::text as id from stand order by life_id limit 1');
  expect(await step('foldLogs', { all: true }, { looked: 1, after: first!.id })).toEqual({ looked: 3 });
});

describe('a run and its log', () => {
  test.each([
    ['has written more than the log holds', 2, 0, 'LOG_BEHIND', /the log ends at turn \d+; its run has written \d+/],
    ['has only decided more than the log holds', 2, 2, undefined, undefined],
    ['has taken fewer turns than the log holds', -1, 0, 'LOG_AHEAD', /the log is at turn \d+; its run has taken \d+/],
    ['has come as far', 0, 0, undefined, undefined],
  ])('that %s', async (_, more, pending, kind, found) => {
    const { lifeId } = await livingStand();
    const { rev } = await store.db.prisma.stand.findUniqueOrThrow({ where: { lifeId } });
    [runRev, pendingTurns] = [rev + more, pending];
    await step('compareRuns', { all: true });
    const expected = kind === undefined ? [] : [{ kind, found: expect.stringMatching(found), repaired: false }];
    expect(await findings()).toMatchObject(expected);
  });

  /** One of so many nights may be the stand's own in any case. */
  const nights = async (from: number) => {
    const looked = [];
    for (let night = from; night < from + 3; night += 1) {
      const on = `2028-01-${night}`;
      looked.push((await step('compareRuns', { at: `${on}T00:00:00.000Z`, on })).looked);
    }
    return looked;
  };
  const kinds = async (since: string) => (await listFindings(store.db, { since, open: true })).map(({ kind }) => kind);

  test('that lacks turns are compared every night until its workflow’s state is taken over', async () => {
    const life = eventfulLife(await savedStand(store));
    for (const turn of turnsOf(life).slice(0, -1)) await writeTurn(store.db, turn);
    const { state } = life;
    runRev = state.rev;
    await step('compareRuns', { all: true });
    expect(await nights(12)).toEqual([1, 1, 1]);
    expect(await kinds(AT)).toEqual(Array.from({ length: 4 }, () => 'LOG_BEHIND'));
    const rebase = { state, written: state.rev, by: 'chief', at: state.lastAt, timeZone: 'Asia/Shanghai' };
    expect(await rebaseLife(store.db, rebase)).toMatchObject({ kind: 'rebased' });
    expect(await kinds(AT)).toEqual([]);
    expect((await nights(15)).filter((looked) => looked > 0).length).toBeLessThan(2);
    expect(await kinds(AT)).toEqual([]);
  });

  test('that is behind its log is compared every night until it is started again from it', async () => {
    const { lifeId } = await livingStand();
    const { rev } = await store.db.prisma.stand.findUniqueOrThrow({ where: { lifeId } });
    runRev = rev - 1;
    await step('compareRuns', { all: true });
    expect(await nights(12)).toEqual([1, 1, 1]);
    expect(await kinds(AT)).toEqual(Array.from({ length: 4 }, () => 'LOG_AHEAD'));
    running.clear();
    await step('reviveStands');
    runRev = rev;
    expect([started.length, await kinds(AT)]).toEqual([1, []]);
    expect((await nights(15)).filter((looked) => looked > 0).length).toBeLessThan(2);
  });

  test('a stand whose run has ended by itself is not started again: its log is behind', async () => {
    const workflowId = standWorkflowId(await livingStand());
    running.delete(workflowId);
    ended.add(workflowId);
    await step('reviveStands');
    expect(started).toEqual([]);
    expect(await findings()).toMatchObject([{ kind: 'LOG_BEHIND', subject: workflowId, repaired: false }]);
  });
});

test('a sweep is kept ninety nights', async () => {
  const begun = async (at: string) => {
    const sweeps = createSweeps({ db: store.db, runs: RUNS, stopping: new AbortController().signal });
    await sweeps.beginSweep({ at, on: at.slice(0, 10) });
  };
  await begun('2027-10-12T18:29:59.000Z');
  await begun('2027-10-12T18:30:00.000Z');
  await begun(AT);
  await endSweep(store.db, { at: AT, on: ON, finishedAt: AT, looked: { foldLogs: 7 } });
  expect(await lastSweep(store.db)).toEqual({ at: AT, on: '2028-01-10', finishedAt: AT, looked: { foldLogs: 7 } });
  const left = await store.sql<{ at: Date }>('select at from sweep order by at');
  expect(left.map(({ at }) => at.toISOString())).toEqual(['2027-10-12T18:30:00.000Z', AT]);
});

test('the steps keep their released names, as histories call for them by name', () => {
  expect(SWEEP_STEPS).toEqual([
    'foldLogs',
    'reviveStands',
    'wakeSleepers',
    'lookForStrays',
    'lookAtMessages',
    'lookAtSurveys',
    'compareRuns',
  ]);
});
