/** Names in a policy file: what may be named where, and what is said of a name that nothing bears. */
import type { Finding } from './finding.ts';
import { parseGuard } from './guard.ts';
import type { Policy } from './schema.ts';

/** Facts a `let` row may ask besides the values of earlier rows. */
export const LET_FACTS = ['altitudeM', 'rainMm', 'plantedOn', 'group', 'zone2023', 'species', 'method', 'subsidised'];

export function oneOf(path: Finding['path'], met: string | undefined, allowed: readonly string[]): Finding[] {
  return met === undefined || allowed.includes(met) ? [] : [{ path, met, wanted: `one of ${allowed.join(', ')}` }];
}

/** A reference names a value of `let` or of the standard. */
export function referenceProblem(policy: Policy, path: Finding['path'], text: string | undefined): Finding[] {
  return oneOf(path, text?.startsWith('$') ? text.slice(1) : undefined, valuesOf(policy));
}

/** What a reference may name: values of `let`, and of the stand's own standard. */
function valuesOf(policy: Policy): readonly string[] {
  return [...Object.keys(policy.let), ...Object.keys(policy.standard)];
}

/** `only` asks what the resolution knows: facts of the stand and the values of `let`. */
export function onlyProblems(policy: Policy, path: Finding['path'], only: string | string[] | undefined): Finding[] {
  const known = [...LET_FACTS, ...valuesOf(policy)];
  return [only ?? []].flat().flatMap((guard) => oneOf(path, parseGuard(guard).fact, known));
}

/** Anchors that something hangs on: a duty, the end of a ban, a deadline, or a fact of its name. */
export function anchorsOf(policy: Policy): readonly string[] {
  const duties = Object.values(policy.duties);
  return [
    ...new Set([
      ...duties
        .flatMap(({ at, until }) => [...(at ?? []), ...(until === undefined ? [] : [until])])
        .flatMap((name) => meant(policy, name)),
      'established',
      'regenerated',
    ]),
  ];
}

/** What a reference may come to; a word stands for itself. */
export function meant(policy: Policy, text: string): readonly string[] {
  if (!text.startsWith('$')) return [text];
  return (policy.let[text.slice(1)] ?? []).map(({ is }) => String(is));
}

/** Anchors that the planting or a consequence sets. */
export function anchorsSet(policy: Policy): readonly string[] {
  return ['planted', ...namesAfter(policy, 'anchor')];
}

/** Stages that the planting or a consequence leads to. */
export function stagesOf(policy: Policy): readonly string[] {
  return ['PLANTED', ...namesAfter(policy, 'enter')];
}

/** Of every consequence that begins with this word. */
function namesAfter(policy: Policy, word: 'anchor' | 'enter'): ReadonlySet<string> {
  const all = JSON.stringify([
    policy.duties,
    policy.do,
    policy.judgements,
    policy.damage,
    policy.stockFromOutside,
    policy.starts,
  ]);
  return new Set([...all.matchAll(new RegExp(`"${word}":"(\\w+)"`, 'g'))].map(([, name]) => name!));
}

/** Groups of counties for which the calendar has windows. */
export function groupsOf(policy: Policy): readonly string[] {
  return [
    ...new Set(Object.values(policy.calendar).flatMap((row) => Object.keys(row).filter((key) => key !== 'work'))),
  ];
}
