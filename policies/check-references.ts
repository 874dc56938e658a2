/** Every name a policy uses must exist, every table must decide, and thresholds must stand in order. */
import type { Finding } from './finding.ts';
import { bandProblems, consequenceProblems, coverProblems, verdictsOf } from './check-bands.ts';
import { blockProblems, dutyProblems, stripProblems } from './check-duties.ts';
import { fieldWorkProblems } from './check-field-work.ts';
import { lineProblems } from './check-lines.ts';
import { groupsOf, LET_FACTS, oneOf, onlyProblems } from './check-names.ts';
import { paymentProblems } from './check-payments.ts';
import { registerProblems } from './check-registers.ts';
import { letValueProblems } from './check-values.ts';
import { parseGuard } from './guard.ts';
import type { Policy } from './schema.ts';

export function referenceProblems(policy: Policy): readonly Finding[] {
  return [
    ...calendarProblems(policy),
    ...lineProblems(policy),
    ...letProblems(policy),
    ...letValueProblems(policy),
    ...Object.keys(policy.duties).flatMap((code) => dutyProblems(policy, code)),
    ...Object.keys(policy.judgements).flatMap((code) =>
      bandProblems(policy, policy.judgements[code]!.bands, ['judgements', code, 'bands']),
    ),
    ...Object.entries(policy.judgements).flatMap(([code, judgement]) => [
      ...oneOf(['judgements', code, 'with'], judgement.with, verdictsOf(policy)),
      ...onlyProblems(policy, ['judgements', code, 'only'], judgement.only),
    ]),
    ...coverProblems(policy),
    ...Object.entries(policy.do).flatMap(([name, list]) => consequenceProblems(policy, list, ['do', name], false)),
    ...(['damaged', 'lost'] as const).flatMap((name) =>
      consequenceProblems(policy, policy.damage[name], ['damage', name]),
    ),
    ...consequenceProblems(policy, policy.stockFromOutside, ['stockFromOutside']),
    ...Object.entries(policy.starts).flatMap(([start, list]) => consequenceProblems(policy, list, ['starts', start])),
    ...blockProblems(policy),
    ...stripProblems(policy),
    ...oneOf(['acceptance', 'raise'], policy.acceptance?.raise, Object.keys(policy.duties)),
    ...ladderProblems(policy),
    ...paymentProblems(policy),
    ...registerProblems(policy),
    ...fieldWorkProblems(policy),
  ];
}

function calendarProblems(policy: Policy): Finding[] {
  const groups = groupsOf(policy);
  const zones = policy.readings.names;
  return [
    ...Object.entries(policy.counties).flatMap(([code, county]) => [
      ...oneOf(['counties', code, 'group'], county.group, groups),
      ...(county.zone2023 === undefined ? [] : oneOf(['counties', code, 'zone2023'], county.zone2023, zones)),
    ]),
    ...oneOf(['readings', 'pay'], policy.readings.pay, zones),
    ...(policy.seasons['growing'] ? [] : [{ path: ['seasons'], met: 'no growing season', wanted: 'growing' }]),
  ];
}

/** What every resolution says of its stand. */
const BASIS = ['edition', 'zone', 'windowGroup'];

function letProblems(policy: Policy): Finding[] {
  const known = [...LET_FACTS, ...Object.keys(policy.standard)];
  const missing = BASIS.filter((name) => policy.let[name] === undefined).map((name) => ({
    path: ['let'],
    met: `no ${name}`,
    wanted: BASIS.join(', '),
  }));
  const rows = Object.entries(policy.let).flatMap(([name, rows]) => {
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
  return [...missing, ...rows];
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
