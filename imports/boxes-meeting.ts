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

/** Those of `kept` whose box meets one of the boxes, each once. */
export function thoseMeeting<T extends { readonly box: Box }>(boxes: readonly Box[], kept: readonly T[]): readonly T[] {
  const items: { readonly box: Box; readonly kept?: T }[] = [
    ...boxes.map((box) => ({ box })),
    ...kept.map((each) => ({ box: each.box, kept: each })),
  ];
  const pairs = [...boxesMeeting(items)].filter(([a, b]) => (a.kept === undefined) !== (b.kept === undefined));
  return [...new Set(pairs.map(([a, b]) => (a.kept ?? b.kept)!))];
}

/** The smallest box around boxes, of which there is one at least. */
export function boxAround(boxes: readonly Box[]): Box {
  return boxes.reduce(([w, s, e, n], [west, south, east, north]) => [
    Math.min(w, west),
    Math.min(s, south),
    Math.max(e, east),
    Math.max(n, north),
  ]);
}
