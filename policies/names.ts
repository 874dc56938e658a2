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

/**
 * Where stock was grown, as people write it: the code of the county that a text names, or the stand's own for what the
 * policy calls local; a text that names no county of the policy stands for itself, as a place elsewhere.
 *
 * @param countyCode - of the stand
 * @example provenanceOf(policy, '140921', '宁武县苗圃') // '140925'
 */
export function provenanceOf(policy: Policy, countyCode: string, text: string): string {
  const word = folded(text);
  const usual = policy.registers.seedlings?.provenance.usual;
  if (usual && [usual.zh, usual.en].some((name) => folded(name) === word)) return countyCode;
  const named = Object.entries(policy.counties).flatMap(([code, { zh, en }]) =>
    [code, zh, zh.replace(/[县市区]$/, ''), en]
      .filter((name) => word.includes(folded(name)))
      .map((name) => ({ code, letters: name.length })),
  );
  // 五台山 is another county than 五台, whose name is in it.
  const [longest] = named.toSorted((one, other) => other.letters - one.letters);
  return longest?.code ?? text;
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
