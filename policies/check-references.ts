/** Every name a policy uses must exist, every table must decide, and thresholds must stand in order. */
import { FACT_NAMES } from '../domain/policy/regime.ts';
import type { Finding } from './check.ts';
import { parseGuard } from './guard.ts';
import type { Policy, PolicyConsequence } from './schema.ts';

/** Facts a `let` row may ask besides the values of earlier rows. */
const LET_FACTS = ['altitudeM', 'rainMm', 'plantedOn', 'group', 'zone2023', 'species', 'method', 'subsidised'];

export function referenceProblems(policy: Policy): readonly Finding[] {
  return [
    ...calendarProblems(policy),
    ...lineProblems(policy),
    ...letProblems(policy),
    ...Object.keys(policy.duties).flatMap((code) => dutyProblems(policy, code)),
    ...Object.keys(policy.judgements).flatMap((code) =>
      bandProblems(policy, policy.judgements[code]!.bands, ['judgements', code, 'bands']),
    ),
    ...Object.entries(policy.do).flatMap(([name, list]) => consequenceProblems(policy, list, ['do', name], false)),
    ...Object.entries(policy.damage).flatMap(([name, list]) => consequenceProblems(policy, list, ['damage', name])),
    ...ladderProblems(policy),
  ];
}

function oneOf(path: Finding['path'], met: string | undefined, allowed: readonly string[]): Finding[] {
  return met === undefined || allowed.includes(met) ? [] : [{ path, met, wanted: `one of ${allowed.join(', ')}` }];
}

function groupsOf(policy: Policy): readonly string[] {
  return [
    ...new Set(Object.values(policy.calendar).flatMap((row) => Object.keys(row).filter((key) => key !== 'work'))),
  ];
}

function calendarProblems(policy: Policy): Finding[] {
  const groups = groupsOf(policy);
  const zones = policy.readings.names;
  return [
    ...Object.entries(policy.counties).flatMap(([code, county]) => [
      ...oneOf(['counties', code, 'group'], county.group, groups),
      ...oneOf(['counties', code, 'zone2023'], county.zone2023, zones),
    ]),
    ...oneOf(['readings', 'pay'], policy.readings.pay, zones),
    ...(policy.seasons['growing'] ? [] : [{ path: ['seasons'], met: 'no growing season', wanted: 'growing' }]),
  ];
}

function lineProblems(policy: Policy): Finding[] {
  const missing = Object.entries(policy.lines).flatMap(([name, line]) =>
    typeof line === 'number'
      ? []
      : typeof line === 'string'
        ? referenceProblem(policy, ['lines', name], line)
        : policy.readings.names
            .filter((reading) => line[reading] === undefined)
            .map((reading) => ({
              path: ['lines', name],
              met: `no line for ${reading}`,
              wanted: policy.readings.names.join(', '),
            })),
  );
  const { fail, survival } = policy.lines;
  const disordered = policy.readings.names
    .filter((reading) => at(fail, reading) >= at(survival, reading))
    .map((reading) => ({
      path: ['lines', 'fail'],
      met: `${at(fail, reading)} for ${reading}`,
      wanted: `below the survival line ${at(survival, reading)}`,
    }));
  return [...missing, ...disordered];
}

function at(line: Policy['lines'][string] | undefined, reading: string): number {
  return (typeof line === 'object' ? line[reading] : Number(line)) ?? Number.NaN;
}

/** A reference names a row of `let`. */
function referenceProblem(policy: Policy, path: Finding['path'], text: string | undefined): Finding[] {
  return oneOf(path, text?.startsWith('$') ? text.slice(1) : undefined, Object.keys(policy.let));
}

function letProblems(policy: Policy): Finding[] {
  const known = [...LET_FACTS];
  return Object.entries(policy.let).flatMap(([name, rows]) => {
    const findings = rows.flatMap((row, index) => {
      const guards = row.if === undefined ? [] : [row.if].flat();
      return guards.flatMap((guard) => oneOf(['let', name, index, 'if'], parseGuard(guard).fact, known));
    });
    known.push(name);
    const last = rows.at(-1)!;
    const open =
      last.if === undefined
        ? []
        : [
            {
              path: ['let', name, rows.length - 1, 'if'],
              met: String(last.if),
              wanted: 'no condition in the last row',
            },
          ];
    return [...findings, ...open];
  });
}

