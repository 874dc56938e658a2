/** Tells a stand that what held it was lifted. For the outbox: an outage is an error, so that it is told again. */
import type { Client } from '@temporalio/client';
import { gateLiftedSignal } from '../contract/stand-messages.ts';
import { tellStand } from './talk.ts';

/** A stand that has closed meanwhile has nothing left that could be held. */
export async function tellGateLifted(temporal: Client, workflowId: string): Promise<void> {
  const told = await tellStand(temporal, workflowId, (stand) => stand.signal(gateLiftedSignal));
  if (told.kind === 'outage') throw new Error(`${told.what} is away: ${told.met}`);
}
