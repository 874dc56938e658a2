/** What a tending felling leaves (GB/T 15781: result limits of 2.7). */
import { describe, expect, test } from 'vitest';
import type { SubmitWork } from '../../../domain/stand/command.ts';
import type { Felling } from '../../../domain/stand/reported.ts';
import { isRefusal } from '../../../domain/errors.ts';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { malformed } from '../../../domain/stand/guards.ts';
import { timelineOf } from '../../../domain/stand/timeline.ts';
import { CLAUSES, plantedStand, regimeFor, WEST } from '../../support/regimes.ts';
import { Life } from './life.ts';

/** On the map since 2031, its closure above the line of thinning in 2036. */
function toThin(seed = plantedStand()): Life {
  const life = new Life(seed);
  life.survey('2026-09-20', 1900);
  life.canopy('2031-07-20', { closure: [30, 100] });
  life.work('2031-08-01', 'mapRegistration-1');
  life.canopy('2036-07-20', { closure: [85, 100] });
  return life;
}
const cut = (kind: Felling['kind'], before: number, after: number): Felling => ({
  kind,
  before: { hits: before, of: 100, method: 'point' },
  after: { hits: after, of: 100, method: 'point' },
});
const felled = (life: Life, felling: Felling) => life.work('2036-10-01', 'thinning-2', { felling });
const enrichment = (life: Life) => activeDuties(life.state).filter(({ code }) => code === 'enrichment');

describe('the closure that is left', () => {
  test.each([
    ['a thinning to 0.60 is as ruled', 'THINNING', 85, 60, 'CUT_AS_RULED', false],
    ['a thinning to 0.59 is cut too far', 'THINNING', 85, 59, 'OVERCUT', false],
    ['a growth thinning goes by the same limit', 'GROWTH_THINNING', 85, 59, 'OVERCUT', false],
    ['at 0.50 nothing has to be planted', 'THINNING', 85, 50, 'OVERCUT', false],
    ['below 0.50 the gaps are planted', 'THINNING', 85, 49, 'OVERCUT', true],
    ['a sanitation felling may go to 0.50', 'SANITATION', 85, 50, 'CUT_AS_RULED', false],
    ['below that its gaps are planted', 'SANITATION', 85, 49, 'OVERCUT', true],
    ['a first release may lower it by 0.2', 'RELEASE', 85, 65, 'CUT_AS_RULED', false],
    ['and not by more', 'RELEASE', 85, 64, 'OVERCUT', false],
    ['nor below 0.60', 'RELEASE', 75, 59, 'OVERCUT', false],
  ] as const)('%s', (_, kind, before, after, verdict, isPlanted) => {
    const life = toThin();
    expect(felled(life, cut(kind, before, after))).toMatchObject({ dutyId: 'thinning-2', verdict });
    expect(life.state.parts[0]!.judgements).toMatchObject({ fellingResult: { verdict, on: '2036-10-01' } });
    expect(enrichment(life)).toHaveLength(isPlanted ? 1 : 0);
  });
  test('drops by 0.2 from 0.8 to 0.6: ratios are compared, not their rounded difference', () => {
    expect(felled(toThin(), cut('RELEASE', 80, 60))).toMatchObject({ verdict: 'CUT_AS_RULED' });
  });
  test('a second release may lower it further', () => {
    const life = toThin();
    felled(life, cut('RELEASE', 85, 70));
    life.canopy('2043-07-20', { closure: [95, 100] });
    const [again] = activeDuties(life.state).filter(({ code }) => code === 'thinning');
    expect(life.work('2043-10-01', again!.id, { felling: cut('RELEASE', 95, 65) })).toMatchObject({
      verdict: 'CUT_AS_RULED',
    });
  });
});

test('the finding names its figures, its limit and its clause, in the log and in the timeline', () => {
  const life = toThin();
  felled(life, cut('SANITATION', 85, 45));
  expect(life.events('JudgementGiven').at(-1)).toMatchObject({
    code: 'fellingResult',
    verdict: 'OVERCUT',
    because: 'GB/T 15781 · recalled',
    rate: { counted: 45, of: 100, wanted: 0.5 },
  });
  expect(life.events('WorkRecorded').at(-1)).toMatchObject({ felling: cut('SANITATION', 85, 45) });
  const row = timelineOf(life.seed, life.turns, CLAUSES).at(-1)!;
  expect(row.about).toContain('SANITATION, closure 85/100 to 45/100');
  expect(row.about).toContain('fellingResult 45 of 100, wanted 0.5: OVERCUT');
});

