/** Species as people name them. */
import type { Language } from '../domain/labels.ts';
import { shippedPolicy } from '../policies/load.ts';

/** @example speciesName('PINUS_TABULIFORMIS', 'zh') // '油松'; a code that the policy does not know stands for itself */
export function speciesName(code: string, language: Language): string {
  return shippedPolicy().species[code]?.[language] ?? code;
}
