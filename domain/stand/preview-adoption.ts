/** What new rules would do to a stand, decided as the stand itself would decide it, and changing nothing. */
import type { Moment } from '../calendar.ts';
import { addDays, type IsoDate } from '../day.ts';
import { isRefusal, type Refusal } from '../errors.ts';
import type { NewRules } from './command.ts';
import { decide } from './decide.ts';
import { activeDuties, regimeOf } from './duties.ts';
import type { StandEvent } from './event.ts';
import { foldTurn } from './fold.ts';
import { nextDueOn } from './next-due.ts';
import type { Duty, StandState } from './state.ts';

/** A duty that changes; of one that is moved, both its days. */
export interface ChangedDuty {
  readonly dutyId: string;
  readonly code: string;
  /** Of the parts that owe it, in whole m². */
  readonly areaM2: number;
  readonly before?: { readonly opensOn: IsoDate; readonly dueOn: IsoDate };
  readonly after?: { readonly opensOn: IsoDate; readonly dueOn: IsoDate };
}

export interface AdoptionPreview {
  /** Policy until now; of parts under several, all of them. */
  readonly from: readonly string[];
  readonly moved: readonly ChangedDuty[];
  readonly withdrawn: readonly ChangedDuty[];
  readonly added: readonly ChangedDuty[];
  /** Late on that day already, whatever is adopted. */
  readonly overdueBefore: number;
  /** Of those due later so far: late by the end of the grace, should nobody do them, and not by the rules until now. */
  readonly becomeOverdue: number;
}

/** @param moment - when it would be adopted; what time has brought by then comes first */
export function previewAdoption(
  state: StandState,
  rules: readonly NewRules[],
  moment: Moment,
): AdoptionPreview | Refusal {
  const before = withDue(state, moment);
  const command = { type: 'adoptPolicy', commandId: 'preview', digest: '-', by: '-', rules } as const;
  const events = decide(before, command, moment);
  if (isRefusal(events)) return events;
  const after = folded(before, events, moment);
  const changed = (type: StandEvent['type'], of: StandState) =>
    events.flatMap((event) =>
      event.type === type && 'dutyId' in event ? [changeOf(before, after, of, String(event.dutyId))] : [],
    );
  return {
    from: policiesFollowed(before),
    moved: changed('DutyRescheduled', before),
    withdrawn: changed('DutyWithdrawn', before),
    added: changed('DutyRaised', after),
    ...overdue(before, after, { today: moment.on, graceDays: rules[0]!.regime.limits.arrearsDays }),
  };
}

/** The most turns that one day brings a stand that was asleep for long. */
const MOST_TURNS = 1000;

function withDue(state: StandState, moment: Moment): StandState {
  let now = state;
  for (let turns = 0; turns < MOST_TURNS && (nextDueOn(now) ?? '9999') <= moment.on; turns += 1) {
    const events = decide(now, { type: 'due' }, moment);
    if (isRefusal(events) || events.length === 0) return now;
    now = folded(now, events, moment);
  }
  return now;
}

function folded(state: StandState, events: readonly StandEvent[], moment: Moment): StandState {
  return foldTurn(state, { turn: state.rev + 1, firstSeq: state.seq + 1, ...moment, events });
}

function changeOf(before: StandState, after: StandState, of: StandState, dutyId: string): ChangedDuty {
  const find = ({ duties }: StandState) => duties.find(({ id }) => id === dutyId);
  const [was, is] = [find(before), find(after)];
  const { code, parts } = (was ?? is)!;
  const areaM2 = of.parts.filter(({ id }) => parts.includes(id)).reduce((sum, part) => sum + part.areaM2, 0);
  const owed = is !== undefined && is.state !== 'withdrawn';
  return { dutyId, code, areaM2, ...(was && { before: daysOf(was) }), ...(owed && { after: daysOf(is) }) };
}

function daysOf({ opensOn, dueOn }: Duty) {
  return { opensOn, dueOn };
}

function overdue(
  before: StandState,
  after: StandState,
  { today, graceDays }: { readonly today: IsoDate; readonly graceDays: number },
) {
  const lateOn = (state: StandState, day: IsoDate) => activeDuties(state).filter(({ dueOn }) => dueOn < day);
  const graceOver = addDays(today, graceDays + 1);
  const lateAnyway = new Set(lateOn(before, graceOver).map(({ id }) => id));
  const become = lateOn(after, graceOver).filter(({ id }) => !lateAnyway.has(id));
  return { overdueBefore: lateOn(before, today).length, becomeOverdue: become.length };
}

/**
 * Policies that its parts live by now: rules that earlier results were given by are kept beside them. Of a stand whose
 * planting is still to come, those it was registered with.
 */
export function policiesFollowed(state: StandState): readonly string[] {
  const regimes =
    state.parts.length > 0 ? state.parts.map((part) => regimeOf(state, part)) : Object.values(state.regimes);
  return [...new Set(regimes.map(({ policy }) => policy))];
}
