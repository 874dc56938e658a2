/** Carrying out what a verdict, a work done, a deadline or a decision says. */
import { canonicalJson } from '../canonical-json.ts';
import type { IsoDate } from '../day.ts';
import type { Consequence, DutySpec, Regime } from '../policy/regime.ts';
import type { Span } from '../window.ts';
import { emit, type Draft } from './draft.ts';
import { activeDuties, findDuty, findPart, isActive, partOf, regimeOf, specOf } from './duties.ts';
import { escalate } from './escalate.ts';
import { isFirstAnchor } from './evolve-planting.ts';
import { behindResult } from './followed.ts';
import { isShared, letGo } from './let-go.ts';
import { isInMissedWindow } from './missed-window.ts';
import { needsOf, type Found } from './needs.ts';
import { withdrawIfBarred } from './protect.ts';
import { spansOf } from './span.ts';
import type { Duty, Needs, Part, StandState } from './state.ts';

/** Where a consequence comes from. */
export interface Origin extends Found {
  readonly partId: string;
  /** The duty whose verdict, work or decision it follows, or the anchor that was set. */
  readonly cause: string;
  /** Day of capture, work or decision: windows that opened before it do not count, anchors fall on it. */
  readonly on: IsoDate;
  /** The duty itself, where one is the origin. */
  readonly duty?: Duty;
}

export function carryOut(draft: Draft, consequences: readonly Consequence[], origin: Origin): void {
  for (const consequence of consequences) carryOutOne(draft, consequence, origin);
}

function carryOutOne(draft: Draft, consequence: Consequence, origin: Origin): void {
  const { partId, cause, on, duty } = origin;
  if ('do' in consequence) {
    const regime = regimeOf(draft.state, findPart(draft.state, partId)!);
    carryOut(draft, regime.do?.[consequence.do] ?? [], origin);
  }
  if ('enter' in consequence) enter(draft, partId, consequence);
  if ('raise' in consequence) raise(draft, consequence.raise, origin);
  if ('withdraw' in consequence) withdraw(draft, partId, [consequence.withdraw], cause);
  if ('satisfy' in consequence) satisfy(draft, partId, consequence.satisfy, cause);
  if ('count' in consequence) emit(draft, { type: 'Counted', partId, counter: consequence.count });
  if ('anchor' in consequence) setAnchor(draft, partId, consequence.anchor, on);
  if ('repeat' in consequence && duty !== undefined) repeat(draft, duty, consequence.repeat, origin);
  if ('escalate' in consequence && duty !== undefined) escalate(draft, duty, consequence.escalate);
}

function enter(draft: Draft, partId: string, { enter: stage, from }: Extract<Consequence, { readonly enter: string }>) {
  const part = findPart(draft.state, partId)!;
  if (from !== undefined && part.stage !== from) return;
  if (outlastedBy(part.stage, regimeOf(draft.state, part)).includes(stage)) return;
  emit(draft, { type: 'StageEntered', partId, stage });
}

/** What a stage does not give way to, where a deadline that has passed has entered it. */
function outlastedBy(stage: string, { duties }: Regime): readonly string[] {
  const entersIt = ({ then = [] }: DutySpec) => then.some((each) => 'enter' in each && each.enter === stage);
  return Object.values(duties).flatMap((spec) => (entersIt(spec) ? (spec.outlasts ?? []) : []));
}

/** Setting an anchor withdraws what hung on it and raises it again, counted from the new day. */
export function setAnchor(draft: Draft, partId: string, anchor: string, on: IsoDate): void {
  const part = findPart(draft.state, partId)!;
  const hanging = Object.entries(regimeOf(draft.state, part).duties)
    .filter(([, spec]) => spec.at?.includes(anchor))
    .map(([code]) => code);
  withdraw(draft, partId, hanging, anchor);
  emit(draft, { type: 'AnchorSet', partId, anchor, on, ...keptThen(draft.state, part) });
  for (const code of hanging) raise(draft, code, { partId, cause: anchor, on });
  meetDeadlines(draft, partId);
  reviewBans(draft, partId, anchor);
}

/**
 * The check whose result stands, and what it ended, are needed as long as a higher inspection may overrule it or a
 * correction take its place, however many rounds have begun since.
 */
