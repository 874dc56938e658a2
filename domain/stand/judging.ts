/** A count, and the rules that judge it. */
import type { CountCommand } from './command.ts';
import type { SurveyCounts } from './reported.ts';
import type { Draft } from './draft.ts';
import { rulesBehind } from './duties.ts';
import type { InspectionLevel } from './inspection.ts';
import type { Duty, Part } from './state.ts';
import { tableOf } from './table.ts';

export interface Judging {
  readonly survey: CountCommand;
  readonly counts: SurveyCounts;
  readonly part: Part;
  readonly duty: Duty;
  readonly level: InspectionLevel | undefined;
  /** Key of the rules to judge by, where those are not the part's present ones. */
  readonly rules?: string;
}

export function rulesOf({ state }: Draft, judging: Judging) {
  const { part, duty } = judging;
  const regime = rulesBehind(state, part, judging);
  return { regime, spec: tableOf(regime, duty.code)! };
}
