/** A life as people read it: one row a turn, from the log alone. */
import type { IsoDate } from '../day.ts';
import { shownClause, type Clauses } from '../policy/clauses.ts';
import { aboutOf } from './about.ts';
import { deedOf } from './deed-of.ts';
import { findDuty, partOf, regimeOf } from './duties.ts';
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

/**
 * The rows of a life, in the order of its turns.
 *
 * @param clauses - of the policy texts at hand
 */
export function timelineOf(seed: StandSeed, turns: readonly FoldedTurn[], clauses: Clauses): readonly TimelineRow[] {
  let state = seedState(seed);
  return turns.map((turn) => {
    const before = state;
    state = foldTurn(state, turn);
    return rowOf({ ...turn, before, after: state }, clauses);
  });
}

interface Turned extends FoldedTurn {
  readonly before: StandState;
  readonly after: StandState;
}

function rowOf({ turn, on, events, before, after }: Turned, clauses: Clauses): TimelineRow {
  const { deed, dutyId } = deedOf(events);
  const sent = find(events, 'CommandAnswered');
  return {
    turn,
    on,
    stage: after.stage,
    deed,
    ...(dutyId !== undefined && { dutyId }),
    about: events.map(aboutOf).filter(Boolean).join('; '),
    clause: judgedBy(events) ?? clauseFor({ before, after, events, dutyId }, clauses),
    who: sent?.by ?? 'time',
  };
}

function find<T extends StandEvent['type']>(
  events: readonly StandEvent[],
  type: T,
): Extract<StandEvent, { type: T }> | undefined {
  return events.find((event): event is Extract<StandEvent, { type: T }> => event.type === type);
}

/** A verdict brings the clause that it was given by. */
function judgedBy(events: readonly StandEvent[]): string | undefined {
  return (find(events, 'VerdictGiven') ?? find(events, 'SurveyRecorded'))?.because;
}

function clauseFor(
  { before, after, events, dutyId }: Pick<Turned, 'before' | 'after' | 'events'> & { dutyId: string | undefined },
  clauses: Clauses,
): string {
  const isAfter = before.parts.length === 0 || find(events, 'PolicyAdopted') !== undefined;
  const state = isAfter ? after : before;
  const duty = dutyId === undefined ? undefined : findDuty(state, dutyId);
  const regime = regimeOf(state, duty === undefined ? state.parts[0]! : partOf(state, duty));
  if (find(events, 'StepReached') !== undefined) return shownClause(regime, 'ladder', clauses);
  return duty === undefined ? regime.policy : shownClause(regime, `duties.${duty.code}`, clauses);
}
