/** The stand's row: where it stands, in columns that lists are answered from. */
import type { IsoDate } from '../domain/day.ts';
import { overdueStepOf } from '../domain/stand/duties.ts';
import type { StandState } from '../domain/stand/state.ts';
import { wholeOf } from '../domain/stand/whole.ts';
import type { Queries } from './database.ts';
import type { WrittenTurn } from './written-turn.ts';

/**
 * As one parameter of JSON: the client would walk through every word of the state, and read the row back, at each turn. That
 * took half of the time in which a turn is written.
 */
export async function projectStand(tx: Queries, turn: WrittenTurn, state: StandState, head: string): Promise<void> {
  const row = rowOf(turn, state, head);
  const columns = Object.keys(row).join(', ');
  const statement = `update stand set (${columns}) = (select ${columns} from jsonb_populate_record(null::stand, $1::jsonb)) where life_id = $2::uuid`;
  await tx.$executeRawUnsafe(statement, JSON.stringify(row), turn.lifeId);
}

/** By column name; a column that says nothing is null. */
function rowOf(turn: WrittenTurn, state: StandState, head: string) {
  const part = state.parts[0];
  const whole = wholeOf(state);
  return {
    rev: state.rev,
    seq: state.seq,
    head,
    state,
    stage: state.stage,
    next_due_on: turn.nextDueOn,
    overdue_step: overdueStepOf(state),
    closed_on: state.closedOn,
    suspended_on: state.suspendedOn,
    established_on: establishedOn(state),
    cover_m2: whole.coverM2,
    ...(part && {
      species: part.species,
      area_m2: whole.areaM2,
      designed_points: whole.designedPoints,
      planted_points: whole.plantedPoints,
      planted_on: part.anchors['planted'] ?? state.seed.planting.plantedOn,
      policy: state.regimes[part.regime]!.policy,
    }),
    verdict: whole.verdict,
    live_points: whole.livePoints,
    base_points: whole.basePoints,
  };
}

/** Forest since when: the first of its parts that became it. */
function establishedOn({ parts }: StandState): IsoDate | undefined {
  return parts.flatMap(({ anchors }) => anchors['established'] ?? []).toSorted()[0];
}