function dutyProblems(policy: Policy, code: string): Finding[] {
  const duty = policy.duties[code]!;
  const path = ['duties', code];
  return [
    ...whenProblems(policy, [...path, 'when'], duty.when),
    ...referenceProblem(policy, [...path, 'base'], duty.base),
    ...referenceProblem(policy, [...path, 'measure'], duty.measure),
    ...onlyProblems(policy, [...path, 'only'], duty.only),
    ...bandProblems(policy, duty.bands ?? [], [...path, 'bands']),
    ...(duty.says ?? []).flatMap((code) => oneOf([...path, 'says'], code, Object.keys(policy.duties))),
    ...oneOf([...path, 'until'], duty.until, anchorsOf(policy)),
    ...(duty.supersedes ?? []).flatMap(({ duty: other, raisedBy }) => [
      ...oneOf([...path, 'supersedes'], other, Object.keys(policy.duties)),
      ...oneOf([...path, 'supersedes'], raisedBy, anchorsOf(policy)),
    ]),
    ...(duty.shift?.if ?? []).flatMap((guard) => guardProblems(guard, [...path, 'shift', 'if'])),
    ...consequenceProblems(policy, duty.done ?? [], [...path, 'done']),
    ...consequenceProblems(policy, duty.then ?? [], [...path, 'then']),
    ...Object.entries(duty.options ?? {}).flatMap(([name, list]) =>
      consequenceProblems(policy, list, [...path, 'options', name]),
    ),
    ...partsProblems(duty, path),
  ];
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
  return [
    ...named.flatMap((name) => oneOf(path, name, windows)),
    ...references.flatMap((reference) => referenceProblem(policy, path, reference)),
    ...oneOf([...path, 'from'], from, anchorsOf(policy)),
  ];
}

/** `only` asks what the resolution knows: facts of the stand and the values of `let`. */
function onlyProblems(policy: Policy, path: Finding['path'], only: string | string[] | undefined): Finding[] {
  const known = [...LET_FACTS, ...Object.keys(policy.let)];
  return [only ?? []].flat().flatMap((guard) => oneOf(path, parseGuard(guard).fact, known));
}

function anchorsOf(policy: Policy): readonly string[] {
  return [...new Set(Object.values(policy.duties).flatMap((duty) => duty.at ?? []))];
}

type WrittenBands = Policy['judgements'][string]['bands'];

function bandProblems(policy: Policy, bands: WrittenBands, path: Finding['path']): Finding[] {
  const last = bands.at(-1);
  const conditional = last !== undefined && (last.only ?? last.below ?? last.if ?? last.any) !== undefined;
  return [
    ...bands.flatMap((band, index) => [
      ...oneOf([...path, index, 'below'], band.below, Object.keys(policy.lines)),
      ...onlyProblems(policy, [...path, index, 'only'], band.only),
      ...oneOf([...path, index, 'also'], band.also, Object.keys(policy.judgements)),
      ...[...(band.if ?? []), ...(band.any ?? [])].flatMap((guard) => guardProblems(guard, [...path, index])),
      ...oneOf(
        [...path, index, 'as'],
        band.as,
        bands.map(({ verdict }) => verdict),
      ),
      ...consequenceProblems(policy, band.then, [...path, index, 'then']),
    ]),
    ...(conditional
      ? [
          {
            path: [...path, bands.length - 1],
            met: 'a condition in the last row',
            wanted: 'a last row that holds always',
          },
        ]
      : []),
  ];
}

function guardProblems(guard: string, path: Finding['path']): Finding[] {
  const { fact, value } = parseGuard(guard);
  const number = Number.isFinite(Number(value)) ? [] : [{ path, met: guard, wanted: 'a number after the operator' }];
  return [...oneOf(path, fact, FACT_NAMES), ...number];
}

function consequenceProblems(
  policy: Policy,
  list: readonly PolicyConsequence[],
  path: Finding['path'],
  macros = true,
): Finding[] {
  const duties = Object.keys(policy.duties);
  const steps = policy.ladder.map(({ step }) => String(step));
  return list.flatMap((consequence, index) => {
    const at = [...path, index];
    if ('raise' in consequence) return oneOf([...at, 'raise'], consequence.raise, duties);
    if ('withdraw' in consequence) return oneOf([...at, 'withdraw'], consequence.withdraw, [...duties, 'all']);
    if ('satisfy' in consequence) return oneOf([...at, 'satisfy'], consequence.satisfy, duties);
    if ('anchor' in consequence) return oneOf([...at, 'anchor'], consequence.anchor, anchorsOf(policy));
    if ('escalate' in consequence) return oneOf([...at, 'escalate'], String(consequence.escalate), steps);
    if ('do' in consequence) return oneOf([...at, 'do'], consequence.do, macros ? Object.keys(policy.do) : []);
    return [];
  });
}

function ladderProblems(policy: Policy): Finding[] {
  const steps = policy.ladder.map(({ step }) => step);
  const disordered = policy.ladder.flatMap(({ step, afterDays }, index) => {
    const before = policy.ladder[index - 1];
    return before && (step <= before.step || afterDays <= before.afterDays)
      ? [
          {
            path: ['ladder', index],
            met: `step ${step} after ${afterDays} days`,
            wanted: 'steps and days in rising order',
          },
        ]
      : [];
  });
  const missed = Object.entries(policy.missedSteps).flatMap(([name, step]) =>
    oneOf(['missedSteps', name], String(step), steps.map(String)),
  );
  return [...disordered, ...missed];
}
