import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDeliveries, type DeliveryDeps } from '../../activities/delivery.ts';
import { refuse } from '../../domain/errors.ts';
import { openDatabase, type Database } from '../../prisma/database.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import { saveImport, type NewSurvey } from '../../prisma/import-store.ts';
import { importOf } from '../prisma/fixture.ts';
import { plantedStand } from '../support/regimes.ts';
import { freshDatabase, type FreshDatabase } from '../support/stack.ts';

let database: FreshDatabase;
let db: Database;
beforeAll(async () => {
  database = await freshDatabase();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});
beforeEach(() => db.prisma.outboxMessage.deleteMany());

const AT = '2040-04-10T00:00:00.000Z';

async function put(id: string, kind: string, orderKey: string, position: number): Promise<void> {
  const body = kind === 'startStand' ? { workflowId: orderKey } : { workflowId: orderKey, command: { commandId: id } };
  await db.prisma.outboxMessage.create({
    data: { id, channel: 'workflow', kind, orderKey, position, body, at: new Date(AT) },
  });
}

interface Round {
  readonly handedOn: string[];
  readonly said: string[];
  readonly delivered: number;
}

/** Delivers until nothing has happened for a while. */
async function deliver(deps: Partial<DeliveryDeps> = {}, forMs = 1500, askedAgoMs = 0): Promise<Round> {
  const stopping = new AbortController();
  const handedOn: string[] = [];
  const said: string[] = [];
  const deliveries = createDeliveries({
    db,
    startStand: async ({ workflowId, taskQueue }) => handedOn.push(`start ${workflowId} on ${taskQueue}`),
    sendCommand: async ({ workflowId, command }) => {
      handedOn.push(`${command.type} ${command.commandId} to ${workflowId}`);
      return undefined;
    },
    tellGateLifted: async (workflowId) => void handedOn.push(`gateLifted to ${workflowId}`),
    say: (line) => said.push(line),
    stopping: stopping.signal,
    ...deps,
  });
  setTimeout(() => stopping.abort(), forMs);
  const round = { at: AT, taskQueue: 'stands-test' };
  const run = () => deliveries.deliverWorkflowMessages(round);
  const info = { scheduledTimestampMs: Date.now() - askedAgoMs };
  const { delivered } = (await new MockActivityEnvironment(info).run(run)) as Awaited<ReturnType<typeof run>>;
  return { handedOn, said, delivered };
}

test('a stand is started before its surveys, and they follow in their order', async () => {
  await put('s2', 'submitSurvey', 'stand/a', 2);
  await put('s1', 'submitSurvey', 'stand/a', 1);
  await put('a', 'startStand', 'stand/a', 0);
  await put('b', 'startStand', 'stand/b', 0);
  const { handedOn, delivered } = await deliver();
  expect(delivered).toBe(4);
  expect(handedOn.filter((line) => line.endsWith('stand/a') || line.includes('stand/a on'))).toEqual([
    'start stand/a on stands-test',
    'submitSurvey s1 to stand/a',
    'submitSurvey s2 to stand/a',
  ]);
  expect(handedOn).toContain('start stand/b on stands-test');
});

test('a message that cannot be handed on waits, holds back its own stand alone, and says why', async () => {
  await put('a', 'startStand', 'stand/a', 0);
  await put('s1', 'submitSurvey', 'stand/a', 1);
  await put('b', 'startStand', 'stand/b', 0);
  const started: string[] = [];
  const { said, delivered } = await deliver(
    {
      startStand: async ({ workflowId }) => {
        if (workflowId === 'stand/a') throw new Error('Temporal is away');
        started.push(workflowId);
      },
    },
    900,
  );
  expect(started).toEqual(['stand/b']);
  expect(delivered).toBe(1);
  expect(said[0]).toBe('message a is tried again: Temporal is away');
  expect(await db.prisma.outboxMessage.findUnique({ where: { id: 'a' } })).toMatchObject({
    deliveredAt: null,
    lastError: 'Temporal is away',
  });
});

const HOUR_MS = 3_600_000;
const later = (at: string, ms: number) => new Date(Date.parse(at) + ms);

test.each([
  ['at once', 0, 'waits', []],
  ['an hour later, as a worker comes back', HOUR_MS, 'goes', ['start stand/a on stands-test']],
])('where the round begins %s, a message of half an hour later %s', async (_, askedAgoMs, _how, handedOn) => {
  await put('a', 'startStand', 'stand/a', 0);
  await db.prisma.outboxMessage.update({ where: { id: 'a' }, data: { at: later(AT, HOUR_MS / 2) } });
  expect((await deliver({}, 900, askedAgoMs)).handedOn).toEqual(handedOn);
});

const REFUSAL = refuse('SURVEY_IN_FUTURE', { met: '2050-01-01', wanted: '2040-04-10' });

test('a survey that a stand refuses is delivered, and the refusal is said', async () => {
  await put('s1', 'submitSurvey', 'stand/a', 1);
  const { said, delivered } = await deliver({ sendCommand: async () => REFUSAL });
  expect(delivered).toBe(1);
  expect(said).toEqual(['message s1 was refused: SURVEY_IN_FUTURE {"met":"2050-01-01","wanted":"2040-04-10"}']);
});

