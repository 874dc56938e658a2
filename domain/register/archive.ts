/** The archive of a stand (建档): its number, and what the checklist asks for. */

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
