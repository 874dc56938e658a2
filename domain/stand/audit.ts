/** A higher inspection: it binds from its date on the last check judged; a lower one is kept and changes nothing (ruling 22). */
import { isRefusal, type Refusal } from '../errors.ts';
import type { SubmitAudit } from './command.ts';
import type { SurveyCounts } from './reported.ts';
import type { Draft, Said } from './draft.ts';
import { codeOf, findDuty, findPart, isActive, isOfPresentPlanting, regimeOf, ruleOf, rulesBehind } from './duties.ts';
import { followedFrom, standingResult } from './followed.ts';
import { nameFollowUps } from './follow-ups.ts';
import { isHigher, levelOf, type InspectionLevel } from './inspection.ts';
import { overrule } from './overrule.ts';
import { countsOf, piecesFault, takePieces } from './pieces.ts';
import { recordCount, timingOf, type Taken } from './record-count.ts';
import { lacking, ratesOf } from './rates.ts';
import { partMissing } from './refusals.ts';
import { RULINGS } from './rulings.ts';
import type { Duty, Part, StandState, VerdictRecord } from './state.ts';
import { takeCount } from './survey.ts';
import { namedDuty, partAsked } from './survey-duty.ts';
import { countFault, dayFault, idFault, warningsOf } from './survey-faults.ts';
import { isLost } from './whole.ts';

export function decideAudit(draft: Draft, command: SubmitAudit): Said | Refusal {
  const part = partLookedAt(draft.state, command);
  if (isRefusal(part)) return part;
  const target = targetOf(draft.state, command, part);
  if (isRefusal(target)) return target;
  if (target === undefined || target.record === undefined) return takeCount(draft, command, part, target?.duty);
  const fault =
    idFault(draft.state, command.surveyId) ??
    dayFault(draft.state, command, part, draft.moment.on) ??
    (command.pieces === undefined
      ? countFault(draft.state, command, part)
      : piecesFault(draft.state, command.pieces, part, target.duty));
  return fault ?? lookAgain(draft, command, { part, duty: target.duty, record: target.record });
}

/** A stand in several parts is looked at part by part. */
function partLookedAt(state: StandState, command: SubmitAudit): Part | Refusal {
  const { partId, dutyId } = command;
  const duty = dutyId === undefined ? undefined : findDuty(state, dutyId);
  if (partId !== undefined || state.parts.length < 2) return partAsked(state, command, undefined);
  if (duty?.parts.length === 1) return findPart(state, duty.parts[0]!)!;
  return partMissing(
    state,
    state.parts.map(({ id }) => id),
  );
}

interface Target {
  readonly duty: Duty;
  /** The result that stands of it; absent where it is owed still. */
  readonly record?: VerdictRecord;
}

/** The check named, else the one that is open, else the last one judged that measures what was counted. */
function targetOf(state: StandState, command: SubmitAudit, part: Part): Target | Refusal | undefined {
  const counts = countsOf(command);
  if (command.dutyId !== undefined) return targetNamed(state, command.dutyId, part, counts);
  const open = state.duties.find(
    (duty) =>
      isActive(duty) &&
      duty.parts.includes(part.id) &&
      duty.opensOn <= command.capturedOn &&
      isMeasured(state, part, duty.code, counts),
  );
  if (open !== undefined) return { duty: open };
  const record = part.verdicts.findLast(
    (each) => each.overruledBy === undefined && isMeasured(state, part, codeOf(state, each), counts),
  );
  const duty = record && findDuty(state, record.dutyId);
  return duty && { duty, record };
}

function isMeasured(state: StandState, part: Part, code: string, counts: SurveyCounts): boolean {
  const spec = regimeOf(state, part).duties[code];
  return spec?.kind === 'survey' && lacking(counts, spec).length === 0;
}

