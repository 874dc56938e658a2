/** Counties and species by the names people write. */
import type { Policy } from './schema.ts';

function folded(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** The county's code, from its code or its Chinese or English name; the ending 县, 市, 区 may be left off. */
export function findCounty(policy: Policy, text: string): string | undefined {
  const word = folded(text);
  return Object.entries(policy.counties).find(([code, { zh, en }]) =>
    [folded(code), zh, zh.replace(/[县市区]$/, ''), folded(en)].includes(word),
  )?.[0];
}

/** The species' code, from its code, Chinese, English or Latin name or a known synonym. */
export function findSpecies(policy: Policy, text: string): string | undefined {
  const word = folded(text);
  return Object.entries(policy.species).find(([code, { zh, en, latin, also }]) =>
    [code, zh, en, latin, ...(also ?? [])].some((name) => folded(name) === word),
  )?.[0];
}

/** The known names nearest to a word, by edits; at most three. */
export function nearestNames(word: string, known: readonly string[]): readonly string[] {
  const wanted = folded(word);
  return known
    .map((name) => ({ name, far: editDistance(wanted, folded(name)) }))
    .toSorted((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Levenshtein's distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
