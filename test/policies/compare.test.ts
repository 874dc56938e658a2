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
  test.each(SHIPPED)('$policy does not differ from itself, nor from another version of the same content', (policy) => {
    expect(comparePolicies(policy, { ...policy, version: '99.0.0' })).toEqual([]);
  });
});
