/** Guards as they are written: `fact operator value`. */
import type { Comparison } from '../domain/policy/regime.ts';

export interface WrittenGuard {
  readonly fact: string;
  readonly operator: Comparison;
  readonly value: string;
}

/** @example parseGuard('rounds >= 2') // { fact: 'rounds', operator: '>=', value: '2' } */
export function parseGuard(text: string): WrittenGuard {
  const [fact = '', operator = '=', ...value] = text.split(' ');
  return { fact, operator: operator as Comparison, value: value.join(' ') };
}
