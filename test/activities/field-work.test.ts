/** Closed forests, orders of no field work, permits and fire, on real rows: each bars the work that needs what it bars. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDeeds } from '../../activities/deeds.ts';
import type { Deeds } from '../../contract/deeds.ts';
import { isRefusal } from '../../domain/errors.ts';
import type { GateBars, GateDays, GateKind } from '../../domain/gate.ts';
import { seedState, type FoldedTurn } from '../../domain/stand/fold.ts';
import { simulate } from '../../domain/stand/simulate.ts';
import { dayOf } from '../../prisma/database.ts';
import { announceGate, liftGate } from '../../prisma/gate-store.ts';
import { givePermit, withdrawPermit, type NewPermit } from '../../prisma/permit-store.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { openStore, savedStand, type Store } from '../prisma/fixture.ts';
import { burningRegime } from '../support/burning.ts';
import { WEST, type SeedOptions } from '../support/regimes.ts';
import { WrittenLife } from './written-life.ts';

let store: Store;
let deeds: Deeds;
beforeAll(async () => {
  store = await openStore();
  deeds = createDeeds(store.db);
});
afterAll(() => store.close());

const AT = '2026-01-01T00:00:00.000Z';
let counties = 0;

/** A stand in a county of its own. */
async function aLife(options: SeedOptions = {}) {
  const seed = await savedStand(store, options);
  counties += 1;
  const county = { code: `9${String(counties).padStart(5, '0')}`, zh: '试验县', en: 'Trial' };
  const close = async (bars: GateBars, { fromOn, untilOn }: GateDays, kind: GateKind = 'ORDER') => {
    const days = { fromOn, ...(untilOn !== undefined && { untilOn }) };
    const announced = await announceGate(store.db, { county, kind, bars, ...days, by: 'bureau', at: AT });
    if (isRefusal(announced)) throw new Error(JSON.stringify(announced));
    await store.sql('update stand set county_code = $1 where life_id = $2', [county.code, seed.lifeId]);
    return announced.gate.id;
  };
  return { seed, close, life: new WrittenLife(deeds, seed) };
}

async function permit(gateId: number, said: Pick<NewPermit, 'duties' | 'fromOn'> & Partial<NewPermit>) {
  const whole = { paperNo: 'NW-8', stands: [], mayGoOn: said.duties, by: 'township', at: AT, ...said, gateId };
  const given = await givePermit(store.db, whole);
  if (isRefusal(given)) throw new Error(JSON.stringify(given));
  return { id: given.permit.id, told: given.told };
}

async function tasksOf(lifeId: string, dutyId: string): Promise<string[]> {
  const rows = await store.db.prisma.task.findMany({ where: { lifeId, dutyId }, orderBy: { dispatchedAt: 'asc' } });
  return rows.map(({ id, state, dueOn }) => `${id.split('.').at(-1)} ${state} ${dayOf(dueOn)}`);
}

async function stepsOf(lifeId: string, dutyId: string): Promise<string[]> {
  const where = { lifeId, dutyId, takenBackAt: null };
  const rows = await store.db.prisma.escalation.findMany({ where, orderBy: { reachedOn: 'asc' } });
  return rows.map(({ step, reachedOn }) => `${step} ${dayOf(reachedOn)}`);
}

