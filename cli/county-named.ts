/** Counties as people name them, under whichever policy. */
import type { LoadedPolicy } from '../policies/load.ts';
import { findCounty, nearestNames } from '../policies/names.ts';
import type { CountyName } from '../prisma/org-store.ts';
import { CommandError, EXIT } from './exit-codes.ts';

interface NamedCounty {
  readonly county: CountyName;
  /** The first that knows it: its zone, its periods and its names of species. */
  readonly policy: LoadedPolicy;
}

/**
 * @param text - code, Chinese or English name
 * @throws CommandError with the nearest counties of all policies where none knows it
 */
export function countyNamed(policies: readonly LoadedPolicy[], text: string): NamedCounty {
  for (const policy of policies) {
    const code = findCounty(policy, text);
    if (code !== undefined) return { county: nameOf(policy, code), policy };
  }
  const near = nearestCounties(policies, text);
  const message = {
    en: `county ${text} is not known; nearest: ${near.map(({ code, zh, en }) => `${code} ${zh} ${en}`).join(', ')}`,
    zh: `没有县 ${text}，相近的有：${near.map(({ code, zh }) => `${code} ${zh}`).join('、')}`,
  };
  throw new CommandError(EXIT.notFound, 'COUNTY_UNKNOWN', message);
}

function nameOf({ counties }: LoadedPolicy, code: string): CountyName {
  const { zh, en } = counties[code]!;
  return { code, zh, en };
}

function nearestCounties(policies: readonly LoadedPolicy[], text: string): readonly CountyName[] {
  const known = policies.flatMap((policy) => Object.keys(policy.counties).map((code) => nameOf(policy, code)));
  const byWord = new Map(known.toReversed().flatMap((county) => wordsOf(county).map((word) => [word, county])));
  const near = nearestNames(text, [...byWord.keys()]).map((word) => byWord.get(word)!);
  return [...new Map(near.map((county) => [county.code, county])).values()];
}

function wordsOf({ code, zh, en }: CountyName): readonly string[] {
  return [code, zh, en];
}
