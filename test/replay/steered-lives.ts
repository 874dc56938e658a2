/** Lives that gates, offices and inspections steer; recorded with the others once a release. */
import { isRefusal } from '../../domain/errors.ts';
import type { GateDays } from '../../domain/gate.ts';
import { createStandRuns } from '../../client/stand-runs.ts';
import { announceGate, liftGate } from '../../prisma/gate-store.ts';
import { deliverGates } from '../activities/deliver-once.ts';
import { WEST as WESTERN } from '../support/regimes.ts';
import type { TestCounty } from '../workflows/county.ts';
import { day, on, settle, taken, told, WEST } from './living.ts';

/** @returns name → workflow id */
export async function liveSteered(county: TestCounty): Promise<readonly (readonly [string, string])[]> {
  return [
    ['held-and-freed', await heldAndFreed(county)],
    ['miss-excused', await missExcused(county)],
    ['shifted', await told(county, SHIFTED)],
    ['inspected', await inspected(county)],
    ['shared', await shared(county)],
    ['waived', await waived(county)],
    ['without-papers', await withoutPapers(county)],
    ['certified', await certified(county)],
    ['protected', await protectedLand(county)],
    ['begun', await told(county, BEGUN)],
  ];
}

/** More than three in ten are planted anew in the spring before the preservation check. */
const SHIFTED = {
  ...WEST,
  county: '140921',
  planted: '2040-04-10',
  until: '2045-12-31',
  outcomes: `2040-09-20 survey live=1300; 2043-04-02 work replant-0 points=700; on tending
    on preservationCheck live=0.9 closure=0.25`,
};
/** There before it was taken in. */
const { planted: _, ...UNPLANTED } = WEST;
const BEGUN = {
  ...UNPLANTED,
  county: '140921',
  method: 'existing' as const,
  commenced: '2040-04-10',
  until: '2043-12-31',
  outcomes: 'on tending; on closureCheck closure=0.3; on mapRegistration',
};

/** Counties in which no other life is lived: a gate bars all of a county. */
const [WUTAI, DAIXIAN] = ['140922', '140923'] as const;

async function announce({ db }: TestCounty, code: string, { fromOn, untilOn }: GateDays): Promise<number> {
  const names = { code, zh: '试验县', en: 'Trial' };
  const days = { fromOn, ...(untilOn !== undefined && { untilOn }) };
  const at = new Date().toISOString();
  const announced = await announceGate(db, { county: names, kind: 'SNOW' as const, ...days, by: 'bureau', at });
  if (isRefusal(announced)) throw new Error(JSON.stringify(announced));
  return announced.gate.id;
}

/** A check is held by a gate without an end, freed when it is lifted, looked after once, and late in a second gate. */
async function heldAndFreed(county: TestCounty): Promise<string> {
  const { db, temporal } = county;
  const { workflowId } = await county.plant({ county: WUTAI });
  const id = await announce(county, WUTAI, { fromOn: on(0, '08-20') });
  await day(county, workflowId, on(0, '09-03'));
  await liftGate(db, { id, on: on(0, '09-03'), at: new Date().toISOString() });
  await deliverGates(db, temporal);
  await settle();
  await createStandRuns(temporal).nudge(workflowId);
  await settle();
  await day(county, workflowId, on(0, '11-13'));
  await announce(county, WUTAI, { fromOn: on(0, '11-04'), untilOn: on(0, '11-11') });
  await day(county, workflowId, on(1, '06-01'));
  return workflowId;
}

/** A planting window is barred to its last day. */
async function missExcused(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant({ county: DAIXIAN });
  await count(county, workflowId, { today: on(0, '09-20'), livePoints: 1200 });
  await announce(county, DAIXIAN, { fromOn: on(1, '03-01'), untilOn: on(1, '04-30') });
  await day(county, workflowId, on(1, '06-01'));
  return workflowId;
}

