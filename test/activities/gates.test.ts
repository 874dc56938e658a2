/** Deeds ask the gates of their stand's county: rulings 12, 19 and 36 on real rows. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findingOf } from '../../activities/ask-gates.ts';
import type { Turn } from '../../contract/deeds.ts';
import { createDeeds } from '../../activities/deeds.ts';
import type { Deeds } from '../../contract/deeds.ts';
import { isRefusal } from '../../domain/errors.ts';
import type { GateDays, GateKind } from '../../domain/gate.ts';
import { dayOf } from '../../prisma/database.ts';
import { announceGate, liftGate } from '../../prisma/gate-store.ts';
import { openStore, savedStand, type Store } from '../prisma/fixture.ts';
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

/** A stand in a county of its own, so that no gate of another test bars it. */
async function aLife(options: SeedOptions = {}) {
  const seed = await savedStand(store, options);
  counties += 1;
  const county = { code: `9${String(counties).padStart(5, '0')}`, zh: '试验县', en: 'Trial' };
  await store.sql('insert into org_unit (code, level, name_zh, name_en) values ($1, $2, $3, $4)', [
    county.code,
    'county',
    county.zh,
    county.en,
  ]);
  await store.sql('update stand set county_code = $1 where life_id = $2', [county.code, seed.lifeId]);
  const close = async ({ fromOn, untilOn }: GateDays, kind: GateKind = 'SNOW') => {
    const days = { fromOn, ...(untilOn !== undefined && { untilOn }) };
    const announced = await announceGate(store.db, { county, kind, ...days, by: 'bureau', at: AT });
    if (isRefusal(announced)) throw new Error(JSON.stringify(announced));
    return announced.gate.id;
  };
  return { seed, close, life: new WrittenLife(deeds, seed) };
}

async function tasksOf(lifeId: string, dutyId: string): Promise<string[]> {
  const rows = await store.db.prisma.task.findMany({ where: { lifeId, dutyId }, orderBy: { dispatchedAt: 'asc' } });
  return rows.map(({ id, state, dueOn }) => `${id.split('.').at(-1)} ${state} ${dayOf(dueOn)}`);
}

/** Steps that stand, in their order. */
async function stepsOf(lifeId: string, dutyId: string): Promise<string[]> {
  const rows = await store.db.prisma.escalation.findMany({
    where: { lifeId, dutyId, takenBackAt: null },
    orderBy: { reachedOn: 'asc' },
  });
  return rows.map(({ step, reachedOn }) => `${step} ${dayOf(reachedOn)}`);
}

async function messagesTo(lifeId: string) {
  return store.db.prisma.outboxMessage.findMany({ where: { orderKey: lifeId, kind: 'gateLifted' } });
}

describe('S10 b: nobody counts, and snow bars the county from 3 to 7 November', () => {
  test('steps 3 to 5 fall on 11-14, 11-29 and 12-29; those before the snow stay', async () => {
    const { life, seed, close } = await aLife({ county: WEST, plantedOn: '2026-04-15' });
    await life.until('2026-11-02');
    await close({ fromOn: '2026-11-03', untilOn: '2026-11-07' });
    await life.until('2027-01-31');
    expect(await stepsOf(seed.lifeId, 'survivalCheck-0')).toEqual([
      '0 2026-10-18',
      '1 2026-10-26',
      '2 2026-11-01',
      '3 2026-11-14',
      '4 2026-11-29',
      '5 2026-12-29',
    ]);
  });
});

