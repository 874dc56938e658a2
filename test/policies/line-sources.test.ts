/**
 * Every line that a check is judged by, with its clause and mark: a number changed in the policy fails here and in the
 * golden tables of its two sides (`test/domain/stand/band-edges.test.ts`, `edition-edges.test.ts`), and so does a source
 * that is not what it was.
 */
import { describe, expect, test } from 'vitest';
import { XINZHOU } from '../support/regimes.ts';
import { cited } from '../support/sites.ts';

/** Values of the policy by path: each with clause and mark. */
const SOURCES: readonly (readonly [path: string, value: unknown, said: string])[] = [
  ['lines.survival', { NORMAL: 0.85, DRY: 0.7 }, 'GB/T 15776-2023 §12 · secondary'],
  ['lines.fail', 0.41, 'GB/T 15776-2023 §12 · secondary'],
  ['lines.preservation', { NORMAL: 0.8, DRY: 0.65 }, 'GB/T 15776-2023 §16 · secondary'],
  ['lines.canopy', '$canopyLine', 'closure or shrub cover · secondary'],
  ['lines.thin', 0.8, 'GB/T 15781 · recalled'],
  [
    'let.edition',
    [{ if: 'plantedOn < 2023-05-23', is: 'GB/T 15776-2006/2016' }, { is: 'GB/T 15776-2023' }],
    'GB/T 15776-2023, in force 2023-05-23 · verified',
  ],
  [
    'let.zone',
    [{ if: 'edition = GB/T 15776-2023', is: '$zone2023' }, { if: 'rainMm < 400', is: 'DRY' }, { is: 'NORMAL' }],
    'GB/T 15776-2006/2016 dry below 400 · recalled',
  ],
  [
    'let.provisional',
    [{ if: ['edition = GB/T 15776-2023', 'zone = DRY'], is: 'yes' }, { is: 'no' }],
    'dry by county list until Annex B is checked · default',
  ],
  [
    'let.base',
    [{ if: 'edition = GB/T 15776-2023', is: 'designed' }, { is: 'planted' }],
    'GB/T 15776-2023 §12 designed holes · secondary',
  ],
  [
    'let.canopyLine',
    [{ if: 'form = TREE', is: 0.2 }, { is: '$coverLine' }],
    'tree closure 0.20 Forest Law Implementing Regulation; shrub cover 40 %, before 2023 30 % · secondary',
  ],
  [
    'let.coverLine',
    [{ if: 'edition = GB/T 15776-2023', is: 0.4 }, { is: 0.3 }],
    'shrub cover 40 %, before 2023 30 % · secondary',
  ],
  [
    'let.countsForCover',
    [
      { if: ['method = ENCLOSURE_TREE_SHRUB', 'rainMm < 400'], is: 'yes' },
      { if: ['enclosed = yes', 'form = TREE'], is: 'ESTABLISHED' },
      { if: 'form = TREE', is: 'yes' },
      { if: 'rainMm < 400', is: 'yes' },
      { is: 'no' },
    ],
    'shrub cover counts below 400 alone · secondary',
  ],
  [
    'let.enclosedClosure',
    [{ if: 'method = ENCLOSURE_FOREST', is: 0.6 }, { is: 0.2 }],
    'design code chapter 19 · verified',
  ],
  [
    'let.enclosedShrubs',
    [{ if: 'method = ENCLOSURE_SHRUB_GRASS', is: 0.2 }, { is: 0.3 }],
    'design code chapter 19 · verified',
  ],
  [
    'let.enclosedCover',
    [{ if: 'method = ENCLOSURE_SHRUB_GRASS', is: 0.5 }, { is: 0.6 }],
    'design code chapter 19 · verified',
  ],
  [
    'let.enclosedStems',
    [
      { if: 'method = ENCLOSURE_TREE_SHRUB', is: 1350 },
      { if: 'method = ENCLOSURE_SHRUB_GRASS', is: 900 },
      { is: 1050 },
    ],
    'design code chapter 19 · verified',
  ],
  ['lines.enclosedSeedlings', 3000, 'design code chapter 19 · verified'],
  ['lines.enclosedSaplings', 500, 'design code chapter 19 · verified'],
  ['let.windowGroup', [{ if: 'altitudeM >= 1600', is: 'ALPINE' }, { is: '$group' }], 'high hills from 1600 · default'],
  ['counties.140932.rainMm', 419.5, 'county climate record 419.5 · secondary'],
  ['blocks.any', ['largestDeadPatchHa > 0.067', 'largestDeadPatchShare > 0.10'], 'block deaths, Liaoning · default'],
  ['duties.preservationCheck.shift', { if: ['replacedShare12m > 0.30'], years: 1 }, 'GB/T 15776-2023 §16 · secondary'],
  ['limits.liveCapFactor', 1.2, 'count check · default'],
];

describe('the lines of this page', () => {
  const valueAt = (path: string) =>
    path.split('.').reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], XINZHOU);
  test.each(SOURCES)('%s is %j by %s', (path, value, said) => {
    expect(valueAt(path)).toEqual(value);
    expect(cited(path)).toBe(said);
  });
});
