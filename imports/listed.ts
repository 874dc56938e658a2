/** Rows and cells named in a remark. */

/** A remark of a million rows names the first of them. */
export const MOST_NAMED = 10;

/** @param count - of all, where only the first are handed in */
export function listed(items: readonly (number | string)[], count = items.length): string {
  const more = count > MOST_NAMED ? `, … (${count} in all)` : '';
  return `${items.slice(0, MOST_NAMED).join(', ')}${more}`;
}
