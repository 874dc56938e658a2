import { Client, Connection } from '@temporalio/client';
import { expect, test } from 'vitest';
import { testEndpoints } from '../support/stack.ts';
import { currentTime, fastForward } from '../../embedded/time-skip.ts';

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
