/** A count comes in: does it bind, what does it say, what follows (rulings 10, 21, 23, 28, 34). */
import { isRefusal, type Refusal } from '../errors.ts';
import { judgeAcceptance } from './acceptance.ts';
import type { SubmitAudit, SubmitSurvey } from './command.ts';
import type { Draft, Said } from './draft.ts';
import { takeLowerCount } from './lower-count.ts';
import { countsOf, piecesFault, takePieces } from './pieces.ts';
import { bindingOf, levelToldBy, recordCount, timingOf } from './record-count.ts';
import { RULINGS } from './rulings.ts';
import type { Duty, Part } from './state.ts';
import { dutyAnswered, partAsked, partFault } from './survey-duty.ts';
import { countFault, dayFault, idFault, warningsOf } from './survey-faults.ts';
import { judge, laterResult } from './verdict.ts';

export function decideSurvey(draft: Draft, command: SubmitSurvey): Said | Refusal {
  const unclear = partFault(draft.state, command);
  if (unclear !== undefined) return unclear;
  const duty = dutyAnswered(draft.state, { ...command, counts: countsOf(command) });
  if (isRefusal(duty)) return duty.refused === 'DUTY_CLOSED' ? takeLowerCount(draft, command, duty) : duty;
  const part = partAsked(draft.state, command, duty);
  if (isRefusal(part)) return part;
  return takeCount(draft, command, part, duty);
}

/** A count for a check that is owed, or for none: recorded, and judged where it binds. */
export function takeCount(
  draft: Draft,
  command: SubmitSurvey | SubmitAudit,
  part: Part,
  duty: Duty | undefined,
): Said | Refusal {
  const fault = faultOf(draft, command, part, duty);
  if (fault !== undefined) return fault;
  const timing = timingOf(command.capturedOn, duty);
  const level = levelToldBy(command, part);
  const bound = bindingOf(timing, level);
  const { binding } = bound;
  const isPassedBy = binding && duty !== undefined && laterResult(draft, { survey: command, part, duty }) !== undefined;
  const because = isPassedBy ? RULINGS.surveyPassedBy : bound.because;
  const counts = countsOf(command);
  const { pieces } = command;
  const warnings = pieces === undefined ? warningsOf(command, part) : [];
  const taken = { part, duty, timing, binding, because, warnings, counts, ...(pieces && { pieces }) };
  const said = recordCount(draft, command, taken);
  if (!binding && pieces === undefined)
    return { ...said, ...judgeAcceptance(draft, { command, part, counts, timing, level }) };
  if (!binding || duty === undefined) return said;
  if (pieces === undefined)
    return { ...said, verdict: judge(draft, { survey: command, counts, part, duty, level }, timing) };
  const parts = takePieces(draft, { command, pieces, part, duty }, (piece) =>
    judge(draft, { survey: command, level, ...piece }, timing),
  );
  return isRefusal(parts) ? parts : { ...said, ...parts };
}

function faultOf(
  draft: Draft,
  command: SubmitSurvey | SubmitAudit,
  part: Part,
  duty: Duty | undefined,
): Refusal | undefined {
  const fault = idFault(draft.state, command.surveyId) ?? dayFault(draft.state, command, part, draft.moment.on);
  if (fault !== undefined) return fault;
  return command.pieces === undefined
    ? countFault(draft.state, command, part)
    : piecesFault(draft.state, command.pieces, part, duty);
}
