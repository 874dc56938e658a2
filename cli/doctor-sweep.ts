/** The doctor's questions about the nightly sweep: does it run, and what is left of what it found. */
import type { Client } from '@temporalio/client';
import { sweepSchedule } from '../client/run-sweep.ts';
import { SWEEP_SCHEDULE } from '../contract/names.ts';
import type { Database } from '../prisma/database.ts';
import { countFindings, lastSweep, listFindings, type FindingCount, type SweepRow } from '../prisma/sweep-store.ts';
import { same, type Said } from './exit-codes.ts';
import { fewOf, type Finding } from './finding.ts';
import { sayKind, todoFor } from './sweep-words.ts';

/** A night may be missed; two mean that nobody sweeps. */
const LATE_MS = 2 * 24 * 3600 * 1000;
const NAMED = 3;
export const LAST_SWEEP: Said = { en: 'last nightly sweep', zh: '上次夜间巡检' };

/** The last sweep, and a row for each kind of thing that it could not put right. */
export async function examineSweep(db: Database): Promise<Finding[]> {
  const last = await lastSweep(db);
  const what = LAST_SWEEP;
  if (last === undefined) return [{ what, ok: true, met: { en: 'none yet', zh: '尚无' }, wanted: same('') }];
  const counts = await countFindings(db, last);
  const left = counts.filter(({ repaired }) => !repaired);
  const isLate = Date.now() - Date.parse(last.at) > LATE_MS;
  const [folded, all, open] = [last.looked.foldLogs ?? 0, sumOf(counts), sumOf(left)];
  const met = {
    en: `${last.on}: ${folded} logs folded, ${all} findings, ${open} left`,
    zh: `${last.on}：核对日志 ${folded} 份，发现 ${all} 项，未处理 ${open} 项`,
  };
  const wanted = {
    en: 'one a night; look at the schedule in the Temporal UI',
    zh: '每夜一次；请查看 Temporal 界面中的计划',
  };
  const rows = await Promise.all(left.map((count) => rowOf(db, last, count)));
  return [{ what, ok: !isLate, met, wanted }, ...rows];
}

function sumOf(counts: readonly FindingCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

async function rowOf(db: Database, { at }: SweepRow, { kind, count }: FindingCount): Promise<Finding> {
  const named = await listFindings(db, { since: at, until: at, open: true, kinds: [kind] }, NAMED);
  return {
    what: { en: `sweep: ${sayKind(kind, 'en')}`, zh: `巡检：${sayKind(kind, 'zh')}` },
    ok: false,
    met: fewOf(
      named.map(({ subject }) => same(subject)),
      count,
    ),
    wanted: {
      en: `0; ${todoFor(kind, 'en')}; all of them: standkeeper sweep findings --open`,
      zh: `0；${todoFor(kind, 'zh')}；全部：standkeeper sweep findings --open`,
    },
  };
}

export async function lookForSchedule(temporal: Client): Promise<Omit<Finding, 'what'>> {
  const schedule = await sweepSchedule(temporal);
  if (schedule === undefined) {
    const wanted = { en: 'there; start a worker: standkeeper worker', zh: '应存在；请启动：standkeeper worker' };
    return { ok: false, met: { en: 'not there', zh: '不存在' }, wanted };
  }
  const { isPaused, nextAt = '–' } = schedule;
  return {
    ok: !isPaused,
    met: isPaused ? { en: 'paused', zh: '已暂停' } : { en: `next ${nextAt}`, zh: `下次 ${nextAt}` },
    wanted: {
      en: `unpaused; schedule ${SWEEP_SCHEDULE} in the Temporal UI`,
      zh: `应未暂停；Temporal 界面中的计划 ${SWEEP_SCHEDULE}`,
    },
  };
}
