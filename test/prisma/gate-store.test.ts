/** Gates as rows: announced once, lifted once, and asked by county and day. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefusal } from '../../domain/errors.ts';
import { bars, gatedDays } from '../../domain/gate.ts';
import { announceGate, liftGate, listGates, type GateRow, type NewGate } from '../../prisma/gate-store.ts';
import { openStore, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const AT = '2026-01-01T00:00:00.000Z';
let counties = 0;

/** A county without gates. */
function aCounty() {
  counties += 1;
  const county = { code: `9${String(counties).padStart(5, '0')}`, zh: '试验县', en: 'Trial' };
  const said = (gate: Partial<NewGate>): NewGate => ({
    county,
    kind: 'SNOW',
    fromOn: '2026-11-03',
    by: 'bureau',
    at: AT,
    ...gate,
  });
  const announce = async (gate: Partial<NewGate> = {}): Promise<GateRow> => {
    const announced = await announceGate(store.db, said(gate));
    if (isRefusal(announced)) throw new Error(JSON.stringify(announced));
    return announced.gate;
  };
  return { code: county.code, said, announce };
}

/** As stands ask: all gates of the county, and the day. */
const barring = async (county: string, on: string) =>
  (await listGates(store.db, { county })).filter((gate) => bars(gate, on));
const daysGated = async (county: string, from: string, to: string) =>
  gatedDays(await listGates(store.db, { county }), from, to);

const lift = (id: number, on: string) => liftGate(store.db, { id, on, at: AT });

describe('announcing', () => {
  test('keeps who, why and which days, and makes the county known', async () => {
    const { announce, code } = aCounty();
    expect(await announce({ untilOn: '2026-11-07', orderNo: '2026-12' })).toEqual({
      id: expect.any(Number),
      countyCode: code,
      kind: 'SNOW',
      bars: 'FIELD_WORK',
      orderNo: '2026-12',
      fromOn: '2026-11-03',
      untilOn: '2026-11-07',
      announcedAt: AT,
      by: 'bureau',
      permits: [],
    });
  });
  test('the same days of closed forests are another gate than those of no field work', async () => {
    const { announce } = aCounty();
    const [all, forests] = [await announce({ kind: 'ORDER' }), await announce({ kind: 'ORDER', bars: 'FOREST_ENTRY' })];
    expect(forests).toMatchObject({ bars: 'FOREST_ENTRY' });
    expect(forests.id).not.toBe(all.id);
  });
  test('a gate as 0.4.0 wrote it bars all field work', async () => {
    const { announce, code } = aCounty();
    await announce();
    await store.sql(`insert into gate (county_code, kind, from_on, announced_at, announced_by)
      values ('${code}', 'FIRE', '2025-03-01', now(), 'by')`);
    expect((await listGates(store.db, { county: code })).map(({ bars: what }) => what)).toEqual([
      'FIELD_WORK',
      'FIELD_WORK',
    ]);
  });
  test('the same again, also at once, is one gate', async () => {
    const { said, code } = aCounty();
    const both = await Promise.all([announceGate(store.db, said({})), announceGate(store.db, said({}))]);
    expect(both.filter((each) => 'already' in each && !each.already)).toHaveLength(1);
    expect(await listGates(store.db, { county: code })).toHaveLength(1);
  });
  test('the same after it was lifted is another gate', async () => {
    const { announce } = aCounty();
    const { id } = await announce();
    await lift(id, '2026-11-05');
    expect((await announce()).id).not.toBe(id);
  });
  test.each([
    ['2026-11-02', true],
    ['2026-11-03', false],
  ])('a gate from 3 November until %s is refused: %s', async (untilOn, refused) => {
    const { said } = aCounty();
    const announced = await announceGate(store.db, said({ untilOn }));
    expect(isRefusal(announced) && announced.refused).toBe(refused && 'GATE_DAYS_REVERSED');
  });
});

