/** A life some years later, day for day: a server's clock can only be skipped forward. */
import { dayInYear, yearOf, type IsoDate } from '../domain/day.ts';
import { seedState } from '../domain/stand/fold.ts';
import type { ForetoldDeed, Outcomes } from '../domain/stand/foretold.ts';
import type { LifeToWalk } from './life.ts';

/** Leap days fall on the same days again. */
const LEAP_CYCLE = 4;

/** Years until the planting day is still to come: 0, 4, 8 … */
export function yearsUntilAhead(plantedOn: IsoDate, today: IsoDate): number {
  let years = 0;
  while (later(plantedOn, years) <= today) years += LEAP_CYCLE;
  return years;
}

/** The rules stay those of the true planting days: an edition must not change with the years. */
export function yearsLater(life: LifeToWalk, years: number): LifeToWalk {
  if (years === 0) return life;
  const { plantedOn } = life.seed.planting;
  const planting = { ...life.seed.planting, plantedOn: later(plantedOn, years) };
  const seed = { ...life.seed, planting, workYear: life.seed.workYear + years };
  return {
    seed,
    state: seedState(seed),
    startOn: later(life.startOn, years),
    until: later(life.until, years),
    outcomes: outcomesLater(life.outcomes, years),
    regimeFor: (design) => life.regimeFor({ ...design, plantedOn: later(design.plantedOn, -years) }),
  };
}

function later(on: IsoDate, years: number): IsoDate {
  return dayInYear(yearOf(on) + years, on.slice(5));
}

function outcomesLater({ foretold, habits, delays }: Outcomes, years: number): Outcomes {
  return {
    foretold: foretold.map(({ on, receivedOn, deed }) => ({
      on: later(on, years),
      ...(receivedOn && { receivedOn: later(receivedOn, years) }),
      deed: deedLater(deed, years),
    })),
    habits: habits.map((habit) => (habit.after === undefined ? habit : { ...habit, after: later(habit.after, years) })),
    delays: delays.map(({ from, days }) => ({ ...(from && { from: later(from, years) }), days })),
  };
}

function deedLater(deed: ForetoldDeed, years: number): ForetoldDeed {
  return deed.verb === 'reschedule' ? { ...deed, dueOn: later(deed.dueOn, years) } : deed;
}
