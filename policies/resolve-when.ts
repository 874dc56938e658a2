/** The days of a duty with their references followed and their years told in months. */
import type { When } from '../domain/policy/regime.ts';
import { follow, type LetValues } from './let.ts';
import type { Policy } from './schema.ts';

type Written = Policy['duties'][string]['when'];
type WrittenSpan = Extract<Written, { by: unknown }>['by'];

export function resolveWhen(written: Written, values: LetValues): When {
  const when = 'from' in written ? { ...written, from: follow(written.from, values) } : written;
  if ('next' in when) {
    return { next: typeof when.next === 'string' ? [values[when.next.slice(1)] ?? []].flat().map(String) : when.next };
  }
  if ('visits' in when) return { ...when, visits: values[when.visits.slice(1)] as number[][] };
  if ('by' in when) {
    const { from, after, by } = when;
    return { from, ...(after && { afterMonths: months(after, values) }), byMonths: months(by, values) };
  }
  if ('years' in when && typeof when.years === 'string') {
    return { ...when, years: Number(values[when.years.slice(1)]) };
  }
  return when as When;
}

function months(span: WrittenSpan, values: LetValues): number {
  if ('months' in span) return span.months;
  return 12 * (typeof span.years === 'string' ? Number(values[span.years.slice(1)]) : span.years);
}
