/** The lines of a policy that a stand is held against, with their references followed. */
import type { Measure, Regime } from '../domain/policy/regime.ts';
import type { LetValues } from './let.ts';
import type { Policy } from './schema.ts';

type Lines = Regime['lines'];
interface Asking {
  readonly below?: string | undefined;
  readonly allBelow?: Readonly<Partial<Record<Measure, string | undefined>>> | undefined;
}
interface Table {
  readonly bands?: readonly Asking[] | undefined;
}

export function resolveLines(policy: Policy, values: LetValues): Lines {
  const lines = Object.entries(policy.lines).map(([name, line]) => [
    name,
    typeof line === 'string' ? Number(values[line.slice(1)]) : line,
  ]);
  return Object.fromEntries(lines) as Lines;
}

/**
 * Without those that only rows for other stands ask for: the regime travels in every run's input.
 *
 * @param tables - that the stand's checks and judgements go by
 */
export function linesFor(policy: Policy, values: LetValues, tables: readonly Table[]): Lines {
  const own = namesIn(tables);
  const anybodys = namesIn([...Object.values(policy.duties), ...Object.values(policy.judgements)]);
  const kept = Object.entries(resolveLines(policy, values)).filter(([name]) => own.has(name) || !anybodys.has(name));
  return Object.fromEntries(kept);
}

function namesIn(tables: readonly Table[]): ReadonlySet<string> {
  const bands = tables.flatMap((table) => table.bands ?? []);
  return new Set(
    bands.flatMap(({ below, allBelow = {} }) =>
      [below, ...Object.values(allBelow)].filter((name) => name !== undefined),
    ),
  );
}
