/** A count of a lower level than the result that stands: it is kept and stays visible, and changes nothing (ruling 22). */
import type { Refusal } from '../errors.ts';
import type { SubmitSurvey } from './command.ts';
import type { Draft, Said } from './draft.ts';
import { findDuty, findPart } from './duties.ts';
import { isHigher, levelOf } from './inspection.ts';
import { countsOf, piecesFault } from './pieces.ts';
import { recordCount, timingOf } from './record-count.ts';
import { RULINGS } from './rulings.ts';
import type { Duty, Part, StandState } from './state.ts';
import { judgedIn } from './survey-duty.ts';
import { countFault, dayFault, idFault, warningsOf } from './survey-faults.ts';

/** The check that a higher level has judged already, and the part that was counted; nothing where no such result stands. */
interface Judged {
  readonly duty: Duty;
  readonly part: Part;
}

/**
 * A count for a check that is closed. One of the same level as the result hears who was first.
 *
 * @param closed - the refusal that it gets otherwise
 */
export function takeLowerCount(draft: Draft, command: SubmitSurvey, closed: Refusal): Said | Refusal {
  const judged = judgedHigher(draft.state, command);
  if (judged === undefined) return closed;
  const { part, duty } = judged;
  const { pieces, capturedOn } = command;
  const fault =
    idFault(draft.state, command.surveyId) ??
    dayFault(draft.state, command, part, draft.moment.on) ??
    (pieces === undefined ? countFault(draft.state, command, part) : piecesFault(draft.state, pieces, part, duty));
  if (fault !== undefined) return fault;
  return recordCount(draft, command, {
    part,
    duty,
    timing: timingOf(capturedOn, duty),
    binding: false,
    because: RULINGS.auditNotHigher,
    warnings: pieces === undefined ? warningsOf(command, part) : [],
    counts: countsOf(command),
    ...(pieces && { pieces }),
  });
}

function judgedHigher(state: StandState, command: SubmitSurvey): Judged | undefined {
  const { dutyId, partId } = command;
  const duty =
    dutyId === undefined ? judgedIn(state, { ...command, counts: countsOf(command) }) : findDuty(state, dutyId);
  const part = duty && findPart(state, partId ?? duty.parts[0] ?? '');
  const record = part?.verdicts.findLast((each) => each.dutyId === duty?.id && each.overruledBy === undefined);
  if (duty === undefined || part === undefined || record === undefined) return undefined;
  return isHigher(record.level ?? 'COUNTY', levelOf(command, part.units)) ? { duty, part } : undefined;
}
