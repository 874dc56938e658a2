/** Which of two builds is the later one: only the later takes stands over, or two releases would pull at each other. */

/**
 * By version; of one version the one that asks counts as later, for it was started last.
 *
 * @param id - build id, `<version>-<hash>`
 */
export function isLaterThan(id: string, than: string): boolean {
  const [own, other] = [numbersOf(id), numbersOf(than)];
  for (let part = 0; part < Math.max(own.length, other.length); part += 1) {
    const difference = (own[part] ?? 0) - (other[part] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbersOf(id: string): number[] {
  return id
    .slice(0, id.lastIndexOf('-'))
    .split('.')
    .map((part) => Number.parseInt(part, 10) || 0);
}