/** A stand with its counts, as an import writes them, due for delivery. */
async function importedCounts(...days: readonly string[]) {
  const seed = plantedStand({ lifeId: randomUUID(), standNo: String(Math.floor(Math.random() * 1e9)) });
  const workflowId = standWorkflowId(seed);
  const survey = (capturedOn: string): NewSurvey => ({
    lifeId: seed.lifeId,
    workflowId,
    plots: [],
    row: 1,
    command: {
      commandId: capturedOn,
      surveyId: capturedOn,
      digest: 'd',
      by: 'import',
      capturedOn,
      counts: { livePoints: 1 },
      plots: 0,
    },
  });
  await saveImport(db, importOf([seed], days.map(survey)));
  const rows = () => db.prisma.survey.findMany({ where: { lifeId: seed.lifeId }, orderBy: { capturedOn: 'asc' } });
  return { seed, workflowId, rows };
}

test('a refused survey keeps why, and those behind it go on', async () => {
  const { rows } = await importedCounts('2026-09-25', '2026-09-26', '2026-09-27');
  const sent: string[] = [];
  const { delivered } = await deliver({
    sendCommand: async ({ command }) => {
      sent.push(command.commandId);
      return command.commandId === '2026-09-26' ? REFUSAL : undefined;
    },
  });
  expect([delivered, sent]).toEqual([4, ['2026-09-25', '2026-09-26', '2026-09-27']]);
  expect(await rows()).toMatchObject([
    { state: 'staged', refusal: null },
    { state: 'refused', refusal: REFUSAL, refusedAt: expect.any(Date) },
    { state: 'staged', refusal: null },
  ]);
});

test('a survey recorded already is not refused by a late repeat of its message', async () => {
  const { seed, rows } = await importedCounts('2026-09-25');
  const where = { lifeId: seed.lifeId };
  await db.prisma.survey.updateMany({ where, data: { state: 'recorded', recordedAt: new Date(AT), binding: true } });
  await deliver({ sendCommand: async () => REFUSAL });
  expect(await rows()).toMatchObject([{ state: 'recorded', refusal: null }]);
});

test('a parked stand has not refused its survey: the message waits for the operator', async () => {
  const { seed, rows } = await importedCounts('2026-09-25');
  const parked = refuse('STAND_NEEDS_ATTENTION', { standId: seed.standId, met: 'LOG_DIVERGED' });
  const { said } = await deliver({ sendCommand: async () => parked }, 900);
  expect(said[0]).toContain('is tried again: stand');
  expect(await rows()).toMatchObject([{ state: 'staged' }]);
  expect(await db.prisma.outboxMessage.count({ where: { orderKey: seed.lifeId, deliveredAt: null } })).toBe(1);
});

test('a stand is told that a gate was lifted before its counts, and again where Temporal was away', async () => {
  await put('a', 'submitSurvey', 'stand/a', 100_000);
  await put('lifted', 'gateLifted', 'stand/a', 1);
  const away = await deliver({ tellGateLifted: () => Promise.reject(new Error('Temporal is away')) }, 700);
  expect(away).toMatchObject({ delivered: 0, handedOn: [], said: ['message lifted is tried again: Temporal is away'] });
  await db.prisma.outboxMessage.updateMany({ data: { at: new Date(AT) } });
  expect((await deliver()).handedOn).toEqual(['gateLifted to stand/a', 'submitSurvey a to stand/a']);
});

test('a stand taken back is started before it is told its end; one that says no goes on, and is not asked again', async () => {
  await put('undo', 'close', 'stand/a', 1);
  await put('a', 'startStand', 'stand/a', 0);
  const { handedOn } = await deliver();
  expect(handedOn).toEqual(['start stand/a on stands-test', 'close undo to stand/a']);
  await put('touched', 'close', 'stand/b', 1);
  const touched = refuse('STAND_TOUCHED', { standId: 'b', met: '2040-04-09', what: 'SurveyRecorded' });
  expect(await deliver({ sendCommand: async () => touched }, 700)).toMatchObject({ delivered: 1 });
  expect(await db.prisma.outboxMessage.count({ where: { deliveredAt: null } })).toBe(0);
});

test('no more than fifty messages go out in a second', async () => {
  for (let index = 0; index < 60; index += 1) await put(`m${index}`, 'startStand', `stand/${index}`, 0);
  const { delivered } = await deliver({}, 700);
  expect(delivered).toBeLessThanOrEqual(50);
  expect(delivered).toBeGreaterThan(10);
});

test('two deliveries at once hand each message on once', async () => {
  for (let index = 0; index < 30; index += 1) await put(`m${index}`, 'startStand', `stand/${index}`, 0);
  const [one, two] = await Promise.all([deliver(), deliver()]);
  expect(one.delivered + two.delivered).toBe(30);
  expect(new Set([...one.handedOn, ...two.handedOn]).size).toBe(30);
});
