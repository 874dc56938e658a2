/** A result stops to stand: it stays on record, and what it had changed of its part is as it was before. */
import type { StandEvent } from './event.ts';
import type { Part, VerdictRecord } from './state.ts';

type ResultOverruled = Extract<StandEvent, { type: 'ResultOverruled' }>;

export function withoutResult(
  part: Part,
  { surveyId, by, stage, counters, anchors, judgements }: ResultOverruled,
): Part {
  const counts = { ...part.counts };
  for (const counter of counters) counts[counter] = Math.max((counts[counter] ?? 0) - 1, 0);
  return {
    ...part,
    stage: stage ?? part.stage,
    verdicts: overruled(part.verdicts, surveyId, by),
    counts,
    anchors: without(part.anchors, anchors),
    ...(part.judgements && { judgements: without(part.judgements, judgements) }),
  };
}

/** The result that another one has taken the place of stays on record. */
export function overruled(verdicts: Part['verdicts'], surveyId: string, by: string): Part['verdicts'] {
  return verdicts.map((record) =>
    record.surveyId === surveyId && record.overruledBy === undefined ? { ...record, overruledBy: by } : record,
  );
}

/** Results stand in the order of their checks: one that came too late, before the later one. */
export function withResult(verdicts: Part['verdicts'], result: VerdictRecord): Part['verdicts'] {
  const later = verdicts.findIndex(({ surveyId }) => surveyId === result.passedBy);
  return later === -1 ? [...verdicts, result] : verdicts.toSpliced(later, 0, result);
}

function without<T>(record: Readonly<Record<string, T>>, keys: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}
