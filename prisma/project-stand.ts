/** The stand's row: where it stands, in columns that lists are answered from. */
import { overdueStepOf } from '../domain/stand/duties.ts';
import type { StandState } from '../domain/stand/state.ts';
import { wholeOf } from '../domain/stand/whole.ts';
import { dateOf, type Queries } from './database.ts';
import { asJson } from './json.ts';
import type { WrittenTurn } from './turn-store.ts';

export async function projectStand(tx: Queries, turn: WrittenTurn, state: StandState, head: string): Promise<void> {
  const part = state.parts[0];
  const whole = wholeOf(state);
  await tx.stand.update({
    where: { lifeId: turn.lifeId },
    data: {
      rev: state.rev,
      seq: state.seq,
      head,
      state: asJson(state),
      stage: state.stage,
      nextDueOn: turn.nextDueOn === undefined ? null : dateOf(turn.nextDueOn),
      overdueStep: overdueStepOf(state),
      closedOn: state.closedOn === undefined ? null : dateOf(state.closedOn),
      suspendedOn: state.suspendedOn === undefined ? null : dateOf(state.suspendedOn),
      establishedOn: establishedOn(state),
      coverM2: whole.coverM2,
      ...(part && {
        species: part.species,
        areaM2: whole.areaM2,
        designedPoints: whole.designedPoints,
        plantedPoints: whole.plantedPoints,
        plantedOn: dateOf(part.anchors['planted'] ?? state.seed.planting.plantedOn),
        policy: state.regimes[part.regime]!.policy,
      }),
      verdict: whole.verdict ?? null,
      livePoints: whole.livePoints ?? null,
      basePoints: whole.basePoints ?? null,
    },
  });
}

/** Forest since when: the first of its parts that became it. */
function establishedOn({ parts }: StandState): Date | null {
  const days = parts.flatMap(({ anchors }) => anchors['established'] ?? []).toSorted();
  return days[0] === undefined ? null : dateOf(days[0]);
}
