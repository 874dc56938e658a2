/**
 * Hands on messages of the outbox by repeating one long activity: no event per message. It starts
 * imported stands on the queue it runs on itself, so that rolling it over brings new stands to the new build.
 */
import * as wf from '@temporalio/workflow';
import type { Deliveries } from '../contract/deeds.ts';
import { rolloverSignal } from '../contract/stand-messages.ts';
import { targetOf } from './rollover.ts';

/** With rounds of up to ten minutes: a fresh history at least every four hours of work. */
const ROUNDS_A_RUN = 24;

const deliveries = wf.proxyActivities<Deliveries>({
  startToCloseTimeout: '12 min',
  heartbeatTimeout: '20 s',
  retry: { initialInterval: '500 ms', maximumInterval: '30 s' },
});

export async function deliveryWorkflow(): Promise<void> {
  let next: { readonly taskQueue?: string } | undefined;
  const rounds = new wf.CancellationScope();
  wf.setHandler(rolloverSignal, (to) => {
    next = targetOf(to);
    rounds.cancel();
  });
  await rounds
    .run(() => deliver(() => next === undefined))
    .catch((error: unknown) => {
      // Cancelled by our own rollover the round ends early; its leases run out and the next run takes over.
      if (!wf.isCancellation(error) || next === undefined) throw error;
    });
  await wf.makeContinueAsNewFunc<typeof deliveryWorkflow>(next)();
}

async function deliver(goesOn: () => boolean): Promise<void> {
  for (let round = 0; round < ROUNDS_A_RUN && goesOn(); round += 1) {
    const at = new Date(Date.now()).toISOString();
    await deliveries.deliverWorkflowMessages({ at, taskQueue: wf.workflowInfo().taskQueue });
  }
}
