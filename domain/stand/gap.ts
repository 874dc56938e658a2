/** Where two states of one life part: what the log still tells beside what the workflow has come to. */
import type { Duty, StandState } from './state.ts';

export interface Gap {
  /** `stage`, `duty replant-0`, `verdict of s12`, `command c7`. */
  readonly what: string;
  /** Undefined where that side knows nothing of it. */
  readonly log?: string;
  readonly workflow?: string;
}

/** In codes and days that both languages read; empty where both have come equally far. */
export function gapsBetween(log: StandState, workflow: StandState): readonly Gap[] {
  const [before, after] = [factsOf(log), factsOf(workflow)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names
    .filter((what) => before.get(what) !== after.get(what))
    .map((what) => {
      const [met, wanted] = [before.get(what), after.get(what)];
      return { what, ...(met !== undefined && { log: met }), ...(wanted !== undefined && { workflow: wanted }) };
    });
}

function factsOf(state: StandState): ReadonlyMap<string, string> {
  const { rev, seq, stage, closedOn, suspendedOn, parts, duties, seen } = state;
  return new Map([
    ['turns', `${rev}`],
    ['events', `${seq}`],
    ['stage', stage],
    ...(closedOn === undefined ? [] : [['closed', closedOn] as const]),
    ...(suspendedOn === undefined ? [] : [['suspended', suspendedOn] as const]),
    ...duties.map((duty) => [`duty ${duty.id}`, dutyWords(duty)] as const),
    ...parts.flatMap(({ verdicts }) =>
      verdicts.map(({ surveyId, verdict, on }) => [`verdict of ${surveyId}`, `${verdict} ${on}`] as const),
    ),
    // The list is bounded: what only the log's state remembers has been answered long ago.
    ...seen.map(({ id, on }) => [`command ${id}`, `answered ${on}`] as const),
  ]);
}

function dutyWords({ state, opensOn, dueOn, step, closedBy }: Duty): string {
  const ladder = step === undefined ? '' : `, step ${step}`;
  return `${state} ${opensOn}…${dueOn}${ladder}${closedBy === undefined ? '' : `, by ${closedBy}`}`;
}
