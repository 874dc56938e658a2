/** Headings compared. */

/**
 * Names under which rows keep their cells: of headings alike the second is `note (2)`, so that neither is lost.
 *
 * @example distinct(['note', 'note']) // ['note', 'note (2)']
 */
export function distinct(headings: readonly string[]): readonly string[] {
  const taken = new Set(headings);
  const counts = new Map<string, number>();
  return headings.map((heading) => {
    let count = (counts.get(heading) ?? 0) + 1;
    let name = count === 1 ? heading : `${heading} (${count})`;
    for (; count > 1 && taken.has(name); name = `${heading} (${count})`) count += 1;
    counts.set(heading, count);
    taken.add(name);
    return name;
  });
}

/** Case, width, signs nobody sees and blanks make no other heading; Chinese is broken into lines between any two signs. */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{sc=Han}) (?=\p{sc=Han})/gu, '')
    .replace(/\s*([()])\s*/g, '$1')
    .trim();
}

/** A table's columns have no blanks, so people write underscores for them. */
export function loose(text: string): string {
  return folded(text).replaceAll('_', ' ');
}
