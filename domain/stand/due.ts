/** What time brings: exactly one due thing a turn, so that every turn has one deed. */
import { dayInYear, yearOf, type IsoDate } from '../day.ts';
import { COMMENCED, type DutySpec } from '../policy/regime.ts';
import { nextSpan, type Span } from '../window.ts';
import { firstOnAgenda, isBornLate, type AgendaItem } from './agenda.ts';
import { carryOut, setAnchor } from './consequences.ts';
import { emit, type Draft } from './draft.ts';
import { activeDuties, partOf, regimeOf, specOf } from './duties.ts';
import { escalate, reachStep } from './escalate.ts';
import type { StandEvent } from './event.ts';
import { allHold, factsOf } from './judge.ts';
import { missedStepOf } from './missed-step.ts';
import { needsOf } from './needs.ts';
import { saysOf } from './report.ts';
import { windowNames, windowsNamed } from './span.ts';
import type { Duty } from './state.ts';
import { lookAtStock } from './stock.ts';

/** The first due thing whose day has come; nothing where none has. */
export function decideDue(draft: Draft): readonly StandEvent[] {
  if (draft.state.closedOn !== undefined) return [];
  if (draft.state.parts.length === 0) return begin(draft);
  const item = firstOnAgenda(draft.state);
  if (item === undefined || item.on > draft.moment.on) return [];
  bring(draft, item);
  return draft.events;
}

function begin(draft: Draft): readonly StandEvent[] {
  const { seed, regimes } = draft.state;
  if (seed.inherits !== undefined) {
    emit(draft, { type: 'StandInherited', inherited: seed.inherits });
    return draft.events;
  }
  emit(draft, { type: 'StandPlanted', seed: { ...seed, regime: regimes['r1']! } });
  const on = seed.planting.plantedOn;
  const { start } = regimes['r1']!;
  setAnchor(draft, 'p1', start === undefined ? 'planted' : COMMENCED, on);
  carryOut(draft, start ?? [], { partId: 'p1', cause: COMMENCED, on });
  if (start === undefined) lookAtStock(draft, seed.planting.papers, { partId: 'p1', cause: 'planted', on });
  return draft.events;
}

function bring(draft: Draft, item: AgendaItem): void {
  const { duty } = item;
  switch (item.what) {
    case 'open':
      return open(draft, duty);
    case 'step':
      return reachStep(draft, duty, item.step);
    case 'miss':
      return missWindow(draft, duty);
    case 'lapse':
      return emit(draft, { type: 'DutyLapsed', dutyId: duty.id });
    case 'file':
      return emit(draft, { type: 'ReportFiled', dutyId: duty.id, ...saysOf(draft.state, duty) });
    case 'pass':
      return passDeadline(draft, duty);
    case 'review':
      return reviewBan(draft, duty);
  }
}

/** The window opens, unless much was replaced shortly before it; what this check takes the place of is withdrawn. */
function open(draft: Draft, duty: Duty): void {
  const spec = specOf(draft.state, duty);
  if (isShifted(draft, duty, spec)) return shift(draft, duty, spec);
  emit(draft, { type: 'DutyOpened', dutyId: duty.id, taskNo: (duty.task?.n ?? 0) + 1 });
  for (const { duty: code, raisedBy } of spec.supersedes ?? []) {
    const gone = activeDuties(draft.state).filter(
      (other) => other.code === code && other.cause === raisedBy && other.parts[0] === duty.parts[0],
    );
    for (const other of gone) emit(draft, { type: 'DutyWithdrawn', dutyId: other.id, by: duty.id });
  }
}

/** Once, and never a repeated check (ruling 27). */
function isShifted(draft: Draft, duty: Duty, { shift }: DutySpec): boolean {
  if (shift === undefined || duty.shifted || duty.n !== undefined || duty.task !== undefined) return false;
  return allHold(shift.if, factsOf(partOf(draft.state, duty), duty, {}));
}

function shift(draft: Draft, duty: Duty, spec: DutySpec): void {
  const later = (on: IsoDate) => dayInYear(yearOf(on) + spec.shift!.years, on.slice(5));
  emit(draft, { type: 'DutyShifted', dutyId: duty.id, opensOn: later(duty.opensOn), dueOn: later(duty.dueOn) });
}

/**
 * Ruling 19: a letter at once, a higher one at a repeat unless its rule says otherwise, and the task moves to the next
 * allowed window. A window that was over before the duty was raised is nobody's miss.
 */
function missWindow(draft: Draft, duty: Duty): void {
  const part = partOf(draft.state, duty);
  const regime = regimeOf(draft.state, part);
  const isMiss = !isBornLate(draft.state, duty);
  const misses = (duty.misses ?? 0) + (isMiss ? 1 : 0);
  if (isMiss) escalate(draft, duty, missedStepOf(draft.state, duty, misses));
  const span = nextWindow(draft, duty);
  emit(draft, {
    type: 'WindowMissed',
    dutyId: duty.id,
    misses,
    opensOn: span.opensOn,
    dueOn: span.endsOn,
    ...needsOf(regime.duties[duty.code]!, part, span.opensOn, duty.needs),
  });
}

/** A planting takes the next window it may; a yearly check the one of next year (ruling 33). */
function nextWindow(draft: Draft, duty: Duty): Span {
  const part = partOf(draft.state, duty);
  const regime = regimeOf(draft.state, part);
  const { when } = specOf(draft.state, duty);
  return nextSpan(windowsNamed(regime, windowNames(when)), duty.dueOn, draft.moment.on);
}

function passDeadline(draft: Draft, duty: Duty): void {
  emit(draft, { type: 'DeadlinePassed', dutyId: duty.id });
  const partId = partOf(draft.state, duty).id;
  carryOut(draft, specOf(draft.state, duty).then ?? [], { partId, cause: duty.id, on: draft.moment.on, duty });
}

/** A ban never ends by itself: once its least time is over and its end is reached, a decision is asked for, every year. */
function reviewBan(draft: Draft, duty: Duty): void {
  const spec = specOf(draft.state, duty);
  const part = partOf(draft.state, duty);
  const againOn = dayInYear(yearOf(duty.dueOn) + 1, duty.dueOn.slice(5));
  emit(draft, { type: 'BanReviewed', dutyId: duty.id, againOn });
  if (spec.until !== undefined && part.anchors[spec.until] === undefined) return;
  carryOut(draft, spec.then ?? [], { partId: part.id, cause: duty.id, on: draft.moment.on, duty });
}
