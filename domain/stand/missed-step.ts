/** The letter of a missed window (rulings 19 and 33). */
import { partOf, regimeOf, specOf } from './duties.ts';
import type { Duty, StandState } from './state.ts';

/**
 * Step of the letter that a duty's n-th missed window brings.
 *
 * A planting or a coppice has one window a year that biology sets: a second miss climbs higher. A yearly check loses
 * nothing but a year, and its rule may name one step for every miss. The duty's rule comes before the policy's usual steps.
 *
 * @param misses - windows missed so far, this one included; from 1
 * @example missedStepOf(state, closureCheck, 2) // 2, where `missedStep: 2`; 4 under `missedSteps: { first: 2, again: 4 }` alone
 */
export function missedStepOf(state: StandState, duty: Duty, misses: number): number {
  const { first, again } = regimeOf(state, partOf(state, duty)).missedSteps;
  return specOf(state, duty).missedStep ?? (misses === 1 ? first : again);
}
