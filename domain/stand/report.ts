/** What an office writes on its day: the verdict it speaks of, or that there is none yet. */
import { codeOf, partOf, payReading, specOf } from './duties.ts';
import type { Duty, StandState } from './state.ts';

/** No verdict yet on the day of the report. */
const PROVISIONAL = 'PROVISIONAL';

/**
 * The verdict a report gives: the last one of its check, of the planting it was raised for. A report on a planting that
 * was established anew meanwhile still speaks of the old one. Where payment reads it otherwise, that is told as well.
 */
export function saysOf(state: StandState, duty: Duty): { says: string; pay?: string } {
  const { says } = specOf(state, duty);
  const part = partOf(state, duty);
  const { plantedRound = 0 } = part;
  const until = plantedRound > duty.round ? plantedRound : Number.POSITIVE_INFINITY;
  const verdict = part.verdicts.findLast(
    (record) => says?.includes(codeOf(state, record)) === true && duty.round <= record.round && record.round < until,
  );
  if (verdict === undefined) return { says: PROVISIONAL };
  const pay = verdict.lineWaived === undefined ? payReading(state, part, verdict) : undefined;
  return { says: verdict.as, ...(pay !== undefined && pay !== verdict.verdict && { pay }) };
}
