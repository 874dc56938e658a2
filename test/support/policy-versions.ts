/** Later versions of the Xinzhou policy, for stands that adopt them: each changes what its name says. */
import type { LoadedPolicy } from '../../policies/load.ts';
import { XINZHOU } from './regimes.ts';

type Change = Partial<Omit<LoadedPolicy, 'version' | 'hash'>>;

/** @param version - its last digit makes the hash, so that each version has its own */
export function versionOf(version: string, change: Change = {}): LoadedPolicy {
  return { ...XINZHOU, ...change, version, hash: `${version.replaceAll('.', '')}00000000`.slice(0, 12) };
}

const { calendar, duties, lines, ladder } = XINZHOU;

/** With one duty changed, added, or left out. */
export function dutiesWith(change: Readonly<Record<string, LoadedPolicy['duties'][string] | undefined>>) {
  const all = Object.entries({ ...duties, ...change }).filter(([, duty]) => duty !== undefined);
  return Object.fromEntries(all) as LoadedPolicy['duties'];
}

export const EARLIER_CHECKS = versionOf('2.1.0', {
  calendar: {
    ...calendar,
    check: { work: 'check', EAST: ['08-20', '10-10'], WEST: ['08-20', '10-05'], ALPINE: ['08-10', '09-30'] },
  },
});
export const LOWER_LINE = versionOf('2.2.0', { lines: { ...lines, survival: { NORMAL: 0.8, DRY: 0.65 } } });
export const FEWER_DUTIES = versionOf('2.3.0', {
  duties: dutiesWith({ tending: undefined, provinceAudit: undefined }),
});
export const SECOND_YEAR_CHECK = versionOf('2.4.0', {
  duties: dutiesWith({
    secondYearCheck: { ...duties['survivalCheck']!, at: ['planted'], when: { from: 'planted', years: 2, in: 'check' } },
  }),
});
export const MORE_VISITS = versionOf('2.5.0', {
  let: { ...XINZHOU.let, visits: [{ is: [[2, 2], [1, 1], [1], [1]] }] },
});
export const QUICKER_LADDER = versionOf('2.6.0', {
  ladder: ladder.map((step) => ({ ...step, afterDays: step.afterDays < 0 ? -14 : Math.ceil(step.afterDays / 2) })),
});
export const LATER_PLANTING = versionOf('2.7.0', {
  calendar: {
    ...calendar,
    spring: { work: 'planting', EAST: ['04-05', '05-10'], WEST: ['04-10', '05-15'], ALPINE: ['04-25', '05-19'] },
  },
});

export const VERSIONS: readonly LoadedPolicy[] = [
  EARLIER_CHECKS,
  LOWER_LINE,
  FEWER_DUTIES,
  SECOND_YEAR_CHECK,
  MORE_VISITS,
  QUICKER_LADDER,
  LATER_PLANTING,
];
