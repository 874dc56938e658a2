/** What works need of the field: fire and permits are of works in the field alone, and fire has its period. */
import type { Finding } from './finding.ts';
import { fieldNeedsOf } from '../domain/stand/barred.ts';
import type { Policy } from './schema.ts';

type Duty = Policy['duties'][string];

export function fieldWorkProblems(policy: Policy): Finding[] {
  const inField = Object.keys(policy.duties).filter((code) => isInField(policy.duties[code]!));
  return [
    ...Object.entries(policy.duties).flatMap(([code, duty]) => flagProblems(policy, code, duty)),
    ...(policy.fieldPermits ?? []).flatMap((code, index) =>
      inField.includes(code)
        ? []
        : [{ path: ['fieldPermits', index], met: code, wanted: `one of ${inField.join(', ')}` }],
    ),
  ];
}

function flagProblems({ firePeriods }: Policy, code: string, duty: Duty): Finding[] {
  const flags = (['openFire', 'outsideForest'] as const).filter((flag) => duty[flag]);
  const path = ['duties', code];
  return [
    ...(isInField(duty)
      ? []
      : flags.map((flag) => ({
          path: [...path, flag],
          met: `${flag} of no field work`,
          wanted: 'a work in the field',
        }))),
    ...(duty.openFire && firePeriods === undefined
      ? [{ path: [...path, 'openFire'], met: 'open fire without a fire period', wanted: 'firePeriods' }]
      : []),
  ];
}

function isInField(duty: Duty): boolean {
  return fieldNeedsOf(duty).length > 0;
}
