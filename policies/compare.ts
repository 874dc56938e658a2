/** Two policies number by number: what differs, with unit, clause and mark of either side. */
import { pairRows } from './pair-rows.ts';
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

/**
 * Rows of tables are held beside each other by what they say (`pair-rows.ts`): one that was put in is one difference.
 *
 * @returns every path whose value differs, or whose source does, in the order of the files; of a row that has moved down
 * its present path
 */
export function comparePolicies(before: Policy, after: Policy): readonly Difference[] {
  const sections = namesIn(before, after).filter((section) => !NO_RULES.has(section));
  return sections.flatMap((section) =>
    compare(
      { policy: before, path: section, value: valueAt(before, section) },
      { policy: after, path: section, value: valueAt(after, section) },
    ),
  );
}

/** A value of one policy, where it stands there. */
interface Place {
  readonly policy: Policy;
  readonly path: string;
  readonly value: unknown;
}

/** Down to what a forester reads as one value: a number, a day, a window, a list of words. */
function compare(before: Place, after: Place): readonly Difference[] {
  if (isTable(before.value) && isTable(after.value)) return compareRows(before, after, before.value, after.value);
  if (isTable(before.value) || isTable(after.value)) return [...gone(before), ...come(after)];
  if (!isGroup(before.value) && !isGroup(after.value)) return leaf(told(before), told(after));
  // A group that takes the place of a value, or the other way round: both are told.
  if (isLone(before.value) || isLone(after.value)) return [...gone(before), ...come(after)];
  const names = namesIn(before.value ?? {}, after.value ?? {});
  return names.flatMap((name) => compare(within(before, name), within(after, name)));
}

function compareRows(
  before: Place,
  after: Place,
  old: readonly unknown[],
  now: readonly unknown[],
): readonly Difference[] {
  return pairRows(old, now).flatMap((pair) => {
    const was = pair.before === undefined ? undefined : within(before, String(pair.before));
    const is = pair.after === undefined ? undefined : within(after, String(pair.after));
    return was && is ? compare(was, is) : leaf(was && whole(was), is && whole(is));
  });
}

function gone(place: Place): readonly Difference[] {
  return place.value === undefined ? [] : leaf(whole(place), undefined);
}

function come(place: Place): readonly Difference[] {
  return place.value === undefined ? [] : leaf(undefined, whole(place));
}

type Told = readonly [path: string, value: ComparedValue];

function leaf(before: Told | undefined, after: Told | undefined): readonly Difference[] {
  const path = (after ?? before)?.[0];
  if (path === undefined || JSON.stringify(before?.[1]) === JSON.stringify(after?.[1])) return [];
  return [{ path, ...(before && { before: before[1] }), ...(after && { after: after[1] }) }];
}

function told(place: Place): Told | undefined {
  return place.value === undefined || place.value === null ? undefined : whole(place);
}

/** A row of a table in one line. */
function whole({ policy, path, value }: Place): Told {
  return [path, { value: oneLine(value), ...sourceOf(policy, path) }];
}

/** @example oneLine({ if: ['zone = DRY'], is: 4 }) // 'if zone = DRY, is 4' */
function oneLine(value: unknown): string {
  if (Array.isArray(value)) return value.map(oneLine).join(isTable(value) ? '; ' : ' ');
  if (!isGroup(value)) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${oneLine(inner)}`)
    .join(', ');
}

function within({ policy, path, value }: Place, name: string): Place {
  return { policy, path: `${path}.${name}`, value: valueAt(value ?? {}, name) };
}

function valueAt(group: object, name: string): unknown {
  return (group as Readonly<Record<string, unknown>>)[name];
}

function namesIn(before: object, after: object): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

function isTable(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.some((item) => isGroup(item));
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** There, and no group. */
function isLone(value: unknown): boolean {
  return value !== undefined && value !== null && !isGroup(value);
}

/** The citation of the longest path that covers it; a unit may stand further up. */
function sourceOf({ cite }: Policy, path: string): Omit<ComparedValue, 'value'> {
  const names = path.split('.');
  const covering = names.flatMap((_, index) => cite[names.slice(0, names.length - index).join('.')] ?? []);
  const [nearest] = covering;
  const unit = covering.find((each) => each.unit !== undefined)?.unit;
  return { ...(unit !== undefined && { unit }), ...(nearest && { clause: nearest.clause, mark: nearest.mark }) };
}
