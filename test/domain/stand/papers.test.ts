/** What a work is reported with: papers of its stock 两证一签, or the permit of a felling. */
import { describe, expect, test } from 'vitest';
import type { SubmitWork } from '../../../domain/stand/command.ts';
import type { Papers } from '../../../domain/stand/reported.ts';
import { seedState } from '../../../domain/stand/fold.ts';
import { malformed } from '../../../domain/stand/guards.ts';
import { simulate } from '../../../domain/stand/simulate.ts';
import type { StandSeed } from '../../../domain/stand/state.ts';
import { shippedPolicy } from '../../../policies/load.ts';
import { STOCK_PAPERS } from '../../support/papers.ts';
import { standUnder } from '../../support/policies.ts';
import { EAST, plantedStand, regimeFor, WEST } from '../../support/regimes.ts';
import { Life } from './life.ts';

/** A planting of Dingxiang that has to be replanted, its window open. */
function toReplant(seed: StandSeed = plantedStand()): Life {
  const life = new Life(seed);
  life.survey('2026-09-20', 1600);
  return life.until('2027-04-01');
}

const replant = (life: Life, papers: Papers = {}) =>
  life.send('2027-04-02', { type: 'submitWork', dutyId: 'replant-0', doneOn: '2027-04-02', points: 400, papers });
const without = (...names: (keyof typeof STOCK_PAPERS)[]): Papers =>
  Object.fromEntries(Object.entries(STOCK_PAPERS).filter(([name]) => !names.includes(name as 'label')));

describe('a planting is reported with the papers of its stock', () => {
  test('whole: the work is recorded with them', () => {
    const life = toReplant();
    expect(replant(life, STOCK_PAPERS)).toMatchObject({ dutyId: 'replant-0' });
    expect(life.events('WorkRecorded')).toMatchObject([{ papers: STOCK_PAPERS }]);
  });
  test.each([
    [without('label'), 'label'],
    [without('licence', 'quantity'), 'licence, quantity'],
    [undefined, 'licence, quarantine, label, quality, provenance, quantity'],
  ])('else it is refused, naming each that is missing and the clause: %o', (papers, met) => {
    const life = toReplant();
    const before = life.state;
    expect(replant(life, papers)).toMatchObject({
      refused: 'PAPERS_MISSING',
      values: { met, because: expect.stringContaining('两证一签') as string },
    });
    expect(life.state).toBe(before);
  });
  test.each(['replant', 'replantPatch', 'fillUp', 'reestablish', 'lateReplant'])('%s asks for them', (code) => {
    expect(regimeFor(EAST, '2026-04-10').duties[code]!.papers).toEqual(['stock']);
  });
  test('rules that name none ask for none', () => {
    const seed = plantedStand();
    const { papers: _, ...replanting } = seed.regime.duties['replant']!;
    const regime = { ...seed.regime, duties: { ...seed.regime.duties, replant: replanting } };
    expect(replant(toReplant({ ...seed, regime }), undefined)).toMatchObject({ dutyId: 'replant-0' });
    const abroad = standUnder(shippedPolicy('bc-interior'), { county: 'DPG', plantedOn: '2022-05-20' });
    expect(abroad.regime).not.toHaveProperty('papers');
  });
});

describe('a named person lets the papers go', () => {
  const waive = (life: Life, dutyId: string) =>
    life.send('2027-04-01', { type: 'waive', dutyId, reason: 'OWN_NURSERY', by: 'chief-7', papers: true });
  test('the planting stays owed, and its report needs none; who and why stay on record', () => {
    const life = toReplant();
    expect(waive(life, 'replant-0')).toMatchObject({ dutyId: 'replant-0' });
    expect(life.duty('replant-0')).toMatchObject({ state: 'open', papersWaived: { on: '2027-04-01', by: 'chief-7' } });
    expect(life.events('PapersWaived')).toMatchObject([{ sender: 'chief-7', reason: 'OWN_NURSERY' }]);
    expect(replant(life, undefined)).toMatchObject({ dutyId: 'replant-0' });
  });
  test('none where none are asked for, and none of what is done', () => {
    const life = toReplant();
    expect(waive(life, 'tending-0.4')).toMatchObject({ refused: 'PAPERS_NOT_ASKED' });
    replant(life, STOCK_PAPERS);
    expect(waive(life, 'replant-0')).toMatchObject({ refused: 'DUTY_CLOSED' });
  });
});

