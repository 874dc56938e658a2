/** A life some years later, day for day: a server's clock can only be skipped forward. */
import { dayInYear, isIsoDate, yearOf, type IsoDate } from '../domain/day.ts';
import { seedState } from '../domain/stand/fold.ts';
import type { ForetoldDeed, Outcomes } from '../domain/stand/foretold.ts';
import type { StandSeed } from '../domain/stand/state.ts';
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
  const seed = seedLater(life.seed, years);
  return {
    seed,
    state: seedState(seed),
    startOn: later(life.startOn, years),
    until: later(life.until, years),
    outcomes: outcomesLater(life.outcomes, years),
    regimeFor: (design) => life.regimeFor({ ...design, plantedOn: later(design.plantedOn, -years) }),
  };
}

/** Days are known by their names, `…On`: one that a seed gains later is shifted with the others. */
function seedLater({ regime, ...facts }: StandSeed, years: number): StandSeed {
  const shifted = JSON.parse(JSON.stringify(facts), (name, value: unknown) =>
    name.endsWith('On') && isIsoDate(value) ? later(value, years) : value,
  ) as typeof facts;
  return { ...shifted, workYear: facts.workYear + years, regime };
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