describe('a county', () => {
  test('is barred on the first and the last day, and not beside them; overlapping gates both bar', async () => {
    const { announce, code } = aCounty();
    const snow = await announce({ untilOn: '2026-11-07' });
    const fire = await announce({ kind: 'FIRE', fromOn: '2026-11-07', untilOn: '2026-11-30' });
    const idsOn = async (on: string) => new Set((await barring(code, on)).map(({ id }) => id));
    expect(await idsOn('2026-11-02')).toEqual(new Set());
    expect(await idsOn('2026-11-03')).toEqual(new Set([snow.id]));
    expect(await idsOn('2026-11-07')).toEqual(new Set([snow.id, fire.id]));
    expect(await idsOn('2026-11-30')).toEqual(new Set([fire.id]));
    expect(await idsOn('2026-12-01')).toEqual(new Set());
  });
  test('counts each gated day once, from the first to the last asked for', async () => {
    const { announce, code } = aCounty();
    await announce({ untilOn: '2026-11-07' });
    await announce({ kind: 'ORDER', fromOn: '2026-11-05', untilOn: '2026-11-09' });
    const days = (from: string, to: string) => daysGated(code, from, to);
    expect(await days('2026-11-01', '2026-11-30')).toBe(7);
    expect(await days('2026-11-09', '2026-11-09')).toBe(1);
    expect(await days('2026-11-10', '2026-11-30')).toBe(0);
  });
  test('with a gate without an end stays barred until it is lifted; the day of lifting is free', async () => {
    const { announce, code } = aCounty();
    const { id } = await announce();
    expect(await barring(code, '2056-01-01')).toHaveLength(1);
    await lift(id, '2026-11-20');
    expect(await barring(code, '2026-11-19')).toHaveLength(1);
    expect(await barring(code, '2026-11-20')).toHaveLength(0);
    expect(await daysGated(code, '2026-11-01', '2026-12-31')).toBe(17);
  });
});

describe('lifting', () => {
  test('ends a gate before its time', async () => {
    const { announce, code } = aCounty();
    const { id } = await announce({ untilOn: '2026-11-07' });
    expect(await lift(id, '2026-11-05')).toMatchObject({ gate: { liftedOn: '2026-11-05' }, told: 0 });
    expect(await daysGated(code, '2026-11-01', '2026-11-30')).toBe(2);
  });
  test('on its first day takes it back whole', async () => {
    const { announce, code } = aCounty();
    const { id } = await announce();
    await lift(id, '2026-11-03');
    expect(await daysGated(code, '2026-01-01', '2027-12-31')).toBe(0);
  });
  test.each(['2026-11-02', '2026-11-08'])('on %s, outside of its days, is refused', async (on) => {
    const { announce } = aCounty();
    const { id } = await announce({ untilOn: '2026-11-07' });
    expect(await lift(id, on)).toEqual({
      refused: 'GATE_DAY_OUTSIDE',
      values: { gateId: id, met: on, wanted: '2026-11-03…2026-11-07' },
    });
  });
  test('twice, also at once, is refused by name, and so is a gate that is not there', async () => {
    const { announce } = aCounty();
    const { id } = await announce();
    const both = await Promise.all([lift(id, '2026-11-05'), lift(id, '2026-11-06')]);
    expect(both.filter(isRefusal)).toMatchObject([{ refused: 'GATE_LIFTED', values: { gateId: id } }]);
    expect(await lift(999_999, '2026-11-05')).toMatchObject({ refused: 'GATE_UNKNOWN' });
  });
});

describe('the list', () => {
  test('has what bars that day or a later one, the latest first; all of them only on request', async () => {
    const { announce, code } = aCounty();
    const over = await announce({ untilOn: '2026-11-07' });
    const open = await announce({ kind: 'FIRE' });
    const ahead = await announce({ kind: 'FLOOD', fromOn: '2027-06-01', untilOn: '2027-09-30' });
    const lifted = await announce({ kind: 'ORDER', fromOn: '2026-12-01' });
    await lift(lifted.id, '2026-12-01');
    const ids = async (notOverOn?: string) =>
      (await listGates(store.db, { county: code, ...(notOverOn && { notOverOn }) })).map(({ id }) => id);
    expect(await ids('2026-11-07')).toEqual([ahead.id, open.id, over.id]);
    expect(await ids('2026-11-08')).toEqual([ahead.id, open.id]);
    expect(await ids()).toEqual([ahead.id, lifted.id, open.id, over.id]);
  });
});

test.each([
  ['ends before it begins', "'2026-11-03', '2026-11-02', null", 'gate_days_check'],
  ['is lifted before it begins', "'2026-11-03', null, '2026-11-02'", 'gate_lifted_check'],
  ['is lifted after its end', "'2026-11-03', '2026-11-07', '2026-11-08'", 'gate_lifted_check'],
])('the database itself refuses a gate that %s', async (_, days, check) => {
  const { code, announce } = aCounty();
  await announce();
  const insert = `insert into gate (county_code, kind, from_on, until_on, lifted_on, announced_at, announced_by)
    values ('${code}', 'SNOW', ${days}, now(), 'by')`;
  await expect(store.sql(insert)).rejects.toThrow(check);
});
