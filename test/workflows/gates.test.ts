/** Gates on the real server, by skipping time: stands ask, and one without an end tells those it holds. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../domain/errors.ts';
import type { GateBars, GateDays } from '../../domain/gate.ts';
import { dayOf } from '../../prisma/database.ts';
import { announceGate, liftGate } from '../../prisma/gate-store.ts';
import { givePermit, withdrawPermit } from '../../prisma/permit-store.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { deliverGates } from '../activities/deliver-once.ts';
import { WEST } from '../support/regimes.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { YEAR, type Planted, type TestCounty } from './county.ts';
import { openCounty } from './fresh-county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

/** Noon of that day in Xinzhou. */
const noonOf = (on: string) => `${on}T04:00:00Z`;
const goTo = ({ workflowId }: Planted, on: string) => fastForward(county.temporal, workflowId, noonOf(on));

async function close(code: string, { fromOn, untilOn }: GateDays, order?: GateBars): Promise<number> {
  const names = { code, zh: '试验县', en: 'Trial' };
  const days = { fromOn, ...(untilOn !== undefined && { untilOn }) };
  const why = order === undefined ? { kind: 'SNOW' as const } : { kind: 'ORDER' as const, bars: order };
  const said = { county: names, ...why, ...days, by: 'bureau', at: new Date().toISOString() };
  const announced = await announceGate(county.db, said);
  if (isRefusal(announced)) throw new Error(JSON.stringify(announced));
  return announced.gate.id;
}

async function eventsOf({ seed }: Planted, dutyId: string): Promise<string[]> {
  const { turns } = await standLog(county.db, seed.lifeId);
  return turns.flatMap(({ on, events }) =>
    events.flatMap((event) => ('dutyId' in event && event.dutyId === dutyId ? [`${on} ${event.type}`] : [])),
  );
}

/** Counties of the east, one a test: no gate of another test bars it. */
const [WUTAI, DAIXIAN, NINGWU] = ['140922', '140923', '140925'] as const;
const [FANSHI, XINFU, YUANPING] = ['140924', '140902', '140981'] as const;
/** In the west, where the count is due on 25 October. */
const WUZHAI = '140928';

test('S10 b: snow from 3 to 7 November, announced before step 3, moves steps 3 to 5 to 11-14, 11-29 and 12-29', async () => {
  const stand = await county.plant({ county: WEST, plantedOn: `${YEAR}-04-15` });
  await goTo(stand, `${YEAR}-11-02`);
  await close(WEST, { fromOn: `${YEAR}-11-03`, untilOn: `${YEAR}-11-07` });
  await goTo(stand, `${YEAR + 1}-01-15`);
  const rows = await county.db.prisma.escalation.findMany({
    where: { lifeId: stand.seed.lifeId, dutyId: 'survivalCheck-0', takenBackAt: null },
    orderBy: { reachedOn: 'asc' },
  });
  expect(rows.map(({ step, reachedOn }) => `${step} ${dayOf(reachedOn)}`)).toEqual([
    `0 ${YEAR}-10-18`,
    `1 ${YEAR}-10-26`,
    `2 ${YEAR}-11-01`,
    `3 ${YEAR}-11-14`,
    `4 ${YEAR}-11-29`,
    `5 ${YEAR}-12-29`,
  ]);
});

test('a dispatch on a gated day is held, and handed out the day after the gate', async () => {
  const stand = await county.plant({ county: WUTAI });
  await close(WUTAI, { fromOn: `${YEAR}-08-30`, untilOn: `${YEAR}-09-05` });
  const where = { lifeId: stand.seed.lifeId, dutyId: 'survivalCheck-0', state: 'dispatched' as const };
  await goTo(stand, `${YEAR}-09-05`);
  expect(await county.db.prisma.task.count({ where })).toBe(0);
  await goTo(stand, `${YEAR}-09-06`);
  expect(await county.db.prisma.task.count({ where })).toBe(1);
  expect((await eventsOf(stand, 'survivalCheck-0')).slice(1)).toEqual([
    `${YEAR}-09-01 DutyOpened`,
    `${YEAR}-09-01 DutyHeld`,
    `${YEAR}-09-06 DutyOpened`,
  ]);
});

test('the end of a planting window does not move: barred to its last day it is missed, and the miss is excused', async () => {
  const stand = await county.plant({ county: DAIXIAN });
  await goTo(stand, `${YEAR}-09-20`);
  const survey = { by: 'crew-1', capturedOn: `${YEAR}-09-20`, counts: { livePoints: 1200 } };
  await county.stands.submitSurvey(stand.workflowId, survey);
  await close(DAIXIAN, { fromOn: `${YEAR + 1}-03-01`, untilOn: `${YEAR + 1}-04-30` });
  await goTo(stand, `${YEAR + 1}-05-02`);
  expect((await eventsOf(stand, 'replant-0')).slice(1)).toEqual([
    `${YEAR + 1}-03-20 DutyOpened`,
    `${YEAR + 1}-03-20 DutyHeld`,
    `${YEAR + 1}-05-01 DutyOpened`,
    `${YEAR + 1}-05-01 StepReached`,
    `${YEAR + 1}-05-01 WindowMissed`,
    `${YEAR + 1}-05-01 MissExcused`,
  ]);
});

