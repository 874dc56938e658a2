/** Stock of the first planting: its papers are told when the stand is taken in, or they are not. */
import { describe, expect, test } from 'vitest';
import type { Papers } from '../../../domain/stand/reported.ts';
import { erased, erasedIds } from '../../../domain/stand/erase.ts';
import { EAST, plantedStand, regimeFor, WEST } from '../../support/regimes.ts';
import { Life } from './life.ts';

function planted(papers?: Papers, species = 'PINUS_TABULIFORMIS'): Life {
  const seed = plantedStand({ species });
  return new Life({ ...seed, planting: { ...seed.planting, ...(papers && { papers }) } });
}
const inspections = ({ state }: Life) => state.duties.filter(({ code }) => code === 'stockReinspection');

describe('a first planting', () => {
  test('of pine from another county has its stock inspected again within 30 days', () => {
    expect(inspections(planted({ provenance: WEST }))).toMatchObject([
      { cause: 'planted', state: 'open', opensOn: '2026-04-10', dueOn: '2026-05-10' },
    ]);
  });
  test.each([
    ['of pine from its own county', { provenance: EAST }, 'PINUS_TABULIFORMIS'],
    ['of pine that nobody tells the provenance of', { licence: 'SX-1' }, 'PINUS_TABULIFORMIS'],
    ['without papers', undefined, 'PINUS_TABULIFORMIS'],
    ['of poplar from another county', { provenance: WEST }, 'POPULUS'],
  ] as const)('%s has not', (_, papers, species) => {
    expect(inspections(planted(papers, species))).toEqual([]);
  });
  test('keeps its papers with what the stand began with, not on a part, which may be planted anew', () => {
    const life = planted({ provenance: EAST });
    expect(life.state.seed.planting.papers).toEqual({ provenance: EAST });
    expect(life.state.parts[0]).not.toHaveProperty('papers');
  });
  test('a stand that was there before has no stock, whatever its row says', () => {
    const { planting, ...seed } = plantedStand();
    const method = 'EXISTING';
    const begun = { ...seed, method, commencedOn: planting.plantedOn } as const;
    const regime = { ...seed.regime, start: [{ enter: 'UNESTABLISHED' }] };
    const life = new Life({ ...begun, regime, planting: { ...planting, papers: { provenance: WEST } } });
    expect(inspections(life)).toEqual([]);
  });
  test('planted anew brings the papers with its report, and the first ones stay those of the first planting', () => {
    const life = planted({ provenance: EAST });
    life.survey('2026-09-25', 700);
    life.until('2027-03-25');
    const { papers: _, ...again } = life.state.seed.planting;
    const planting = { ...again, plantedOn: '2027-04-08' };
    const regime = regimeFor(EAST, '2027-04-08');
    life.work('2027-04-08', 'reestablish-0', { planting: { ...planting, papers: { provenance: WEST } }, regime });
    expect(inspections(life)).toEqual([]);
    expect(life.state.parts[0]).not.toHaveProperty('papers');
  });
});

test('a legal deletion takes the numbers of the papers out, and leaves how many plants they were for', () => {
  const life = planted({ licence: 'SX-17', quantity: '2000' });
  const events = life.log.flatMap(({ event }) => (event.type === 'StandPlanted' ? [event] : []));
  expect(erased(events[0]!, erasedIds(events)).seed.planting.papers).toEqual({
    licence: 'erased-1',
    quantity: '2000',
  });
});
