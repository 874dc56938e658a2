/** What was done, planned or reported on a result that does not stand any more: named, until somebody has seen to it. */
import { refuse, type Refusal } from '../errors.ts';
import type { DutySpec } from '../policy/regime.ts';
import type { SettleFollowUp } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { codeOf, isActive, ruleOf } from './duties.ts';
import type { Followed } from './followed.ts';
import type { Duty, FollowUp, Part, VerdictRecord } from './state.ts';

/** Both results, and the survey that brought the new one. */
export interface Overruled {
  readonly part: Part;
  readonly before: VerdictRecord;
  readonly verdictNow: string;
  readonly surveyId: string;
}

/**
 * Names what the old result leaves over: works that were planned or done on it, and reports that told it.
 *
 * @param followed - what had followed from the old result, as it was before that was taken back
 * @returns ids of what was named
 */
export function nameFollowUps(draft: Draft, overruled: Overruled, { raised }: Followed): readonly string[] {
  const { part, before, verdictNow, surveyId } = overruled;
  if (before.verdict === verdictNow) return [];
  const told = reportsOf(draft, part, before);
  const truly = told.flatMap((duty) => toldTruly(draft, duty, overruled) ?? []);
  for (const { id: followUpId } of truly)
    emit(draft, { type: 'FollowUpSettled', followUpId, sender: surveyId, reason: 'RESULT_AS_REPORTED' });
  const left: readonly (readonly [FollowUp['what'], Duty])[] = [
    ...raised.flatMap((duty) => whatOf(draft, duty)),
    ...told.filter(({ id }) => !truly.some(({ dutyId }) => dutyId === id)).map((duty) => ['REPORTED', duty] as const),
  ];
  return left.map(([what, { id: dutyId }]) => {
    const id = `f${(draft.state.followUps ?? []).length + 1}`;
    const verdicts = { verdictBefore: before.verdict, verdictNow };
    emit(draft, { type: 'FollowUpRaised', id, what, partId: part.id, dutyId, ...verdicts, surveyId });
    return id;
  });
}

/** What was found of a report that is right after all: it said what the newest result says again. */
function toldTruly(draft: Draft, { id }: Duty, { part, verdictNow }: Overruled): FollowUp | undefined {
  return openFollowUps(draft.state).find(
    ({ what, dutyId, partId, verdictBefore }) =>
      what === 'REPORTED' && dutyId === id && partId === part.id && verdictBefore === verdictNow,
  );
}

/** Only what costs somebody something: plantings and works; a check or a decision that was asked for is simply void. */
function whatOf(draft: Draft, duty: Duty): readonly (readonly ['PLANNED' | 'DONE', Duty])[] {
  const kind = ruleOf(draft.state, duty)?.kind;
  if (kind !== 'planting' && kind !== 'work') return [];
  if (isActive(duty)) return [['PLANNED', duty]];
  return duty.state === 'done' ? [['DONE', duty]] : [];
}

/** Reports that have told the old result; payment goes by what they said. */
function reportsOf(draft: Draft, part: Part, record: VerdictRecord): readonly Duty[] {
  return draft.state.duties.filter(
    (duty) =>
      duty.parts.includes(part.id) &&
      duty.state === 'done' &&
      duty.round <= record.round &&
      tellsOf(ruleOf(draft.state, duty), codeOf(draft.state, record)),
  );
}

function tellsOf(rule: DutySpec | undefined, code: string): boolean {
  return rule?.kind === 'report' && rule.says?.includes(code) === true;
}

export function openFollowUps({ followUps = [] }: { readonly followUps?: readonly FollowUp[] }): readonly FollowUp[] {
  return followUps.filter(({ settledOn }) => settledOn === undefined);
}

export function decideSettle(draft: Draft, { followUpId, by, reason }: SettleFollowUp): Said | Refusal {
  const { standId } = draft.state.seed;
  const followUp = draft.state.followUps?.find(({ id }) => id === followUpId);
  if (followUp === undefined) {
    const wanted = openFollowUps(draft.state).map(({ id }) => id);
    return refuse('FOLLOW_UP_UNKNOWN', { standId, met: followUpId, wanted: wanted.join(', ') || '–' });
  }
  const { settledOn, settledBy = '–' } = followUp;
  if (settledOn !== undefined) return refuse('FOLLOW_UP_SETTLED', { standId, met: followUpId, settledOn, settledBy });
  emit(draft, { type: 'FollowUpSettled', followUpId, sender: by, reason });
  return {};
}
