/** Species as people name them. */
import type { Language } from '../domain/language.ts';
import type { StandState } from '../domain/stand/state.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { findSpecies, nearestNames } from '../policies/names.ts';
import type { Database } from '../prisma/database.ts';
import { CommandError, EXIT, type Said } from './exit-codes.ts';
import { policyAtHand } from './policy-named.ts';

/**
 * @returns a code that no policy of the stand knows, or whose policy is not at hand, stands for itself
 * @example await speciesName(db, state, 'PINUS_TABULIFORMIS', 'zh') // '油松'
 */
export async function speciesName(
  db: Database,
  { regimes }: StandState,
  code: string,
  language: Language,
): Promise<string> {
  const policies = await Promise.all(Object.values(regimes).map((regime) => policyAtHand(db, regime)));
  return policies.map((policy) => policy?.species[code]?.[language]).find((name) => name !== undefined) ?? code;
}

export function noSpecies(name: string, near: readonly string[]): Said {
  return {
    en: `species ${name} is not known; nearest: ${near.join(', ')}`,
    zh: `没有树种 ${name}，相近的有：${near.join('、')}`,
  };
}

/** Its code by any name the policy knows; an unknown one is answered with the nearest. */
export function speciesNamed(policy: LoadedPolicy, name: string): string {
  const code = findSpecies(policy, name);
  if (code !== undefined) return code;
  const known = Object.values(policy.species).flatMap(({ zh, en }) => [zh, en]);
  throw new CommandError(EXIT.refused, 'SPECIES_UNKNOWN', noSpecies(name, nearestNames(name, known)));
}
