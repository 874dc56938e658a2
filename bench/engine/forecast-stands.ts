/** The stands of the forecast, and a share of them told ahead: domain code alone. */
import { addDays } from '../../domain/day.ts';
import { seedState, type FoldedTurn } from '../../domain/stand/fold.ts';
import { simulate, type Simulation } from '../../domain/stand/simulate.ts';
import type { StandSeed } from '../../domain/stand/state.ts';

export const STANDS = 100_000;
export const SAMPLE = 3;
const SAY_EVERY = 10_000;

/** The stand that all others are made from. */
export interface Model {
  readonly seed: StandSeed;
  readonly outcomes: Simulation['outcomes'];
  readonly until: Simulation['until'];
}

export interface Share {
  readonly model: Model;
  readonly first: number;
  /** Every so many stands from the first one on. */
  readonly step: number;
}

export interface Told {
  readonly decisions: number;
  /** Of the stands below {@link SAMPLE}: day, number and events of every turn, by the stand's index. */
  readonly heads: Readonly<Record<number, string>>;
}

/** @param say - hears how many of the share are told */
export function tellAhead({ model, first, step }: Share, say: (told: number) => void): Told {
  const heads: Record<number, string> = {};
  let [decisions, told] = [0, 0];
  for (let index = first; index < STANDS; index += step) {
    const { turns, sent } = simulate(lifeAt(model, index));
    decisions += turns.length + sent.filter(({ refusal }) => refusal !== undefined).length;
    if (index < SAMPLE) heads[index] = headsOf(turns);
    told += 1;
    if (told % SAY_EVERY === 0) say(told);
  }
  return { decisions, heads };
}

/** Stands differ in their number, their planting day and the points of their design. */
export function lifeAt({ seed: model, outcomes, until }: Model, index: number): Simulation & { seed: StandSeed } {
  const plantedOn = addDays('2040-04-10', index % 30);
  const designedPoints = 1500 + (index % 1000);
  const seed = {
    ...model,
    lifeId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    standId: `140932-f${index}`,
    planting: { ...model.planting, plantedOn, designedPoints, plantedPoints: designedPoints },
  };
  return { seed, state: seedState(seed), startOn: plantedOn, until, outcomes, regimeFor: () => seed.regime };
}

export function headsOf(turns: readonly FoldedTurn[]): string {
  return turns.map(({ turn, on, events }) => `${turn} ${on} ${events.map(({ type }) => type).join(' ')}`).join('\n');
}
