/** Rows of a list beside those of another version: by what they say, never by their place. */

/** A row of either side by its place; one side alone = taken out, or put in. */
export interface RowPair {
  readonly before?: number;
  readonly after?: number;
}

/** What a row is known by while its values change: a step, a verdict, a condition. */
const NAMES = ['code', 'step', 'name', 'duty', 'verdict', 'if', 'any'] as const;

const SAME = 3;
const NAMED_ALIKE = 2;

/**
 * Pairs in the order of the lists: rows that say the same, else rows of the same name. What lies between two pairs is
 * paired in turn where it is as many rows on either side; tables go by the first row that holds, so a row that has only
 * moved is taken out here and put in there.
 *
 * @example pairRows([{ if: 'a', is: 1 }], [{ if: 'b', is: 2 }, { if: 'a', is: 1 }]) // [{ after: 0 }, { before: 0, after: 1 }]
 */
export function pairRows(before: readonly unknown[], after: readonly unknown[]): readonly RowPair[] {
  const best = scores(before, after);
  const pairs: RowPair[] = [];
  let gap: { before: number[]; after: number[] } = { before: [], after: [] };
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const alike = i < before.length && j < after.length ? likeness(before[i], after[j]) : 0;
    if (alike > 0 && best[i]![j] === alike + best[i + 1]![j + 1]!) {
      pairs.push(...inGap(gap), { before: i, after: j });
      gap = { before: [], after: [] };
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && best[i + 1]![j]! >= best[i]![j + 1]!)) gap.before.push(i++);
    else gap.after.push(j++);
  }
  return [...pairs, ...inGap(gap)];
}

function inGap({
  before,
  after,
}: {
  readonly before: readonly number[];
  readonly after: readonly number[];
}): RowPair[] {
  if (before.length === after.length) return before.map((row, index) => ({ before: row, after: after[index]! }));
  return [...before.map((row) => ({ before: row })), ...after.map((row) => ({ after: row }))];
}

/** The most that the rows from `i` and `j` on have in common, in order. */
function scores(before: readonly unknown[], after: readonly unknown[]): readonly (readonly number[])[] {
  const best = Array.from({ length: before.length + 1 }, () => Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const alike = likeness(before[i], after[j]);
      const paired = alike === 0 ? 0 : alike + best[i + 1]![j + 1]!;
      best[i]![j] = Math.max(paired, best[i + 1]![j]!, best[i]![j + 1]!);
    }
  return best;
}

function likeness(one: unknown, other: unknown): number {
  if (JSON.stringify(one) === JSON.stringify(other)) return SAME;
  const name = nameOf(one);
  return name !== undefined && name === nameOf(other) ? NAMED_ALIKE : 0;
}

function nameOf(row: unknown): string | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const name = NAMES.find((each) => each in row);
  return name && JSON.stringify([name, (row as Readonly<Record<string, unknown>>)[name]]);
}
