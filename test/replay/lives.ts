/** Lives that between them take every branch of the shell; recorded once a release. */
import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { LifeOptions } from '../../cli/life.ts';
import { sendCommand } from '../../client/send-command.ts';
import { startStand } from '../../client/start-stand.ts';
import { STAND_WORKFLOW } from '../../contract/names.ts';
import { isRefusal } from '../../domain/errors.ts';
import type { Absorb } from '../../domain/stand/command.ts';
import { rulesForStand } from '../../policies/rules-for-stand.ts';
import { firstInput } from '../../prisma/begin-lives.ts';
import { standState } from '../../prisma/stand-store.ts';
import { EARLIER_CHECKS } from '../support/policy-versions.ts';
import { EAST, regimeFor } from '../support/regimes.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { PLANTED_ON, untilEnded, type TestCounty } from '../workflows/county.ts';
import { STOCK_PAPERS } from '../support/papers.ts';
import { day, on, settle, taken, told, WEST } from './living.ts';
import { liveSteered } from './steered-lives.ts';

/** @returns name → workflow id */
export async function liveEveryWay(county: TestCounty): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['replanted', await replanted(county)],
    ['nobody-answers', await nobodyAnswers(county)],
    ['rolled-while-away', await rolledWhileAway(county)],
    ['parked-deed', await parkedDeed(county)],
    ['parked-command', await parkedCommand(county)],
    ['unknown-input', await unknownInput(county)],
    ['to-forest', await told(county, TO_FOREST)],
    ['shrub', await told(county, SHRUB)],
    ['planted-anew', await told(county, PLANTED_ANEW)],
    ['hurt', await told(county, HURT)],
    ['silent', await told(county, SILENT)],
    ['enclosed', await told(county, ENCLOSED)],
    ['adopted', await adopted(county)],
    ...(await landMoved(county)),
    ...(await liveSteered(county)),
  ]);
}

const TO_FOREST: LifeOptions = {
  ...WEST,
  until: '2052-12-31',
  outcomes: `2040-09-20 survey live=1800; on tending; on preservationCheck live=0.9 closure=0.25
    on closureCheck closure=0.3; on mapRegistration; on grazingDecision option=lift; on lateTendingCheck closure=0.7`,
};
const SHRUB: LifeOptions = {
  ...WEST,
  species: '柠条',
  planted: '2040-07-20',
  until: '2052-12-31',
  outcomes: `on survivalCheck live=0.9; on tending; on preservationCheck live=0.9 cover=0.5; on closureCheck cover=0.5
    on mapRegistration; on coppice; on coppiceAgain; on grazingDecision option=keep`,
};
/** Below 41 %, then three rounds of replanting and the county's decision. */
const PLANTED_ANEW: LifeOptions = {
  ...WEST,
  county: '140921',
  planted: '2040-04-10',
  until: '2046-12-31',
  outcomes: `2040-09-20 survey live=600; 2041-04-10 work reestablish-0 designed=1800
    on survivalCheck live=0.7; on replant; on countyDecision option=continue`,
};
const HURT: LifeOptions = {
  ...WEST,
  county: '140921',
  planted: '2040-04-10',
  until: '2044-12-31',
  outcomes: `2040-05-20 damage cause=FROST; 2040-07-01 waive tending-0.3 reason=ROCK
    2040-09-20 survey live=1500 dead-patch=900; 2041-01-10 suspend reason=DISPUTE; 2041-02-20 resume
    2041-04-01 reschedule replant-0 due=2041-08-10 reason=NO_STOCK; 2042-05-01 damage cause=FIRE lost-m2=20000
    on survivalCheck live=0.9; on replant; on replantPatch; on damageCheck live=0.8
    on lossDecision option=reestablish; on reestablish; 2044-10-01 close reason=SOLD`,
};
const SILENT: LifeOptions = { ...WEST, species: '柠条', planted: '2040-07-20', until: '2053-12-31' };

/** Short of its lines, then closed; too dense later, and felled. */
const ENCLOSED: LifeOptions = {
  policy: 'xinzhou-2024',
  county: '140921',
  species: '油松',
  commenced: '2040-04-10',
  designed: 2000,
  areaHa: 10,
  method: 'enclosure-tree',
  until: '2057-06-30',
  outcomes: `on enclosureCheck stems=40/500 closure=0.1; on enclosureCheck closure=0.25 after=2049; on mapRegistration
    on grazingDecision option=lift; on lateTendingCheck closure=0.85; on thinning`,
};

async function replanted(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant();
  const { stands } = county;
  const count = async (today: string, livePoints: number) =>
    taken(await stands.submitSurvey(workflowId, { by: 'crew', capturedOn: today, counts: { livePoints } }));
  await day(county, workflowId, on(0, '09-15'));
  const change = { by: 'm', dutyId: 'survivalCheck-0', dueOn: on(0, '10-20'), reason: 'RAIN' };
  taken(await stands.reschedule(workflowId, change));
  await count(on(0, '09-15'), 1600);
  await day(county, workflowId, on(1, '04-02'));
  const work = { by: 'crew', dutyId: 'replant-0', doneOn: on(1, '04-02'), points: 400, papers: STOCK_PAPERS };
  taken(await stands.submitWork(workflowId, work));
  await day(county, workflowId, on(1, '09-10'));
  await count(on(1, '09-10'), 1900);
  await settle();
  taken(await stands.close(workflowId, { by: 'm', reason: 'SOLD' }));
  await untilEnded(county.temporal, workflowId);
  return workflowId;
}