describe('a dispatch', () => {
  test('on a barred day is called back, and handed out as another task the day after the gate, due so much later', async () => {
    const { life, seed, close } = await aLife();
    await close({ fromOn: '2026-08-30', untilOn: '2026-09-05' });
    await life.until('2026-09-05');
    expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toEqual(['1 withdrawn 2026-10-31']);
    await life.until('2026-09-06');
    expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toEqual([
      '1 withdrawn 2026-10-31',
      '2 dispatched 2026-11-05',
    ]);
  });
  test.each([
    ['ends the day before', { fromOn: '2026-08-01', untilOn: '2026-08-31' }, 1],
    ['ends that very day', { fromOn: '2026-08-01', untilOn: '2026-09-01' }, 2],
    ['begins that very day', { fromOn: '2026-09-01', untilOn: '2026-09-01' }, 2],
    ['begins the day after', { fromOn: '2026-09-02', untilOn: '2026-09-30' }, 1],
  ])('under a gate that %s takes %s', async (_, days, tasks) => {
    const { life, seed, close } = await aLife();
    await close(days);
    await life.until('2026-09-03');
    expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toHaveLength(tasks);
  });
  test('of a planting waits as well, and the end of its window does not move', async () => {
    const { life, seed, close } = await aLife();
    await life.survey('2026-09-20', 1200);
    await close({ fromOn: '2027-03-01', untilOn: '2027-04-09' });
    await life.until('2027-04-10');
    expect(await tasksOf(seed.lifeId, 'replant-0')).toEqual(['1 withdrawn 2027-04-30', '2 dispatched 2027-04-30']);
  });
  test('is not barred by the gate of another county', async () => {
    const [{ life, seed }, other] = [await aLife(), await aLife()];
    await other.close({ fromOn: '2026-08-01' });
    await life.until('2026-09-01');
    expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toEqual(['1 dispatched 2026-10-31']);
  });
});

describe('a gate announced after the dispatch', () => {
  test('moves the ladder alone: the task stays out, and its due day stays', async () => {
    const { life, seed, close } = await aLife();
    await life.until('2026-11-04');
    await close({ fromOn: '2026-11-01', untilOn: '2026-11-03' });
    await life.until('2026-11-30');
    expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toEqual(['1 dispatched 2026-10-31']);
    expect(await stepsOf(seed.lifeId, 'survivalCheck-0')).toEqual([
      '0 2026-10-24',
      '1 2026-11-01',
      '2 2026-11-10',
      '3 2026-11-18',
    ]);
  });
});

describe('a gate on days inside an open window', () => {
  test('moves the due day of a count by all of them: its steps begin when that has passed, and the crew is told anew', async () => {
    const { life, seed, close } = await aLife({ county: WEST, plantedOn: '2026-04-15' });
    await life.until('2026-09-10');
    await close({ fromOn: '2026-09-20', untilOn: '2026-10-25' });
    await life.until('2026-12-31');
    expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toEqual([
      '1 withdrawn 2026-10-25',
      '2 dispatched 2026-11-30',
    ]);
    expect(await stepsOf(seed.lifeId, 'survivalCheck-0')).toEqual([
      '0 2026-11-23',
      '1 2026-12-01',
      '2 2026-12-07',
      '3 2026-12-15',
      '4 2026-12-30',
    ]);
  });
  test('is told beside the days since the due day, which are all that a run of 0.4.0 hears of it', async () => {
    const { life, seed, close } = await aLife();
    await life.until('2026-11-01');
    await close({ fromOn: '2026-10-20', untilOn: '2026-11-03' });
    const step = { lifeId: seed.lifeId, deed: 'escalateTask', dutyId: 'survivalCheck-0', on: '2026-11-04' } as Turn;
    expect(await findingOf(store.db, step)).toEqual({
      kind: 'excused',
      days: 3,
      window: { was: '2026-10-31', dueOn: '2026-11-15' },
    });
  });
  test('lets a count of its first free days be in time', async () => {
    const { life, seed, close } = await aLife({ county: WEST, plantedOn: '2026-04-15' });
    await close({ fromOn: '2026-09-20', untilOn: '2026-10-25' });
    await life.survey('2026-10-30', 1900);
    const where = { lifeId: seed.lifeId, type: 'SurveyRecorded' };
    expect(await store.db.prisma.standEvent.findMany({ where })).toMatchObject([{ body: { timing: 'onTime' } }]);
  });
  test.each([
    ['announced before its nudge', '2027-04-20'],
    ['announced after its nudge, when it lapses', '2027-07-05'],
  ])('moves a tending visit, %s: it is not missed', async (_, announcedOn) => {
    const { life, seed, close } = await aLife({ county: WEST, plantedOn: '2026-04-15' });
    await life.until(announcedOn);
    await close({ fromOn: '2027-05-05', untilOn: '2027-07-09' });
    await life.until('2027-09-14');
    const visits = life.state.duties.filter(({ code, opensOn }) => code === 'tending' && opensOn === '2027-05-01');
    expect(visits).not.toEqual([]);
    for (const { id, state, dueOn } of visits) {
      expect({ state, dueOn }).toEqual({ state: 'open', dueOn: '2027-09-14' });
      expect(await tasksOf(seed.lifeId, id)).toEqual(['1 withdrawn 2027-07-10', '2 dispatched 2027-09-14']);
    }
    await life.until('2027-09-15');
    expect(life.state.duties.filter(({ id }) => visits.some((visit) => visit.id === id))).toMatchObject(
      visits.map(() => ({ state: 'lapsed' })),
    );
  });
  test('without an end holds the task, and lifted leaves the due day moved by the days that were barred', async () => {
    const { life, seed, close } = await aLife({ county: WEST, plantedOn: '2026-04-15' });
    await life.until('2026-09-10');
    const id = await close({ fromOn: '2026-09-20' });
    await life.until('2026-10-20');
    const where = { gateId: id, dutyId: 'survivalCheck-0' };
    expect(await store.db.prisma.gateHold.count({ where })).toBe(1);
    await liftGate(store.db, { id, on: '2026-10-26', at: AT });
    await life.until('2026-10-26');
    await life.take({ type: 'gateLifted' });
    await life.until('2026-10-26');
    expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toEqual([
      '1 withdrawn 2026-10-25',
      '2 dispatched 2026-11-30',
    ]);
  });
});

