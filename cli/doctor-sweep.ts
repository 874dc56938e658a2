/** The doctor's questions about the nightly sweep: does it run, and what is left of what it found. */
import type { Client } from '@temporalio/client';
import { sweepSchedule } from '../client/run-sweep.ts';
import { SWEEP_SCHEDULE } from '../contract/names.ts';
import type { Database } from '../prisma/database.ts';
import { countFindings, lastSweep, listFindings, type FindingCount, type SweepRow } from '../prisma/sweep-store.ts';
import type { Finding } from './finding.ts';
import { sayKind, todoFor } from './sweep-words.ts';

/** A night may be missed; two mean that nobody sweeps. */
const LATE_MS = 2 * 24 * 3600 * 1000;
const NAMED = 3;

/** The last sweep, and a row for each kind of thing that it could not put right. */
export async function examineSweep(db: Database): Promise<Finding[]> {
  const last = await lastSweep(db);
  const what = 'last nightly sweep';
  if (last === undefined) return [{ what, ok: true, met: 'none yet', wanted: '' }];
  const counts = await countFindings(db, last);
  const left = counts.filter(({ repaired }) => !repaired);
  const isLate = Date.now() - Date.parse(last.at) > LATE_MS;
  const met = `${last.on}: ${last.looked.foldLogs ?? 0} logs folded, ${sumOf(counts)} findings, ${sumOf(left)} left`;
  const wanted = 'one a night; look at the schedule in the Temporal UI';
  const rows = await Promise.all(left.map((count) => rowOf(db, last, count)));
  return [{ what, ok: !isLate, met, wanted }, ...rows];
}

function sumOf(counts: readonly FindingCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

async function rowOf(db: Database, { at }: SweepRow, { kind, count }: FindingCount): Promise<Finding> {
  const named = await listFindings(db, { since: at, until: at, open: true, kinds: [kind] }, NAMED);
  const subjects = named.map(({ subject }) => subject).join(', ');
  const more = count > NAMED ? ` and ${count - NAMED} more` : '';
  const wanted = `0; ${todoFor(kind, 'en')}; all of them: standkeeper sweep findings --open`;
  return { what: `sweep: ${sayKind(kind, 'en')}`, ok: false, met: `${subjects}${more}`, wanted };
}

export async function lookForSchedule(temporal: Client): Promise<Omit<Finding, 'what'>> {
  const schedule = await sweepSchedule(temporal);
  if (schedule === undefined)
    return { ok: false, met: 'not there', wanted: 'there; start a worker: standkeeper worker' };
  const met = schedule.isPaused ? 'paused' : `next ${schedule.nextAt ?? '–'}`;
  return { ok: !schedule.isPaused, met, wanted: `unpaused; schedule ${SWEEP_SCHEDULE} in the Temporal UI` };
}
