/** The bench believes a year only where every task was answered at rest. */
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { expect, test } from 'vitest';
import { answeredTasks, type HistoryEvent } from '../../bench/engine/answered-tasks.ts';

const DUTY = 'tending-0';
const input = { payloads: [defaultPayloadConverter.toPayload({ dutyId: DUTY })] };

const scheduled = { activityTaskScheduledEventAttributes: { activityType: { name: 'dispatchTask' }, input } };
const handedOut = (scheduledEventId: number) => ({ activityTaskCompletedEventAttributes: { scheduledEventId } });
const timer = { timerStartedEventAttributes: {} };
const cancelled = (startedEventId: number) => ({ timerCanceledEventAttributes: { startedEventId } });
const answered = { workflowExecutionUpdateAcceptedEventAttributes: { acceptedRequest: { input: { args: input } } } };

const run = (...events: object[]): readonly HistoryEvent[] =>
  events.map((event, index) => proto.temporal.api.history.v1.HistoryEvent.fromObject({ eventId: index + 1, ...event }));

test('an answer to a task that was handed out, its timer standing until then, is one at rest', () => {
  const events = run(scheduled, handedOut(1), timer, answered, cancelled(3));
  expect(answeredTasks([events])).toEqual({ answers: 1, faults: [] });
  const [before, after] = [run(scheduled, handedOut(1)), run(timer, answered, cancelled(1))];
  expect(answeredTasks([before, after])).toEqual({ answers: 1, faults: [] });
});

test.each([
  ['before the task is handed out', [run(scheduled, timer, answered, cancelled(2), handedOut(1))], 'handed out'],
  ['before the timer stands', [run(scheduled, handedOut(1), answered, timer, cancelled(4))], 'no timer stood'],
  ['after the timer has fired', [run(scheduled, handedOut(1), timer, answered)], 'no timer stood'],
  [
    'after another timer was cancelled',
    [run(scheduled, handedOut(1), timer, cancelled(3), answered)],
    'no timer stood',
  ],
  ['in a run with no timer of its own', [run(scheduled, handedOut(1), timer), run(answered, cancelled(3))], 'no timer'],
])('an answer %s is a fault', (_when, runs, fault) => {
  expect(answeredTasks(runs)).toEqual({ answers: 1, faults: [expect.stringContaining(fault)] });
});
