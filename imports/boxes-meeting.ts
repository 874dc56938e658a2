/** Which of many outlines may share land at all. */
import type { Box } from './pieces.ts';

/** Pairs whose boxes meet, along a sweep from west to east: of ten thousand stands each meets a few. */
export function* boxesMeeting<T extends { readonly box: Box }>(items: readonly T[]): Generator<readonly [T, T]> {
  let open: T[] = [];
  for (const item of items.toSorted((a, b) => a.box[0] - b.box[0])) {
    const [west, south, , north] = item.box;
    open = open.filter(({ box }) => box[2] > west);
    for (const other of open) if (other.box[1] < north && other.box[3] > south) yield [other, item];
    open.push(item);
  }
}