function keptThen(state: StandState, { id }: Part): { readonly keeps?: readonly string[] } {
  const round = (part: Part) => (part.id === id && !isFirstAnchor(state, part) ? part.round + 1 : part.round);
  const oldest = Math.min(...state.parts.map(round)) - 1;
  const needed = new Set(state.parts.flatMap((part) => behindResult(state, part)));
  const keeps = state.duties.filter((duty) => !isActive(duty) && duty.round < oldest && needed.has(duty.id));
  return keeps.length === 0 ? {} : { keeps: keeps.map((duty) => duty.id) };
}

/** A deadline is met by the anchor it waits for, where that was set by its day; set earlier, it is met as it is raised. */
function meetDeadlines(draft: Draft, partId: string): void {
  const { anchors } = findPart(draft.state, partId)!;
  for (const duty of activeOf(draft, partId)) {
    const { kind, until } = specOf(draft.state, duty);
    const met = kind === 'deadline' && until !== undefined ? anchors[until] : undefined;
    if (met !== undefined && met <= duty.dueOn) emit(draft, { type: 'DutySatisfied', dutyId: duty.id, by: until! });
  }
}

/** A ban whose least time is over waits for this anchor alone: its end is decided now, not at the next yearly look. */
function reviewBans(draft: Draft, partId: string, anchor: string): void {
  for (const duty of activeOf(draft, partId)) {
    if (specOf(draft.state, duty).until !== anchor || duty.reviewed !== true) continue;
    emit(draft, { type: 'BanReviewed', dutyId: duty.id, againOn: draft.moment.on });
  }
}

/** `withdraw: all` = whatever a failure ends. */
const ALL = 'all';

/** Withdraws the part's active duties of these codes; what has its own end stays: a report speaks of what was. */
function withdraw(draft: Draft, partId: string, codes: readonly string[], by: string): void {
  const gone = codes.includes(ALL)
    ? activeOf(draft, partId).filter((duty) => specOf(draft.state, duty).lasts === undefined)
    : activeOf(draft, partId, codes).filter((duty) => specOf(draft.state, duty).lasts !== 'own');
  for (const duty of gone) letGo(draft, duty, partId, by);
}

function satisfy(draft: Draft, partId: string, code: string, by: string): void {
  for (const duty of activeOf(draft, partId, [code])) {
    if (isShared(duty)) letGo(draft, duty, partId, by);
    else emit(draft, { type: 'DutySatisfied', dutyId: duty.id, by });
  }
}

/** @param codes - all codes where absent */
function activeOf(draft: Draft, partId: string, codes?: readonly string[]): readonly Duty[] {
  return draft.state.duties.filter(
    (duty) => isActive(duty) && (codes?.includes(duty.code) ?? true) && duty.parts.includes(partId),
  );
}

/**
 * Raises a duty, or a whole series of visits. What is owed already is not raised again in the same round, only counted
 * again; what was withdrawn in it is.
 */
function raise(draft: Draft, code: string, origin: Origin): void {
  const part = findPart(draft.state, origin.partId)!;
  const regime = regimeOf(draft.state, part);
  const spec = regime.duties[code];
  if (spec === undefined) return;
  const before = raisedBefore(draft, code, part);
  const standing = before.filter(({ state }) => state !== 'withdrawn');
  for (const duty of standing.filter(isActive)) recount(draft, duty, part, origin);
  if (standing.length > 0 && (!isAsked(spec) || standing.some(isActive))) return;
  if (spec.needs?.whole) withdraw(draft, part.id, countedPlantings(regime), origin.cause);
  const spans = spansOf(spec, { regime, part, on: origin.on, today: draft.moment.on, notBefore: origin.on });
  if (spec.kind === 'deadline' && isPlantedAnew(part) && spans.every(({ endsOn }) => endsOn < origin.on)) return;
  const numbered = 'visits' in spec.when || before.length > 0;
  spans.forEach((span, index) => {
    emitRaised(draft, { code, spec, part, span, origin, n: numbered ? before.length + index + 1 : undefined });
  });
}

/** Plantings that ask for seedlings by number. */
function countedPlantings({ duties }: Regime): readonly string[] {
  return Object.keys(duties).filter((code) => duties[code]!.needs?.seedlings !== undefined);
}

/** A day reckoned from the harvest that is past by now was met or missed by the planting before, not by this one. */
function isPlantedAnew({ plantedRound = 0 }: Part): boolean {
  return plantedRound > 0;
}

