/** The seedling calendar of a county: what next year's plantings need, what is ordered of it, and what is short. */
import { dayInYear, yearOf, type IsoDate, type MonthDay } from '../day.ts';
import type { DutySpec, Regime } from '../policy/regime.ts';
import { activeDuties, findPart, regimeOf, specOf } from '../stand/duties.ts';
import { reserveOf } from '../stand/needs.ts';
import { windowNames } from '../stand/span.ts';
import type { Duty, StandState } from '../stand/state.ts';
import { spanIn } from '../window.ts';

export interface SeedlingRules {
  /** Until when the list of the next year's demand is due, in the year before. */
  readonly demandBy: MonthDay;
  /** Until when a planting window's seedlings are ordered, in its own year; a window without a day has none. */
  readonly orderBy: Readonly<Record<string, MonthDay>>;
}

/** What makes seedlings the same: an order of others meets no need. */
export interface SeedlingKind {
  readonly species: string;
  /** Years; absent = not known, or left to the nursery. */
  readonly stockAge?: number;
  readonly provenance: string;
  /** Name of the planting window, e.g. `spring`. */
  readonly season: string;
}

export interface SeedlingNeed extends Omit<SeedlingKind, 'provenance'> {
  readonly dutyId: string;
  readonly seedlings: number;
  /** Kept beside them, never part of them. */
  readonly reserve: number;
}

/**
 * Seedlings that the open and dated plantings of a stand need in a year: replantings by what is missing of their design,
 * re-establishments by the whole of it, for the new one is not drawn yet.
 *
 * @param year - in which the planting window opens
 */
export function seedlingsNeeded(state: StandState, year: number): readonly SeedlingNeed[] {
  if (state.closedOn !== undefined) return [];
  return activeDuties(state).flatMap((duty) => needsOf(state, duty, year));
}

/** One of each species, where the planting goes by the design's mix. */
function needsOf(state: StandState, duty: Duty, year: number): readonly SeedlingNeed[] {
  const spec = specOf(state, duty);
  if (spec.kind !== 'planting' || yearOf(duty.opensOn) !== year) return [];
  const parts = duty.parts.flatMap((id) => findPart(state, id) ?? []);
  const [part] = parts;
  const design = parts.reduce((sum, { designedPoints }) => sum + designedPoints, 0);
  const seedlings = duty.needs?.seedlings ?? (spec.newDesign ? design : 0);
  if (part === undefined || seedlings === 0) return [];
  const regime = regimeOf(state, part);
  const stockAge = duty.needs?.stockAge ?? (spec.newDesign ? part.nurseryYears : undefined);
  const bySpecies = duty.needs?.bySpecies ?? { [part.species]: seedlings };
  return Object.entries(bySpecies).map(([species, each]) => ({
    dutyId: duty.id,
    species,
    season: seasonOf(duty, spec, regime),
    ...(stockAge !== undefined && { stockAge }),
    seedlings: each,
    reserve: reserveOf(regime.limits, { seedlings: each }) ?? 0,
  }));
}

/** The window of its own that the planting opens in, not a check of those days; moved into none, its day stands for itself. */
function seasonOf({ opensOn }: Duty, { when }: DutySpec, { windows }: Regime): string {
  const year = yearOf(opensOn);
  const found = windowNames(when).find((name) => {
    const span = windows[name] && spanIn(windows[name], year);
    return span && span.opensOn <= opensOn && opensOn <= span.endsOn;
  });
  return found ?? opensOn;
}

export interface SeedlingOrder extends SeedlingKind {
  readonly quantity: number;
}

export interface SeedlingDemand extends SeedlingKind {
  readonly seedlings: number;
  readonly reserve: number;
  /** Plantings that need them. */
  readonly duties: number;
  readonly ordered: number;
  /** What is not ordered of the demand; the reserve is nobody's shortage. */
  readonly short: number;
  readonly orderBy?: IsoDate;
}

/**
 * Demand against orders, by season, species, age and provenance; what was ordered and nobody needs has a row as well.
 *
 * @param year - of the plantings; orders are of that year alone
 */
export function seedlingDemand(
  needs: readonly (SeedlingKind & Pick<SeedlingNeed, 'seedlings' | 'reserve'>)[],
  orders: readonly SeedlingOrder[],
  { year, rules }: { readonly year: number; readonly rules: SeedlingRules },
): readonly SeedlingDemand[] {
  const kinds = new Map([...needs, ...orders].map((each) => [keyOf(each), each as SeedlingKind]));
  return [...kinds]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { species, stockAge, provenance, season }]) => {
      const wanted = needs.filter((need) => keyOf(need) === key);
      const seedlings = sum(wanted.map((need) => need.seedlings));
      const ordered = sum(orders.filter((order) => keyOf(order) === key).map(({ quantity }) => quantity));
      const by = rules.orderBy[season];
      return {
        season,
        species,
        ...(stockAge !== undefined && { stockAge }),
        provenance,
        seedlings,
        reserve: sum(wanted.map(({ reserve }) => reserve)),
        duties: wanted.length,
        ordered,
        short: Math.max(0, seedlings - ordered),
        ...(by !== undefined && { orderBy: dayInYear(year, by) }),
      };
    });
}

/** @example demandDueOn(2027, { demandBy: '11-30', orderBy: {} }) // '2026-11-30' */
export function demandDueOn(year: number, { demandBy }: SeedlingRules): IsoDate {
  return dayInYear(year - 1, demandBy);
}

function keyOf({ species, stockAge, provenance, season }: SeedlingKind): string {
  return [season, species, stockAge ?? '', provenance].join('\t');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
