/** Duties: what each names must be there, and what its kind cannot do without. */
import { COMMENCED } from '../domain/policy/regime.ts';
import type { Finding } from './finding.ts';
import { bandProblems, consequenceProblems, guardProblems, verdictsOf } from './check-bands.ts';
import { anchorsOf, anchorsSet, groupsOf, meant, oneOf, onlyProblems, referenceProblem } from './check-names.ts';
import { numberProblems, whenValueProblems } from './check-values.ts';
import type { Policy } from './schema.ts';

export function dutyProblems(policy: Policy, code: string): Finding[] {
  const duty = policy.duties[code]!;
  const path = ['duties', code];
  return [
    ...whenProblems(policy, [...path, 'when'], duty.when),
    ...whenValueProblems(policy, duty.when),
    ...referenceProblem(policy, [...path, 'base'], duty.base),
    ...referenceProblem(policy, [...path, 'measure'], duty.measure),
    ...(duty.at ?? []).flatMap((anchor) => referenceProblem(policy, [...path, 'at'], anchor)),
    ...onlyProblems(policy, [...path, 'only'], duty.only),
    ...bandProblems(policy, duty.bands ?? [], [...path, 'bands']),
    ...(duty.says ?? []).flatMap((code) => oneOf([...path, 'says'], code, Object.keys(policy.duties))),
    ...oneOf([...path, 'until'], duty.until, anchorsSet(policy)),
    ...(duty.anytime === undefined ? [] : oneOf([...path, 'anytime'], duty.anytime, duty.papers ?? [])),
    ...(duty.papers ?? []).flatMap((name) => oneOf([...path, 'papers'], name, Object.keys(policy.papers))),
    ...(duty.supersedes ?? []).flatMap(({ duty: other, raisedBy }) => [
      ...oneOf([...path, 'supersedes'], other, Object.keys(policy.duties)),
      ...oneOf([...path, 'supersedes'], raisedBy, anchorsOf(policy)),
    ]),
    ...(duty.shift?.if ?? []).flatMap((guard) => guardProblems(policy, guard, [...path, 'shift', 'if'])),
    ...consequenceProblems(policy, duty.done ?? [], [...path, 'done']),
    ...consequenceProblems(policy, duty.then ?? [], [...path, 'then']),
    ...Object.entries(duty.options ?? {}).flatMap(([name, list]) =>
      consequenceProblems(policy, list, [...path, 'options', name]),
    ),
    ...windowProblems(policy, [...path, 'when'], duty.when),
    ...oneOf([...path, 'leaves', 'raise'], duty.leaves?.raise, Object.keys(policy.duties)),
    ...missedStepProblems(policy, duty, path),
    ...partsProblems(duty, path),
  ];
}

/** A duty that waits for a window has one in every group of counties: of several, one at least. */
function windowProblems(policy: Policy, path: Finding['path'], when: Policy['duties'][string]['when']): Finding[] {
  const names = 'in' in when ? [when.in].flat() : 'next' in when && Array.isArray(when.next) ? when.next : [];
  const known = names.filter((name) => policy.calendar[name] !== undefined);
  return known.length === 0
    ? []
    : groupsOf(policy)
        .filter((group) => known.every((name) => policy.calendar[name]![group] === undefined))
        .map((group) => ({
          path,
          met: `no window for ${group}`,
          wanted: `a row of ${known.join(' or ')} for ${group}`,
        }));
}

/** A check that asks for blocks needs their rule, which gives a verdict that no row of it gives already. */
export function blockProblems(policy: Policy): Finding[] {
  const { blocks, duties } = policy;
  const asking = Object.keys(duties).filter((code) => duties[code]!.blocks);
  const path = (code: string) => ['duties', code, 'blocks'];
  if (blocks === undefined) return asking.map((code) => ({ path: path(code), met: 'no blocks', wanted: 'blocks' }));
  const { any, as, verdict, raise } = blocks;
  return [
    ...any.flatMap((guard) => guardProblems(policy, guard, ['blocks', 'any'])),
    ...oneOf(['blocks', 'as'], as, verdictsOf(policy)),
    ...oneOf(['blocks', 'raise'], raise, Object.keys(duties)),
    ...asking
      .filter((code) => duties[code]!.bands?.some((band) => band.verdict === verdict) ?? true)
      .map((code) => ({
        path: path(code),
        met: `${code} with ${verdict}`,
        wanted: `a check whose rows do not say ${verdict}`,
      })),
  ];
}