describe('closed forests', () => {
  test.each([
    ['hold a work that enters them', undefined, ['1 withdrawn 2026-09-19', '2 dispatched 2026-09-25']],
    ['do not hold a work that enters none', 'outsideForest: true', ['1 dispatched 2026-09-19']],
  ])('%s', async (_, flags, tasks) => {
    const plantedOn = '2026-08-20';
    const { life, seed, close } = await aLife({ plantedOn, regime: burningRegime(plantedOn, flags) });
    await close('FOREST_ENTRY', { fromOn: '2026-08-20', untilOn: '2026-08-25' });
    await life.until('2026-08-26');
    expect(await tasksOf(seed.lifeId, 'burnSlash-0')).toEqual(tasks);
  });
  test.each([
    ['on its first day', '2026-09-01', ['1 dispatched 2026-10-31']],
    ['from the day after', '2026-09-02', ['1 withdrawn 2026-10-31', '2 dispatched 2026-11-01']],
  ])('let a count go on by a permit that holds %s', async (_, fromOn, tasks) => {
    const { life, seed, close } = await aLife();
    const id = await close('FOREST_ENTRY', { fromOn: '2026-08-30', untilOn: '2026-09-05' });
    await permit(id, { duties: ['survivalCheck'], fromOn, untilOn: '2026-09-05' });
    await life.until('2026-09-06');
    expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toEqual(tasks);
  });
  test('hold all that the permit does not name: another duty, another stand', async () => {
    const { life, seed, close } = await aLife();
    const id = await close('FOREST_ENTRY', { fromOn: '2026-08-30', untilOn: '2026-09-05' });
    const { standId } = await savedStand(store);
    await store.sql('update stand set county_code = (select county_code from gate where id = $1) where stand_id = $2', [
      id,
      standId,
    ]);
    await permit(id, { duties: ['tending'], fromOn: '2026-08-30' });
    await permit(id, { duties: ['survivalCheck'], fromOn: '2026-08-30', stands: [standId] });
    await life.until('2026-09-02');
    expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toEqual(['1 withdrawn 2026-10-31']);
  });
  test('of which a permit names the stand let it go on', async () => {
    const { life, seed, close } = await aLife();
    const id = await close('FOREST_ENTRY', { fromOn: '2026-08-30' });
    await permit(id, { duties: ['survivalCheck'], fromOn: '2026-08-30', stands: [seed.standId] });
    await life.until('2026-09-02');
    expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toEqual(['1 dispatched 2026-10-31']);
  });
});

describe('a permit told while the gate holds the task', () => {
  test('tells the stand, once; it is handed out at once, due so many days later as it was barred', async () => {
    const { life, seed, close } = await aLife();
    const id = await close('FIELD_WORK', { fromOn: '2026-08-20' });
    await life.until('2026-09-10');
    const said = { duties: ['survivalCheck'], fromOn: '2026-09-11' };
    expect(await permit(id, said)).toMatchObject({ told: 1 });
    expect(await permit(id, said)).toMatchObject({ told: 0 });
    expect(await store.db.prisma.outboxMessage.count({ where: { orderKey: seed.lifeId, kind: 'gateLifted' } })).toBe(1);
    await life.until('2026-09-11');
    await life.take({ type: 'gateLifted' });
    await life.until('2026-09-11');
    expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toEqual([
      '1 withdrawn 2026-10-31',
      '2 dispatched 2026-11-10',
    ]);
    expect(await liftGate(store.db, { id, on: '2026-09-20', at: AT })).toMatchObject({ told: 0 });
  });
  test('for another duty tells nobody', async () => {
    const { life, close } = await aLife();
    const id = await close('FIELD_WORK', { fromOn: '2026-08-20' });
    await life.until('2026-09-10');
    expect(await permit(id, { duties: ['tending'], fromOn: '2026-09-11' })).toMatchObject({ told: 0 });
  });
  test('told between the answer and the turn that holds it, is told all the same', async () => {
    const { life, seed, close } = await aLife();
    const id = await close('FIELD_WORK', { fromOn: '2026-08-20' });
    await life.until('2026-08-31');
    life.goTo('2026-09-01');
    const found = await deeds.dispatchTask(life.decided({ type: 'due' })!);
    const held = life.decided({ type: 'deedFound', dutyId: 'survivalCheck-0', found })!;
    expect(await permit(id, { duties: ['survivalCheck'], fromOn: '2026-09-01' })).toMatchObject({ told: 0 });
    await life.write(held);
    expect(await store.db.prisma.outboxMessage.count({ where: { orderKey: seed.lifeId, kind: 'gateLifted' } })).toBe(1);
  });
});

describe('a permit withdrawn while the task is out', () => {
  test('calls it back at its nudge: only days from the withdrawal on move its due day', async () => {
    const { life, seed, close } = await aLife({ county: WEST, plantedOn: '2026-04-15' });
    const id = await close('FIELD_WORK', { fromOn: '2026-08-20', untilOn: '2026-10-24' });
    const { id: paper } = await permit(id, { duties: ['survivalCheck'], fromOn: '2026-08-20' });
    await life.until('2026-10-14');
    expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toEqual(['1 dispatched 2026-10-25']);
    await withdrawPermit(store.db, { id: paper, on: '2026-10-15' });
    await life.until('2026-10-31');
    // Ten days, 15 to 24 October.
    expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toEqual([
      '1 withdrawn 2026-10-25',
      '2 dispatched 2026-11-04',
    ]);
  });
  test('stops the ladder of a late one from that day on', async () => {
    const { life, seed, close } = await aLife();
    const id = await close('FIELD_WORK', { fromOn: '2026-11-01', untilOn: '2026-11-20' });
    const { id: paper } = await permit(id, { duties: ['survivalCheck'], fromOn: '2026-11-01' });
    await life.until('2026-11-08');
    await withdrawPermit(store.db, { id: paper, on: '2026-11-09' });
    await life.until('2026-12-31');
    expect(await stepsOf(seed.lifeId, 'survivalCheck-0')).toEqual([
      '0 2026-10-24',
      '1 2026-11-01',
      '2 2026-11-07',
      '3 2026-11-27',
      '4 2026-12-12',
    ]);
  });
});