describe('a duty late before a fire period of eight months', () => {
  test('asks once a month, not once a day, and its ladder goes on after it where it stood', async () => {
    const { life, seed, close } = await aLife();
    await close({ fromOn: '2026-11-01', untilOn: '2027-06-15' });
    await life.until('2027-08-31');
    expect(life.found.filter(({ kind, on }) => kind === 'excused' && on <= '2027-06-15')).toHaveLength(8);
    expect(await stepsOf(seed.lifeId, 'survivalCheck-0')).toEqual([
      '0 2026-10-24',
      '1 2027-06-16',
      '2 2027-06-22',
      '3 2027-06-30',
      '4 2027-07-15',
      '5 2027-08-14',
    ]);
  });
});

describe('a missed planting window of 42 days', () => {
  test.each([
    [
      '20 were barred: the letter stands, and the next miss is the second',
      '2027-04-11',
      ['2 2027-05-01', '4 2027-08-16'],
    ],
    ['21 were barred: the letter is void, and the next miss is the first', '2027-04-10', ['2 2027-08-16']],
  ])('of which %s', async (_, fromOn, steps) => {
    const { life, seed, close } = await aLife();
    await life.survey('2026-09-20', 1200);
    await close({ fromOn, untilOn: '2027-04-30' });
    await life.until('2027-08-16');
    expect((await stepsOf(seed.lifeId, 'replant-0')).filter((step) => !step.startsWith('0'))).toEqual(steps);
  });
});

describe('a gate with an end', () => {
  test('lifted before it tells the stands it holds; one that was over before, or begins after, tells nobody', async () => {
    const { life, seed, close } = await aLife();
    const [over, id, later] = [
      await close({ fromOn: '2026-08-20', untilOn: '2026-08-31' }),
      await close({ fromOn: '2026-08-20', untilOn: '2026-09-30' }, 'FLOOD'),
      await close({ fromOn: '2026-10-02', untilOn: '2026-10-05' }),
    ];
    await life.until('2026-09-02');
    const lift = (gateId: number, on: string) => liftGate(store.db, { id: gateId, on, at: AT });
    expect(await lift(over, '2026-08-31')).toMatchObject({ told: 0 });
    expect(await lift(later, '2026-10-03')).toMatchObject({ told: 0 });
    expect(await lift(id, '2026-09-03')).toMatchObject({ told: 1 });
    expect(await messagesTo(seed.lifeId)).toMatchObject([{ id: `gateLifted/${id}/${seed.lifeId}` }]);
  });
  test('that touches the one before it holds as well', async () => {
    const { life, seed, close } = await aLife();
    await close({ fromOn: '2026-08-20', untilOn: '2026-09-05' });
    await close({ fromOn: '2026-09-06', untilOn: '2026-09-10' });
    await life.until('2026-09-02');
    expect(await store.db.prisma.gateHold.count({ where: { lifeId: seed.lifeId } })).toBe(2);
  });
});

