import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDeeds } from '../../activities/deeds.ts';
import { sendCommand } from '../../client/send-command.ts';
import { DEED_NAMES, type DeedName } from '../../contract/deeds.ts';
import { gateLiftedSignal } from '../../contract/stand-messages.ts';
import { startOfDayMs } from '../../domain/calendar.ts';
import { isRefusal } from '../../domain/errors.ts';
import type { DutySpec, Regime } from '../../domain/policy/regime.ts';
import type { Absorb } from '../../domain/stand/command.ts';
import { deedOf } from '../../domain/stand/deed-of.ts';
import { fittingOf } from '../../domain/stand/fitting.ts';
import { foldTurn, seedState } from '../../domain/stand/fold.ts';
import { heritageOf } from '../../domain/stand/inherit.ts';
import { rulesForStand } from '../../policies/rules-for-stand.ts';
import { standLog, standState } from '../../prisma/stand-store.ts';
import { Life } from '../domain/stand/life.ts';
import { forkCompiled } from '../support/compiled.ts';
import { EARLIER_CHECKS } from '../support/policy-versions.ts';
import { EAST, regimeFor, type SeedOptions } from '../support/regimes.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { openWorker, type Planted, type TestCounty } from '../workflows/county.ts';
import { openCounty } from '../workflows/fresh-county.ts';
import type { WorkerOrder } from './worker-process.ts';
import { STOCK_PAPERS } from '../support/papers.ts';

let county: TestCounty;
let child: ChildProcess | undefined;
beforeEach(async () => {
  county = await openCounty();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await county.close();
});

/** Still to come, and as near as can be: a stand sleeps a timer for every year before it. */
const YEAR = new Date().getUTCFullYear() + 1;
const PLANTED_ON = `${YEAR}-04-10`;
const SURVEY = { by: 'crew', capturedOn: `${YEAR}-09-15`, counts: { livePoints: 1600 } };

/** A look asks for every stand: without a pause the workers looked at would hardly come to work. */
const LOOK_EVERY_MS = 500;

test.each(['asIs', 'afterWriting'] as const)(
  'a worker killed in the middle of each deed (%s) leaves every turn written once',
  async (mode) => {
    const stands = await oneStepBeforeEachDeed();
    await county.stopWorker();
    child = await startChild({
      settings: county.endpoints,
      build: county.build,
      mode,
      gatedLife: stands.recordFinding.seed.lifeId,
      gatedUntil: `${YEAR}-09-20`,
    });
    const locks = mode === 'asIs' ? await lockRows(stands) : undefined;
    const waiting = takeTheStep(stands);
    // The child replays every stand before its first task, on a machine that runs other tests as well.
    await expect
      .poll(() => startedDeeds(stands), { timeout: 180_000, interval: LOOK_EVERY_MS })
      .toEqual([...DEED_NAMES].toSorted());
    await expect
      .poll(() => (mode === 'asIs' ? rowsWaitedFor() : writtenDeeds(stands).then(({ length }) => length)), {
        timeout: 60_000,
        interval: LOOK_EVERY_MS,
      })
      .toBe(DEED_NAMES.length);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await locks?.end();
    const worker = await openWorker(county.endpoints, county.build, createDeeds(county.db));
    try {
      // A deed that had been tried often waits up to half a minute for its next try, once the worker has come up.
      await expect
        .poll(() => writtenDeeds(stands), { timeout: 180_000, interval: LOOK_EVERY_MS })
        .toEqual([...DEED_NAMES].toSorted());
      await waiting;
      for (const [deed, { seed }] of Object.entries(stands)) await expectWrittenOnce(deed as DeedName, seed.lifeId);
      await expectChildrenOnce(stands.splitStand);
      await expectHandedOverOnce(stands);
    } finally {
      await worker.close();
    }
  },
  600_000,
);

type Stands = Readonly<Record<DeedName, Planted>>;

/** Rules with this one duty besides the survival check, so that its day is nobody else's. */
function rulesWith(code: string, duty: DutySpec): Regime {
  const regime = regimeFor(EAST, PLANTED_ON);
  return { ...regime, duties: { survivalCheck: regime.duties['survivalCheck']!, [code]: duty } };
}

