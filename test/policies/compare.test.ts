/** Two versions of a policy, number by number. */
import { describe, expect, test } from 'vitest';
import { comparePolicies } from '../../policies/compare.ts';
import { SHIPPED } from '../support/policies.ts';
import { EARLIER_CHECKS, FEWER_DUTIES, LOWER_LINE, QUICKER_LADDER, versionOf } from '../support/policy-versions.ts';
import { XINZHOU } from '../support/regimes.ts';

describe('of two policies', () => {
  test('a value that differs is told with unit, clause and mark of either side', () => {
    expect(comparePolicies(XINZHOU, LOWER_LINE)).toEqual([
      {
        path: 'lines.survival.NORMAL',
        before: { value: '0.85', unit: 'ratio', clause: 'GB/T 15776-2023 §12', mark: 'secondary' },
        after: { value: '0.8', unit: 'ratio', clause: 'GB/T 15776-2023 §12', mark: 'secondary' },
      },
      expect.objectContaining({ path: 'lines.survival.DRY' }),
    ]);
  });
  test('a window is one value, and a number that became better known differs by its mark', () => {
    const [check] = comparePolicies(XINZHOU, EARLIER_CHECKS);
    expect(check).toMatchObject({ before: { value: '09-01 10-31' }, after: { value: '08-20 10-10' } });
    const thin = { clause: 'GB/T 15781-2015 §7', mark: 'verified' as const, unit: 'ratio' };
    const read = versionOf('2.9.0', { cite: { ...XINZHOU.cite, 'lines.thin': thin } });
    expect(comparePolicies(XINZHOU, read)).toMatchObject([
      { path: 'lines.thin', before: { value: '0.8', mark: 'recalled' }, after: { value: '0.8', mark: 'verified' } },
    ]);
  });
  test('what only one of them says has one side', () => {
    const gone = comparePolicies(XINZHOU, FEWER_DUTIES);
    expect(gone.map(({ path }) => path)).toContain('duties.provinceAudit.when.due');
    expect(gone.every(({ before, after }) => before !== undefined && after === undefined)).toBe(true);
  });
  test('steps of the ladder are told one by one', () => {
    const paths = comparePolicies(XINZHOU, QUICKER_LADDER).map(({ path }) => path);
    expect(paths).toContain('ladder.2.afterDays');
    expect(paths.every((path) => path.startsWith('ladder.'))).toBe(true);
  });
  describe('rows of a table are told by what they say, not by their place', () => {
    const bands = XINZHOU.duties['survivalCheck']!.bands!;
    type Row = (typeof bands)[number];
    /** A file names the clauses of its rows by their places, so they move with them. */
    const withBands = (rows: readonly Row[], from: (place: number) => number | undefined) =>
      versionOf('2.9.0', {
        duties: { ...XINZHOU.duties, survivalCheck: { ...XINZHOU.duties['survivalCheck']!, bands: [...rows] } },
        cite: citedAt(from),
      });
    const citedAt = (from: (place: number) => number | undefined) =>
      Object.fromEntries(
        Object.entries(XINZHOU.cite).flatMap(([path, cited]) => {
          const [, before, place, behind] = /^(duties\.survivalCheck\.bands\.)(\d+)(.*)$/.exec(path) ?? [];
          if (place === undefined) return [[path, cited] as const];
          const now = from(Number(place));
          return now === undefined ? [] : [[`${before}${now}${behind}`, cited] as const];
        }),
      );
    const doubtful = { below: 'fail', verdict: 'RECHECK', then: [] };
    test('a row put in before the others is one addition, with clause and mark', () => {
      expect(
        comparePolicies(
          XINZHOU,
          withBands([doubtful, ...bands], (place) => place + 1),
        ),
      ).toEqual([
        {
          path: 'duties.survivalCheck.bands.0',
          after: {
            value: 'below fail, verdict RECHECK, then ',
            unit: 'growing seasons',
            clause: 'GB/T 15776-2023 §12',
            mark: 'secondary',
          },
        },
      ]);
    });
    test('a row taken out is one removal', () => {
      const [first, ...others] = bands;
      expect(
        comparePolicies(
          XINZHOU,
          withBands(others, (place) => (place === 0 ? undefined : place - 1)),
        ),
      ).toMatchObject([
        { path: 'duties.survivalCheck.bands.0', before: { value: expect.stringContaining(first!.verdict) } },
      ]);
    });
    test('a number that changed in a row which moved down by one is told as that number alone', () => {
      const [steps, first] = [XINZHOU.ladder, XINZHOU.ladder[0]!];
      const later = steps.map((each) => (each.step === 2 ? { ...each, afterDays: each.afterDays + 1 } : each));
      const sooner = { ...first, step: -1, code: 'NUDGE', afterDays: first.afterDays - 7 };
      const differences = comparePolicies(XINZHOU, versionOf('2.9.0', { ladder: [sooner, ...later] }));
      const at = later.findIndex(({ step }) => step === 2) + 1;
      expect(differences.map(({ path }) => path)).toEqual(['ladder.0', `ladder.${at}.afterDays`]);
      expect(differences[1]).toMatchObject({ after: { clause: 'steps after Bozhou', mark: 'default', unit: 'days' } });
    });
    test('two rows that change places are told, for the first that holds decides', () => {
      const [first, second, ...others] = bands;
      const differences = comparePolicies(
        XINZHOU,
        withBands([second!, first!, ...others], (place) => [1, 0][place] ?? place),
      );
      expect(differences).toHaveLength(2);
      expect(differences.map(({ before, after }) => [before !== undefined, after !== undefined])).toContainEqual([
        true,
        false,
      ]);
    });
    test('a row whose condition alone changed is one changed value', () => {
      const changed = bands.map((band) =>
        band.verdict === 'COUNTY_DECISION' ? { ...band, if: ['rounds >= 3'] } : band,
      );
      expect(
        comparePolicies(
          XINZHOU,
          withBands(changed, (place) => place),
        ),
      ).toMatchObject([
        { path: 'duties.survivalCheck.bands.1.if', before: { value: 'rounds >= 2' }, after: { value: 'rounds >= 3' } },
      ]);
    });
  });
  test.each(SHIPPED)('$policy does not differ from itself, nor from another version of the same content', (policy) => {
    expect(comparePolicies(policy, { ...policy, version: '99.0.0' })).toEqual([]);
  });
});