function targetNamed(
  state: StandState,
  dutyId: string,
  part: Part,
  counts: SurveyCounts,
): Target | Refusal | undefined {
  const record = part.verdicts.findLast((each) => each.dutyId === dutyId && each.overruledBy === undefined);
  const duty = findDuty(state, dutyId);
  if (duty !== undefined && record === undefined && !duty.parts.includes(part.id))
    return partMissing(state, duty.parts);
  const isJudged = record !== undefined && duty !== undefined && isMeasured(state, part, duty.code, counts);
  if (isJudged) return { duty, record };
  const open = namedDuty(state, dutyId, counts);
  return isRefusal(open) ? open : { duty: open };
}

interface Standing extends Required<Target> {
  readonly part: Part;
}

function lookAgain(draft: Draft, command: SubmitAudit, { part, duty, record }: Standing): Said | Refusal {
  const level = levelOf(command, part.units);
  const { capturedOn } = command;
  const isReplanted = countsNewTrees(draft.state, command, { part, duty, record });
  const bound = bindingOn(part, record, { level, isEarly: capturedOn < duty.opensOn, isReplanted });
  const { pieces } = command;
  const counts = countsOf(command);
  const said = recordCount(draft, command, {
    part,
    duty,
    timing: timingOf(capturedOn, duty),
    ...bound,
    warnings: pieces === undefined ? warningsOf(command, part) : [],
    counts,
    ...(pieces && { pieces }),
  });
  if (!bound.binding) return said;
  const followUps: string[] = [];
  const judge = (piece: { readonly part: Part; readonly duty: Duty; readonly counts: SurveyCounts }) => {
    const followed = followedFrom(draft.state, piece.part, record);
    const verdict = overrule(draft, { survey: command, level, ...piece }, record);
    const overruled = { part: piece.part, before: record, verdictNow: verdict, surveyId: command.surveyId };
    followUps.push(...nameFollowUps(draft, overruled, followed));
    return verdict;
  };
  const judged =
    pieces === undefined
      ? { verdict: judge({ part, duty, counts }) }
      : takePieces(draft, { command, pieces, part, duty, ended: followedFrom(draft.state, part, record).ended }, judge);
  return isRefusal(judged) ? judged : { ...said, ...judged, ...(followUps.length > 0 && { followUps }) };
}

interface Looked {
  readonly level: InspectionLevel;
  readonly isEarly: boolean;
  readonly isReplanted: boolean;
}

/**
 * What the part lacked was planted on the result that stands: who finds more alive after it has counted newer trees, and
 * says nothing of that result. Who finds fewer still, says it all the same.
 */
function countsNewTrees(state: StandState, command: SubmitAudit, { part, record, duty }: Standing): boolean {
  const regime = rulesBehind(state, part, record);
  const spec = regime.duties[duty.code];
  const rate = spec && ratesOf(spec, regime, part, countsOf(command)).survival;
  const { livePoints = 0, basePoints } = record;
  if (rate === undefined || basePoints === undefined || rate.counted / rate.of <= livePoints / basePoints) return false;
  const isOfWholePart = (raised: Duty) => ruleOf(state, raised)?.needs?.seedlings === 'designedMinusLive';
  const isPlanted = part.replaced.some(({ on }) => record.on < on && on <= command.capturedOn);
  return isPlanted && followedFrom(state, part, record).raised.some(isOfWholePart);
}

/** Only a higher level binds, and only on the last check judged: what came after it was decided on newer trees. */
function bindingOn(
  part: Part,
  record: VerdictRecord,
  { level, isEarly, isReplanted }: Looked,
): Pick<Taken, 'binding' | 'because'> {
  if (level === 'SELF') return { binding: false, because: RULINGS.surveyBySelf };
  if (isLost(part)) return { binding: false, because: RULINGS.auditOfLost };
  if (isEarly) return { binding: false, because: RULINGS.surveyBeforeWindow };
  if (!isHigher(level, record.level)) return { binding: false, because: RULINGS.auditNotHigher };
  if (standingResult(part) !== record || !isOfPresentPlanting(part, record))
    return { binding: false, because: RULINGS.auditPassedBy };
  if (isReplanted) return { binding: false, because: RULINGS.auditOfReplanted };
  return { binding: true, because: RULINGS.auditBinds };
}
