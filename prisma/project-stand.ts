/** The stand's row: where it stands, in columns that lists are answered from. */
import { overdueStepOf } from '../domain/stand/duties.ts';
import type { StandState } from '../domain/stand/state.ts';
import { dateOf, type Queries } from './database.ts';
import { asJson } from './json.ts';
import type { WrittenTurn } from './turn-store.ts';

export async function projectStand(tx: Queries, turn: WrittenTurn, state: StandState, head: string): Promise<void> {
  const part = state.parts[0];
  const verdict = part?.verdicts.at(-1);
  const counted = part?.verdicts.findLast(({ livePoints }) => livePoints !== undefined);
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
      ...establishment(state),
      ...(part && {
        species: part.species,
        designedPoints: part.designedPoints,
        plantedPoints: part.plantedPoints,
        plantedOn: dateOf(part.anchors['planted'] ?? state.seed.planting.plantedOn),
        policy: state.regimes[part.regime]!.policy,
      }),
      ...(verdict && { verdict: verdict.verdict }),
      ...(counted && { livePoints: counted.livePoints!, basePoints: counted.basePoints! }),
    },
  });
}

/** Forest since when, and how much of it counts as cover, over all parts. */
function establishment({ parts, regimes }: StandState) {
  const forest = parts.filter(({ anchors }) => anchors['established'] !== undefined);
  const days = forest.map(({ anchors }) => anchors['established']!).toSorted();
  const counting = forest.filter(({ regime }) => regimes[regime]?.basis.countsForCover);
  return {
    establishedOn: days[0] === undefined ? null : dateOf(days[0]),
    coverM2: counting.reduce((sum, { areaM2 }) => sum + areaM2, 0),
  };
}