const DEADLINE: DutySpec = {
  kind: 'deadline',
  at: ['planted'],
  when: { from: 'planted', years: 1, opens: '01-01', due: '02-01' },
};
const SHIFTING: DutySpec = {
  kind: 'survey',
  at: ['planted'],
  when: { from: 'planted', years: 1, in: 'check' },
  shift: { if: [['visit', '>=', 1]], years: 1 },
  bands: [{ verdict: 'PASS' }],
};

const plant = (options?: SeedOptions) => county.plant({ plantedOn: PLANTED_ON, ...options });

/** For each deed a stand that will need it next. */
async function oneStepBeforeEachDeed(): Promise<Stands> {
  const at = async (instant: string, options?: SeedOptions) => {
    const planted = await plant(options);
    await fastForward(county.temporal, planted.workflowId, instant);
    return planted;
  };
  const replanting = async (instant: string) => {
    const planted = await at(IN_SEASON);
    await county.stands.submitSurvey(planted.workflowId, SURVEY);
    await fastForward(county.temporal, planted.workflowId, instant);
    return planted;
  };
  return {
    registerStand: await at(justBefore(`${YEAR}-04-10`)),
    dispatchTask: await at(justBefore(`${YEAR}-09-01`)),
    recordFinding: await at(justBefore(`${YEAR}-09-01`)),
    escalateTask: await at(justBefore(`${YEAR}-10-24`)),
    redateTask: await replanting(justBefore(`${YEAR + 1}-05-01`)),
    lapseTask: await at(justBefore(`${YEAR}-07-01`)),
    fileReport: await at(justBefore(`${YEAR + 1}-06-30`)),
    reviewBan: await at(justBefore(`${YEAR + 5}-04-10`)),
    passDeadline: await at(justBefore(`${YEAR + 1}-02-02`), { regime: rulesWith('establishBy', DEADLINE) }),
    shiftCheck: await at(justBefore(`${YEAR + 1}-09-01`), { regime: rulesWith('preservationCheck', SHIFTING) }),
    recordSurvey: await at(IN_SEASON),
    rescheduleTask: await at(IN_SEASON),
    recordDamage: await at(IN_SEASON),
    waiveTask: await at(IN_SEASON),
    adoptPolicy: await at(IN_SEASON),
    suspendStand: await at(IN_SEASON),
    resumeStand: await suspended(),
    releaseTask: await held(),
    closeStand: await at(IN_SEASON),
    splitStand: await at(IN_SEASON),
    changeBoundary: await at(IN_SEASON),
    mergeStand: await at(IN_SEASON),
    absorbStand: await at(IN_SEASON),
    settleFollowUp: await leftOver(),
    protectStand: await at(IN_SEASON),
    recordWork: await replanting(`${YEAR + 1}-04-02T01:00:00Z`),
  };
}

const IN_SEASON = `${YEAR}-09-15T01:00:00Z`;

/** Replanting was planned on the county's count, and the province's says that none is needed. */
async function leftOver(): Promise<Planted> {
  const planted = await plant();
  await fastForward(county.temporal, planted.workflowId, IN_SEASON);
  await county.stands.submitSurvey(planted.workflowId, SURVEY);
  const audit = { level: 'PROVINCE' as const, surveyors: ['inspector-1', 'inspector-2'], counts: { livePoints: 1900 } };
  await county.stands.submitAudit(planted.workflowId, { by: 'm', capturedOn: SURVEY.capturedOn, ...audit });
  return planted;
}

async function suspended(): Promise<Planted> {
  const planted = await plant();
  await fastForward(county.temporal, planted.workflowId, IN_SEASON);
  await county.stands.suspend(planted.workflowId, { by: 'm', reason: 'DISPUTE' });
  return planted;
}

/** Its dispatch has met a gate without an end. */
async function held(): Promise<Planted> {
  const { dispatchTask } = county.deeds;
  const planted = await plant();
  county.deeds.dispatchTask = async (turn) => {
    const found = await dispatchTask(turn);
    const isHeld = turn.lifeId === planted.seed.lifeId && turn.dutyId === 'survivalCheck-0';
    return isHeld ? { kind: 'blocked' } : found;
  };
  await fastForward(county.temporal, planted.workflowId, IN_SEASON);
  county.deeds.dispatchTask = dispatchTask;
  return planted;
}

