/** Every number and date of a policy carries its clause, mark and unit; one without is named. */
import type { Finding } from './finding.ts';
import type { Policy } from './schema.ts';

const HOLDS_NUMBER = /\d/;
/** A number, a day or a day of the year; a guard or a name that holds digits is none. */
const IS_QUANTITY = /^-?[\d.]+$|^\d\d-\d\d$|^\d{4}-\d\d-\d\d$/;
/** Parts of the file that hold no rule: names, positions and the citations themselves. */
const WITHOUT_RULES = new Set(['policy', 'version', 'validFrom', 'timeZone', 'title', 'species', 'cite', 'readings']);

export function citeProblems(policy: Policy): readonly Finding[] {
  const paths = Object.entries(policy)
    .filter(([key]) => !WITHOUT_RULES.has(key))
    .flatMap(([key, value]) => numberPaths(value, [key]));
  const uncited = paths
    .filter(({ path }) => citesOf(policy, path).length === 0)
    .map(({ path, value }) => ({ path, met: `${value} without a clause`, wanted: 'a clause and mark under cite' }));
  return [...uncited, ...unitProblems(policy, paths), ...danglingCites(policy)];
}

/** A number says what it counts; the nearest citation above it that has a unit gives it. */
function unitProblems(policy: Policy, paths: readonly NumberAt[]): Finding[] {
  return paths
    .filter(({ path, value }) => IS_QUANTITY.test(value) && citesOf(policy, path).length > 0)
    .filter(({ path }) => citesOf(policy, path).every(({ unit }) => unit === undefined))
    .map(({ path, value }) => ({ path, met: `${value} without a unit`, wanted: 'a unit in its citation' }));
}

interface NumberAt {
  readonly path: readonly (string | number)[];
  readonly value: string;
}

function numberPaths(value: unknown, path: readonly (string | number)[]): NumberAt[] {
  if (typeof value === 'number' || (typeof value === 'string' && HOLDS_NUMBER.test(value))) {
    return [{ path: [...path], value: String(value) }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => numberPaths(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => numberPaths(item, [...path, key]));
}

function citesOf(policy: Policy, path: readonly (string | number)[]): Policy['cite'][string][] {
  return path.flatMap((_, index) => policy.cite[path.slice(0, index + 1).join('.')] ?? []);
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
