/** Carrying out what a verdict, a work done or a decision says: enter, raise, withdraw, anchor, count. */
import { addDays, type IsoDate } from '../day.ts';
import type { Consequence, DutySpec, Regime } from '../policy/regime.ts';
import { countingSeason, nextSpan, spanInSeason, type Span } from '../window.ts';
import { emit, type Draft } from './draft.ts';
import { findPart, isActive, regimeOf } from './duties.ts';
import { needsOf } from './needs.ts';
import type { Duty, Part } from './state.ts';

/** Where a consequence comes from. */
export interface Origin {
  readonly partId: string;
  /** The duty whose verdict, work or decision it follows. */
  readonly cause: string;
  /** Day of capture, work or decision: windows that opened before it do not count, anchors fall on it. */
  readonly on: IsoDate;
  readonly deadPatchM2?: number;
}

export function carryOut(draft: Draft, consequences: readonly Consequence[], origin: Origin): void {
  for (const consequence of consequences) {
    if ('enter' in consequence) emit(draft, { type: 'StageEntered', partId: origin.partId, stage: consequence.enter });
    if ('raise' in consequence) raise(draft, consequence.raise, origin);
    if ('withdraw' in consequence) withdraw(draft, origin.partId, [consequence.withdraw], origin.cause);
    if ('count' in consequence) emit(draft, { type: 'Counted', partId: origin.partId, counter: consequence.count });
    if ('anchor' in consequence) setAnchor(draft, origin.partId, consequence.anchor, origin.on);
  }
}

/** Setting an anchor withdraws what hung on it and raises it again, counted from the new day. */
export function setAnchor(draft: Draft, partId: string, anchor: string, on: IsoDate): void {
  const part = findPart(draft.state, partId)!;
  const hanging = Object.entries(regimeOf(draft.state, part).duties)
    .filter(([, spec]) => spec.at?.includes(anchor))
    .map(([code]) => code);
  withdraw(draft, partId, hanging, anchor);
  emit(draft, { type: 'AnchorSet', partId, anchor, on });
  for (const code of hanging) raise(draft, code, { partId, cause: anchor, on });
}

/** Withdraws the part's active duties of these codes. */
function withdraw(draft: Draft, partId: string, codes: readonly string[], by: string): void {
  const gone = draft.state.duties.filter(
    (duty) => isActive(duty) && codes.includes(duty.code) && duty.parts.includes(partId),
  );
  for (const duty of gone) emit(draft, { type: 'DutyWithdrawn', dutyId: duty.id, by });
}

/** Raises a duty; raising it again in the same round changes nothing. */
function raise(draft: Draft, code: string, origin: Origin): void {
  const part = findPart(draft.state, origin.partId)!;
  const regime = regimeOf(draft.state, part);
  const spec = regime.duties[code];
  if (spec === undefined || isRaised(draft, code, part)) return;
  const span = spanOf(draft, spec, regime, part, origin);
  emit(draft, {
    type: 'DutyRaised',
    dutyId: dutyIdOf(draft, code, part),
    code,
    parts: [part.id],
    round: part.round,
    cause: origin.cause,
    opensOn: span.opensOn,
    dueOn: span.endsOn,
    ...needsOf(spec, part, span.opensOn, {}, origin.deadPatchM2),
  });
}

function isRaised(draft: Draft, code: string, part: Part): boolean {
  return draft.state.duties.some(
    (duty: Duty) => duty.code === code && duty.parts.includes(part.id) && duty.round === part.round,
  );
}

/** `<code>-<round>`; the part is named where the stand has several. */
function dutyIdOf(draft: Draft, code: string, part: Part): string {
  const id = `${code}-${part.round}`;
  return draft.state.parts.length === 1 ? id : `${id}.${part.id}`;
}

function spanOf(draft: Draft, { when }: DutySpec, regime: Regime, part: Part, origin: Origin): Span {
  const today = draft.moment.on;
  if ('days' in when) return { opensOn: today, endsOn: addDays(today, when.days) };
  if ('next' in when) {
    const windows = when.next.map((name) => regime.windows[name]).filter((window) => window !== undefined);
    return nextSpan(windows, origin.on, today);
  }
  const from = when.from === 'it' ? origin.on : (part.anchors[when.from] ?? origin.on);
  const season = regime.seasons['growing']!;
  return spanInSeason(regime.windows[when.in]!, season, countingSeason(season, from) + when.growingSeasons - 1);
}
