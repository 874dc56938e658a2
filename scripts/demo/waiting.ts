/** Waiting for what is on its way, with an end. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { StandClient } from '../../client/stand-client.ts';
import type { Database } from '../../prisma/database.ts';
import { standRev } from '../../prisma/stand-store.ts';

const WITHIN_MS = 30_000;

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + WITHIN_MS; ; await pause(50)) {
    if (await holds()) return;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${WITHIN_MS / 1000} s`);
  }
}

/** The delivery has started it. */
export function untilRunning(temporal: Client, workflowId: string): Promise<void> {
  return until(`the start of ${workflowId}`, async () => {
    try {
      return (await temporal.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
    } catch {
      // Not started yet; the deadline tells the rest.
      return false;
    }
  });
}

/** Every turn the workflow has taken is in the log. */
export function untilWritten(stands: StandClient, db: Database, workflowId: string): Promise<void> {
  return until(`the writing of ${workflowId}`, async () => {
    const view = await stands.view(workflowId);
    return (
      view.kind === 'seen' && view.seen.pendingTurns === 0 && (await standRev(db, workflowId)) === view.seen.state.rev
    );
  });
}
