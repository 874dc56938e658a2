/** The one deed that makes a turn true outside, named after its main effect for the operator who reads the history. */
import type { StandEvent, StandEventType } from './event.ts';

/** In this order: the first event type that a turn holds names its deed. */
const DEEDS = [
  ['StandPlanted', 'registerStand'],
  ['StandInherited', 'registerStand'],
  ['StandSplit', 'splitStand'],
  ['StandMerged', 'mergeStand'],
  ['StandAbsorbed', 'absorbStand'],
  ['BoundaryChanged', 'changeBoundary'],
  ['StandClosed', 'closeStand'],
  ['StandSuspended', 'suspendStand'],
  ['StandResumed', 'resumeStand'],
  ['WindowMissed', 'redateTask'],
  // Before the damage: a survey that finds a piece lost is a survey.
  ['SurveyRecorded', 'recordSurvey'],
  ['DamageReported', 'recordDamage'],
  ['WorkRecorded', 'recordWork'],
  // Before the duties whose days it changes.
  ['PolicyAdopted', 'adoptPolicy'],
  ['ProtectionSet', 'protectStand'],
  ['DutyRescheduled', 'rescheduleTask'],
  ['DutyWaived', 'waiveTask'],
  ['LineWaived', 'waiveTask'],
  ['PapersWaived', 'waiveTask'],
  ['DutyShifted', 'shiftCheck'],
  ['ReportFiled', 'fileReport'],
  ['DeadlinePassed', 'passDeadline'],
  ['BanReviewed', 'reviewBan'],
  ['DutyLapsed', 'lapseTask'],
  ['DutyReleased', 'releaseTask'],
  ['StepReached', 'escalateTask'],
  ['DutyOpened', 'dispatchTask'],
  ['FollowUpSettled', 'settleFollowUp'],
] as const satisfies readonly (readonly [StandEventType, string])[];

export type StandDeed = (typeof DEEDS)[number][1] | 'recordFinding';

export function deedOf(events: readonly StandEvent[]): { readonly deed: StandDeed; readonly dutyId?: string } {
  for (const [type, deed] of DEEDS) {
    const event = events.find((candidate) => candidate.type === type);
    if (event !== undefined)
      return 'dutyId' in event && event.dutyId !== undefined ? { deed, dutyId: event.dutyId } : { deed };
  }
  return { deed: 'recordFinding' };
}