describe('pine from another county is inspected again', () => {
  const inspections = (life: Life) => life.state.duties.filter(({ code }) => code === 'stockReinspection');
  test('within thirty days of being reported, once a planting', () => {
    const life = toReplant();
    replant(life, { ...STOCK_PAPERS, provenance: WEST });
    expect(inspections(life)).toMatchObject([{ cause: 'replant-0', opensOn: '2027-04-02', dueOn: '2027-05-02' }]);
  });
  test.each([
    ['PINUS_TABULIFORMIS', EAST, 0],
    ['PINUS_SYLVESTRIS', WEST, 1],
    ['LARIX', WEST, 0],
  ])('%s grown in %s: %i', (species, provenance, count) => {
    const life = toReplant(plantedStand({ species }));
    replant(life, { ...STOCK_PAPERS, provenance });
    expect(inspections(life)).toHaveLength(count);
  });
  test('after a new design its own species decides', () => {
    const life = new Life(plantedStand({ species: 'LARIX' }));
    life.survey('2026-09-20', 600);
    const planting = {
      plantedOn: '2027-04-10',
      designedPoints: 2000,
      plantedPoints: 2000,
      species: 'PINUS_SYLVESTRIS',
    };
    const papers = { ...STOCK_PAPERS, provenance: WEST };
    const regime = regimeFor(EAST, '2027-04-10', 'PINUS_SYLVESTRIS');
    life.work('2027-04-10', 'reestablish-0', { planting, regime, papers });
    expect(inspections(life)).toMatchObject([{ state: 'planned', dueOn: '2027-05-10' }]);
  });
});

describe('a felling is reported with its permit', () => {
  function toThin(): Life {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.canopy('2031-07-20', { closure: [30, 100] });
    life.work('2031-08-01', 'mapRegistration-1');
    life.canopy('2036-07-20', { closure: [85, 100] });
    return life.until('2036-10-01');
  }
  const permit = { permit: 'XZ-2036-17', volumeM3: '12.5', permitUntil: '2036-10-10' };
  const thin = (papers: Papers, doneOn = '2036-10-10') => toThin().work(doneOn, 'thinning-2', { papers });
  test.each([
    [permit, '2036-10-10', { dutyId: 'thinning-2' }],
    [permit, '2036-10-11', { refused: 'PAPER_EXPIRED', values: { met: '2036-10-10', wanted: '2036-10-11' } }],
    [{ permit: 'XZ-2036-17' }, '2036-10-10', { refused: 'PAPERS_MISSING', values: { met: 'volumeM3, permitUntil' } }],
    [{ quarantineOrder: 'XZ-Q-3' }, '2036-10-10', { dutyId: 'thinning-2' }],
  ])('%o on %s', (papers, on, met) => {
    expect(thin(papers, on)).toMatchObject(met);
  });
  test.each(['coppice', 'coppiceAgain'])('%s of caragana as well', (code) => {
    expect(regimeFor(WEST, '2026-04-10', 'CARAGANA').duties[code]!.papers).toEqual(['felling', 'ordered']);
  });
});

describe('a paper says what it has to say', () => {
  const sent = { type: 'submitWork', commandId: 'c', digest: 'd', by: 'b', dutyId: 'x', doneOn: '2027-04-02' };
  const refusalOf = (papers: unknown) => malformed({ ...sent, papers } as SubmitWork);
  test.each([
    [{ quantity: '400' }, true],
    [{ quantity: '0' }, false],
    [{ quantity: '4e2' }, false],
    [{ volumeM3: '12.5' }, true],
    [{ volumeM3: '0' }, false],
    [{ permitUntil: '2027-02-28' }, true],
    [{ permitUntil: '2027-02-30' }, false],
    [{ licence: ' ' }, false],
    [{ licence: 'x'.repeat(65) }, false],
    [{ toString: 'x' }, false],
    [{}, false],
    [['licence'], false],
  ])('%o: %s', (papers, isTaken) => {
    expect(refusalOf(papers)?.values['field']).toBe(isTaken ? undefined : 'papers');
  });
});

test('people foretold bring papers that are taken, on the wire and by the rules', () => {
  const codes = ['replant', 'reestablish', 'replantPatch', 'lateReplant', 'thinning'];
  const survey = { verb: 'survey', live: { share: [7, 10] }, closure: { hits: 85, of: 100, method: 'point' } } as const;
  const habits = [
    ...codes.map((code) => ({ code, day: 10, deed: { verb: 'work' } as const })),
    ...['survivalCheck', 'closureCheck', 'lateTendingCheck'].map((code) => ({ code, day: 10, deed: survey })),
    { code: 'mapRegistration', day: 10, deed: { verb: 'work' } as const },
  ];
  const failed = { on: '2026-09-20', deed: { verb: 'survey', live: 600 } as const };
  const { sent } = simulate({
    state: seedState(plantedStand()),
    startOn: '2026-04-10',
    until: '2050-12-31',
    outcomes: { foretold: [failed], habits, delays: [] },
    regimeFor: ({ plantedOn, species }) => regimeFor(EAST, plantedOn, species),
  });
  const works = sent.flatMap(({ command, refusal }) =>
    command.type === 'submitWork' && command.papers !== undefined ? [{ command, refusal }] : [],
  );
  expect(new Set(works.map(({ command }) => command.dutyId.split('-')[0]))).toEqual(
    new Set(['reestablish', 'replant', 'thinning']),
  );
  for (const { command, refusal } of works) expect(refusal ?? malformed(command), command.dutyId).toBeUndefined();
});