test('gaps are planted in the next planting window, and the stand stays managed', () => {
  const life = toThin();
  felled(life, cut('THINNING', 85, 40));
  const [owed] = enrichment(life);
  expect(owed).toMatchObject({ cause: 'thinning-2', opensOn: '2037-03-20', dueOn: '2037-04-30' });
  expect(life.work('2037-04-01', owed!.id, { points: 200 })).toMatchObject({ dutyId: owed!.id });
  expect(life.state.stage).toBe('MANAGED');
  expect(activeDuties(life.state).map(({ code }) => code)).not.toContain('survivalCheck');
});

describe('a report of a felling', () => {
  test('without closures is refused', () => {
    const met = toThin().work('2036-10-01', 'thinning-2', { felling: undefined as never });
    expect(met).toMatchObject({ refused: 'FELLING_MISSING', values: { dutyId: 'thinning-2', wanted: 0.6 } });
  });
  test('that leaves more than there was is refused, as much as there was is not', () => {
    expect(felled(toThin(), cut('THINNING', 85, 86))).toMatchObject({
      refused: 'COMMAND_MALFORMED',
      values: { field: 'felling.after', met: '86/100' },
    });
    expect(felled(toThin(), cut('THINNING', 85, 85))).toMatchObject({ verdict: 'CUT_AS_RULED' });
  });
  test('of a work that is none is refused', () => {
    const life = new Life(plantedStand());
    expect(life.work('2026-05-10', 'tending-0.1', { felling: cut('THINNING', 85, 60) })).toMatchObject({
      refused: 'COMMAND_MALFORMED',
      values: { field: 'felling' },
    });
  });
  test('under rules without limits is taken as it always was', () => {
    const seed = plantedStand();
    const { leaves: _, ...thinning } = seed.regime.duties['thinning']!;
    const life = toThin({ ...seed, regime: { ...seed.regime, duties: { ...seed.regime.duties, thinning } } });
    expect(life.work('2036-10-01', 'thinning-2')).toMatchObject({ dutyId: 'thinning-2' });
    expect(life.state.parts[0]!.judgements).toBeUndefined();
  });
  test.each([
    [cut('THINNING', 85, 60), true],
    [{ ...cut('THINNING', 85, 60), kind: 'CLEARCUT' }, false],
    [{ kind: 'THINNING', before: cut('THINNING', 85, 60).before }, false],
    [{ ...cut('THINNING', 85, 60), after: { hits: 101, of: 100, method: 'point' } }, false],
  ])('%o is well formed: %s', (felling, isTaken) => {
    const work = {
      type: 'submitWork',
      commandId: 'c',
      digest: 'd',
      by: 'b',
      dutyId: 'x',
      doneOn: '2036-10-01',
      felling,
    };
    expect(malformed(work as SubmitWork)?.values['field']).toBe(isTaken ? undefined : 'felling');
  });
});

test('shrubs are not felled: their rules carry none of it', () => {
  const { duties, cite } = regimeFor(WEST, '2026-04-10', 'CARAGANA');
  expect(duties).not.toHaveProperty('enrichment');
  expect(cite).not.toHaveProperty('duties.thinning');
});

describe('from 15 April to 31 August no pine is felled (ruling 15)', () => {
  const PERMIT = { permit: '2037-12', volumeM3: '40', permitUntil: '2037-12-31' };
  const ORDER = { quarantineOrder: 'Q-7' };
  test.each([
    ['by permit', '2037-04-15', PERMIT, 'WORK_BEFORE_DUTY'],
    ['by permit', '2037-08-31', PERMIT, 'WORK_BEFORE_DUTY'],
    ['by permit', '2037-09-01', PERMIT, 'taken'],
    ['but infested trees by order', '2037-04-15', ORDER, 'taken'],
    ['but infested trees by order', '2037-06-30', ORDER, 'taken'],
    ['nor by order before anybody asked for it', '2036-07-19', ORDER, 'WORK_BEFORE_DUTY'],
  ])('%s on %s: %o is %4$s', (_, doneOn, papers, wanted) => {
    const life = toThin().until('2037-09-01');
    const answer = life.work('2037-09-01', 'thinning-2', { doneOn, papers, felling: cut('SANITATION', 85, 70) });
    expect(isRefusal(answer) ? answer.refused : 'taken').toBe(wanted);
  });
});

test('a felling by order while its task waits for the next autumn is what was asked for', () => {
  const life = toThin();
  const papers = { quarantineOrder: 'Q-7' };
  life.work('2037-05-20', 'thinning-2', { papers, felling: cut('SANITATION', 85, 70) });
  expect(life.duty('thinning-2').state).toBe('done');
});
