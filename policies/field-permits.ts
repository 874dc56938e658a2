/** Which duties of a policy a paper may let go on where an order bars them. */
import type { GateBars } from '../domain/gate.ts';
import { fieldNeedsOf } from '../domain/stand/barred.ts';
import type { Policy } from './schema.ts';

/**
 * Codes of the duties that may have a permit. Closed forests are entered by permit, whatever the work; where all field work
 * is barred, the policy names what may go on.
 */
export function permittable({ duties, fieldPermits = [] }: Policy, bars: GateBars): readonly string[] {
  if (bars !== 'FOREST_ENTRY') return bars === 'FIELD_WORK' ? fieldPermits : [];
  return Object.keys(duties).filter((code) => fieldNeedsOf(duties[code]!).includes(bars));
}
