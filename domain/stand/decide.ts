/**
 * The rules of a stand: what follows from a command, or why it is refused.
 * Pure: the moment comes in, events come out; the regime in the state holds every number.
 */
import type { Moment } from '../calendar.ts';
import { isRefusal, type Refusal } from '../errors.ts';
import { decideAudit } from './audit.ts';
import { decideBoundary } from './boundary.ts';
import type { SentCommand, StandCommand } from './command.ts';
import { decideAdopt } from './adopt.ts';
import { decideClose } from './close.ts';
import { decideCorrection } from './correct.ts';
import { draftOf, emit, type Draft, type Said } from './draft.ts';
import { decideDue } from './due.ts';
import type { StandEvent } from './event.ts';
import { decideDamage } from './damage.ts';
import { decideSettle } from './follow-ups.ts';
import { decideFound, decideGateLifted } from './found.ts';
import { decideAbsorb, decideMerge } from './merge-stand.ts';
import { decideProtect } from './protect.ts';
import { decideReschedule } from './reschedule.ts';
import { closedRefusal } from './refusals.ts';
import { decideSplitStand } from './split-stand.ts';
import type { StandState } from './state.ts';
import { decideResume, decideSuspend } from './suspend.ts';
import { decideSurvey } from './survey.ts';
import { decideWaive } from './waive.ts';
import { decideWork } from './work.ts';

/**
 * The events that follow from a command at a moment, or a refusal that changes nothing.
 *
 * A sent command ends with `CommandAnswered`. Whether it was sent before is asked first, of `answerTo`.
 *
 * @param moment - workflow time and the stand's local day
 */
export function decide(state: StandState, command: StandCommand, moment: Moment): readonly StandEvent[] | Refusal {
  const draft = draftOf(state, moment);
  if (command.type === 'due') return decideDue(draft);
  const isTold = command.type === 'deedFound' || command.type === 'gateLifted';
  if (state.closedOn !== undefined) {
    return isTold ? [] : closedRefusal(state);
  }
  if (command.type === 'deedFound') return decideFound(draft, command);
  if (command.type === 'gateLifted') return decideGateLifted(draft);
  const said = decideSent(draft, command);
  return isRefusal(said) ? said : answered(draft, command, said);
}

function decideSent(draft: Draft, command: SentCommand): Said | Refusal {
  switch (command.type) {
    case 'submitSurvey':
      return decideSurvey(draft, command);
    case 'submitAudit':
      return decideAudit(draft, command);
    case 'correctSurvey':
      return decideCorrection(draft, command);
    case 'settleFollowUp':
      return decideSettle(draft, command);
    case 'submitWork':
      return decideWork(draft, command);
    case 'reschedule':
      return decideReschedule(draft, command);
    case 'reportDamage':
      return decideDamage(draft, command);
    case 'waive':
      return decideWaive(draft, command);
    case 'protect':
      return decideProtect(draft, command);
    case 'suspend':
      return decideSuspend(draft, command);
    case 'resume':
      return decideResume(draft);
    case 'adoptPolicy':
      return decideAdopt(draft, command);
    case 'close':
      return decideClose(draft, command);
    case 'splitStand':
      return decideSplitStand(draft, command);
    case 'changeBoundary':
      return decideBoundary(draft, command);
    case 'mergeStand':
      return decideMerge(draft, command);
    case 'absorb':
      return decideAbsorb(draft, command);
  }
}

function answered(draft: Draft, command: SentCommand, said: Said): readonly StandEvent[] {
  const events = draft.events.map(({ type }) => type);
  const answer = { rev: draft.state.rev + 1, events, ...said };
  const { commandId, by, digest } = command;
  emit(draft, { type: 'CommandAnswered', commandId, by, digest, answer });
  return draft.events;
}
