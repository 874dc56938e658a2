/** What references come to: every value that a name may have must be of the kind its place asks for. */
import type { Finding } from './finding.ts';
import { LET_FACTS, oneOf } from './check-names.ts';
import type { Policy } from './schema.ts';

type When = Policy['duties'][string]['when'];
type LetValue = Policy['let'][string][number]['is'];

/** A value of `let` that refers names a fact, a value of the standard, or an earlier row: what stands below is not known yet. */
export function letValueProblems(policy: Policy): Finding[] {
  const known = [...LET_FACTS, ...Object.keys(policy.standard)];
  return Object.entries(policy.let).flatMap(([name, rows]) => {
    const found = rows.flatMap(({ is }, index) => oneOf(['let', name, index, 'is'], referred(is), known));
    known.push(name);
    return found;
  });
}

/** Years are numbers, visits lists of working rounds, windows words of the calendar. */
export function whenValueProblems(policy: Policy, when: When): Finding[] {
  const spans = 'by' in when ? [when.after, when.by] : [when];
  const years = spans.flatMap((span) => (span !== undefined && 'years' in span ? (referred(span.years) ?? []) : []));
  const windows = Object.keys(policy.calendar);
  return [
    ...years.flatMap((name) => wrongValues(policy, name, { wanted: 'a number of years', holds: isNumber })),
    ...('visits' in when
      ? wrongValues(policy, when.visits.slice(1), {
          wanted: 'visits of each year, e.g. [[2, 1], [1]]',
          holds: isVisits,
        })
      : []),
    ...('next' in when && typeof when.next === 'string'
      ? wrongValues(policy, when.next.slice(1), {
          wanted: `windows: ${windows.join(', ')}`,
          holds: (value) => [value].flat().every((each) => windows.includes(String(each))),
        })
      : []),
  ];
}

/** A guard's reference: whatever row it comes from, a number. */
export function numberProblems(policy: Policy, text: string): Finding[] {
  const name = referred(text);
  return name === undefined ? [] : wrongValues(policy, name, { wanted: 'a number', holds: isNumber });
}

interface Kind {
  readonly wanted: string;
  readonly holds: (value: LetValue) => boolean;
}

function isNumber(value: LetValue): boolean {
  return typeof value === 'number';
}

function isVisits(value: LetValue): boolean {
  return Array.isArray(value) && value.every(Array.isArray);
}

/** Of rows that refer further, the rows behind them; a name that nothing bears is said elsewhere. */
function wrongValues(policy: Policy, name: string, kind: Kind, seen: readonly string[] = []): Finding[] {
  if (Object.hasOwn(policy.standard, name))
    return kind.holds(policy.standard[name]!.usual)
      ? []
      : [{ path: ['standard', name], met: 'a number', wanted: kind.wanted }];
  if (!Object.hasOwn(policy.let, name) || seen.includes(name)) return [];
  return policy.let[name]!.flatMap(({ is }, index) => {
    const next = referred(is);
    if (next !== undefined && !LET_FACTS.includes(next)) return wrongValues(policy, next, kind, [...seen, name]);
    return kind.holds(is) ? [] : [{ path: ['let', name, index, 'is'], met: JSON.stringify(is), wanted: kind.wanted }];
  });
}

function referred(value: LetValue): string | undefined {
  return typeof value === 'string' && value.startsWith('$') ? value.slice(1) : undefined;
}
