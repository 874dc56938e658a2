/** What time brings: exactly one due thing a turn, so that every turn has one deed. */
import { localHour } from '../calendar.ts';
import { addDays, type IsoDate } from '../day.ts';
import type { LadderStep, Regime } from '../policy/regime.ts';
import { addWorkingDays, workingDayFrom } from '../working-days.ts';
import { nextSpan } from '../window.ts';
import { agendaOf, isArrear } from './agenda.ts';
import { setAnchor } from './consequences.ts';
import { emit, type Draft } from './draft.ts';
import { partOf, regimeOf, specOf } from './duties.ts';
import type { StandEvent } from './event.ts';
import { needsOf } from './needs.ts';
import type { Duty } from './state.ts';

/** The first due thing whose day has come; nothing where none has. */
export function decideDue(draft: Draft): readonly StandEvent[] {
  if (draft.state.closedOn !== undefined) return [];
  if (draft.state.parts.length === 0) return begin(draft);
  const [item] = agendaOf(draft.state);
  if (item === undefined || item.on > draft.moment.on) return [];
  if (item.what === 'open')
    emit(draft, { type: 'DutyOpened', dutyId: item.duty.id, taskNo: (item.duty.task?.n ?? 0) + 1 });
  if (item.what === 'step') reachStep(draft, item.duty, item.step);
  if (item.what === 'miss') missWindow(draft, item.duty);
  if (item.what === 'lapse') emit(draft, { type: 'DutyLapsed', dutyId: item.duty.id });
  return draft.events;
}

function begin(draft: Draft): readonly StandEvent[] {
  const { seed, regimes } = draft.state;
  emit(draft, { type: 'StandPlanted', seed: { ...seed, regime: regimes['r1']! } });
  setAnchor(draft, 'p1', 'planted', seed.planting.plantedOn);
  return draft.events;
}

/** The letter of a step goes out on the next working day, before its hour; the reply counts from there (ruling 36). */
function reachStep(draft: Draft, duty: Duty, step: LadderStep): void {
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

/** Ruling 19: a letter at once, a higher one at a repeat, and the task moves to the next allowed window. */
function missWindow(draft: Draft, duty: Duty): void {
  const part = partOf(draft.state, duty);
  const regime = regimeOf(draft.state, part);
  const misses = (duty.misses ?? 0) + 1;
  const wanted = misses === 1 ? regime.missedSteps.first : regime.missedSteps.again;
  const step = regime.ladder.find((candidate) => candidate.step === wanted);
  // What was late before go-live is caught up in silence (ruling 20).
  if (step !== undefined && !isArrear(draft.state, duty)) reachStep(draft, duty, step);
  const span = nextWindow(draft, duty, regime);
  emit(draft, {
    type: 'WindowMissed',
    dutyId: duty.id,
    misses,
    opensOn: span.opensOn,
    dueOn: span.endsOn,
    ...needsOf(regime.duties[duty.code]!, part, span.opensOn, duty.needs),
  });
}

function nextWindow(draft: Draft, duty: Duty, regime: Regime): { opensOn: IsoDate; endsOn: IsoDate } {
  const { when } = specOf(draft.state, duty);
  const names = 'next' in when ? when.next : [];
  const windows = names.map((name) => regime.windows[name]).filter((window) => window !== undefined);
  return nextSpan(windows, duty.dueOn, draft.moment.on);
}