describe('fire', () => {
  const burns = (plantedOn: string) => aLife({ plantedOn, regime: burningRegime(plantedOn) });
  test.each([
    ['2026-10-14', ['1 dispatched 2026-11-13']],
    ['2026-10-15', ['1 withdrawn 2026-11-14', '2 dispatched 2027-07-16']],
  ])('of a work raised on %s waits for the end of the fire period, without any order', async (plantedOn, tasks) => {
    const { life, seed } = await burns(plantedOn);
    await life.until(plantedOn);
    if (tasks.length > 1) {
      await life.until('2027-06-15');
      expect(await tasksOf(seed.lifeId, 'burnSlash-0')).toHaveLength(1);
      await life.until('2027-06-16');
    }
    expect(await tasksOf(seed.lifeId, 'burnSlash-0')).toEqual(tasks);
    expect(await store.db.prisma.gateHold.count({ where: { lifeId: seed.lifeId } })).toBe(0);
  });
  test('that is out as the period begins is called back at its nudge, due by the days it lost', async () => {
    const { life, seed } = await burns('2026-10-01');
    await life.until('2026-10-31');
    expect(await tasksOf(seed.lifeId, 'burnSlash-0')).toEqual(['1 withdrawn 2026-10-31']);
    await life.until('2027-06-16');
    // 17 days were left on 15 October, the first and the last among them.
    expect((await tasksOf(seed.lifeId, 'burnSlash-0')).at(-1)).toBe('2 dispatched 2027-07-02');
  });
  test('is barred outside of it by an order of open fire, which holds nothing else', async () => {
    const { life, seed, close } = await burns('2026-08-20');
    const id = await close('OPEN_FIRE', { fromOn: '2026-08-15', untilOn: '2026-09-10' }, 'FIRE');
    await life.until('2026-08-21');
    const holds = await store.db.prisma.gateHold.findMany({ where: { gateId: id } });
    expect(holds).toMatchObject([{ lifeId: seed.lifeId, dutyId: 'burnSlash-0' }]);
    await life.until('2026-09-11');
    expect((await tasksOf(seed.lifeId, 'burnSlash-0')).at(-1)).toBe('2 dispatched 2026-10-11');
  });
});

test.each(['2026-08-20', '2026-09-25', '2026-10-15', '2027-06-10'])(
  'a life told ahead finds of fire what the deeds find, planted on %s',
  async (plantedOn) => {
    const { life, seed } = await aLife({ plantedOn, regime: burningRegime(plantedOn) });
    await life.until('2028-02-01');
    const { turns } = await standLog(store.db, seed.lifeId);
    const outcomes = { foretold: [], habits: [], delays: [] };
    const regimeFor = () => burningRegime(plantedOn);
    const told = simulate({ state: seedState(seed), startOn: plantedOn, until: '2028-02-01', outcomes, regimeFor });
    const plain = (each: readonly FoldedTurn[]) => each.map(({ on, events }) => ({ on, events }));
    expect(life.found.some(({ kind }) => kind !== 'done')).toBe(true);
    expect(plain(told.turns)).toEqual(plain(turns));
  },
);

test('what a deed finds is of the kinds that runs of 0.1.0 know', async () => {
  const { life, close } = await aLife({ plantedOn: '2026-08-20', regime: burningRegime('2026-08-20') });
  const id = await close('FOREST_ENTRY', { fromOn: '2026-09-05', untilOn: '2026-09-25' });
  const { id: paper } = await permit(id, { duties: ['burnSlash'], fromOn: '2026-09-05' });
  await withdrawPermit(store.db, { id: paper, on: '2026-09-10' });
  await life.until('2027-09-30');
  const kinds = new Set(life.found.map(({ kind }) => kind));
  expect(
    [...kinds].filter((kind) => !['done', 'blockedUntil', 'blocked', 'excused', 'missExcused'].includes(kind)),
  ).toEqual([]);
  expect(kinds.size).toBeGreaterThan(1);
});
