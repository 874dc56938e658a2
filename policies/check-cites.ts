/** Every number and date of a policy carries its clause and mark; a number without one is named. */
import type { Finding } from './check.ts';
import type { Policy } from './schema.ts';

const HOLDS_NUMBER = /\d/;
/** Parts of the file that hold no rule: names, positions and the citations themselves. */
const WITHOUT_RULES = new Set(['policy', 'version', 'validFrom', 'timeZone', 'title', 'species', 'cite', 'readings']);

export function citeProblems(policy: Policy): readonly Finding[] {
  const paths = Object.entries(policy)
    .filter(([key]) => !WITHOUT_RULES.has(key))
    .flatMap(([key, value]) => numberPaths(value, [key]));
  const uncited = paths
    .filter(({ path }) => !isCited(policy, path))
    .map(({ path, value }) => ({ path, met: `${value} without a clause`, wanted: 'a clause and mark under cite' }));
  return [...uncited, ...danglingCites(policy)];
}

function numberPaths(
  value: unknown,
  path: readonly (string | number)[],
): { path: (string | number)[]; value: string }[] {
  if (typeof value === 'number' || (typeof value === 'string' && HOLDS_NUMBER.test(value))) {
    return [{ path: [...path], value: String(value) }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => numberPaths(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => numberPaths(item, [...path, key]));
}

function isCited(policy: Policy, path: readonly (string | number)[]): boolean {
  return path.some((_, index) => policy.cite[path.slice(0, index + 1).join('.')] !== undefined);
}

/** A citation of nothing is a rule that moved and left its source behind. */
function danglingCites(policy: Policy): Finding[] {
  return Object.keys(policy.cite)
    .filter(
      (path) =>
        path
          .split('.')
          .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], policy) === undefined,
    )
    .map((path) => ({ path: ['cite', path], met: path, wanted: 'the path of a value in this file' }));
}
