/** A wrong survey is superseded, never edited: what followed from it is decided anew, or the correction is refused. */
import { isRefusal, refuse, type Refusal } from '../errors.ts';
import type { CorrectSurvey } from './command.ts';
import { correctAcceptance, standingAcceptance, wrongAcceptance } from './correct-acceptance.ts';
import { freeId } from './consequences.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { findDuty, ruleOf, rulesBehind } from './duties.ts';
import { followedFrom, standingResult, type Followed } from './followed.ts';
import { nameFollowUps } from './follow-ups.ts';
import { levelOf } from './inspection.ts';
import { overrule, takeBack } from './overrule.ts';
import { lacking } from './rates.ts';
import { recordCount, timingOf } from './record-count.ts';
import { partMissing } from './refusals.ts';
import { RULINGS } from './rulings.ts';
import type { Duty, Part, StandState, VerdictRecord } from './state.ts';
import { partAsked } from './survey-duty.ts';
import { countFault, dayFault, idFault, warningsOf } from './survey-faults.ts';
import { isLost } from './whole.ts';

export function decideCorrection(draft: Draft, command: CorrectSurvey): Said | Refusal {
  const accepted = wrongAcceptance(draft.state, command);
  if (accepted !== undefined) return isRefusal(accepted) ? accepted : correctAcceptance(draft, command, accepted);
  const wrong = wrongResult(draft.state, command);
  if (isRefusal(wrong)) return wrong;
  const { part, record, duty } = wrong;
  const followed = followedFrom(draft.state, part, record);
  const fault =
    faultOf(draft, command, wrong) ??
    tooLate(draft, command, wrong, followed) ??
    dayFault(draft.state, command, part, draft.moment.on) ??
    countFault(draft.state, command, part);
  if (fault !== undefined) return fault;
  const timing = timingOf(command.capturedOn, duty);
  const binding = timing !== 'early';
  const lower = binding ? undefined : lowerResult(part, record);
  if (lower !== undefined)
    return refuse('CORRECTION_UNBINDING', {
      met: command.supersedes,
      capturedOn: command.capturedOn,
      dutyId: duty.id,
      opensOn: duty.opensOn,
      winner: lower.surveyId,
    });
  const because = binding ? RULINGS.correction : RULINGS.surveyBeforeWindow;
  const said = recordCount(draft, command, {
    part,
    duty,
    timing,
    binding,
    because,
    warnings: warningsOf(command, part),
  });
  if (!binding) return { ...said, ...reopen(draft, command, wrong, followed) };
  // The rules of its day, whatever was adopted since: the trees were counted under them.
  const rules = record.rules !== undefined && { rules: record.rules };
  const judging = { survey: command, counts: command.counts, part, duty, level: record.level, ...rules };
  const verdict = overrule(draft, judging, record);
  const overruled = { part, before: record, verdictNow: verdict, surveyId: command.surveyId };
  const followUps = nameFollowUps(draft, overruled, { ...followed, raised: [] });
  return { ...said, verdict, ...(followUps.length > 0 && { followUps }) };
}

interface Wrong {
  readonly part: Part;
  readonly record: VerdictRecord;
  readonly duty: Duty;
}

/** The result of the wrong survey that stands; of several parts the one named. */
function wrongResult(state: StandState, command: CorrectSurvey): Wrong | Refusal {
  const { supersedes, partId } = command;
  const isIt = (record: VerdictRecord) => record.surveyId === supersedes && record.overruledBy === undefined;
  const holding = state.parts.filter((each) => !isLost(each) && each.verdicts.some(isIt));
  if (partId === undefined && holding.length > 1) {
    return partMissing(
      state,
      holding.map(({ id }) => id),
    );
  }
  const part = partId === undefined ? holding[0] : partAsked(state, command, undefined);
  if (isRefusal(part)) return part;
  const record = part === undefined || isLost(part) ? undefined : part.verdicts.findLast(isIt);
  const duty = record && findDuty(state, record.dutyId);
  if (part === undefined || record === undefined || duty === undefined) {
    const standing = state.parts.flatMap((each) => [standingAcceptance(state, each), standingResult(each)?.surveyId]);
    const wanted = [...new Set(standing.filter((id) => id !== undefined))].join(', ') || '–';
    return refuse('SURVEY_UNKNOWN', { standId: state.seed.standId, met: supersedes, wanted });
  }
  return { part, record, duty };
}

function faultOf({ state }: Draft, command: CorrectSurvey, { part, record, duty }: Wrong): Refusal | undefined {
  const { unit } = command;
  if (unit !== undefined && levelOf({ unit }, part.units) === 'SELF')
    return refuse('UNIT_NOT_INDEPENDENT', { met: unit, partId: part.id });
  const taken = idFault(state, command.surveyId);
  if (taken !== undefined) return taken;
  const missing = lacking(command.counts, rulesBehind(state, part, record).duties[duty.code]!);
  return missing.length === 0 ? undefined : refuse('MEASURE_MISSING', { dutyId: duty.id, wanted: missing.join(', ') });
}

/** The result of a lower level whose place this one took: it would have to stand again, with all that followed from it. */
function lowerResult(part: Part, { surveyId, dutyId, level }: VerdictRecord): VerdictRecord | undefined {
  const before = part.verdicts.find((each) => each.overruledBy === surveyId && each.dutyId === dutyId);
  return before === undefined || before.level !== level ? before : lowerResult(part, before);
}

/** A deed outside cannot be undone, and a later check was judged on newer trees. */
function tooLate(
  draft: Draft,
  { supersedes }: CorrectSurvey,
  { part, record }: Wrong,
  { raised }: Followed,
): Refusal | undefined {
  const last = standingResult(part);
  if (last !== undefined && last !== record)
    return refuse('CORRECTION_TOO_LATE', {
      met: supersedes,
      dutyId: last.dutyId,
      closedOn: last.on,
      winner: last.surveyId,
    });
  const done = raised.find((duty) => duty.state === 'done' && ruleOf(draft.state, duty)?.kind !== 'report');
  if (done === undefined) return undefined;
  const { id: dutyId, closedOn = '–', closedBy: winner = '–' } = done;
  return refuse('CORRECTION_TOO_LATE', { met: supersedes, dutyId, closedOn, winner });
}

/** Counted before the window opened after all: nothing has been counted that binds, and the check is owed again. */
function reopen(draft: Draft, survey: CorrectSurvey, { part, record, duty }: Wrong, followed: Followed): Said {
  takeBack(draft, { survey, part }, record, followed);
  const { id, code, round, n, cause, opensOn, dueOn } = duty;
  if (duty.parts.includes(part.id)) {
    emit(draft, { type: 'DutyReopened', dutyId: id, by: survey.surveyId });
    return {};
  }
  // Split off since it was judged: the check was never its own, and is from now on.
  const dutyId = freeId(draft, `${id}.${part.id}`);
  const parts = [part.id];
  emit(draft, { type: 'DutyRaised', dutyId, code, parts, round, ...(n !== undefined && { n }), cause, opensOn, dueOn });
  return {};
}