/** A clock that was moved on runs on by itself: preparing the stands must not use up what is left of the day before. */
const MARGIN_MS = 300_000;

function justBefore(on: string): string {
  return new Date(startOfDayMs(on, 'Asia/Shanghai') - MARGIN_MS).toISOString();
}

const BY_TIME = [
  'registerStand',
  'dispatchTask',
  'recordFinding',
  'escalateTask',
  'redateTask',
  'lapseTask',
  'fileReport',
  'reviewBan',
  'passDeadline',
  'shiftCheck',
] as const;

/** Ends once every deed has been done. */
async function takeTheStep(stands: Stands): Promise<void> {
  const idOf = (deed: DeedName) => stands[deed].workflowId;
  const { stands: client, temporal } = county;
  const by = 'm';
  await Promise.all([
    ...BY_TIME.map((deed) => fastForward(temporal, idOf(deed), 2 * MARGIN_MS)),
    client.submitSurvey(idOf('recordSurvey'), SURVEY),
    client.reschedule(idOf('rescheduleTask'), {
      by,
      dutyId: 'survivalCheck-0',
      dueOn: `${YEAR}-10-20`,
      reason: 'RAIN',
    }),
    client.reportDamage(idOf('recordDamage'), { by, seenOn: `${YEAR}-09-14`, cause: 'FROST', lostM2: 0 }),
    client.waive(idOf('waiveTask'), { by, dutyId: 'tending-0.3', reason: 'ROCK' }),
    client.adoptPolicy(idOf('adoptPolicy'), { by, rules: newRulesOf(stands.adoptPolicy) }),
    client.suspend(idOf('suspendStand'), { by, reason: 'DISPUTE' }),
    client.resume(idOf('resumeStand'), { by }),
    temporal.workflow.getHandle(idOf('releaseTask')).signal(gateLiftedSignal),
    client.close(idOf('closeStand'), { by, reason: 'SOLD' }),
    client.changeBoundary(idOf('changeBoundary'), { by, areaM2: 90_000, reason: 'REMEASURED', evidence: 'paper-7' }),
    client.mergeStand(idOf('mergeStand'), { by, into: idOf('absorbStand') }),
    sendCommand(temporal, { workflowId: idOf('absorbStand'), command: await absorbing(stands.mergeStand) }),
    client.splitStand(idOf('splitStand'), { by, children: childrenOf(stands.splitStand) }),
    client.protect(idOf('protectStand'), { by, flags: ['NATURAL'], evidence: 'paper-9' }),
    client.settleFollowUp(idOf('settleFollowUp'), { by, followUpId: 'f1', reason: 'PAID_BACK' }),
    client.submitWork(idOf('recordWork'), {
      by: 'crew',
      dutyId: 'replant-0',
      doneOn: `${YEAR + 1}-04-02`,
      points: 400,
      papers: STOCK_PAPERS,
    }),
  ]);
}

function newRulesOf({ seed }: Planted) {
  const rules = rulesForStand(EARLIER_CHECKS, new Life(seed).state);
  if (isRefusal(rules)) throw new Error(rules.refused);
  return rules;
}

/** What the outbox would hand on; its duties are left out, for rows of tasks are counted by the events of their own stand. */
async function absorbing({ seed }: Planted): Promise<Absorb> {
  const state = (await standState(county.db, seed.lifeId))!;
  const inherited = { ...heritageOf(state, ['p1'], `${YEAR}-09-15`), duties: [] };
  const sent = { commandId: 'absorb', digest: 'absorb', by: 'outbox', standId: seed.standId };
  return { type: 'absorb', ...sent, fitting: fittingOf(state), inherited };
}

/** Two halves, numbered after the stand itself. */
function childrenOf({ seed: { standId } }: Planted) {
  return ['a', 'b'].map((letter) => ({ standId: `${standId}${letter}`, pieces: [{ areaM2: 50_000 }] }));
}

