/** The archive of a stand (建档): its number, and what the checklist asks for. */

import type { Paper } from '../policy/regime.ts';
import type { Papers } from '../stand/reported.ts';

/** An item of the checklist: of some kinds of paper it says that they were told with the planting. */
export interface ArchiveItem {
  /** Name of a set of papers. */
  readonly told?: string;
}

/**
 * Items that need no filing, for the first planting was told with the whole set of papers that they stand for.
 *
 * @example itemsTold({ papers: { told: 'stock' } }, { stock: ['label'] }, { label: 'B-17' }) // ['papers']
 */
export function itemsTold(
  checklist: Readonly<Record<string, ArchiveItem>>,
  sets: Readonly<Record<string, readonly Paper[]>>,
  papers: Papers = {},
): readonly string[] {
  return Object.entries(checklist).flatMap(([item, { told }]) => {
    const wanted = sets[told ?? ''];
    return wanted !== undefined && wanted.every((paper) => papers[paper] !== undefined) ? [item] : [];
  });
}

/**
 * Items of the checklist that are not filed, in its order.
 *
 * @param checklist - codes of the policy's items
 * @param filed - codes that are filed; one that the checklist no longer asks for is passed over
 * @example missingItems(['contract', 'map'], ['map']) // ['contract']
 */
export function missingItems(checklist: readonly string[], filed: readonly string[]): readonly string[] {
  return checklist.filter((item) => !filed.includes(item));
}
