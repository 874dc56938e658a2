/** Permits as rows: told once, withdrawn once, on days of their gate and for stands of its county. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefusal } from '../../domain/errors.ts';
import { announceGate, findGate, liftGate, type NewGate } from '../../prisma/gate-store.ts';
import { givePermit, withdrawPermit, type NewPermit } from '../../prisma/permit-store.ts';
import { EAST } from '../support/regimes.ts';
import { openStore, savedStand, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const AT = '2027-01-01T00:00:00.000Z';
const DAYS = { fromOn: '2027-03-01', untilOn: '2027-05-31' };
let orders = 0;

/** A gate with an order of its own, and permits of it. */
async function aGate(said: Partial<NewGate> = {}) {
  orders += 1;
  const county = { code: EAST, zh: '定襄县', en: 'Dingxiang' };
  const gate = { county, kind: 'ORDER' as const, ...DAYS, orderNo: `o-${orders}`, by: 'bureau', at: AT, ...said };
  const announced = await announceGate(store.db, gate);
  if (isRefusal(announced)) throw new Error(JSON.stringify(announced));
  const { id } = announced.gate;
  const asked = (more: Partial<NewPermit> = {}): NewPermit => ({
    gateId: id,
    paperNo: 'NW-8',
    duties: ['replant', 'tending'],
    stands: [],
    fromOn: '2027-04-01',
    untilOn: '2027-04-30',
    mayGoOn: ['replant', 'tending'],
    by: 'township-3',
    at: AT,
    ...more,
  });
  const give = (more?: Partial<NewPermit>) => givePermit(store.db, asked(more));
  const given = async (more?: Partial<NewPermit>) => {
    const permit = await give(more);
    if (isRefusal(permit)) throw new Error(JSON.stringify(permit));
    return permit.permit.id;
  };
  return { id, give, given };
}

describe('a permit', () => {
  test('is kept with its gate: paper, duties, days, who told it', async () => {
    const { id, give } = await aGate();
    expect(await give()).toMatchObject({ already: false, told: 0 });
    expect((await findGate(store.db, id))?.permits).toEqual([
      {
        id: expect.any(Number),
        paperNo: 'NW-8',
        duties: ['replant', 'tending'],
        stands: [],
        fromOn: '2027-04-01',
        untilOn: '2027-04-30',
        toldAt: AT,
        by: 'township-3',
      },
    ]);
  });
  test('the same again, also at once and in another order, is one permit', async () => {
    const { id, give } = await aGate();
    await Promise.all([give(), give({ duties: ['tending', 'replant', 'tending'] })]);
    expect(await give()).toMatchObject({ already: true });
    expect((await findGate(store.db, id))?.permits).toHaveLength(1);
  });
  test('of a gate that is not there, lifted before, in snow, or for stands of elsewhere, is refused by name', async () => {
    const { give } = await aGate();
    const lifted = await aGate();
    await liftGate(store.db, { id: lifted.id, on: '2027-03-20', at: AT });
    const snow = await aGate({ kind: 'SNOW' });
    const { standId } = await savedStand(store);
    await store.sql(`insert into org_unit (code, level, name_zh, name_en) values ('990001', 'county', '试', 'Trial')`);
    const elsewhere = await savedStand(store);
    await store.sql('update stand set county_code = $1 where life_id = $2', ['990001', elsewhere.lifeId]);
    const refusals = [
      await give({ gateId: 999_999 }),
      await lifted.give(),
      await snow.give(),
      await give({ stands: [standId, elsewhere.standId] }),
    ];
    expect(refusals).toMatchObject([
      { refused: 'GATE_UNKNOWN' },
      { refused: 'PERMIT_DAYS_OUTSIDE', values: { wanted: '2027-03-01…2027-03-19' } },
      { refused: 'PERMIT_NOT_GIVEN' },
      { refused: 'PERMIT_STAND_OUTSIDE', values: { met: elsewhere.standId, wanted: EAST } },
    ]);
    expect(isRefusal(await give({ stands: [standId] }))).toBe(false);
  });
});

describe('withdrawing', () => {
  const withdraw = (id: number, on: string) => withdrawPermit(store.db, { id, on });
  test('names the first day it holds no more; a second time it is refused, also at once', async () => {
    const id = await (await aGate()).given();
    const both = await Promise.all([withdraw(id, '2027-04-10'), withdraw(id, '2027-04-10')]);
    expect(both.filter(isRefusal)).toMatchObject([{ refused: 'PERMIT_WITHDRAWN', values: { met: '2027-04-10' } }]);
    expect(both.filter((each) => !isRefusal(each))).toMatchObject([{ permit: { liftedOn: '2027-04-10' } }]);
    expect(await withdraw(999_999, '2027-04-10')).toMatchObject({ refused: 'PERMIT_UNKNOWN' });
  });
  test.each([
    ['2027-03-31', true],
    ['2027-04-01', false],
    ['2027-04-30', false],
    ['2027-05-01', true],
  ])('on %s, of April: refused %s', async (on, refused) => {
    const id = await (await aGate()).given();
    expect(isRefusal(await withdraw(id, on))).toBe(refused);
  });
  test('one that holds as long as its gate is withdrawn on any day of it', async () => {
    const { give } = await aGate();
    const said = await give({ untilOn: undefined } as never);
    const { id } = (said as { permit: { id: number } }).permit;
    expect(await withdraw(id, '2027-06-01')).toMatchObject({ refused: 'PERMIT_DAYS_OUTSIDE' });
    expect(isRefusal(await withdraw(id, '2027-05-31'))).toBe(false);
  });
  test('and told again it is another permit', async () => {
    const { given } = await aGate();
    const id = await given();
    await withdraw(id, '2027-04-10');
    expect(await given()).not.toBe(id);
  });
});

test.each([
  ['names no paper', "'', '{replant}', '2027-04-01', null, null", 'gate_permit_said_check'],
  ['lets nothing go on', "'NW-8', '{}', '2027-04-01', null, null", 'gate_permit_said_check'],
  ['ends before it begins', "'NW-8', '{replant}', '2027-04-01', '2027-03-31', null", 'gate_permit_days_check'],
  [
    'is withdrawn before it begins',
    "'NW-8', '{replant}', '2027-04-01', null, '2027-03-31'",
    'gate_permit_withdrawn_check',
  ],
])('the database itself refuses a permit that %s', async (_, values, check) => {
  const { id } = await aGate();
  const insert = `insert into gate_permit (gate_id, paper_no, duties, from_on, until_on, withdrawn_on, stands, told_at, told_by)
    values (${id}, ${values}, '{}', now(), 'by')`;
  await expect(store.sql(insert)).rejects.toThrow(check);
});