describe('a gate without an end', () => {
  test('holds the duty under its own name; lifted, that stand alone is told, once', async () => {
    const { life, seed, close } = await aLife();
    const neighbour = new WrittenLife(deeds, await savedStand(store));
    await neighbour.until('2026-09-02');
    const id = await close({ fromOn: '2026-08-20' });
    await life.until('2026-09-02');
    expect(life.found.at(-2)).toMatchObject({ kind: 'blocked', deed: 'dispatchTask', on: '2026-09-01' });
    expect(await store.db.prisma.gateHold.findMany({ where: { gateId: id } })).toEqual([
      { gateId: id, lifeId: seed.lifeId, dutyId: 'survivalCheck-0' },
    ]);
    expect(await liftGate(store.db, { id, on: '2026-09-10', at: AT })).toMatchObject({ told: 1 });
    expect(await messagesTo(seed.lifeId)).toMatchObject([
      {
        id: `gateLifted/${id}/${seed.lifeId}`,
        channel: 'workflow',
        body: { workflowId: expect.stringMatching(/^stand\//) },
      },
    ]);
    expect(await messagesTo(neighbour.state.seed.lifeId)).toEqual([]);
  });
  test('asked again after the policy’s days still bars, and is one hold', async () => {
    const { life, seed, close } = await aLife();
    await close({ fromOn: '2026-08-20' });
    await life.until('2026-10-01');
    expect(life.found.filter(({ kind }) => kind === 'blocked').map(({ on }) => on)).toEqual([
      '2026-09-01',
      '2026-10-01',
    ]);
    const where = { lifeId: seed.lifeId, dutyId: 'survivalCheck-0' };
    expect(await store.db.prisma.gateHold.count({ where })).toBe(1);
  });
  test('lets go of what was done, closed or freed: lifted then, nobody is told', async () => {
    const { life, seed, close } = await aLife();
    const id = await close({ fromOn: '2026-08-20' });
    await life.survey('2026-09-03', 1900);
    expect(await store.db.prisma.gateHold.count({ where: { lifeId: seed.lifeId } })).toBe(0);
    expect(await liftGate(store.db, { id, on: '2026-09-10', at: AT })).toMatchObject({ told: 0 });
  });
  test('lifted between the answer and the turn that holds the duty is told all the same', async () => {
    const { life, seed, close } = await aLife();
    const id = await close({ fromOn: '2026-08-20' });
    const held = await heldTurn(life);
    await liftGate(store.db, { id, on: '2026-09-01', at: AT });
    await life.write(held);
    expect(await messagesTo(seed.lifeId)).toMatchObject([{ id: `gateLifted/${seed.lifeId}/${held.turn}` }]);
    expect(await store.db.prisma.gateHold.count({ where: { lifeId: seed.lifeId } })).toBe(0);
  });
});

test('a deed repeated after a crash gives the same finding, and writes nothing twice', async () => {
  const { life, seed, close } = await aLife();
  await close({ fromOn: '2026-08-30', untilOn: '2026-09-05' });
  await life.until('2026-08-31');
  const { turn } = await openingOf(life);
  const found = await Promise.all([deeds.dispatchTask(turn), deeds.dispatchTask(turn)]);
  expect([...found, await deeds.dispatchTask(turn)]).toEqual(
    Array(3).fill({ kind: 'blockedUntil', day: '2026-09-06' }),
  );
  expect(await tasksOf(seed.lifeId, 'survivalCheck-0')).toHaveLength(1);
});

/** The turn that opens the survival check, decided and not written. */
async function openingOf(life: WrittenLife) {
  await life.until('2026-08-31');
  life.goTo('2026-09-01');
  return { turn: life.decided({ type: 'due' })! };
}

/** The turn that holds the survival check after its dispatch met a gate, decided and not written. */
async function heldTurn(life: WrittenLife) {
  const { turn } = await openingOf(life);
  const found = await deeds.dispatchTask(turn);
  expect(found).toEqual({ kind: 'blocked' });
  return life.decided({ type: 'deedFound', dutyId: 'survivalCheck-0', found })!;
}
