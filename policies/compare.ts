/** Two policies number by number: what differs, with unit, clause and mark of either side. */
import type { Policy } from './schema.ts';

export interface ComparedValue {
  /** As the file has it; lists and windows in one line. */
  readonly value: string;
  readonly unit?: string;
  readonly clause?: string;
  readonly mark?: string;
}

export interface Difference {
  /** Path in the file, e.g. `lines.survival.NORMAL`. */
  readonly path: string;
  /** Absent = this policy says nothing of it. */
  readonly before?: ComparedValue;
  readonly after?: ComparedValue;
}

/** What names a version says nothing of its rules; clauses are told beside the values. */
const NO_RULES = new Set(['policy', 'version', 'hash', 'title', 'cite']);

/** @returns every path whose value differs, or whose source does, in the order of the files */
export function comparePolicies(before: Policy, after: Policy): readonly Difference[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths.flatMap((path): Difference[] => {
    const [was, is] = [old.get(path), now.get(path)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ path, ...(was && { before: was }), ...(is && { after: is }) }];
  });
}

function valuesOf(policy: Policy): ReadonlyMap<string, ComparedValue> {
  const sections = Object.entries(policy).filter(([section]) => !NO_RULES.has(section));
  const leaves = sections.flatMap(([section, value]) => leavesOf(value, section));
  return new Map(leaves.map(([path, value]) => [path, { value, ...sourceOf(policy, path) }]));
}

/** Down to what a forester reads as one value: a number, a day, a window, a list of words. */
function leavesOf(value: unknown, path: string): (readonly [string, string])[] {
  if (Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null && !Array.isArray(item)))
    return value.flatMap((item, index) => leavesOf(item, `${path}.${index}`));
  if (Array.isArray(value))
    return [[path, JSON.stringify(value).slice(1, -1).replaceAll('"', '').replaceAll(',', ' ')]];
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}.${key}`));
}

/** The citation of the longest path that covers it; a unit may stand further up. */
function sourceOf({ cite }: Policy, path: string): Omit<ComparedValue, 'value'> {
  const names = path.split('.');
  const covering = names.flatMap((_, index) => cite[names.slice(0, names.length - index).join('.')] ?? []);
  const [nearest] = covering;
  const unit = covering.find((each) => each.unit !== undefined)?.unit;
  return { ...(unit !== undefined && { unit }), ...(nearest && { clause: nearest.clause, mark: nearest.mark }) };
}
