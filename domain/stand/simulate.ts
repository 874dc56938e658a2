/** A life walked ahead on the rules alone: days pass, foretold reports come, every turn is kept. */
import { momentOfDay, type Moment } from '../calendar.ts';
import { laterOf, type IsoDate } from '../day.ts';
import { isRefusal, type Refusal } from '../errors.ts';
import type { SentCommand, StandCommand } from './command.ts';
import { decide } from './decide.ts';
import { zoneOf } from './duties.ts';
import { foldTurn, type FoldedTurn } from './fold.ts';
import type { Foretold, Outcomes, RegimeFor } from './foretold.ts';
import { foundAhead } from './found-ahead.ts';
import { commandOf } from './foretold-command.ts';
import { firstHabitual, type Habitual } from './habits.ts';
import { nextDue, nextDueOn } from './next-due.ts';
import type { StandState } from './state.ts';
import { inOrder, silentSpans, spokenFrom, type Silence, type Waiting } from './waiting.ts';

export interface Simulation {
  /** State to begin from: of a seed, or a stand's present one. */
  readonly state: StandState;
  /** First day of the walk; what was due before it happens on it. */
  readonly startOn: IsoDate;
  /** Last day, whole. */
  readonly until: IsoDate;
  readonly outcomes: Outcomes;
  readonly regimeFor: RegimeFor;
}

/** A report that was sent, and what it met. */
export interface Sent {
  readonly on: IsoDate;
  readonly command: SentCommand;
  /** Turns taken before it was sent. */
  readonly rev: number;
  readonly refusal?: Refusal;
}

export interface Simulated {
  readonly state: StandState;
  readonly turns: readonly FoldedTurn[];
  readonly sent: readonly Sent[];
  /** Foretold for days that the walk does not reach. */
  readonly notReached: readonly Foretold[];
}

/** A life of a century takes some thousand steps; a walk that needs more goes in circles. */
const MOST_STEPS = 20_000;
/** People report at nine in the morning: after what was due that day, and before its letters are issued. */
export const REPORTING_HOUR = 9;

/**
 * Walks a life to a day: what is due comes first on every day, then what is foretold for it, then habits.
 *
 * @throws Error where the walk does not end, or a due turn brings nothing: both are bugs of the decider
 */
export function simulate(simulation: Simulation): Simulated {
  const walk = beginWalk(simulation);
  for (let steps = 0; takeStep(walk, simulation); steps += 1) {
    if (steps >= MOST_STEPS) throw new Error(`${MOST_STEPS} steps and only on ${walk.today} of ${simulation.until}`);
  }
  const { state, turns, sent, waiting } = walk;
  return { state, turns, sent, notReached: waiting.map(({ foretold }) => foretold) };
}

interface Walk {
  state: StandState;
  today: IsoDate;
  readonly turns: FoldedTurn[];
  readonly sent: Sent[];
  readonly waiting: Waiting[];
  /** Duties a habit has answered already, by id and dispatch: a refused answer is not given again. */
  readonly answered: Set<string>;
  readonly silent: Silence;
}

function beginWalk({ state, startOn, outcomes }: Simulation): Walk {
  const silent = silentSpans(outcomes.delays, startOn);
  const walk = { state, today: startOn, turns: [], sent: [], answered: new Set<string>(), silent };
  return { ...walk, waiting: inOrder(outcomes.foretold, silent, startOn) };
}

/** @returns whether anything happened up to the last day */
function takeStep(walk: Walk, simulation: Simulation): boolean {
  const dueOn = nextDueOn(walk.state);
  const [foretold] = walk.waiting;
  const habitual = habitualOf(walk, simulation.outcomes);
  const earliest = earliestOf(dueOn, foretold?.sendOn, habitual?.on);
  if (earliest === undefined) return false;
  const next = laterOf(earliest, walk.today);
  if (next > simulation.until) return false;
  walk.today = next;
  if (dueOn !== undefined && dueOn <= next) takeDue(walk);
  else if (foretold !== undefined && foretold.sendOn <= next) tell(walk, simulation, walk.waiting.shift()!);
  else answer(walk, simulation, habitual!);
  return true;
}

function earliestOf(...days: readonly (IsoDate | undefined)[]): IsoDate | undefined {
  return days.reduce((first, on) => (first === undefined || (on !== undefined && on < first) ? on : first), undefined);
}

function habitualOf(walk: Walk, { habits }: Outcomes): Habitual | undefined {
  if (habits.length === 0) return undefined;
  const { state, today, answered, waiting } = walk;
  const first = firstHabitual({
    state,
    today,
    habits,
    answered,
    waiting: waiting.map(({ on, foretold }) => ({ ...foretold, on })),
  });
  return first && { ...first, on: spokenFrom(first.on, walk.silent) };
}

function takeDue(walk: Walk): void {
  const before = walk.state;
  takeTurn(walk, { type: 'due' }, momentAt(walk, 0));
  if (walk.state === before) throw new Error(`nothing happened on ${walk.today} though due: ${nextDue(before)?.what}`);
}

function tell(walk: Walk, { regimeFor }: Simulation, { on, foretold }: Waiting): void {
  send(walk, commandOf(foretold.deed, { state: walk.state, commandId: idOf(walk), on, regimeFor }));
}

function answer(walk: Walk, { regimeFor }: Simulation, { key, dutyId, deed }: Habitual): void {
  walk.answered.add(key);
  send(
    walk,
    commandOf(Object.assign({}, deed, { dutyId }), {
      state: walk.state,
      commandId: idOf(walk),
      on: walk.today,
      regimeFor,
    }),
  );
}

function idOf(walk: Walk): string {
  return `foretold-${walk.state.rev + 1}-${walk.sent.length + 1}`;
}

function send(walk: Walk, command: SentCommand): void {
  const { rev } = walk.state;
  const refusal = takeTurn(walk, command, momentAt(walk, REPORTING_HOUR));
  walk.sent.push({ on: walk.today, command, rev, ...(refusal && { refusal }) });
}

/** That hour of today, and never before the turn before it. */
function momentAt(walk: Walk, hour: number): Moment {
  const moment = momentOfDay(walk.today, zoneOf(walk.state), hour);
  return walk.state.lastAt > moment.at ? { at: walk.state.lastAt, on: walk.today } : moment;
}

function takeTurn(walk: Walk, command: StandCommand, moment: Moment): Refusal | undefined {
  const before = walk.state;
  const events = decide(before, command, moment);
  if (isRefusal(events)) return events;
  if (events.length === 0) return undefined;
  const turn = { turn: before.rev + 1, firstSeq: before.seq + 1, events, ...moment };
  walk.turns.push(turn);
  walk.state = foldTurn(before, turn);
  const found = foundAhead(before, walk.state, turn);
  if (found !== undefined) takeTurn(walk, found, moment);
  return undefined;
}
