/** Rules of a register, or a plain no where the county's policy has none. */
import { refuse } from '../domain/errors.ts';
import type { Language } from '../domain/language.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { refusalError } from './refusal-error.ts';

type Registers = LoadedPolicy['registers'];

/** @throws CommandError naming the policy and the section it lacks */
export function registerRules<Name extends keyof Registers>(
  policy: LoadedPolicy,
  name: Name,
  lang: Language,
): NonNullable<Registers[Name]> {
  const rules = policy.registers[name];
  if (rules) return rules;
  const refusal = refuse('REGISTER_NOT_RULED', {
    policy: `${policy.policy}@${policy.version}`,
    met: `registers.${name}`,
  });
  throw refusalError(refusal, lang);
}
