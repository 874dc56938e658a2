/** Whose replanting and tending are under a contract of planting, day by day. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { deductionFen } from '../../../domain/payment/deduction.ts';
import { defaultedWork, warrantyUntil, worksToDo, type Contract } from '../../../domain/register/contract.ts';
import { plantedStand, XINZHOU } from '../../support/regimes.ts';
import { Life } from '../stand/life.ts';

const rules = XINZHOU.registers.contract!;
const contract: Contract = {
  contractNo: 'DX-7',
  contractor: '绿源公司',
  signedOn: '2026-03-01',
  warrantyYears: rules.warrantyYears,
  line: rules.line,
};

/** Planted on 10 April 2026, so the warranty ends on 10 April 2029; 1,600 of 2,000 points live in autumn. */
const counted = () => {
  const life = new Life(plantedStand());
  life.survey('2026-09-20', 1600);
  return life;
};
const asked = { contract, defaults: [], rules, on: '2027-04-01' };
const workOf = (life: Life, dutyId: string, more: Partial<typeof asked> = {}) =>
  worksToDo(life.state, { ...asked, ...more }).find((each) => each.dutyId === dutyId);

test('a warranty lasts three years from the planting', () => {
  expect(warrantyUntil('2026-04-10', contract)).toBe('2029-04-10');
});

test('every planting that a check or an acceptance asks for is among the works of a contract', () => {
  const afterFelling = XINZHOU.duties['thinning']!.leaves!.raise;
  const owed = Object.entries(XINZHOU.duties).filter(
    ([code, { kind }]) => kind === 'planting' && code !== afterFelling,
  );
  expect(Object.keys(rules.deduct)).toEqual(expect.arrayContaining(owed.map(([code]) => code)));
});

describe('a replanting', () => {
  test('under warranty is the contractor’s', () => {
    expect(workOf(counted(), 'replant-0')).toMatchObject({
      doer: 'CONTRACTOR',
      because: 'WARRANTY',
      untilOn: '2029-04-10',
      areaM2: 100_000,
    });
  });
  test('of a stand without a contract is the county crew’s, and costs nobody else', () => {
    const [work] = worksToDo(counted().state, { defaults: [], rules, on: '2027-04-01' });
    expect(work).toMatchObject({ doer: 'COUNTY_CREW', because: 'NO_CONTRACT' });
    expect(work).not.toHaveProperty('yuanPerMu');
  });
  test.each([
    ['found on the last day of the warranty', '2026-09-20', 'CONTRACTOR'],
    ['found the day after it', '2026-09-19', 'COUNTY_CREW'],
  ])('%s is decided by the day of the find, however late it is done', (_title, endsOn, doer) => {
    // Planted so that the warranty of a year ends on that day.
    const life = new Life(plantedStand({ plantedOn: `2025${endsOn.slice(4)}` }));
    life.survey('2026-09-20', 1600);
    const year = { ...contract, warrantyYears: 1 };
    expect(workOf(life, 'replant-0', { contract: year, on: '2030-01-01' })).toMatchObject({ doer, untilOn: endsOn });
  });
  test.each([
    ['the day before his default', '2027-04-30', 'CONTRACTOR', undefined],
    ['from his default on', '2027-05-01', 'COUNTY_CREW', 300],
  ])('is whose it is, %s', (_title, on, doer, yuanPerMu) => {
    const defaults = [{ dutyId: 'replant-0', on: '2027-05-01' }];
    const work = worksToDo(counted().state, { ...asked, defaults, on }).find(({ code }) => code === 'replant');
    expect(work?.doer).toBe(doer);
    expect(work?.yuanPerMu).toBe(yuanPerMu);
  });
  test('costs him what his contract says, where it says something', () => {
    const defaults = [{ dutyId: 'replant-0', on: '2027-05-01' }];
    const own = { ...contract, deductYuanPerMu: 280 };
    const works = worksToDo(counted().state, { ...asked, contract: own, defaults, on: '2027-05-01' });
    expect(works.find(({ code }) => code === 'replant')).toMatchObject({ yuanPerMu: 280 });
  });
});

describe('a default on a work', () => {
  test('is one on each piece of it, and on no other work', () => {
    const life = counted();
    const children = [60_000, 40_000].map((areaM2, index) => ({
      lifeId: `9f3c1a00-0000-4000-8000-00000000001${index}`,
      standId: `140921-020${index}`,
      pieces: [{ areaM2 }],
    }));
    life.send('2026-11-20', { type: 'splitStand', children });
    const pieces = life.state.duties.filter(({ code }) => code === 'replant');
    const open = { ...life.state, closedOn: undefined, duties: pieces.map((duty) => ({ ...duty, state: 'planned' })) };
    const defaults = [{ dutyId: 'replant-0', on: '2027-05-01' }];
    const works = worksToDo(open as never, { ...asked, defaults, on: '2027-05-01' });
    expect(works.map(({ dutyId, because }) => [dutyId, because])).toEqual([
      ['replant-0', 'DEFAULT'],
      ['replant-0.p2', 'DEFAULT'],
    ]);
    const other = [{ dutyId: 'replant-1', on: '2027-05-01' }];
    expect(worksToDo(open as never, { ...asked, defaults: other })[0]).toMatchObject({ because: 'WARRANTY' });
  });

  const said = (dutyId: string, on: string, more: { contract?: Contract } = { contract }) =>
    defaultedWork(counted().until('2027-04-01').state, dutyId, { ...more, rules, on, today: '2027-04-20' });
  test.each([
    ['of a work that is not owed', 'replant-9', '2027-04-10', 'DUTY_UNKNOWN'],
    ['of a check', 'preservationCheck-0', '2027-04-10', 'DEFAULT_NOT_OWED'],
    ['before the work is owed', 'replant-0', '2026-12-01', 'DEFAULT_DAYS'],
    ['of a day to come', 'replant-0', '2027-04-21', 'DEFAULT_DAYS'],
  ])('%s is none', (_title, dutyId, on, refused) => {
    expect(said(dutyId, on)).toMatchObject({ refused });
  });
  test('of a stand without a contract is none', () => {
    expect(said('replant-0', '2027-04-10', {})).toMatchObject({
      refused: 'DEFAULT_NOT_OWED',
      values: { met: 'NO_CONTRACT' },
    });
  });
  test('is of the whole area of the work', () => {
    const owed = said('replant-0', '2027-04-20');
    expect(isRefusal(owed) ? owed : owed.work.areaM2).toBe(100_000);
  });
});

describe('a tending', () => {
  test('is the contractor’s whose window opens under warranty; later ones are the county crew’s', () => {
    const works = worksToDo(counted().state, { ...asked, contract: { ...contract, warrantyYears: 1 } });
    const tendings = works.filter(({ code }) => code === 'tending');
    expect(new Set(tendings.map(({ doer }) => doer))).toEqual(new Set(['COUNTY_CREW', 'CONTRACTOR']));
    for (const { opensOn, doer } of tendings) expect(doer).toBe(opensOn <= '2027-04-10' ? 'CONTRACTOR' : 'COUNTY_CREW');
  });
});

test('30 mu at 300 yuan are 9,000 yuan', () => {
  expect(deductionFen(20_000, 300)).toBe(900_000);
});
