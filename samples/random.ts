/**
 * Chance with a seed, so that the sample county is the same on every machine. `Math.random` takes no seed; the
 * generator is T. Ettinger's mulberry32, good enough for invented stands and nothing else.
 */
export interface Chance {
  /** A number from 0 up to, not including, 1. */
  readonly next: () => number;
  /** A number of the range. */
  readonly between: (least: number, most: number) => number;
  /** A whole number of the range, both ends possible. */
  readonly whole: (least: number, most: number) => number;
  readonly pick: <T>(among: readonly T[]) => T;
}

/** @param seed - a whole number; the same seed gives the same row of numbers */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const between = (least: number, most: number) => least + next() * (most - least);
  const whole = (least: number, most: number) => Math.floor(between(least, most + 1));
  return { next, between, whole, pick: (among) => among[whole(0, among.length - 1)]! };
}
