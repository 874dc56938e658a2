/** The policy that people name, and the one that a stand lives by. */
import { existsSync } from 'node:fs';
import type { Regime } from '../domain/policy/regime.ts';
import { loadPolicy, shippedPolicy, shippedPolicyFile, type LoadedPolicy } from '../policies/load.ts';

/** By its name, or a file of one's own. */
export function policyNamed(name: string): LoadedPolicy {
  return existsSync(name) || /[/\\]|\.ya?ml$/.test(name) ? loadPolicy(name) : shippedPolicy(name);
}

/** Whether some version of it ships; a bureau's own has no names here. */
export function isShipped({ policy }: Pick<Regime, 'policy'>): boolean {
  return existsSync(shippedPolicyFile(policy.split('@')[0]));
}

/** The shipped policy of a regime, in the version at hand: for names, and for the rules of what is planted anew. */
export function policyOf({ policy }: Pick<Regime, 'policy'>): LoadedPolicy {
  return shippedPolicy(policy.split('@')[0]);
}
