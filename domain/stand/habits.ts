/** Which duty a habit answers next: each in its own window, unless a report foretold for it will. */
import { addDays, laterOf, type IsoDate } from '../day.ts';
import { isActive, specOf } from './duties.ts';
import type { Foretold, Habit } from './foretold.ts';
import { crownsAndStems, lacking } from './rates.ts';
import type { Duty, StandState } from './state.ts';

export interface Habitual {
  readonly on: IsoDate;
  /** Duty and dispatch it answers. */
  readonly key: string;
  readonly dutyId: string;
  readonly deed: Habit['deed'];
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
  return state.duties.reduce<Habitual | undefined>((first, duty) => {
    if (duty.task === undefined || duty.state === 'planned' || !isActive(duty)) return first;
    const habitual = habitualFor(asked, duty);
    return habitual !== undefined && (first === undefined || comesBefore(habitual, first)) ? habitual : first;
  }, undefined);
}

function comesBefore(a: Habitual, b: Habitual): boolean {
  return a.on === b.on ? a.key < b.key : a.on < b.on;
}

function habitualFor({ state, today, habits, answered, waiting }: Asked, duty: Duty): Habitual | undefined {
  const key = `${duty.id}#${duty.task!.n}`;
  const habit = habitOf(habits, duty);
  if (habit === undefined || answered.has(key) || waiting.some((each) => isFor(state, duty, each))) return undefined;
  const nth = addDays(duty.opensOn, habit.day - 1);
  const on = laterOf(nth < duty.dueOn ? nth : duty.dueOn, laterOf(today, duty.task!.dispatchedOn));
  return { on, key, dutyId: duty.id, deed: habit.deed };
}

function habitOf(habits: readonly Habit[], { code, opensOn }: Duty): Habit | undefined {
  return habits.reduce<Habit | undefined>((latest, habit) => {
    const applies = habit.code === code && (habit.after === undefined || habit.after < opensOn);
    return applies && (latest === undefined || (habit.after ?? '') >= (latest.after ?? '')) ? habit : latest;
  }, undefined);
}

/** Whether a report still to come names the duty, or is a count from its window. */
function isFor(state: StandState, duty: Duty, { on, deed }: Foretold): boolean {
  if ('dutyId' in deed && deed.dutyId !== undefined) return deed.dutyId === duty.id;
  if (deed.verb !== 'survey' || on < duty.opensOn || on > duty.dueOn) return false;
  const spec = specOf(state, duty);
  const counts = { ...(deed.live !== undefined && { livePoints: 0 }), ...crownsAndStems(deed) };
  return spec.kind === 'survey' && lacking(counts, spec).length === 0;
}
