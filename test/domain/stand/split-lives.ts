/** Lives whose land is split or becomes one, on the decider alone. */
import { randomUUID } from 'node:crypto';
import type { IsoDate } from '../../../domain/day.ts';
import { isRefusal, sayRefusal, type Refusal } from '../../../domain/errors.ts';
import type { SplitChild } from '../../../domain/stand/command.ts';
import type { Answer } from '../../../domain/stand/reported.ts';
import type { StandEvent, StandEventType } from '../../../domain/stand/event.ts';
import { evolve } from '../../../domain/stand/evolve.ts';
import { fittingOf } from '../../../domain/stand/fitting.ts';
import { foldTurn, seedState } from '../../../domain/stand/fold.ts';
import { childSeedsOf, heritageOf } from '../../../domain/stand/inherit.ts';
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
  const { state, event } = before(life, 'StandSplit');
  return { state, seeds: childSeedsOf(state, event, life.turns.at(-1)!.on) };
}

/** That event of the last turn, and the state it met. */
function before<T extends StandEventType>(life: Life, type: T) {
  const turn = life.turns.at(-1)!;
  let state = life.turns.slice(0, -1).reduce(foldTurn, seedState(life.seed));
  for (const event of turn.events) {
    if (event.type === type) return { state, event: event as Extract<StandEvent, { type: T }> };
    state = evolve(state, event, turn.on);
  }
  throw new Error(`the last turn of this life has no ${type}`);
}

/** One stand becomes part of another, as the outbox lets it; refusals come from whichever says no. */
export function merge(life: Life, into: Life, on: IsoDate): Answer | Refusal {
  into.until(on);
  const { lifeId, standId } = into.state.seed;
  const left = life.send(on, { type: 'mergeStand', into: { lifeId, standId, ...fittingOf(into.state) } });
  if (isRefusal(left)) return left;
  const { state } = before(life, 'StandMerged');
  const inherited = heritageOf(
    state,
    state.parts.map(({ id }) => id),
    on,
  );
  const commandId = `absorb-${state.seed.lifeId}`;
  const sent = { commandId, digest: commandId, standId: state.seed.standId, fitting: fittingOf(state), inherited };
  return into.send(on, { type: 'absorb', ...sent });
}

/** @throws where the split is refused */
export function split(life: Life, on: IsoDate, children: readonly SplitChild[]): readonly Life[] {
  const answer = life.send(on, { type: 'splitStand', children });
  if (isRefusal(answer)) throw new Error(sayRefusal(answer));
  return atSplit(life).seeds.map((seed) => new Life(seed, on));
}
