/** Which check a count answers, and for which part. */
import { refuse, type Refusal } from '../errors.ts';
import type { IsoDate } from '../day.ts';
import type { CountCommand, SubmitAudit, SubmitSurvey } from './command.ts';
import type { SurveyCounts } from './reported.ts';
import { countsOf } from './pieces.ts';
import { activeDuties, findDuty, findPart, isActive, partOf, ruleOf, specOf } from './duties.ts';
import { isInMissedWindow } from './missed-window.ts';
import { lacking } from './rates.ts';
import { alreadyClosed, partMissing, unknownDuty } from './refusals.ts';
import type { Duty, Part, StandState } from './state.ts';

/** The survey duty the count answers: the one named, else the one owed; a second count of a closed one is a conflict. */
export function dutyAnswered(state: StandState, command: SubmitSurvey): Duty | Refusal | undefined {
  if (command.dutyId !== undefined) return namedDuty(state, command.dutyId, command.counts);
  const owed = firstOf(
    activeDuties(state).filter((duty) => isCounted(state, duty, command)),
    command.capturedOn,
  );
  const judged = judgedIn(state, command);
  // A count from the window of a check already judged must not answer the next one.
  if (judged !== undefined && (owed === undefined || command.capturedOn < owed.opensOn)) return alreadyClosed(judged);
  return owed;
}

/** The check already judged in whose window the count was made. */
export function judgedIn(state: StandState, command: SubmitSurvey): Duty | undefined {
  const { capturedOn } = command;
  return state.duties.find(
    (duty) => duty.state === 'done' && isInWindowOf(duty, capturedOn) && isCounted(state, duty, command),
  );
}

/** Its window, or the one that was taken for missed. */
function isInWindowOf(duty: Duty, on: IsoDate): boolean {
  return (duty.opensOn <= on && on <= duty.dueOn) || isInMissedWindow(duty, on);
}

/** Whether the count has what the check asks for, of a part that owes it. */
function isCounted(state: StandState, duty: Duty, { counts, partId }: SubmitSurvey): boolean {
  const spec = ruleOf(state, duty);
  const isAsked = spec?.kind === 'survey' && lacking(counts, spec).length === 0;
  return isAsked && (partId === undefined || duty.parts.includes(partId));
}

/** Of several checks the one in whose window the count was made, else the last one opened before, else the next. */
function firstOf(duties: readonly Duty[], capturedOn: IsoDate): Duty | undefined {
  const inOrder = duties.toSorted((a, b) => (a.opensOn < b.opensOn ? -1 : 1));
  return (
    inOrder.find((duty) => isInWindowOf(duty, capturedOn)) ??
    inOrder.findLast(({ opensOn }) => opensOn <= capturedOn) ??
    inOrder[0]
  );
}

export function namedDuty(state: StandState, dutyId: string, counts: SurveyCounts): Duty | Refusal {
  const duty = findDuty(state, dutyId);
  if (duty === undefined) return unknownDuty(state, dutyId);
  const spec = ruleOf(state, duty);
  if (spec === undefined) return alreadyClosed(duty);
  if (spec.kind !== 'survey') return refuse('DUTY_KIND', { dutyId, met: spec.kind, wanted: 'survey' });
  const missing = lacking(counts, spec);
  if (missing.length > 0) return refuse('MEASURE_MISSING', { dutyId, wanted: missing.join(', ') });
  return isActive(duty) ? duty : alreadyClosed(duty);
}

/** A stand in parts is counted part by part: where several owe the check, the part is named. */
export function partFault(state: StandState, command: SubmitSurvey | SubmitAudit): Refusal | undefined {
  const named = command.dutyId === undefined ? undefined : findDuty(state, command.dutyId);
  if (named !== undefined && command.partId !== undefined && !named.parts.includes(command.partId))
    return partMissing(state, named.parts);
  if (command.partId !== undefined || command.dutyId !== undefined) return undefined;
  const counts = countsOf(command);
  const asked = activeDuties(state).filter((duty) => {
    const spec = specOf(state, duty);
    return spec.kind === 'survey' && lacking(counts, spec).length === 0;
  });
  const parts = [...new Set(asked.flatMap((duty) => duty.parts))];
  return parts.length > 1 ? partMissing(state, parts) : undefined;
}

export function partAsked(state: StandState, command: CountCommand, duty: Duty | undefined): Part | Refusal {
  const [first] = state.parts;
  // A stand whose planting day is still to come has no part to count.
  if (first === undefined) {
    return refuse('SURVEY_BEFORE_PLANTING', { met: command.capturedOn, wanted: state.seed.planting.plantedOn });
  }
  if (command.partId === undefined) return duty === undefined ? first : partOf(state, duty);
  const parts = state.parts.map(({ id }) => id).join(', ');
  return (
    findPart(state, command.partId) ??
    refuse('PART_UNKNOWN', { standId: state.seed.standId, met: command.partId, wanted: parts })
  );
}
