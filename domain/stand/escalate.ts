/** A step of the ladder is reached: its letter goes out on the next working day; the reply counts from there (ruling 36). */
import { localHour } from '../calendar.ts';
import { addDays, type IsoDate } from '../day.ts';
import type { LadderStep, Regime } from '../policy/regime.ts';
import { addWorkingDays, workingDayFrom } from '../working-days.ts';
import { isArrear } from './agenda.ts';
import { emit, type Draft } from './draft.ts';
import { partOf, regimeOf } from './duties.ts';
import type { Duty } from './state.ts';

/** The step at once, whatever day of the ladder it is; what was late before go-live is caught up in silence (ruling 20). */
export function escalate(draft: Draft, duty: Duty, wanted: number): void {
  const regime = regimeOf(draft.state, partOf(draft.state, duty));
  const step = regime.ladder.find((candidate) => candidate.step === wanted);
  if (step !== undefined && !isArrear(draft.state, duty)) reachStep(draft, duty, step);
}

export function reachStep(draft: Draft, duty: Duty, step: LadderStep): void {
  const regime = regimeOf(draft.state, partOf(draft.state, duty));
  const issuedOn = issueDay(draft, regime);
  emit(draft, {
    type: 'StepReached',
    dutyId: duty.id,
    step: step.step,
    occurrence: duty.misses ?? 0,
    code: step.code,
    reachedOn: draft.moment.on,
    issuedOn,
    ...(step.replyWorkDays !== undefined && {
      replyDueOn: addWorkingDays(regime.workingDays, issuedOn, step.replyWorkDays),
    }),
    receivers: step.receivers,
  });
}

function issueDay(draft: Draft, regime: Regime): IsoDate {
  const { at, on } = draft.moment;
  const tooLateToday = localHour(at, regime.timeZone) >= regime.limits.letterHour;
  return workingDayFrom(regime.workingDays, tooLateToday ? addDays(on, 1) : on);
}
