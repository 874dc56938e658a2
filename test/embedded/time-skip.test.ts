import { Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { expect, test } from 'vitest';
import { testEndpoints } from '../support/stack.ts';
import { currentTime, fastForward, isTimerDue } from '../../embedded/time-skip.ts';

test('a waiting workflow is moved on by 90 days, and its clock says so', async () => {
  const { temporalAddress, namespace } = testEndpoints();
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection, namespace });
  const workflowId = 'waits-for-spring';
  // Nobody serves this queue: a start delay is the one timer a run has without a worker.
  await client.workflow.start('nobody', { workflowId, taskQueue: 'unserved', startDelay: '100 days' });
  const before = await currentTime(client, workflowId);
  await fastForward(client, workflowId, 90 * 86_400_000);
  const passedMs = (await currentTime(client, workflowId)).getTime() - before.getTime();
  expect(Math.round(passedMs / 86_400_000)).toBe(90);
  await connection.close();
});

const DAY_MS = 86_400_000;
const started = (timerId: string, days: number) => ({
  eventTime: msToTs(0),
  timerStartedEventAttributes: { timerId, startToFireTimeout: msToTs(days * DAY_MS) },
});

test.each([
  ['none was started', [], false],
  ['it comes a day later', [started('1', 11)], false],
  ['its time has come', [started('1', 10)], true],
  ['its time has passed', [started('1', 9)], true],
  ['it has fired', [started('1', 9), { timerFiredEventAttributes: { timerId: '1' } }], false],
  ['it was cancelled', [started('1', 9), { timerCanceledEventAttributes: { timerId: '1' } }], false],
  ['another one has fired', [started('1', 9), started('2', 8), { timerFiredEventAttributes: { timerId: '2' } }], true],
])('a timer holds a fast-forward back on day 10 while it is due and has not fired: %s', (_, events, holds) => {
  expect(isTimerDue(events, 10 * DAY_MS)).toBe(holds);
});