test('a gate without an end, lifted, frees by signal what it holds, and no other stand hears of it', async () => {
  const [held, other] = [await county.plant({ county: FANSHI }), await county.plant()];
  const id = await close(FANSHI, { fromOn: `${YEAR}-08-20` });
  await goTo(other, `${YEAR}-09-03`);
  await goTo(held, `${YEAR}-09-03`);
  const at = new Date().toISOString();
  expect(await liftGate(county.db, { id, on: `${YEAR}-09-03`, at })).toMatchObject({ told: 1 });
  expect(await deliverGates(county.db, county.temporal)).toEqual([held.workflowId]);
  await expect
    .poll(async () => (await eventsOf(held, 'survivalCheck-0')).slice(2))
    .toEqual([`${YEAR}-09-01 DutyHeld`, `${YEAR}-09-03 DutyReleased`, `${YEAR}-09-03 DutyOpened`]);
  expect((await eventsOf(other, 'survivalCheck-0')).slice(1)).toEqual([`${YEAR}-09-01 DutyOpened`]);
});

test('a gate with an end, lifted before it, frees what it holds, due so many days later as it was barred', async () => {
  const stand = await county.plant({ county: NINGWU });
  const id = await close(NINGWU, { fromOn: `${YEAR}-08-20`, untilOn: `${YEAR}-10-20` });
  await goTo(stand, `${YEAR}-09-03`);
  expect(await liftGate(county.db, { id, on: `${YEAR}-09-04`, at: new Date().toISOString() })).toMatchObject({
    told: 1,
  });
  await goTo(stand, `${YEAR}-09-04`);
  expect(await deliverGates(county.db, county.temporal)).toEqual([stand.workflowId]);
  const where = { lifeId: stand.seed.lifeId, dutyId: 'survivalCheck-0', state: 'dispatched' } as const;
  await expect
    // Its window ends on 25 October, and three days were barred.
    .poll(async () => (await county.db.prisma.task.findFirst({ where }))?.dueOn)
    .toEqual(new Date(`${YEAR}-10-28T00:00:00Z`));
});

test('a gate announced after the dispatch moves the ladder alone', async () => {
  const stand = await county.plant({ county: XINFU });
  await goTo(stand, `${YEAR}-11-04`);
  await close(XINFU, { fromOn: `${YEAR}-11-01`, untilOn: `${YEAR}-11-03` });
  await goTo(stand, `${YEAR}-11-20`);
  const where = { lifeId: stand.seed.lifeId, dutyId: 'survivalCheck-0' };
  const rows = await county.db.prisma.escalation.findMany({
    where: { ...where, takenBackAt: null },
    orderBy: { step: 'asc' },
  });
  expect(rows.map(({ step, reachedOn }) => `${step} ${dayOf(reachedOn)}`)).toEqual([
    `0 ${YEAR}-10-24`,
    `1 ${YEAR}-11-01`,
    `2 ${YEAR}-11-10`,
    `3 ${YEAR}-11-18`,
  ]);
  expect(await county.db.prisma.task.findMany({ where })).toMatchObject([{ state: 'dispatched' }]);
});

test('a stand that has closed is told nothing, and its message is no error', async () => {
  const stand = await county.plant({ county: YUANPING });
  const id = await close(YUANPING, { fromOn: `${YEAR}-08-20` });
  await goTo(stand, `${YEAR}-09-02`);
  await liftGate(county.db, { id, on: `${YEAR}-09-02`, at: new Date().toISOString() });
  await county.stands.close(stand.workflowId, { by: 'm', reason: 'SOLD' });
  await expect
    .poll(async () => (await county.temporal.workflow.getHandle(stand.workflowId).describe()).status.name)
    .toBe('COMPLETED');
  expect(await deliverGates(county.db, county.temporal)).toEqual([stand.workflowId]);
});

test('closed forests hold a count until a permit is told; withdrawn while it is out, it is called back with those days alone', async () => {
  const stand = await county.plant({ county: WUZHAI });
  const gateId = await close(WUZHAI, { fromOn: `${YEAR}-08-20`, untilOn: `${YEAR}-10-24` }, 'FOREST_ENTRY');
  await goTo(stand, `${YEAR}-09-03`);
  const paper = { paperNo: 'NW-8', duties: ['survivalCheck'], stands: [stand.seed.standId], fromOn: `${YEAR}-09-03` };
  const said = { gateId, ...paper, mayGoOn: ['survivalCheck'], by: 'township', at: new Date().toISOString() };
  const given = await givePermit(county.db, said);
  if (isRefusal(given)) throw new Error(JSON.stringify(given));
  expect(given).toMatchObject({ told: 1 });
  expect(await deliverGates(county.db, county.temporal)).toEqual([stand.workflowId]);
  const where = { lifeId: stand.seed.lifeId, dutyId: 'survivalCheck-0', state: 'dispatched' as const };
  const dueOn = async () => {
    const task = await county.db.prisma.task.findFirst({ where });
    return task === null ? undefined : dayOf(task.dueOn);
  };
  // Two days were barred, 1 and 2 September.
  await expect.poll(dueOn).toBe(`${YEAR}-10-27`);
  await withdrawPermit(county.db, { id: given.permit.id, on: `${YEAR}-10-20` });
  await goTo(stand, `${YEAR}-10-21`);
  expect(await dueOn()).toBeUndefined();
  await goTo(stand, `${YEAR}-10-25`);
  // Five more, 20 to 24 October.
  expect(await dueOn()).toBe(`${YEAR}-11-01`);
});
