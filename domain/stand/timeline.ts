/** A life as people read it: one row a turn, from the log alone. */
import type { IsoDate } from '../day.ts';
import { aboutOf } from './about.ts';
import { deedOf } from './deed-of.ts';
import { clauseOf, findDuty, partOf, regimeOf } from './duties.ts';
import type { StandEvent } from './event.ts';
import { foldTurn, seedState, type FoldedTurn } from './fold.ts';
import type { StandSeed, StandState } from './state.ts';

export interface TimelineRow {
  readonly turn: number;
  readonly on: IsoDate;
  /** Stage after the turn. */
  readonly stage: string;
  readonly deed: string;
  readonly dutyId?: string;
  /** Verdict, window or points: what the turn is about, in codes and figures. */
  readonly about: string;
  /** Clause and mark of the rule behind it. */
  readonly clause: string;
  /** Opaque id of the sender, or `time`. */
  readonly who: string;
}

/** The rows of a life, in the order of its turns. */
export function timelineOf(seed: StandSeed, turns: readonly FoldedTurn[]): readonly TimelineRow[] {
  let state = seedState(seed);
  return turns.map((turn) => {
    const before = state;
    state = foldTurn(state, turn);
    return rowOf(before, state, turn);
  });
}

function rowOf(before: StandState, after: StandState, { turn, on, events }: FoldedTurn): TimelineRow {
  const { deed, dutyId } = deedOf(events);
  const sent = find(events, 'CommandAnswered');
  return {
    turn,
    on,
    stage: after.stage,
    deed,
    ...(dutyId !== undefined && { dutyId }),
    about: events.map(aboutOf).filter(Boolean).join('; '),
    clause: clauseFor(before, after, events, dutyId),
    who: sent?.by ?? 'time',
  };
}

function find<T extends StandEvent['type']>(
  events: readonly StandEvent[],
  type: T,
): Extract<StandEvent, { type: T }> | undefined {
  return events.find((event): event is Extract<StandEvent, { type: T }> => event.type === type);
}

function clauseFor(
  before: StandState,
  after: StandState,
  events: readonly StandEvent[],
  dutyId: string | undefined,
): string {
  const judged = find(events, 'VerdictGiven') ?? find(events, 'SurveyRecorded');
  if (judged !== undefined) return judged.because;
  const isAfter = before.parts.length === 0 || find(events, 'PolicyAdopted') !== undefined;
  const state = isAfter ? after : before;
  const duty = dutyId === undefined ? undefined : findDuty(state, dutyId);
  const regime = regimeOf(state, duty === undefined ? state.parts[0]! : partOf(state, duty));
  if (find(events, 'StepReached') !== undefined) return clauseOf(regime, 'ladder');
  return duty === undefined ? regime.policy : clauseOf(regime, `duties.${duty.code}`);
}
