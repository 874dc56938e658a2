/** Which duty a habit answers next: each in its own window, unless a report foretold for it will. */
import { addDays, laterOf, type IsoDate } from '../day.ts';
import { activeDuties, specOf } from './duties.ts';
import type { Foretold, ForetoldDeed, Habit } from './foretold.ts';
import { lacking } from './rates.ts';
import type { Duty, StandState } from './state.ts';

export interface Habitual {
  readonly on: IsoDate;
  /** Duty and dispatch it answers. */
  readonly key: string;
  readonly deed: ForetoldDeed;
}

export interface Asked {
  readonly state: StandState;
  readonly today: IsoDate;
  readonly habits: readonly Habit[];
  /** Keys answered already. */
  readonly answered: ReadonlySet<string>;
  readonly waiting: readonly Foretold[];
}

/** The earliest of what habits answer from now on; while the clock of a stand stands, nobody answers by habit. */
export function firstHabitual(asked: Asked): Habitual | undefined {
  const { state } = asked;
  if (state.suspendedOn !== undefined || state.closedOn !== undefined) return undefined;
  return activeDuties(state)
    .filter(({ task, state: at }) => at !== 'planned' && task !== undefined)
    .flatMap((duty) => habitualFor(asked, duty))
    .toSorted((a, b) => (`${a.on} ${a.key}` < `${b.on} ${b.key}` ? -1 : 1))[0];
}

function habitualFor({ state, today, habits, answered, waiting }: Asked, duty: Duty): readonly Habitual[] {
  const key = `${duty.id}#${duty.task!.n}`;
  const habit = habitOf(habits, duty);
  if (habit === undefined || answered.has(key) || waiting.some((each) => isFor(state, duty, each))) return [];
  const nth = addDays(duty.opensOn, habit.day - 1);
  const on = laterOf(nth < duty.dueOn ? nth : duty.dueOn, laterOf(today, duty.task!.dispatchedOn));
  return [{ on, key, deed: { ...habit.deed, dutyId: duty.id } }];
}

function habitOf(habits: readonly Habit[], { code, opensOn }: Duty): Habit | undefined {
  return habits
    .filter((habit) => habit.code === code && (habit.after === undefined || habit.after < opensOn))
    .toSorted((a, b) => ((a.after ?? '') < (b.after ?? '') ? -1 : 1))
    .at(-1);
}

/** Whether a report still to come names the duty, or is a count from its window. */
function isFor(state: StandState, duty: Duty, { on, deed }: Foretold): boolean {
  if ('dutyId' in deed && deed.dutyId !== undefined) return deed.dutyId === duty.id;
  if (deed.verb !== 'survey' || on < duty.opensOn || on > duty.dueOn) return false;
  const spec = specOf(state, duty);
  const { live, closure, cover, stems } = deed;
  const crowns = { ...(closure && { closure }), ...(cover && { cover }) };
  const counts = { ...(live !== undefined && { livePoints: 0 }), ...crowns, ...(stems && { stems }) };
  return spec.kind === 'survey' && lacking(counts, spec).length === 0;
}
