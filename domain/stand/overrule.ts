/** A result gives way to another one: what followed from it is taken back, and decided anew (rulings 21, 22). */
import { canonicalJson } from '../canonical-json.ts';
import type { Band, Regime } from '../policy/regime.ts';
import { stepsReached } from './agenda.ts';
import { recount } from './consequences.ts';
import { emit, type Draft } from './draft.ts';
import { findDuty, findPart, isActive, ruleOf } from './duties.ts';
import { flat, followedFrom, type Followed } from './followed.ts';
import { rulesOf, type Judging } from './judging.ts';
import { isShared } from './let-go.ts';
import { foundIn } from './mix.ts';
import type { Duty, VerdictRecord } from './state.ts';
import { followedSecond, judgeAgain, secondsChanged } from './second-verdicts.ts';
import { bandFor, follow, giveVerdict } from './verdict.ts';

/**
 * The new result takes the place of the old one. Where both say the same, what was planned stays and only its needs are
 * counted again; else what followed is taken back and what the new one says follows.
 *
 * @returns the verdict
 */
export function overrule(draft: Draft, judging: Judging, record: VerdictRecord): string {
  const followed = followedFrom(draft.state, judging.part, record);
  const before = { ...judging, part: asBefore(judging, record, followed) };
  if (saysTheSame(bandFor(draft, before), record, followed)) return confirm(draft, before, record, followed);
  takeBack(draft, judging, record, followed);
  const now = { ...judging, part: findPart(draft.state, judging.part.id)! };
  const band = giveVerdict(draft, now, { overrules: record });
  follow(draft, now, band);
  return band.verdict;
}

/** Rows with one verdict may have something else follow: the duties raised tell which of them it was. */
function saysTheSame(now: Band, { verdict }: VerdictRecord, { bands }: Followed): boolean {
  const then = canonicalJson(now.then ?? []);
  const isIt = (band: Band) => band === now || canonicalJson(band.then ?? []) === then;
  return now.verdict === verdict && (bands.length === 0 || bands.some(isIt));
}

/** @param before - judged as the old result found the part, so that no counter which that one raised decides */
function confirm(draft: Draft, before: Judging, record: VerdictRecord, followed: Followed): string {
  const { id } = before.part;
  const band = bandFor(draft, before);
  const changed = secondsChanged(draft, before, band);
  if (changed.length > 0) takeSecondsBack(draft, before, record, { changed, band, raised: followed.raised });
  giveVerdict(draft, before, { overrules: record });
  const counted = findPart(draft.state, id)!;
  const found = foundIn(counted, before.counts);
  for (const duty of followed.raised.filter((each) => isOwed(draft, each))) recount(draft, duty, counted, found);
  judgeAgain(draft, before, band, changed);
  return record.verdict;
}

function isOwed(draft: Draft, { id }: Duty): boolean {
  const duty = findDuty(draft.state, id);
  return duty !== undefined && isActive(duty);
}

interface SecondsToTakeBack {
  readonly changed: readonly string[];
  readonly band: Band;
  readonly raised: readonly Duty[];
}

/** Second verdicts of the visit that the new count does not bear out go, with what they had raised and entered. */
function takeSecondsBack(
  draft: Draft,
  before: Judging,
  { dutyId, surveyId, stageBefore }: VerdictRecord,
  { changed, band, raised }: SecondsToTakeBack,
): void {
  const by = before.survey.surveyId;
  const { regime } = rulesOf(draft, before);
  const part = findPart(draft.state, before.part.id)!;
  const then = changed.flatMap((code) => followedSecond(regime, part, code));
  const wasEntered = then.some((each) => 'enter' in each && each.enter === part.stage);
  const stage = wasEntered ? stageAfter(regime, band, stageBefore ?? part.stage) : undefined;
  const taken = { counters: [], anchors: [], judgements: changed, ...(stage !== undefined && { stage }) };
  emit(draft, { type: 'ResultOverruled', partId: part.id, dutyId, surveyId, by, ...taken });
  const codes = new Set(then.flatMap((each) => ('raise' in each ? [each.raise] : [])));
  for (const duty of raised) if (isActive(duty) && codes.has(duty.code)) undo(draft, duty, part.id, by);
}

/** The stage that the row itself has the part enter. */
function stageAfter(regime: Regime, { then = [] }: Band, before: string): string {
  const entered = flat(regime, then).findLast((each) => 'enter' in each && each.from === undefined);
  return entered !== undefined && 'enter' in entered ? entered.enter : before;
}

/** The part as the old result found it, as far as bands ask. */
function asBefore({ part }: Judging, { stageBefore = part.stage }: VerdictRecord, { counters, anchors }: Followed) {
  const counts = { ...part.counts };
  for (const counter of counters) counts[counter] = Math.max((counts[counter] ?? 0) - 1, 0);
  const kept = Object.entries(part.anchors).filter(([anchor]) => !anchors.includes(anchor));
  return { ...part, stage: stageBefore, counts, anchors: Object.fromEntries(kept) };
}

/** Takes back all that followed from a result and can be: what is done stays done. */
export function takeBack(
  draft: Draft,
  { survey, part }: Pick<Judging, 'survey' | 'part'>,
  record: VerdictRecord,
  { raised, ended, left, counters, anchors, judgements }: Followed,
): void {
  const by = survey.surveyId;
  const { dutyId, surveyId, stageBefore: stage } = record;
  const taken = { counters, anchors, judgements, ...(stage !== undefined && { stage }) };
  emit(draft, { type: 'ResultOverruled', partId: part.id, dutyId, surveyId, by, ...taken });
  for (const duty of raised) if (isActive(duty)) undo(draft, duty, part.id, by);
  for (const duty of ended) if (isOwedStill(draft, duty)) emit(draft, { type: 'DutyReopened', dutyId: duty.id, by });
  for (const duty of left) emit(draft, { type: 'DutyJoined', dutyId: duty.id, partId: part.id, by });
}

/** What was raised on a result that does not stand; its letters are void with it. */
export function undo(draft: Draft, duty: Duty, partId: string, by: string): void {
  if (isShared(duty)) return emit(draft, { type: 'DutyLeft', dutyId: duty.id, partId, by });
  const steps = stepsReached(duty);
  if (steps.length > 0) emit(draft, { type: 'StepsTakenBack', dutyId: duty.id, steps });
  emit(draft, { type: 'DutyWithdrawn', dutyId: duty.id, by, undone: true });
}

/** A visit of a season gone by is nobody's any more, nor what rules adopted since do not know. */
function isOwedStill(draft: Draft, duty: Duty): boolean {
  const rule = ruleOf(draft.state, duty);
  return rule !== undefined && (rule.missed !== 'lapse' || duty.dueOn >= draft.moment.on);
}
