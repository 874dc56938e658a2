/** A count comes in: does it bind, what does it say, what follows (rulings 10, 28, 34). */
import { isRefusal, refuse, type Refusal } from '../errors.ts';
import { carryOut } from './consequences.ts';
import type { SubmitSurvey, Warning } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { activeDuties, clauseOf, findDuty, findPart, isActive, partOf, regimeOf, specOf } from './duties.ts';
import type { Timing } from './event.ts';
import { bandOf, factsOf, readingsOf, tallyOf } from './judge.ts';
import { RULINGS } from './rulings.ts';
import type { Duty, Part, StandState } from './state.ts';

export function decideSurvey(draft: Draft, command: SubmitSurvey): Said | Refusal {
  const duty = dutyAnswered(draft.state, command);
  if (isRefusal(duty)) return duty;
  const part = partAsked(draft.state, command, duty);
  if (isRefusal(part)) return part;
  const fault = dayFault(draft, command, part) ?? countFault(draft.state, command, part);
  if (fault !== undefined) return fault;
  return recordSurvey(draft, command, part, duty);
}

function recordSurvey(draft: Draft, command: SubmitSurvey, part: Part, duty: Duty | undefined): Said {
  const timing = timingOf(command, duty);
  const binding = timing === 'onTime' || timing === 'late';
  const because = BECAUSE[timing];
  const warnings = warningsOf(command, part);
  emit(draft, {
    type: 'SurveyRecorded',
    surveyId: command.surveyId,
    partId: part.id,
    ...(duty && { dutyId: duty.id }),
    capturedOn: command.capturedOn,
    binding,
    timing,
    because,
    counts: command.counts,
    plots: command.plots,
    ...(warnings.length > 0 && { warnings }),
  });
  const said = { binding, because, ...(duty && { dutyId: duty.id }), ...(warnings.length > 0 && { warnings }) };
  return binding && duty !== undefined ? { ...said, verdict: giveVerdict(draft, command, part, duty, timing) } : said;
}

const BECAUSE: Record<Timing, string> = {
  early: RULINGS.surveyBeforeWindow,
  onTime: RULINGS.surveyInWindow,
  late: RULINGS.surveyAfterWindow,
  notOwed: RULINGS.surveyNotOwed,
};

function timingOf({ capturedOn }: SubmitSurvey, duty: Duty | undefined): Timing {
  if (duty === undefined) return 'notOwed';
  if (capturedOn < duty.opensOn) return 'early';
  return capturedOn <= duty.dueOn ? 'onTime' : 'late';
}

function giveVerdict(draft: Draft, command: SubmitSurvey, part: Part, duty: Duty, timing: Timing): string {
  const regime = regimeOf(draft.state, part);
  const spec = specOf(draft.state, duty);
  const tally = tallyOf(spec, part, command.counts);
  const facts = factsOf(part, command);
  const band = bandOf(spec, regime, regime.readings.field, tally, facts);
  emit(draft, {
    type: 'VerdictGiven',
    dutyId: duty.id,
    partId: part.id,
    surveyId: command.surveyId,
    verdict: band.verdict,
    as: band.as ?? band.verdict,
    readings: readingsOf(spec, regime, tally, facts),
    livePoints: tally.livePoints,
    basePoints: tally.basePoints,
    partLivePoints: tally.partLivePoints,
    because: clauseOf(regime, band.below === undefined ? 'lines.survival' : `lines.${band.below}`),
  });
  takeStepsBack(draft, duty, timing);
  emit(draft, { type: 'DutyDone', dutyId: duty.id, by: command.surveyId, late: timing === 'late' });
  carryOut(draft, band.then, {
    partId: part.id,
    cause: duty.id,
    on: command.capturedOn,
    ...(command.counts.largestDeadPatchM2 !== undefined && { deadPatchM2: command.counts.largestDeadPatchM2 }),
  });
  return band.verdict;
}

/** Captured in time and received late: the escalation is taken back; captured late, the steps stay. */
function takeStepsBack(draft: Draft, duty: Duty, timing: Timing): void {
  if (timing !== 'onTime' || duty.step === undefined || duty.step < 1) return;
  const steps = Array.from({ length: duty.step }, (_, index) => index + 1);
  emit(draft, { type: 'StepsTakenBack', dutyId: duty.id, steps });
}

/** The survey duty the count answers: the one named, else the one owed; a second count of a closed one is a conflict. */
function dutyAnswered(state: StandState, command: SubmitSurvey): Duty | Refusal | undefined {
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

export function unknownDuty(state: StandState, dutyId: string): Refusal {
  const open = activeDuties(state).map(({ id }) => id);
  return refuse('DUTY_UNKNOWN', { standId: state.seed.standId, met: dutyId, wanted: open.join(', ') || '–' });
}

/** Two crews at once: the second hears who was first. */
export function alreadyClosed(duty: Duty): Refusal {
  return refuse('DUTY_CLOSED', { dutyId: duty.id, closedOn: duty.closedOn ?? '–', winner: duty.closedBy ?? '–' });
}

function partAsked(state: StandState, command: SubmitSurvey, duty: Duty | undefined): Part | Refusal {
  if (command.partId === undefined) return duty === undefined ? state.parts[0]! : partOf(state, duty);
  const parts = state.parts.map(({ id }) => id).join(', ');
  return (
    findPart(state, command.partId) ??
    refuse('PART_UNKNOWN', { standId: state.seed.standId, met: command.partId, wanted: parts })
  );
}

function dayFault(draft: Draft, { capturedOn }: SubmitSurvey, part: Part): Refusal | undefined {
  const plantedOn = part.anchors['planted'] ?? draft.state.seed.planting.plantedOn;
  if (capturedOn > draft.moment.on) return refuse('SURVEY_IN_FUTURE', { met: capturedOn, wanted: draft.moment.on });
  if (capturedOn < plantedOn) return refuse('SURVEY_BEFORE_PLANTING', { met: capturedOn, wanted: plantedOn });
  return undefined;
}

function countFault(state: StandState, { counts }: SubmitSurvey, part: Part): Refusal | undefined {
  const { liveCapFactor } = regimeOf(state, part).limits;
  const designed = counts.designedPoints ?? part.designedPoints;
  const limit = Math.floor(designed * liveCapFactor);
  if (counts.livePoints > limit) {
    return aboveDesign('livePoints', counts.livePoints, designed, liveCapFactor);
  }
  if (designed > part.designedPoints) return aboveDesign('designedPoints', designed, part.designedPoints, 1);
  return undefined;
}

function aboveDesign(field: string, met: number, wanted: number, factor: number): Refusal {
  return refuse('COUNT_ABOVE_DESIGN', {
    field,
    met,
    base: 'designed',
    wanted,
    factor,
    limit: Math.floor(wanted * factor),
  });
}

function warningsOf(command: SubmitSurvey, part: Part): readonly Warning[] {
  const designed = command.counts.designedPoints ?? part.designedPoints;
  const capped: Warning[] =
    command.counts.livePoints > designed
      ? [{ code: 'COUNT_CAPPED', met: command.counts.livePoints, wanted: designed }]
      : [];
  return [...(command.warnings ?? []).map((code) => ({ code })), ...capped];
}
