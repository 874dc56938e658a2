/** Species as people name them. */
import type { Language } from '../domain/labels.ts';
import type { StandState } from '../domain/stand/state.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { findSpecies, nearestNames } from '../policies/names.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { isShipped, policyOf } from './policy-named.ts';

/** @example speciesName(state, 'PINUS_TABULIFORMIS', 'zh') // '油松'; a code that the stand's policy does not know stands for itself */
export function speciesName({ regimes }: StandState, code: string, language: Language): string {
  const policies = Object.values(regimes).filter(isShipped).map(policyOf);
  return policies.map(({ species }) => species[code]?.[language]).find((name) => name !== undefined) ?? code;
}

/** Its code by any name the policy knows; an unknown one is answered with the nearest. */
export function speciesNamed(policy: LoadedPolicy, name: string): string {
  const code = findSpecies(policy, name);
  if (code !== undefined) return code;
  const known = Object.values(policy.species).flatMap(({ zh, en }) => [zh, en]);
  const message = `species ${name} is not known; nearest: ${nearestNames(name, known).join(', ')}`;
  throw new CommandError(EXIT.refused, 'SPECIES_UNKNOWN', message);
}
