/** The doctor's questions about the nightly sweep: does it run, and what is left of what it found. */
import type { Client } from '@temporalio/client';
import { sweepSchedule } from '../client/run-sweep.ts';
import { SWEEP_SCHEDULE } from '../contract/names.ts';
import type { FindingKind } from '../contract/sweep.ts';
import type { Database } from '../prisma/database.ts';
import { lastSweep, listFindings, type FindingRow } from '../prisma/sweep-store.ts';
import type { Finding } from './doctor.ts';
import { sayKind, todoFor } from './sweep-words.ts';

/** A night may be missed; two mean that nobody sweeps. */
const LATE_MS = 2 * 24 * 3600 * 1000;
const NAMED = 3;

/** The last sweep, and a row for each kind of thing that it could not put right. */
export async function examineSweep(db: Database): Promise<Finding[]> {
  const last = await lastSweep(db);
  const what = 'last nightly sweep';
  if (last === undefined) return [{ what, ok: true, met: 'none yet', wanted: '' }];
  const found = await listFindings(db, { since: last.at, until: last.at });
  const left = found.filter(({ repaired }) => !repaired);
  const isLate = Date.now() - Date.parse(last.at) > LATE_MS;
  const met = `${last.on}: ${last.looked.foldLogs ?? 0} logs folded, ${found.length} findings, ${left.length} left`;
  const wanted = 'one a night; look at the schedule in the Temporal UI';
  const kinds = [...new Set(left.map(({ kind }) => kind))];
  const rows = kinds.map((kind) =>
    rowOf(
      kind,
      left.filter((finding) => finding.kind === kind),
    ),
  );
  return [{ what, ok: !isLate, met, wanted }, ...rows];
}

function rowOf(kind: FindingKind, rows: readonly FindingRow[]): Finding {
  const subjects = rows.slice(0, NAMED).map(({ subject }) => subject);
  const more = rows.length > NAMED ? ` and ${rows.length - NAMED} more` : '';
  const wanted = `0; ${todoFor(kind, 'en')}; all of them: standkeeper sweep findings --open`;
  return { what: `sweep: ${sayKind(kind, 'en')}`, ok: false, met: `${subjects.join(', ')}${more}`, wanted };
}

export async function lookForSchedule(temporal: Client): Promise<Omit<Finding, 'what'>> {
  const schedule = await sweepSchedule(temporal);
  if (schedule === undefined)
    return { ok: false, met: 'not there', wanted: 'there; start a worker: standkeeper worker' };
  const met = schedule.isPaused ? 'paused' : `next ${schedule.nextAt ?? '–'}`;
  return { ok: !schedule.isPaused, met, wanted: `unpaused; schedule ${SWEEP_SCHEDULE} in the Temporal UI` };
}
