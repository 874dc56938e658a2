/** How sure a counted rate is. */
import { describe, expect, test } from 'vitest';
import { overPlots, wilson } from '../../domain/interval.ts';

const rounded = ({ low, high }: { low: number; high: number }) => [Number(low.toFixed(4)), Number(high.toFixed(4))];

describe('a single count has Wilson’s interval', () => {
  test.each([
    // After E. B. Wilson 1927; the values are those of R's prop.test(correct = FALSE).
    [85, 100, [0.7672, 0.9069]],
    [0, 10, [0, 0.2775]],
    [10, 10, [0.7225, 1]],
    [1699, 2000, [0.8332, 0.8645]],
  ])('%i of %i: %j', (counted, of, expected) => {
    expect(rounded(wilson(counted, of))).toEqual(expected);
  });
});

describe('plots are clusters', () => {
  test('plots that agree are surer than plots that differ, at the same mean', () => {
    const agree = overPlots([
      { counted: 85, of: 100 },
      { counted: 84, of: 100 },
      { counted: 86, of: 100 },
    ]);
    const differ = overPlots([
      { counted: 100, of: 100 },
      { counted: 55, of: 100 },
      { counted: 100, of: 100 },
    ]);
    expect(agree.high - agree.low).toBeLessThan(differ.high - differ.low);
    expect(differ).toMatchObject({ high: 1, method: 'plots' });
  });
  test('one plot tells nothing of the spread: it is taken as a single count', () => {
    expect(overPlots([{ counted: 85, of: 100 }])).toEqual(wilson(85, 100));
  });
  test('the interval never leaves 0 to 1', () => {
    expect(
      rounded(
        overPlots([
          { counted: 0, of: 50 },
          { counted: 3, of: 50 },
        ]),
      )[0],
    ).toBe(0);
  });
});
