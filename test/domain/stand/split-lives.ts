/** Lives that a split begins, on the decider alone. */
import { randomUUID } from 'node:crypto';
import type { IsoDate } from '../../../domain/day.ts';
import { isRefusal, sayRefusal } from '../../../domain/errors.ts';
import type { SplitChild } from '../../../domain/stand/command.ts';
import { evolve } from '../../../domain/stand/evolve.ts';
import { foldTurn, seedState } from '../../../domain/stand/fold.ts';
import { childSeedsOf } from '../../../domain/stand/inherit.ts';
import type { StandSeed, StandState } from '../../../domain/stand/state.ts';
import { Life } from './life.ts';

/** @example child('0101', 60_000) */
export function child(
  standNo: string,
  ...pieces: readonly (number | { partId: string; areaM2?: number })[]
): SplitChild {
  return {
    lifeId: randomUUID(),
    standId: `140921-${standNo}`,
    pieces: pieces.map((piece) => (typeof piece === 'number' ? { areaM2: piece } : piece)),
  };
}

/** The state as the split found it, its parts cut already; and what the children begin with. */
export function atSplit(life: Life): { readonly state: StandState; readonly seeds: readonly StandSeed[] } {
  const turn = life.turns.at(-1)!;
  let state = life.turns.slice(0, -1).reduce(foldTurn, seedState(life.seed));
  for (const event of turn.events) {
    if (event.type === 'StandSplit') return { state, seeds: childSeedsOf(state, event, turn.on) };
    state = evolve(state, event, turn.on);
  }
  throw new Error('the last turn of this life is no split');
}

/** @throws where the split is refused */
export function split(life: Life, on: IsoDate, children: readonly SplitChild[]): readonly Life[] {
  const answer = life.send(on, { type: 'splitStand', children });
  if (isRefusal(answer)) throw new Error(sayRefusal(answer));
  return atSplit(life).seeds.map((seed) => new Life(seed, on));
}
