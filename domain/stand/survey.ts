/** A count comes in: does it bind, what does it say, what follows (rulings 10, 28, 34). */
import { isRefusal, type Refusal } from '../errors.ts';
import type { DutySpec } from '../policy/regime.ts';
import type { SubmitSurvey, SurveyCounts } from './command.ts';
import { carryOut } from './consequences.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { clauseOf, regimeOf, specOf } from './duties.ts';
import type { Timing } from './event.ts';
import { bandOf, factsOf, readingsOf } from './judge.ts';
import { hitsOf, naturalsOf, ratesOf, stemsOnPart, tallyOf } from './rates.ts';
import { RULINGS } from './rulings.ts';
import type { Duty, Part } from './state.ts';
import { dutyAnswered, partAsked } from './survey-duty.ts';
import { countFault, dayFault, warningsOf } from './survey-faults.ts';

export function decideSurvey(draft: Draft, command: SubmitSurvey): Said | Refusal {
  const duty = dutyAnswered(draft.state, command);
  if (isRefusal(duty)) return duty;
  const part = partAsked(draft.state, command, duty);
  if (isRefusal(part)) return part;
  const fault = dayFault(draft.state, command, part, draft.moment.on) ?? countFault(draft.state, command, part);
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

/** The verdict under every reading; what follows is the field's, then the second verdict of the same visit. */
function giveVerdict(draft: Draft, command: SubmitSurvey, part: Part, duty: Duty, timing: Timing): string {
  const { counts, capturedOn } = command;
  const regime = regimeOf(draft.state, part);
  const spec = specOf(draft.state, duty);
  const rates = ratesOf(spec, regime, part, counts);
  const facts = factsOf(part, duty, counts);
  const band = bandOf(spec, regime, regime.readings.field, rates, facts);
  emit(draft, {
    type: 'VerdictGiven',
    dutyId: duty.id,
    partId: part.id,
    surveyId: command.surveyId,
    verdict: band.verdict,
    as: band.as ?? band.verdict,
    readings: readingsOf(spec, regime, rates, facts),
    ...measuredOf(spec, part, counts),
    because: clauseOf(regime, band.below === undefined ? lineOf(spec) : `lines.${band.below}`),
  });
  takeStepsBack(draft, duty, timing);
  emit(draft, {
    type: 'DutyDone',
    dutyId: duty.id,
    by: command.surveyId,
    sender: command.by,
    late: timing === 'late',
  });
  const origin = { partId: part.id, cause: duty.id, on: capturedOn, duty };
  const deadPatchM2 = counts.largestDeadPatchM2;
  carryOut(draft, band.then ?? [], { ...origin, ...(deadPatchM2 !== undefined && { deadPatchM2 }) });
  if (band.also !== undefined)
    judgeAlso(draft, command, { part, duty, code: band.also, verdict: band.as ?? band.verdict });
  return band.verdict;
}

/** What the verdict goes by, as it stays on record. */
function measuredOf(spec: DutySpec, part: Part, counts: SurveyCounts) {
  const { stems } = counts;
  const natural = naturalsOf(spec, counts);
  const naturals = natural > 0 && { naturals: natural };
  const hits = hitsOf(spec.measure, counts);
  if (hits !== undefined) return { hits };
  if (spec.measure !== 'stems' || stems === undefined) return { ...tallyOf(spec, part, counts), ...naturals };
  return { stems, ...naturals, partLivePoints: stemsOnPart(spec, part, counts, stems) };
}

/** The line that a passing rate has met. */
function lineOf({ bands }: DutySpec): string {
  const line = bands?.findLast(({ below }) => below !== undefined)?.below;
  return line === undefined ? 'lines' : `lines.${line}`;
}

interface Also {
  readonly part: Part;
  readonly duty: Duty;
  readonly code: string;
  readonly verdict: string;
}

/** A judgement from the same visit, e.g. whether the planting is effective. */
function judgeAlso(draft: Draft, command: SubmitSurvey, { part, duty, code, verdict }: Also): void {
  const regime = regimeOf(draft.state, part);
  const judgement = regime.judgements?.[code];
  if (judgement === undefined) return;
  const rates = ratesOf(specOf(draft.state, duty), regime, part, command.counts);
  if (judgement.measure !== undefined && rates[judgement.measure] === undefined) return;
  const facts = factsOf(part, duty, command.counts, verdict === 'PASS');
  const band = bandOf(judgement, regime, regime.readings.field, rates, facts);
  const { surveyId } = command;
  const because = clauseOf(regime, `judgements.${code}`);
  emit(draft, { type: 'JudgementGiven', partId: part.id, code, surveyId, verdict: band.verdict, because });
  carryOut(draft, band.then ?? [], { partId: part.id, cause: duty.id, on: command.capturedOn, duty });
}

/** Captured in time and received late: the escalation is taken back; captured late, the steps stay. */
function takeStepsBack(draft: Draft, duty: Duty, timing: Timing): void {
  if (timing !== 'onTime' || duty.step === undefined || duty.step < 1) return;
  const steps = Array.from({ length: duty.step }, (_, index) => index + 1);
  emit(draft, { type: 'StepsTakenBack', dutyId: duty.id, steps });
}
