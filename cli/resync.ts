/** Takes the state of a workflow that is ahead of its log over into the log, and says where the two had parted. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Outage, Refused } from '../client/outcome.ts';
import type { StandClient } from '../client/stand-client.ts';
import { sayRefusal } from '../domain/errors.ts';
import type { Language } from '../domain/language.ts';
import { gapsBetween, type Gap } from '../domain/stand/gap.ts';
import { zoneOf } from '../domain/stand/duties.ts';
import type { Database } from '../prisma/database.ts';
import { rebaseLife } from '../prisma/rebase-store.ts';

export interface Resynced {
  readonly workflowId: string;
  /** `left`: nothing was changed, `why` says what stands in the way. */
  readonly done: 'rebased' | 'level' | 'left';
  readonly gaps: readonly Gap[];
  /** Also where the log is whole again and the stand still cannot write on it. */
  readonly why?: string;
}

interface Means {
  readonly db: Database;
  readonly stands: StandClient;
  /** Opaque id of who asks for it. */
  readonly by: string;
  readonly lang: Language;
}

/** A stand that had parked on the gap is let go: its waiting turns are part of the state that was taken over. */
export async function resync({ db, stands, by, lang }: Means, workflowId: string): Promise<Resynced> {
  const left = (why: string): Resynced => ({ workflowId, done: 'left', gaps: [], why });
  const run = await stands.whole(workflowId);
  if (run.kind !== 'seen') return left(sayNotSeen(run, lang));
  const { state, pendingTurns = [] } = run.seen;
  if (state === undefined) return left(LEFT.noTurn[lang]);
  const written = state.rev - pendingTurns.length;
  const asked = { state, written, by, at: new Date().toISOString(), timeZone: zoneOf(state) };
  const rebased = await rebaseLife(db, asked);
  if (rebased.kind === 'unknown') return left(LEFT.noRow[lang]);
  if (rebased.kind === 'broken') return left(`${LEFT.broken[lang]}${rebased.fault}`);
  const why = await letGo(stands, { workflowId, lang });
  const gaps = rebased.kind === 'level' ? [] : gapsBetween(rebased.log, state);
  return { workflowId, done: rebased.kind, gaps, ...(why !== undefined && { why }) };
}

const LEFT = {
  noTurn: { en: 'its workflow has taken no turn yet', zh: '其流程尚未执行任何一步' },
  noRow: { en: 'no row has this life: restore it, or end the run', zh: '没有对应的数据行：请恢复，或结束该运行' },
  broken: { en: 'its log cannot be trusted: ', zh: '日志不可信：' },
};

const WRITES_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 200;
/** A turn may fail on the gap in the very moment in which the gap is closed; twice it does not. */
const MOST_UNPARKS = 3;

/**
 * The run is asked now, not before: a turn that was tried on the gap meanwhile, as after an `unpark` by hand, parks it anew.
 *
 * @returns why turns are still waiting; undefined where none is
 */
async function letGo(
  stands: StandClient,
  { workflowId, lang }: { readonly workflowId: string; readonly lang: Language },
): Promise<string | undefined> {
  let unparks = 0;
  for (const until = Date.now() + WRITES_WITHIN_MS; ; await pause(LOOK_EVERY_MS)) {
    const view = await stands.view(workflowId);
    if (view.kind !== 'seen') return sayNotSeen(view, lang);
    const { pendingTurns, parked } = view.seen;
    if (pendingTurns === 0) return undefined;
    const isOver = Date.now() > until || (parked !== undefined && unparks >= MOST_UNPARKS);
    if (isOver) return parked?.reason ?? sayWaiting(pendingTurns, lang);
    if (parked === undefined) continue;
    unparks += 1;
    const told = await stands.unpark(workflowId);
    if (told.kind !== 'told') return sayNotSeen(told, lang);
  }
}

function sayWaiting(turns: number, lang: Language): string {
  return lang === 'zh' ? `还有 ${turns} 步未写入` : `${turns} turns are not written yet`;
}

function sayNotSeen(run: Refused | Outage, lang: Language): string {
  if (run.kind === 'refused') return sayRefusal(run.refusal, lang);
  return lang === 'zh' ? `${run.what} 无应答：${run.met}` : `${run.what} is away: ${run.met}`;
}
