/** Which check a count answers, and for which part. */
import { refuse, type Refusal } from '../errors.ts';
import type { SubmitSurvey } from './command.ts';
import { activeDuties, findDuty, findPart, isActive, partOf, specOf } from './duties.ts';
import { alreadyClosed, unknownDuty } from './refusals.ts';
import type { Duty, Part, StandState } from './state.ts';

/** The survey duty the count answers: the one named, else the one owed; a second count of a closed one is a conflict. */
export function dutyAnswered(state: StandState, command: SubmitSurvey): Duty | Refusal | undefined {
  if (command.dutyId !== undefined) return namedDuty(state, command.dutyId);
  const ofPart = (duty: Duty) =>
    specOf(state, duty)?.kind === 'survey' && (command.partId === undefined || duty.parts.includes(command.partId));
  const owed = activeDuties(state).find(ofPart);
  const judged = state.duties.find(
    (duty) =>
      ofPart(duty) && duty.state === 'done' && duty.opensOn <= command.capturedOn && command.capturedOn <= duty.dueOn,
  );
  // A count from the window of a check already judged must not answer the next one.
  if (judged !== undefined && (owed === undefined || command.capturedOn < owed.opensOn)) return alreadyClosed(judged);
  return owed;
}

function namedDuty(state: StandState, dutyId: string): Duty | Refusal {
  const duty = findDuty(state, dutyId);
  if (duty === undefined) return unknownDuty(state, dutyId);
  const { kind } = specOf(state, duty);
  if (kind !== 'survey') return refuse('DUTY_KIND', { dutyId, met: kind, wanted: 'survey' });
  return isActive(duty) ? duty : alreadyClosed(duty);
}

export function partAsked(state: StandState, command: SubmitSurvey, duty: Duty | undefined): Part | Refusal {
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
