/** Every name a policy uses must exist, every table must decide, and thresholds must stand in order. */
import { FACT_NAMES } from '../domain/policy/regime.ts';
import type { Finding } from './check.ts';
import { parseGuard } from './guard.ts';
import type { Policy, PolicyConsequence } from './schema.ts';

/** Facts a `let` row may ask besides the values of earlier rows. */
const LET_FACTS = ['altitudeM', 'rainMm', 'plantedOn', 'group', 'zone2023', 'species', 'method'];

export function referenceProblems(policy: Policy): readonly Finding[] {
  return [
    ...calendarProblems(policy),
    ...lineProblems(policy),
    ...letProblems(policy),
    ...Object.keys(policy.duties).flatMap((code) => dutyProblems(policy, code)),
    ...Object.entries(policy.do).flatMap(([name, list]) => consequenceProblems(policy, list, ['do', name], false)),
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
  return (typeof line === 'number' ? line : line?.[reading]) ?? Number.NaN;
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
  const windows = Object.keys(policy.calendar);
  const { when } = duty;
  const named = 'in' in when ? [when.in] : 'next' in when && Array.isArray(when.next) ? when.next : [];
  const reference = 'next' in when && typeof when.next === 'string' ? when.next.slice(1) : undefined;
  return [
    ...named.flatMap((name) => oneOf([...path, 'when'], name, windows)),
    ...oneOf([...path, 'when', 'next'], reference, Object.keys(policy.let)),
    ...oneOf([...path, 'base'], duty.base?.startsWith('$') ? duty.base.slice(1) : undefined, Object.keys(policy.let)),
    ...bandProblems(policy, code),
    ...consequenceProblems(policy, duty.done ?? [], [...path, 'done']),
    ...Object.entries(duty.options ?? {}).flatMap(([name, list]) =>
      consequenceProblems(policy, list, [...path, 'options', name]),
    ),
    ...(duty.kind === 'survey' && !duty.bands ? [{ path, met: 'a survey without bands', wanted: 'bands' }] : []),
    ...(duty.kind === 'decision' && !duty.options
      ? [{ path, met: 'a decision without options', wanted: 'options' }]
      : []),
  ];
}

function bandProblems(policy: Policy, code: string): Finding[] {
  const bands = policy.duties[code]!.bands ?? [];
  const path = ['duties', code, 'bands'];
  const last = bands.at(-1);
  const conditional = last !== undefined && (last.below ?? last.if ?? last.any) !== undefined;
  return [
    ...bands.flatMap((band, index) => [
      ...oneOf([...path, index, 'below'], band.below, Object.keys(policy.lines)),
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
  const anchors = [...new Set(Object.values(policy.duties).flatMap((duty) => duty.at ?? []))];
  return list.flatMap((consequence, index) => {
    const at = [...path, index];
    if ('raise' in consequence) return oneOf([...at, 'raise'], consequence.raise, duties);
    if ('withdraw' in consequence) return oneOf([...at, 'withdraw'], consequence.withdraw, duties);
    if ('anchor' in consequence) return oneOf([...at, 'anchor'], consequence.anchor, anchors);
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