/** A higher inspection takes a failure back with all that followed, what was left over is settled, and a count corrected. */
async function inspected(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant();
  const { stands } = county;
  const signed = { by: 'inspector', surveyors: ['w1', 'w2'], capturedOn: on(0, '09-20') };
  await count(county, workflowId, { today: on(0, '09-20'), livePoints: 600 });
  const audit = { ...signed, counts: { livePoints: 1500 }, surveyId: 'higher', level: 'PROVINCE' as const };
  taken(await stands.submitAudit(workflowId, audit));
  taken(await stands.settleFollowUp(workflowId, { by: 'm', followUpId: 'f1', reason: 'CALLED_OFF' }));
  const right = { ...signed, counts: { livePoints: 1700 }, surveyId: 'right', supersedes: 'higher' };
  taken(await stands.correctSurvey(workflowId, right));
  await day(county, workflowId, on(1, '06-01'));
  return workflowId;
}

/** One of two parts that are tended together fails and leaves the works, and shares them again by an inspection. */
async function shared(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant();
  const pieces = [
    { areaM2: 60_000, counts: { livePoints: 1100 } },
    { areaM2: 40_000, counts: { livePoints: 300 } },
  ];
  await day(county, workflowId, on(0, '09-20'));
  const survey = { by: 'crew', capturedOn: on(0, '09-20'), counts: { livePoints: 0 }, pieces };
  taken(await county.stands.submitSurvey(workflowId, survey));
  const audit = { by: 'inspector', surveyors: ['w1', 'w2'], capturedOn: on(0, '09-20'), counts: { livePoints: 700 } };
  taken(await county.stands.submitAudit(workflowId, { ...audit, level: 'PROVINCE', partId: 'p2' }));
  await day(county, workflowId, on(1, '06-01'));
  return workflowId;
}

/** Payment may go by the line of the field. */
async function waived(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant({ county: WESTERN });
  await count(county, workflowId, { today: on(0, '09-20'), livePoints: 1560 });
  taken(await county.stands.waive(workflowId, { by: 'chief', dutyId: 'survivalCheck-0', reason: 'DRY_COUNTY' }));
  await day(county, workflowId, on(1, '06-01'));
  return workflowId;
}

async function withoutPapers(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant();
  const { stands } = county;
  await count(county, workflowId, { today: on(0, '09-20'), livePoints: 1600 });
  await day(county, workflowId, on(1, '04-02'));
  const waiver = { by: 'chief', dutyId: 'replant-0', reason: 'OWN_NURSERY', papers: true as const };
  taken(await stands.waive(workflowId, waiver));
  const work = { by: 'crew', dutyId: 'replant-0', doneOn: on(1, '04-02'), points: 400 };
  taken(await stands.submitWork(workflowId, work));
  await day(county, workflowId, on(1, '06-01'));
  return workflowId;
}

async function certified(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant();
  await day(county, workflowId, on(0, '07-02'));
  const damage = { by: 'crew', seenOn: on(0, '07-01'), cause: 'DROUGHT' as const, lostM2: 20_000 };
  taken(await county.stands.reportDamage(workflowId, { ...damage, certified: { paper: 'drought-7', areaM2: 30_000 } }));
  await day(county, workflowId, on(0, '12-31'));
  return workflowId;
}

/** Protected, and protected no more. */
async function protectedLand(county: TestCounty): Promise<string> {
  const { workflowId } = await county.plant();
  await day(county, workflowId, on(0, '05-02'));
  taken(await county.stands.protect(workflowId, { by: 'm', flags: ['NATURAL'], evidence: 'paper-9' }));
  await day(county, workflowId, on(0, '05-10'));
  taken(await county.stands.protect(workflowId, { by: 'm', flags: [], evidence: 'paper-10' }));
  await day(county, workflowId, on(0, '12-31'));
  return workflowId;
}

interface Count {
  readonly today: string;
  readonly livePoints: number;
}

async function count(county: TestCounty, workflowId: string, { today, livePoints }: Count): Promise<void> {
  await day(county, workflowId, today);
  taken(await county.stands.submitSurvey(workflowId, { by: 'crew', capturedOn: today, counts: { livePoints } }));
}
