/** A result gives way to another one: what followed from it is taken back, and decided anew (rulings 21, 22). */
import { stepsReached } from './agenda.ts';
import { recount } from './consequences.ts';
import { emit, type Draft } from './draft.ts';
import { findPart, isActive, ruleOf } from './duties.ts';
import { followedFrom, type Followed } from './followed.ts';
import type { Judging } from './judging.ts';
import { isShared } from './let-go.ts';
import { foundIn } from './mix.ts';
import type { Duty, VerdictRecord } from './state.ts';
import { judgeMeasuredAgain } from './second-verdicts.ts';
import { bandFor, follow, giveVerdict } from './verdict.ts';

/**
 * The new result takes the place of the old one. Where both say the same, what was planned stays and only its needs are
 * counted again; else what followed is taken back and what the new one says follows.
 *
 * @returns the verdict
 */
export function overrule(draft: Draft, judging: Judging, record: VerdictRecord): string {
  const followed = followedFrom(draft.state, judging.part, record);
  if (bandFor(draft, { ...judging, part: asBefore(judging, record, followed) }).verdict === record.verdict) {
    const band = giveVerdict(draft, judging, record);
    const counted = findPart(draft.state, judging.part.id)!;
    const found = foundIn(counted, judging.counts);
    for (const duty of followed.raised.filter(isActive)) recount(draft, duty, counted, found);
    judgeMeasuredAgain(draft, judging, band);
    return record.verdict;
  }
  takeBack(draft, judging, record, followed);
  const now = { ...judging, part: findPart(draft.state, judging.part.id)! };
  const band = giveVerdict(draft, now, record);
  follow(draft, now, band);
  return band.verdict;
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