/** The ladder climbs to its end. */
async function nobodyAnswers(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant();
  await day(county, workflowId, on(1, '06-01'));
  return workflowId;
}

async function rolledWhileAway(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant();
  await fastForward(county.temporal, workflowId, `${on(0, '08-31')}T15:59:00Z`);
  const { dispatchTask } = county.deeds;
  county.deeds.dispatchTask = () => Promise.reject(new Error('connect ECONNREFUSED'));
  await fastForward(county.temporal, workflowId, `${on(0, '08-31')}T16:00:30Z`);
  const change = { by: 'm', dutyId: 'survivalCheck-0', dueOn: on(0, '10-20'), reason: 'RAIN' };
  await county.stands.reschedule(workflowId, change);
  await county.stands.rollover(workflowId);
  county.deeds.dispatchTask = dispatchTask;
  await settle();
  return workflowId;
}

async function parkedDeed(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant();
  const { dispatchTask } = county.deeds;
  county.deeds.dispatchTask = () => Promise.reject(ApplicationFailure.nonRetryable('never', 'LOG_DIVERGED'));
  await day(county, workflowId, on(0, '09-02'));
  await settle();
  county.deeds.dispatchTask = dispatchTask;
  await county.stands.unpark(workflowId);
  await settle();
  return workflowId;
}

async function parkedCommand(county: TestCounty): Promise<string> {
  const regime = regimeFor(EAST, PLANTED_ON);
  const { bands: _, ...broken } = regime.duties['survivalCheck']!;
  const { workflowId } = await county.plant({
    regime: { ...regime, duties: { ...regime.duties, survivalCheck: broken } },
  });
  await day(county, workflowId, on(0, '09-15'));
  taken(
    await county.stands.submitSurvey(workflowId, {
      by: 'crew',
      capturedOn: on(0, '09-15'),
      counts: { livePoints: 1600 },
    }),
  );
  await settle();
  await county.stands.unpark(workflowId);
  await settle();
  return workflowId;
}

async function unknownInput(county: TestCounty): Promise<string> {
  const workflowId = `stand/unknown/${randomUUID()}`;
  const options = { workflowId, taskQueue: county.taskQueue, args: [{ schema: 7 }] };
  await county.temporal.workflow.start(STAND_WORKFLOW, options);
  await settle();
  await county.stands.rollover(workflowId);
  await settle();
  return workflowId;
}

/** New rules come while a check is owed. */
async function adopted(county: TestCounty): Promise<string> {
  const { workflowId, seed } = await county.plant();
  await day(county, workflowId, on(0, '05-01'));
  const rules = rulesForStand(EARLIER_CHECKS, (await standState(county.db, seed.lifeId))!);
  if (isRefusal(rules)) throw new Error(rules.refused);
  taken(await county.stands.adoptPolicy(workflowId, { by: 'm', rules }));
  await day(county, workflowId, on(1, '06-01'));
  return workflowId;
}

/** A stand is measured anew and divided; of its two children one becomes part of the other. */
async function landMoved(county: TestCounty): Promise<readonly (readonly [string, string])[]> {
  // Children begin when they are told to, by the machine's clock: what they inherit lies behind them.
  const { workflowId, seed } = await county.plant({ plantedOn: '2026-04-10' });
  const { stands, db } = county;
  await settle();
  taken(await stands.submitSurvey(workflowId, { by: 'crew', capturedOn: '2026-09-20', counts: { livePoints: 1600 } }));
  taken(
    await stands.changeBoundary(workflowId, { by: 'm', areaM2: 90_000, reason: 'REMEASURED', evidence: 'paper-7' }),
  );
  const children = [50_000, 40_000].map((areaM2, at) => ({ standId: `${seed.standId}0${at}`, pieces: [{ areaM2 }] }));
  taken(await stands.splitStand(workflowId, { by: 'm', children }));
  await untilEnded(county.temporal, workflowId);
  const rows = await db.prisma.stand.findMany({
    where: { standId: { in: children.map(({ standId }) => standId) } },
    orderBy: { standId: 'asc' },
  });
  for (const { lifeId } of rows) await deliver(county, `start/${lifeId}`);
  await settle();
  const [stays, goes] = rows as [(typeof rows)[number], (typeof rows)[number]];
  taken(await stands.mergeStand(goes.workflowId, { by: 'm', into: stays.workflowId }));
  await untilEnded(county.temporal, goes.workflowId);
  await deliver(county, `absorb/${goes.lifeId}`);
  await settle();
  await day(county, stays.workflowId, '2027-06-01');
  return [
    ['divided', workflowId],
    ['inherited-and-merged', goes.workflowId],
    ['inherited-and-absorbing', stays.workflowId],
  ];
}

/** What the delivery would do with it. */
async function deliver({ db, temporal, taskQueue }: TestCounty, id: string): Promise<void> {
  const { kind, body } = await db.prisma.outboxMessage.findUniqueOrThrow({ where: { id } });
  if (kind === 'startStand') {
    const { workflowId } = body as unknown as { workflowId: string };
    const input = await firstInput(db, workflowId);
    await startStand(temporal, { workflowId, input, taskQueue });
    return;
  }
  const { workflowId, command } = body as unknown as { workflowId: string; command: Omit<Absorb, 'type'> };
  const reply = await sendCommand(temporal, { workflowId, command: { ...command, type: 'absorb' } });
  if (reply.kind !== 'answered') throw new Error(`${id}: ${JSON.stringify(reply)}`);
}
