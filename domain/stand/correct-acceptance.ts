/** A wrong visit of the acceptance is superseded by the right one, as long as nothing was done on it (ruling 24). */
import type { IsoDate } from '../day.ts';
import { refuse, type Refusal } from '../errors.ts';
import { ACCEPTANCE, acceptanceOf, giveAcceptance } from './acceptance.ts';
import type { CorrectSurvey } from './command.ts';
import type { Draft, Said } from './draft.ts';
import { isActive, isOfPresentPlanting, plantedOrBegun, regimeOf } from './duties.ts';
import { levelOf } from './inspection.ts';
import { undo } from './overrule.ts';
import { lacking } from './rates.ts';
import { recordCount } from './record-count.ts';
import { partMissing } from './refusals.ts';
import { RULINGS } from './rulings.ts';
import type { Duty, Part, SecondVerdict, StandState } from './state.ts';
import { countFault, dayFault, idFault, warningsOf } from './survey-faults.ts';
import { isLost } from './whole.ts';

/** Id of the visit whose verdict on the present planting stands; one given by 0.3.0 left none in the state. */
export function standingAcceptance(state: StandState, part: Part): string | undefined {
  const visit = part.judgements?.[ACCEPTANCE]?.visit;
  if (visit === undefined || isLost(part) || regimeOf(state, part).acceptance === undefined) return undefined;
  return visit.capturedOn < plantedOrBegun(state, part) ? undefined : visit.surveyId;
}

/** The part whose acceptance the wrong visit gave; of several the one named. Undefined where it gave none that stands. */
export function wrongAcceptance(state: StandState, { supersedes, partId }: CorrectSurvey): Part | Refusal | undefined {
  const holding = state.parts.filter((part) => standingAcceptance(state, part) === supersedes);
  if (partId !== undefined) return holding.find(({ id }) => id === partId);
  if (holding.length < 2) return holding[0];
  return partMissing(
    state,
    holding.map(({ id }) => id),
  );
}

/** The right count is a visit of its own, signed by the supervisor; what the wrong one asked for is withdrawn or counted again. */
export function correctAcceptance(draft: Draft, command: CorrectSurvey, part: Part): Said | Refusal {
  const before = part.judgements![ACCEPTANCE]!;
  const fault = faultOf(draft, command, part, before);
  if (fault !== undefined) return fault;
  const { counts, surveyId } = command;
  const said = recordCount(draft, command, {
    part,
    duty: undefined,
    timing: 'early',
    binding: false,
    because: RULINGS.surveyBeforeWindow,
    warnings: warningsOf(command, part),
    level: 'SUPERVISOR',
  });
  if (acceptanceOf(draft, { part, counts }) !== before.verdict)
    for (const duty of askedFor(draft.state, part, before).filter(isActive)) undo(draft, duty, part.id, surveyId);
  return { ...said, verdict: giveAcceptance(draft, { command, part, counts }) };
}

/** What is owed, or was done, because of that visit. */
function askedFor({ duties }: StandState, { id }: Part, { on }: SecondVerdict): readonly Duty[] {
  return duties.filter(
    ({ parts, cause, raisedOn, undone }) =>
      parts.includes(id) && cause === ACCEPTANCE && raisedOn >= on && undone === undefined,
  );
}

function faultOf(draft: Draft, command: CorrectSurvey, part: Part, before: SecondVerdict): Refusal | undefined {
  const { state, moment } = draft;
  const { unit, capturedOn, counts, surveyId, supersedes } = command;
  if (unit !== undefined && levelOf({ unit }, part.units) === 'SELF')
    return refuse('UNIT_NOT_INDEPENDENT', { met: unit, partId: part.id });
  const missing = lacking(counts, {});
  if (missing.length > 0) return refuse('MEASURE_MISSING', { dutyId: ACCEPTANCE, wanted: missing.join(', ') });
  if (surveyId === supersedes) return refuse('SURVEY_ID_TAKEN', { met: surveyId });
  return (
    idFault(state, surveyId) ??
    tooLate(state, command, part, before) ??
    dayFault(state, command, part, moment.on) ??
    afterCheck(state, part, capturedOn) ??
    countFault(state, command, part)
  );
}

/** What was asked for is done, or a check has been judged since: neither can be undone. */
function tooLate(
  state: StandState,
  { supersedes: met }: CorrectSurvey,
  part: Part,
  before: SecondVerdict,
): Refusal | undefined {
  const judged = part.verdicts.findLast((record) => isOfPresentPlanting(part, record));
  if (judged !== undefined) {
    const { dutyId, on: closedOn, surveyId: winner } = judged;
    return refuse('CORRECTION_TOO_LATE', { met, dutyId, closedOn, winner });
  }
  const done = askedFor(state, part, before).find((duty) => duty.state === 'done');
  if (done === undefined) return undefined;
  const { id: dutyId, closedOn = '–', closedBy: winner = '–' } = done;
  return refuse('CORRECTION_TOO_LATE', { met, dutyId, closedOn, winner });
}

/** Counted from the first check's window on it is that check's, and none of an acceptance. */
function afterCheck(state: StandState, part: Part, capturedOn: IsoDate): Refusal | undefined {
  const { duties: specs } = regimeOf(state, part);
  const opensOn = state.duties
    .filter((duty) => isActive(duty) && duty.parts.includes(part.id) && specs[duty.code]?.kind === 'survey')
    .reduce<IsoDate | undefined>(
      (first, duty) => (first === undefined || duty.opensOn < first ? duty.opensOn : first),
      undefined,
    );
  if (opensOn === undefined || capturedOn < opensOn) return undefined;
  return refuse('COMMAND_MALFORMED', { field: 'capturedOn', met: capturedOn, wanted: `a day before ${opensOn}` });
}
