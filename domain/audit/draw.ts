/** Which stands an audit visits: drawn by a seed, so that anybody can draw the same list again (ruling 22). */

export interface Drawable {
  readonly standId: string;
  readonly areaM2: number;
}

export interface Draw {
  /** Share of the area to be visited, above 0 and up to 1. */
  readonly share: number;
  /** Any text; it stays on record with the list. */
  readonly seed: string;
}

/**
 * Stands in the order of a number that seed and stand id alone give, until the drawn area reaches the share of the
 * whole. The order in which the stands are given says nothing, and a larger share only adds to a smaller one's list.
 *
 * @example drawStands([{ standId: '140921-0001', areaM2: 50_000 }], { share: 0.1, seed: '2026-county' }) // that one stand
 */
export function drawStands<S extends Drawable>(stands: readonly S[], { share, seed }: Draw): readonly S[] {
  const lots = stands
    .map((stand) => ({ stand, lot: lotOf(seed, stand.standId) }))
    .toSorted((a, b) => a.lot - b.lot || (a.stand.standId < b.stand.standId ? -1 : 1));
  const wanted = share * stands.reduce((sum, { areaM2 }) => sum + areaM2, 0);
  const drawn: S[] = [];
  let areaM2 = 0;
  for (const { stand } of lots) {
    if (areaM2 >= wanted) break;
    drawn.push(stand);
    areaM2 += stand.areaM2;
  }
  return drawn;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A whole number below 2³² from the two texts: FNV-1a over their characters, then the finalizer of MurmurHash3, as
 * FNV alone leaves ids that differ in their last digit close together. No cryptography: whoever may choose the seed
 * could look for one he likes, so it is named before the list is drawn.
 */
function lotOf(seed: string, standId: string): number {
  let hash = FNV_OFFSET;
  for (const character of `${seed}/${standId}`) hash = Math.imul(hash ^ character.codePointAt(0)!, FNV_PRIME);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
