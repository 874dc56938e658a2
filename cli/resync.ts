/** Takes the state of a workflow that is ahead of its log over into the log, and says where the two had parted. */
import type { StandClient } from '../client/stand-client.ts';
import { LOG_DIVERGED } from '../contract/failure.ts';
import { sayRefusal } from '../domain/errors.ts';
import { gapsBetween, type Gap } from '../domain/stand/gap.ts';
import { zoneOf } from '../domain/stand/duties.ts';
import type { Database } from '../prisma/database.ts';
import { rebaseLife } from '../prisma/rebase-store.ts';

export interface Resynced {
  readonly workflowId: string;
  /** `left`: nothing was changed, `why` says what stands in the way. */
  readonly done: 'rebased' | 'level' | 'left';
  readonly gaps: readonly Gap[];
  readonly why?: string;
}

interface Means {
  readonly db: Database;
  readonly stands: StandClient;
  /** Opaque id of who asks for it. */
  readonly by: string;
}

/** A stand that had parked on the gap is let go: its waiting turns are part of the state that was taken over. */
export async function resync({ db, stands, by }: Means, workflowId: string): Promise<Resynced> {
  const left = (why: string): Resynced => ({ workflowId, done: 'left', gaps: [], why });
  const run = await stands.whole(workflowId);
  if (run.kind === 'refused') return left(sayRefusal(run.refusal));
  if (run.kind === 'outage') return left(`${run.what} is away: ${run.met}`);
  const { state, pendingTurns = [], parked } = run.seen;
  if (state === undefined) return left('its workflow has taken no turn yet');
  const written = state.rev - pendingTurns.length;
  const asked = { state, written, by, at: new Date().toISOString(), timeZone: zoneOf(state) };
  const rebased = await rebaseLife(db, asked);
  if (rebased.kind === 'unknown') return left('no row has this life: restore it, or end the run');
  if (rebased.kind === 'broken') return left(`its log cannot be trusted: ${rebased.fault}`);
  if (parked?.reason.includes(LOG_DIVERGED)) await stands.unpark(workflowId);
  if (rebased.kind === 'level') return { workflowId, done: 'level', gaps: [] };
  return { workflowId, done: 'rebased', gaps: gapsBetween(rebased.log, state) };
}
