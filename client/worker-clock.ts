/** What time it is for the worker that delivers: its heartbeats carry its clock, and the server notes when each came. */
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { deliveryWorkflowId } from '../contract/names.ts';
import type { DeliveryBeat } from '../contract/deeds.ts';
import { meaningOf } from './temporal-error.ts';
import { describeStand } from './who-is-away.ts';

/**
 * Milliseconds by which its clock is ahead of the server's, at most half a second too small: heartbeats wait so long.
 * Undefined where no delivery runs, or a worker of an earlier release does it.
 */
export async function workerAheadMs(temporal: Client): Promise<number | undefined> {
  const delivery = await describeStand(temporal, deliveryWorkflowId('workflow')).catch(passIfUnknown);
  const { heartbeatDetails, lastHeartbeatTime } = delivery?.raw.pendingActivities?.[0] ?? {};
  const payload = heartbeatDetails?.payloads?.[0];
  if (!payload || !lastHeartbeatTime) return undefined;
  const beat = defaultPayloadConverter.fromPayload<Partial<DeliveryBeat> | number>(payload);
  if (typeof beat === 'number' || beat.at === undefined) return undefined;
  return Date.parse(beat.at) - tsToMs(lastHeartbeatTime);
}

function passIfUnknown(error: unknown): undefined {
  if (meaningOf(error) !== 'notFound') throw error;
}
