/** A round of a sweep's step: page by page for up to ten minutes; a worker that ends leaves the key of its last page. */
import { Context } from '@temporalio/activity';
import type { SweepRound, SweptRound } from '../contract/sweep.ts';

/** Longer rounds would save a few events a night, and lose more where a release moves the sweep. */
const ROUND_MS = 10 * 60_000;

export interface Swept {
  readonly looked: number;
  /** Missing after the last page. */
  readonly after?: string | undefined;
}

/** @param sweepPage - may be repeated with the same key: what it finds and mends is found and mended once */
export async function inPages(
  round: SweepRound,
  stopping: AbortSignal,
  sweepPage: (after: string | undefined) => Promise<Swept>,
): Promise<SweptRound> {
  const { info, cancellationSignal } = Context.current();
  const began = performance.now();
  let { after, looked } = (info.heartbeatDetails as SweptRound | undefined) ?? { after: round.after, looked: 0 };
  do {
    const page = await sweepPage(after);
    ({ after } = page);
    looked += page.looked;
    if (after === undefined) return { looked };
    Context.current().heartbeat({ looked, after } satisfies SweptRound);
    cancellationSignal.throwIfAborted();
  } while (!stopping.aborted && performance.now() - began < ROUND_MS);
  return { looked, after };
}

/** The key to go on after: that of a full page's last row. */
export function keyAfter<Row>(rows: readonly Row[], size: number, keyOf: (row: Row) => string): string | undefined {
  const last = rows.at(-1);
  return rows.length < size || last === undefined ? undefined : keyOf(last);
}

/** A page takes less than some seconds: between pages the worker says that it lives. */
export const LIVES_A_PAGE = 20;

/** So many side by side: deeds of the night need the other connections. */
export function atOnce<T>(lives: readonly T[]): readonly (readonly T[])[] {
  const most = 4;
  return Array.from({ length: Math.ceil(lives.length / most) }, (_, at) => lives.slice(at * most, (at + 1) * most));
}

export function pageOf({ at, on }: SweepRound, after: string | undefined) {
  return { at, on, ...(after !== undefined && { after }) };
}
