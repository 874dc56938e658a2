/** The values of an outcome: `name=value`, each read by the rule of its name. */
import { nearestNames } from '../policies/names.ts';
import type { Policy } from '../policies/schema.ts';
import type { Said } from './exit-codes.ts';
import { KINDS, type FieldName, type Fields } from './outcome-kinds.ts';

export interface FieldProblem {
  readonly met: string;
  readonly wanted: Said;
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
    else if (name in fields)
      problems.push({ met: `${about} ${word}`, wanted: { en: `${name}=… once`, zh: `${name}=… 仅一次` } });
    else {
      const kind = KINDS[name as FieldName];
      const value = text === '' ? undefined : kind.read(text, policy);
      if (value === undefined) problems.push({ met: `${about} ${word}`, wanted: wantedOf(policy, name, text) });
      else fields[name] = value;
    }
  }
  return { fields, problems };
}

function namesOf(allowed: readonly FieldName[]): Said {
  if (allowed.length === 0) return { en: 'nothing more', zh: '无其他内容' };
  const names = allowed.map((name) => `${name}=…`);
  return { en: `one of ${names.join(', ')}`, zh: `其一：${names.join('、')}` };
}

function wantedOf(policy: Policy, name: string, text: string): Said {
  const { en, zh } = KINDS[name as FieldName].wanted;
  if (name !== 'species') return { en: `${name}= ${en}`, zh: `${name}= ${zh}` };
  const known = Object.values(policy.species).flatMap((species) => [species.zh, species.en]);
  const near = nearestNames(text, known);
  return { en: `${name}= ${en}; nearest: ${near.join(', ')}`, zh: `${name}= ${zh}，相近的有：${near.join('、')}` };
}
