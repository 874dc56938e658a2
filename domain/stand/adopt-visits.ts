/** Visits of a series under new rules, year by year: as many as these ask for, the visits that ended counted among them. */
import { yearOf } from '../day.ts';
import type { Span } from '../window.ts';
import { isLeft, moveTo, type Adopting, type Changed } from './adopt-days.ts';
import { emitRaised } from './consequences.ts';
import { emit, type Draft } from './draft.ts';
import { isActive } from './duties.ts';
import { spansOf } from './span.ts';
import type { Duty } from './state.ts';

export function redecideVisits(draft: Draft, change: Changed, adopting: Adopting): void {
  for (const code of Object.keys(change.now.duties)) redecideSeries(draft, code, change, adopting);
}

function redecideSeries(draft: Draft, code: string, { part, was, now }: Changed, adopting: Adopting): void {
  const [old, spec] = [was.duties[code], now.duties[code]!];
  // Visits that parts share are decided once, with the first of them.
  const visits = draft.state.duties.filter(
    (duty) => duty.code === code && duty.parts[0] === part.id && duty.round === part.round,
  );
  const cause = visits[0]?.cause;
  const on = cause === undefined ? undefined : part.anchors[cause];
  if (old === undefined || !('visits' in spec.when) || !visits.some(isActive) || on === undefined) return;
  const today = draft.moment.on;
  const [before, after] = [was, now].map((regime) => spansOf(regime.duties[code]!, { regime, part, on, today }));
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const years = new Set(
    [...after!, ...visits.map(({ opensOn }) => ({ opensOn }))].map(({ opensOn }) => yearOf(opensOn)),
  );
  let n = Math.max(...visits.map((duty) => duty.n ?? 1));
  for (const year of [...years].toSorted((a, b) => a - b)) {
    const { matched, over, open } = matchedIn(year, visits, after!);
    for (const [duty, days] of matched) if (duty.dueOn >= today) moveTo(draft, duty, { spec, part, days }, adopting);
    for (const duty of over)
      if (duty.dueOn >= today) emit(draft, { type: 'DutyWithdrawn', dutyId: duty.id, by: adopting.by });
    for (const span of open.filter((each) => isLeft(spec, each, today))) {
      const { parts } = visits.find(isActive)!;
      emitRaised(draft, { code, spec, part, span, origin: { partId: part.id, cause: cause!, on }, n: (n += 1), parts });
    }
  }
}

interface Matched {
  readonly matched: readonly (readonly [Duty, Span])[];
  /** Owed until now, and not asked for any more. */
  readonly over: readonly Duty[];
  readonly open: readonly Span[];
}

/** What has ended took the first of the year's windows; the last visit owed takes the last one. */
function matchedIn(year: number, visits: readonly Duty[], spans: readonly Span[]): Matched {
  const ofYear = visits.filter(({ opensOn }) => yearOf(opensOn) === year);
  const ended = ofYear.filter((duty) => !isActive(duty) && duty.state !== 'withdrawn').length;
  const owed = ofYear.filter(isActive).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const asked = spans
    .filter(({ opensOn }) => yearOf(opensOn) === year)
    .toSorted((a, b) => (a.endsOn < b.endsOn ? -1 : 1))
    .slice(ended);
  const both = Math.min(owed.length, asked.length);
  const [lastOwed, lastAsked] = [owed.slice(owed.length - both), asked.slice(asked.length - both)];
  return {
    matched: lastOwed.map((duty, index) => [duty, lastAsked[index]!] as const),
    over: owed.slice(0, owed.length - both),
    open: asked.slice(0, asked.length - both),
  };
}