/** A work that is cut in strips needs their layout; one part in so many is a number, whatever row it comes from. */
export function stripProblems(policy: Policy): Finding[] {
  const { strips, duties } = policy;
  const cut = Object.keys(duties).filter((code) => duties[code]!.inStrips);
  const path = (code: string) => ['duties', code, 'inStrips'];
  if (strips === undefined) return cut.map((code) => ({ path: path(code), met: 'no strips', wanted: 'strips' }));
  const { oneIn } = strips;
  return [
    ...cut
      .filter((code) => duties[code]!.kind !== 'work')
      .map((code) => ({ path: path(code), met: `strips of a ${duties[code]!.kind}`, wanted: 'strips of a work' })),
    ...(typeof oneIn === 'string'
      ? [...referenceProblem(policy, ['strips', 'oneIn'], oneIn), ...numberProblems(policy, oneIn)]
      : []),
  ];
}

/** A letter of a missed window is a step of the ladder, of a duty that has such a window. */
function missedStepProblems(
  policy: Policy,
  { missed, missedStep }: Policy['duties'][string],
  path: Finding['path'],
): Finding[] {
  if (missedStep === undefined) return [];
  const at = [...path, 'missedStep'];
  const steps = policy.ladder.map(({ step }) => String(step));
  if (missed !== 'redate') return [{ path: at, met: `missedStep with ${missed}`, wanted: 'missed: redate' }];
  return oneOf(at, String(missedStep), steps);
}

/** What each kind of duty cannot do without. */
function partsProblems(duty: Policy['duties'][string], path: Finding['path']): Finding[] {
  const lacks = (part: string, met: string) => [{ path, met: `${met} without ${part}`, wanted: part }];
  return [
    ...(duty.kind === 'survey' && !duty.bands ? lacks('bands', 'a survey') : []),
    ...(duty.kind === 'decision' && !duty.options ? lacks('options', 'a decision') : []),
    ...(duty.kind === 'report' && !duty.says ? lacks('says', 'a report') : []),
    ...(duty.kind === 'deadline' && !duty.then ? lacks('then', 'a deadline') : []),
    ...(duty.kind === 'ban' && !duty.then ? lacks('then', 'a ban') : []),
    ...(duty.kind !== 'work' && duty.declarant !== undefined
      ? [{ path: [...path, 'declarant'], met: `a declarant of a ${duty.kind}`, wanted: 'a declarant of a work' }]
      : []),
    ...(duty.kind !== 'work' && duty.leaves !== undefined
      ? [{ path: [...path, 'leaves'], met: `a felling of a ${duty.kind}`, wanted: 'a felling of a work' }]
      : []),
    ...(duty.kind !== 'work' && duty.kind !== 'planting' && duty.papers !== undefined
      ? [{ path: [...path, 'papers'], met: `papers of a ${duty.kind}`, wanted: 'papers of a work or a planting' }]
      : []),
    ...(duty.missed === 'redate' && !('in' in duty.when || 'next' in duty.when)
      ? [{ path: [...path, 'missed'], met: 'redate without a window', wanted: 'in or next under when' }]
      : []),
  ];
}

function whenProblems(policy: Policy, path: Finding['path'], when: Policy['duties'][string]['when']): Finding[] {
  const windows = Object.keys(policy.calendar);
  const named = 'in' in when ? [when.in].flat() : 'next' in when && Array.isArray(when.next) ? when.next : [];
  const references = [
    'next' in when && typeof when.next === 'string' ? when.next : undefined,
    'years' in when && typeof when.years === 'string' ? when.years : undefined,
    'visits' in when ? when.visits : undefined,
  ];
  const from = 'from' in when && when.from !== 'it' ? when.from : undefined;
  const spans = 'by' in when ? [when.after, when.by].filter((span) => span !== undefined) : [];
  const spanned = spans.flatMap((span) => ('years' in span && typeof span.years === 'string' ? [span.years] : []));
  return [
    ...named.flatMap((name) => oneOf(path, name, windows)),
    ...[...references, ...spanned].flatMap((reference) => referenceProblem(policy, path, reference)),
    ...('season' in when ? oneOf([...path, 'of'], when.of, Object.keys(policy.seasons)) : []),
    ...referenceProblem(policy, [...path, 'from'], from),
    ...(from === undefined ? [] : meant(policy, from)).flatMap((anchor) =>
      oneOf([...path, 'from'], anchor, [...anchorsOf(policy), COMMENCED]),
    ),
  ];
}
