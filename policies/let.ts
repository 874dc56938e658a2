/** `let` tables: a value by the first row that holds, in the order of the file. */
import type { Comparison } from '../domain/policy/regime.ts';
import { parseGuard } from './guard.ts';
import type { Policy } from './schema.ts';

type LetValue = Policy['let'][string][number]['is'];
export type LetValues = Readonly<Record<string, LetValue | undefined>>;
type Facts = Record<string, unknown>;

export function evaluateLet(policy: Policy, facts: Facts): LetValues {
  const known: Facts = { ...facts };
  const values: Record<string, LetValue> = {};
  for (const [name, rows] of Object.entries(policy.let)) {
    const row = rows.find(({ if: guards }) => allHold(guards, known))!;
    const value = typeof row.is === 'string' && row.is.startsWith('$') ? String(known[row.is.slice(1)]) : row.is;
    values[name] = value;
    known[name] = value;
  }
  return values;
}

/** A reference is followed; a word stands for itself. */
export function follow(text: string, values: LetValues): string {
  return text.startsWith('$') ? String(values[text.slice(1)]) : text;
}

/** Whether all guards hold of these facts; none is always true. */
export function allHold(guards: string | readonly string[] | undefined, facts: Facts): boolean {
  return guards === undefined || [guards].flat().every((guard) => holds(guard, facts));
}

/** A fact that is not known never holds: unknown rain leaves a county in the normal zone. */
function holds(guard: string, facts: Facts): boolean {
  const { fact, operator, value } = parseGuard(guard);
  const met = facts[fact];
  if (met === undefined) return false;
  return typeof met === 'number' ? compare(met, Number(value), operator) : compare(String(met), value, operator);
}

function compare<T extends string | number>(met: T, wanted: T, operator: Comparison): boolean {
  switch (operator) {
    case '<':
      return met < wanted;
    case '<=':
      return met <= wanted;
    case '>':
      return met > wanted;
    case '>=':
      return met >= wanted;
    case '=':
      return met === wanted;
  }
}
