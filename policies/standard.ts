/** A stand's own approved standard: values that a plan sets for it, in place of what is usual under the policy. */
import type { Policy } from './schema.ts';

export type StandardValues = Readonly<Record<string, number>>;

/** A value that the policy does not know, or that lies outside what it allows. */
export interface StandardFault {
  readonly name: string;
  readonly met: number | undefined;
  readonly wanted: string;
}

/** The first value that cannot be; none where all may be. */
export function standardFault(policy: Policy, own: StandardValues): StandardFault | undefined {
  for (const [name, met] of Object.entries(own)) {
    // A word that every object knows, such as `constructor`, is no name of the policy.
    const known = Object.hasOwn(policy.standard, name) ? policy.standard[name] : undefined;
    const names = Object.keys(policy.standard).join(', ') || 'none: the policy knows no standard of a stand';
    if (known === undefined) return { name, met: undefined, wanted: `one of ${names}` };
    const { least, most } = known;
    if (!(least <= met && met <= most)) return { name, met, wanted: `${least} to ${most}${unitOf(policy, name)}` };
  }
  return undefined;
}

function unitOf(policy: Policy, name: string): string {
  const unit = (policy.cite[`standard.${name}`] ?? policy.cite['standard'])?.unit;
  return unit === undefined ? '' : ` ${unit}`;
}

/** Every name of the standard with its value: the stand's own, else the usual one. */
export function standardOf(policy: Policy, own: StandardValues = {}): StandardValues {
  return Object.fromEntries(Object.entries(policy.standard).map(([name, { usual }]) => [name, own[name] ?? usual]));
}