async function startChild(order: WorkerOrder): Promise<ChildProcess> {
  const started = forkCompiled('test/faults/worker-process.js', JSON.stringify(order));
  await once(started, 'message');
  return started;
}

/** Holds every stand's row until the connection ends; the gated one is held by the child itself. */
async function lockRows(stands: Stands): Promise<pg.Client> {
  const holder = new pg.Client({ connectionString: county.endpoints.databaseUrl });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select 1 from stand where life_id <> $1 for update', [stands.recordFinding.seed.lifeId]);
  return holder;
}

async function startedDeeds(stands: Stands): Promise<string[]> {
  const descriptions = await Promise.all(
    Object.values(stands).map(({ workflowId }) => county.temporal.workflow.getHandle(workflowId).describe()),
  );
  const pending = descriptions.flatMap(({ raw }) => raw.pendingActivities ?? []);
  return pending.map(({ activityType }) => activityType?.name ?? '').toSorted();
}

/** Their rows and the messages that start them came with the deed that ended the stand. */
async function expectChildrenOnce({ seed: { standId } }: Planted): Promise<void> {
  const { prisma } = county.db;
  const children = await prisma.stand.findMany({ where: { standId: { in: [`${standId}a`, `${standId}b`] } } });
  expect(children.map(({ areaM2 }) => areaM2)).toEqual([50_000, 50_000]);
  const starts = await prisma.outboxMessage.findMany({
    where: { orderKey: { in: children.map(({ lifeId }) => lifeId) } },
  });
  expect(starts.map(({ kind }) => kind)).toEqual(['startStand', 'startStand']);
}

/** What it leaves is on its way to the other stand, once. */
async function expectHandedOverOnce({ absorbStand, mergeStand }: Stands): Promise<void> {
  const where = { orderKey: absorbStand.seed.lifeId, kind: 'absorb' };
  const messages = await county.db.prisma.outboxMessage.findMany({ where });
  expect(messages.map(({ id }) => id)).toEqual([`absorb/${mergeStand.seed.lifeId}`]);
}

/**
 * The first who waits for a row waits for the transaction that holds it; whoever comes after waits behind the first, as a
 * deed does that waited too long and is tried again.
 */
async function rowsWaitedFor(): Promise<number> {
  const [row] = await county.db.prisma.$queryRaw<{ rows: bigint }[]>`
    select count(*) as rows from pg_locks join pg_stat_activity using (pid)
    where datname = current_database() and locktype = 'transactionid' and not granted`;
  return Number(row!.rows);
}

/** The deeds among those looked for that are the last turn of their stand. */
async function writtenDeeds(stands: Stands): Promise<string[]> {
  const last = await Promise.all(
    Object.entries(stands).map(async ([deed, { seed }]) => {
      const turn = (await standLog(county.db, seed.lifeId)).turns.at(-1);
      return turn !== undefined && deedOf(turn.events).deed === deed ? [deed] : [];
    }),
  );
  return last.flat().toSorted();
}

async function expectWrittenOnce(deed: DeedName, lifeId: string): Promise<void> {
  const { seed, turns } = await standLog(county.db, lifeId);
  expect(
    turns.map(({ turn }) => turn),
    deed,
  ).toEqual(turns.map((_, index) => index + 1));
  expect(await standState(county.db, lifeId), deed).toEqual(turns.reduce(foldTurn, seedState(seed)));
  const { prisma } = county.db;
  const where = { lifeId };
  const rows = {
    DutyOpened: await prisma.task.count({ where }),
    StepReached: await prisma.escalation.count({ where }),
    SurveyRecorded: await prisma.survey.count({ where }),
    CommandAnswered: await prisma.commandAnswer.count({ where }),
  };
  const events = turns.flatMap((turn) => turn.events);
  for (const [type, count] of Object.entries(rows)) {
    expect(count, `${deed}: rows of ${type}`).toBe(events.filter((event) => event.type === type).length);
  }
  const messages = await prisma.outboxMessage.findMany({ where: { orderKey: lifeId } });
  expect(
    messages.filter(({ kind }) => kind !== 'gateLifted' && kind !== 'absorb').map(({ id }) => id),
    deed,
  ).toEqual([`start/${lifeId}`]);
}