/** A later count says how many seedlings are missing now; a patch or a mix is counted, or it keeps its number. */
export function recount(draft: Draft, duty: Duty, part: Part, found: Found): void {
  const { opensOn, dueOn, needs: before } = duty;
  const spec = specOf(draft.state, duty);
  if (spec.needs?.seedlings === 'deadPatch' && found.deadPatchM2 === undefined) return;
  if (spec.needs?.seedlings === 'lacking' && found.lacking === undefined) return;
  const mix = before?.bySpecies;
  const { needs } = needsOf(spec, part, opensOn, {}, { ...found, ...(mix && { mix }) });
  if (needs === undefined || (needs.seedlings === before?.seedlings && isOfSameMix(spec, needs, before))) return;
  emit(draft, { type: 'DutyRescheduled', dutyId: duty.id, opensOn, dueOn, reason: 'RECOUNT', needs });
}

/** Rules that know no mix have never looked at it. */
function isOfSameMix(spec: DutySpec, now: Needs, before: Needs | undefined): boolean {
  return spec.needs?.mix === undefined || canonicalJson(now.bySpecies) === canonicalJson(before?.bySpecies);
}

/** The points have changed with the land: seedlings that are missing follow them. */
export function recountNeeds(draft: Draft): void {
  for (const duty of activeDuties(draft.state)) {
    if (duty.needs !== undefined) recount(draft, duty, partOf(draft.state, duty), {});
  }
}

/** A decision, a check asked for at once, what a mix lacks, or a work that comes again: once answered it may be asked for again in the same round. */
function isAsked({ when, needs, again }: DutySpec): boolean {
  return 'days' in when || needs?.seedlings === 'lacking' || again === true;
}

/** The same check so many years after the window it was counted in: of one round the second, third … visit. */
function repeat(draft: Draft, duty: Duty, years: number, origin: Origin): void {
  const part = findPart(draft.state, origin.partId)!;
  const regime = regimeOf(draft.state, part);
  const spec = regime.duties[duty.code]!;
  const n = (duty.n ?? 1) + 1;
  const today = draft.moment.on;
  const own = spansOf(spec, { regime, part, on: origin.on, today })[0]!;
  const { opensOn } = isInMissedWindow(duty, origin.on) ? duty.missedWindow! : duty;
  const later = Number(opensOn.slice(0, 4)) - Number(own.opensOn.slice(0, 4)) + years;
  const [span] = spansOf(spec, { regime, part, on: origin.on, today, later });
  emitRaised(draft, { code: duty.code, spec, part, span: span!, origin, n, round: duty.round });
}

export interface Raising {
  readonly code: string;
  readonly spec: DutySpec;
  readonly part: Part;
  readonly span: Span;
  readonly origin: Origin;
  readonly n: number | undefined;
  readonly round?: number;
  /** Absent = the part alone. */
  readonly parts?: readonly string[];
}

export function emitRaised(draft: Draft, raising: Raising): void {
  const { code, spec, part, span, origin, n, round = part.round, parts = [part.id] } = raising;
  const dutyId = freeId(draft, dutyIdOf(draft, `${code}-${round}${n === undefined ? '' : `.${n}`}`, part));
  emit(draft, {
    type: 'DutyRaised',
    dutyId,
    code,
    parts,
    round,
    ...(n !== undefined && { n }),
    cause: origin.cause,
    ...(spec.kind === 'ban' && { inForce: true }),
    opensOn: span.opensOn,
    dueOn: span.endsOn,
    ...needsOf(spec, part, span.opensOn, {}, origin),
  });
  withdrawIfBarred(draft, dutyId);
}

function raisedBefore(draft: Draft, code: string, part: Part): readonly Duty[] {
  return draft.state.duties.filter(
    (duty) =>
      duty.code === code && duty.parts.includes(part.id) && duty.round === part.round && duty.undone === undefined,
  );
}

/** What was raised on a result that does not stand any more keeps its id; what takes its place gets `.r2`, `.r3` … */
export function freeId(draft: Draft, id: string): string {
  const isTaken = (candidate: string) => findDuty(draft.state, candidate)?.undone === true;
  let free = id;
  for (let again = 2; isTaken(free); again += 1) free = `${id}.r${again}`;
  return free;
}

/** `<code>-<round>`, with `.<n>` in a series; the part is named where the stand has several. */
function dutyIdOf(draft: Draft, id: string, part: Part): string {
  return draft.state.parts.length === 1 ? id : `${id}.${part.id}`;
}
