/** A message and a timer of one instant: whichever the server tells first, the stand ends alike. */
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, vi } from 'vitest';
import { PAGES } from '../../contract/pages.ts';
import { localDay } from '../../domain/calendar.ts';
import { refuse, type Refusal } from '../../domain/errors.ts';
import type { GateLifted, SentCommand, StandCommand } from '../../domain/stand/command.ts';
import { zoneOf } from '../../domain/stand/duties.ts';
import { nextDue } from '../../domain/stand/next-due.ts';
import type { StandState } from '../../domain/stand/state.ts';
import type { LoadedPolicy } from '../../policies/load.ts';
import { beginRun, type StandRun } from '../../workflows/stand-run.ts';
import { refusalFor, takeCommand, takeDue, takeTold } from '../../workflows/take.ts';
import { dueAtMs } from '../../workflows/turn.ts';
import { act, acts, live, seeds, steps, type Step } from '../domain/stand/any-life.ts';
import { Life, type LooseCommand } from '../domain/stand/life.ts';
import { SHIPPED } from '../support/policies.ts';
import { plantedStand } from '../support/regimes.ts';

type Message = SentCommand | GateLifted;

/** Keeps what it is asked in the place of taking it. */
class Asked extends Life {
  message: Message | undefined;
  override until(): this {
    return this;
  }
  override send(_on: string, loose: LooseCommand): Refusal {
    this.message = { commandId: 'same-instant', digest: 'd', by: 'crew-1', ...loose };
    return refuse('STAND_UNKNOWN', {});
  }
  override turn(command: StandCommand): undefined {
    if (command.type === 'gateLifted') this.message = command;
  }
}

function messageOf(life: Life, policy: LoadedPolicy, step: Step, on: string): Message | undefined {
  const asked = new Asked(life.seed, on, life.state);
  act(asked, policy, on, step);
  return asked.message;
}

const runOf = (state: StandState): StandRun => beginRun({ schema: 1, pages: PAGES, state })!;

/** As `listen` hears it: a command that is refused reaches no handler. */
function tell(run: StandRun, message: Message): void {
  if (message.type === 'gateLifted') takeTold(run, message);
  else if (refusalFor(run, message) === undefined) takeCommand(run, message);
}

/** The rest of what is due at this instant, one thing after the other, as the run's loop takes it. */
function settle(run: StandRun): StandRun {
  while (run.parked === undefined && dueAtMs(run.state) <= Date.now()) takeDue(run);
  return run;
}

/** @returns the run as the instant leaves it, for each order in which message and timer may be told */
function inEachOrder(state: StandState, message: Message): readonly StandRun[] {
  const messageFirst = runOf(state);
  tell(messageFirst, message);
  const timerFirst = runOf(state);
  takeDue(timerFirst);
  tell(timerFirst, message);
  const allDueFirst = settle(runOf(state));
  tell(allDueFirst, message);
  return [messageFirst, timerFirst, allDueFirst].map(settle);
}

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
});

describe.each(SHIPPED.map((policy) => [policy.policy, policy] as const))('in every life under %s', (name, policy) => {
  const numRuns = name === 'xinzhou-2024' ? 300 : 60;
  const messages = fc.oneof({ weight: 4, arbitrary: acts }, fc.constant<Step>({ kind: 'lift' }));
  test.prop([seeds, steps, messages], { numRuns })(
    'a message and a timer of one instant end alike, whichever comes first',
    (choice, script, step) => {
      const life = live(policy, choice, script);
      const { state } = life;
      const atMs = dueAtMs(state);
      fc.pre(Number.isFinite(atMs));
      vi.setSystemTime(atMs);
      const message = messageOf(life, policy, step, localDay(atMs, zoneOf(state)));
      if (message === undefined) return fc.pre(false);
      const [first, ...others] = inEachOrder(state, message);
      expect(first!.state.rev).toBeGreaterThan(state.rev);
      for (const other of others) expect(other).toEqual(first);
    },
  );
});

describe('when a gate is lifted in the instant in which the preservation check opens', () => {
  // The re-survey of the replanting waits for the end of a snow order, and the preservation check takes its place.
  const held = () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1500);
    life.work('2029-04-02', 'replant-0', { points: 500 });
    life.until('2029-08-31');
    life.turn({ type: 'deedFound', dutyId: 'survivalCheck-1', found: { kind: 'blockedUntil', day: '2029-09-11' } });
    return life;
  };
  test('the re-survey that it held is withdrawn as it stood, whichever comes first', () => {
    const { state } = held();
    vi.setSystemTime(dueAtMs(state));
    const [first, ...others] = inEachOrder(state, { type: 'gateLifted' });
    for (const other of others) expect(other).toEqual(first);
  });
});

describe('a count that comes in the instant in which the due day ends', () => {
  const END = Date.parse('2026-10-31T16:00:00Z');
  const count = (capturedOn: string): SentCommand => ({
    type: 'submitSurvey',
    commandId: 'count',
    digest: 'd',
    by: 'crew-1',
    surveyId: 's1',
    capturedOn,
    counts: { livePoints: 1900 },
    plots: 0,
  });
  const { state } = new Life(plantedStand({ duties: ['survivalCheck'] })).until('2026-10-31');
  const stepsOf = ({ pending }: StandRun) =>
    pending.flatMap(({ on, events }) =>
      events.flatMap((event) =>
        event.type === 'StepReached' || event.type === 'StepsTakenBack' ? [`${on} ${event.type}`] : [],
      ),
    );
  test('a millisecond before it nothing is late', () => {
    vi.setSystemTime(END - 1);
    const run = runOf(state);
    tell(run, count('2026-10-31'));
    expect(stepsOf(run)).toEqual([]);
    expect(nextDue(run.state)).toBeUndefined();
  });
  test.each([
    ['2026-10-31', ['2026-11-01 StepReached', '2026-11-01 StepsTakenBack']],
    ['2026-11-01', ['2026-11-01 StepReached']],
  ])('in it the first step is reached; captured %s: %j, whichever comes first', (capturedOn, expected) => {
    vi.setSystemTime(END);
    const orders = inEachOrder(state, count(capturedOn));
    expect(orders.map(stepsOf)).toEqual(orders.map(() => expected));
    for (const other of orders) expect(other).toEqual(orders[0]);
  });
});
