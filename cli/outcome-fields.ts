/** The values of an outcome: `name=value`, each read by the rule of its name. */
import { nearestNames } from '../policies/names.ts';
import type { Policy } from '../policies/schema.ts';
import { KINDS, type FieldName, type Fields } from './outcome-kinds.ts';

export interface FieldProblem {
  readonly met: string;
  readonly wanted: string;
}

/** @param about - the words they follow, for the reader of a problem */
export function readFields(
  policy: Policy,
  about: string,
  words: readonly string[],
  allowed: readonly FieldName[],
): { readonly fields: Fields; readonly problems: readonly FieldProblem[] } {
  const fields: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    const [name, text] = at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
    const isAllowed = (allowed as readonly string[]).includes(name);
    if (at < 0 || !isAllowed) problems.push({ met: `${about} ${word}`, wanted: namesOf(allowed) });
    else if (name in fields) problems.push({ met: `${about} ${word}`, wanted: `${name}=… once` });
    else {
      const kind = KINDS[name as FieldName];
      const value = text === '' ? undefined : kind.read(text, policy);
      if (value === undefined)
        problems.push({ met: `${about} ${word}`, wanted: `${name}= ${wantedOf(policy, name, text)}` });
      else fields[name] = value;
    }
  }
  return { fields, problems };
}

function namesOf(allowed: readonly FieldName[]): string {
  return allowed.length === 0 ? 'nothing more' : `one of ${allowed.map((name) => `${name}=…`).join(', ')}`;
}

function wantedOf(policy: Policy, name: string, text: string): string {
  const { wanted } = KINDS[name as FieldName];
  if (name !== 'species') return wanted;
  const known = Object.values(policy.species).flatMap(({ zh, en }) => [zh, en]);
  return `${wanted}; nearest: ${nearestNames(text, known).join(', ')}`;
}
