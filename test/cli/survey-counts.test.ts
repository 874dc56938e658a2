/** Crowns and stems of a count as people write them. */
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { addCountOptions } from '../../cli/count-options.ts';
import { pieceOption } from '../../cli/piece-option.ts';
import { countsWritten } from '../../cli/survey-counts.ts';
import { shippedPolicy, type LoadedPolicy } from '../../policies/load.ts';

const BC = shippedPolicy('bc-interior');
const written = (text: string, policy: LoadedPolicy) => countsWritten('--counts', text.split(' '), policy);

test('stems on m² with what is told of them, and crowns', () => {
  expect(written('stems=30/500 naturals=5 preferred=25 least-height=2.1 closure=15/100', BC)).toEqual({
    stems: { counted: 30, sampled: 500, unit: 'm2', preferred: 25, leastHeightCm: 210 },
    naturals: 5,
    closure: { hits: 15, of: 100, method: 'point' },
  });
});

test('of cover the points that lie in strips cut lately, none included', () => {
  expect(written('cover=45/100 left-out=50', shippedPolicy())).toEqual({
    cover: { hits: 45, of: 100, method: 'point', leftOut: 50 },
  });
  expect(written('cover=45/100 left-out=0', shippedPolicy()).cover?.leftOut).toBe(0);
});

test.each(['left-out=50', 'cover=51/100 left-out=50', 'cover=0/100 left-out=100'])(
  '%s leaves out what cannot lie in strips',
  (text) => {
    expect(() => written(text, shippedPolicy())).toThrow('left-out=');
  },
);

test('of an enclosure its whole cover, and young trees on plots of their own', () => {
  expect(written('closure=60/100 total-cover=0.55 seedlings=160/500 saplings=26/600', shippedPolicy())).toEqual({
    closure: { hits: 60, of: 100, method: 'point' },
    totalCover: { hits: 55, of: 100, method: 'point' },
    seedlings: { counted: 160, sampled: 500, unit: 'm2' },
    saplings: { counted: 26, sampled: 600, unit: 'm2' },
  });
});

test('where the policy counts to the acre, plots are in thousandths of an acre', () => {
  expect(written('stems=2/10', shippedPolicy('oregon'))).toEqual({
    stems: { counted: 2, sampled: 10, unit: 'milacre' },
  });
});

test('of a mixed planting each species, by any name the policy knows', () => {
  expect(written('species:油松=849/1000 species:BETULA=951/1000', shippedPolicy())).toEqual({
    bySpecies: {
      PINUS_TABULIFORMIS: { live: 849, designed: 1000 },
      BETULA: { live: 951, designed: 1000 },
    },
  });
});

test.each([
  ['species:油松=849', 'species:油松=849; wanted: each species once, with live of designed points'],
  ['species:油松=8/0', 'species:油松=8/0; wanted: each species once'],
  ['species:油松=1/2 species:PINUS_TABULIFORMIS=1/2', 'species:PINUS_TABULIFORMIS=1/2; wanted: each species once'],
  ['species:油枞=1/2', 'species 油枞 is not known; nearest:'],
])('%s names no counts of species', (text, message) => {
  expect(() => written(text, shippedPolicy())).toThrow(message);
});

describe('a word that cannot be read is named with what is wanted', () => {
  test.each([
    ['stems=30', '--counts stems=30; wanted: stems= plants on m² of plots as 30/500'],
    ['stems=30/0', '--counts stems=30/0; wanted: stems= plants on m² of plots'],
    ['live=5', '--counts live=5; wanted: one of closure=…, cover=…, total-cover=…, stems=…, seedlings=…, saplings=…'],
    ['least-height=2.123', '--counts least-height=2.123; wanted: least-height= metres as 0.5, to 2 decimals'],
  ])('%s', (text, message) => {
    expect(() => written(text, BC)).toThrow(message);
  });
});

describe('a figure that would be dropped is refused beside what takes its place', () => {
  const FIGURES = [
    ['--live', '5'],
    ['--designed', '5'],
    ['--planted', '5'],
    ['--counts', 'closure=1/2'],
  ];
  const PIECES = [...FIGURES, ['--dead-patch', '5'], ['--plots', 'plots.csv']];
  const parse = (...args: string[]) =>
    addCountOptions(new Command())
      .addOption(pieceOption())
      .exitOverride()
      .configureOutput({ writeErr: () => undefined })
      .parse(['--captured', '2026-09-25', ...args], { from: 'user' });
  test.each(FIGURES)('--plots with %s', (name, value) => {
    expect(() => parse('--plots', 'plots.csv', name, value)).toThrow(/--plots .*cannot be used with option/);
  });
  test.each(PIECES)('--piece with %s', (name, value) => {
    expect(() => parse('--piece', 'm2=5 live=1', name, value)).toThrow(/--piece .*cannot be used with option/);
  });
  test('the largest dead patch is told beside plots: no plot knows it', () => {
    expect(parse('--plots', 'plots.csv', '--dead-patch', '5').opts()).toMatchObject({ deadPatch: 5 });
  });
});
