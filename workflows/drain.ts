/** Writes pending turns in order, one deed a turn, beside whatever else the stand waits for. */
import { ActivityFailure, ApplicationFailure, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { searchAttributesOf } from '../contract/search-attributes.ts';
import type { Turn } from '../contract/deeds.ts';
import type { DeedFinding, DeedFound } from '../domain/stand/command.ts';
import { doDeed } from './deeds.ts';
import { messageOf, park, type StandRun } from './stand-run.ts';
import { written } from './take.ts';

/** Returns when nothing is left, or when the stand has parked on a deed that can never succeed. */
export async function drain(run: StandRun): Promise<void> {
  if (run.draining) return;
  run.draining = true;
  for (let turn = run.pending[0]; turn !== undefined && run.parked === undefined; turn = run.pending[0]) {
    await write(run, turn);
  }
  run.draining = false;
}

async function write(run: StandRun, turn: Turn): Promise<void> {
  try {
    written(run, foundBy(turn, await doDeed(turn)));
  } catch (error) {
    park(run, { reason: `${turn.deed} of turn ${turn.turn}: ${hopelessness(error)}` });
    return;
  }
  if (run.pending.length === 0) markDifferences(run);
}

function foundBy({ dutyId }: Turn, found: DeedFinding): DeedFound | undefined {
  return found.kind === 'done' || dutyId === undefined ? undefined : { type: 'deedFound', dutyId, found };
}

/** One upsert however many differ; none where the next run brings them along anyway. */
function markDifferences(run: StandRun): void {
  if (run.mustTell && run.state.closedOn === undefined) return;
  const known = workflowInfo().typedSearchAttributes;
  const wanted = searchAttributesOf(run.state, run.parked !== undefined);
  const differing = wanted.filter(({ key, value }) => known.get(key) !== value);
  if (differing.length > 0) upsertSearchAttributes(differing);
}

/** Activity failures wrap what happened; the operator wants its code and its words. */
function hopelessness(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const code = cause instanceof ApplicationFailure && cause.type ? `${cause.type}: ` : '';
  return code + messageOf(cause);
}
