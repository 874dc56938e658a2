/** What is owed under new rules: the same duties, on the days that these give, and never late by them all at once. */
import { dayInYear, laterOf, yearOf, type IsoDate } from '../day.ts';
import type { DutySpec, Regime } from '../policy/regime.ts';
import { nextSpan, type Span } from '../window.ts';
import { moveTo, type Adopting, type Changed } from './adopt-days.ts';
import { raiseNew } from './adopt-new.ts';
import { redecideVisits } from './adopt-visits.ts';
import { emit, type Draft } from './draft.ts';
import { activeDuties, findPart, partOf, regimeOf } from './duties.ts';
import { spansOf, windowsNamed, type Reckoning } from './span.ts';
import type { Duty, StandState } from './state.ts';

/** @param before - the stand as the rules until now left it */
export function redecide(draft: Draft, before: StandState, adopting: Adopting): void {
  for (const duty of activeDuties(before)) {
    const change = changeOf(draft, before, partOf(before, duty).id);
    if (change !== undefined) redecideOne(draft, duty, change, adopting);
  }
  for (const { id } of before.parts) {
    const change = changeOf(draft, before, id);
    if (change === undefined) continue;
    redecideVisits(draft, change, adopting);
    raiseNew(draft, change, adopting);
  }
}

function changeOf(draft: Draft, before: StandState, partId: string): Changed | undefined {
  const part = findPart(draft.state, partId)!;
  const was = regimeOf(before, findPart(before, partId)!);
  const now = regimeOf(draft.state, part);
  return was === now ? undefined : { part, was, now };
}

function redecideOne(draft: Draft, duty: Duty, change: Changed, adopting: Adopting): void {
  const spec = change.now.duties[duty.code];
  if (spec === undefined) return emit(draft, { type: 'DutyWithdrawn', dutyId: duty.id, by: adopting.by });
  const today = draft.moment.on;
  // What is late stays late, with the letters it has reached.
  if ('visits' in spec.when || duty.dueOn < today) return;
  const days = daysUnder(duty, change, today);
  if (days !== undefined) moveTo(draft, duty, { spec, part: change.part, days }, adopting);
}

/** The days that the new rules give it; nothing where they reckon as the old ones did, however it was moved since. */
function daysUnder(duty: Duty, { part, was, now }: Changed, today: IsoDate): Span | undefined {
  const [old, spec] = [was.duties[duty.code]!, now.duties[duty.code]!];
  const on = part.anchors[duty.cause] ?? duty.raisedOn;
  const reckoned = (of: DutySpec, regime: Regime) => {
    const reckoning: Reckoning = { regime, part, on, today: duty.raisedOn, notBefore: on };
    return spansOf(of, reckoning)[0]!;
  };
  const [before, after] = [reckoned(old, was), reckoned(spec, now)];
  if (before.opensOn === after.opensOn && before.endsOn === after.endsOn) return undefined;
  if ('next' in spec.when) return nextSpan(windowsNamed(now, spec.when.next), duty.missedWindow?.dueOn ?? on, today);
  if (spec.kind === 'ban') return duty.reviewed ? undefined : { ...after, endsOn: laterOf(after.endsOn, today) };
  // Repeated, shifted or re-dated since: so many years later than its rule says.
  const later = yearOf(duty.opensOn) - yearOf(before.opensOn);
  return { opensOn: yearsOn(after.opensOn, later), endsOn: yearsOn(after.endsOn, later) };
}

function yearsOn(on: IsoDate, years: number): IsoDate {
  return years === 0 ? on : dayInYear(yearOf(on) + years, on.slice(5));
}
