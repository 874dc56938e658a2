/** What a binding count says under every reading, and what follows from it. */
import { clauseOf } from '../policy/clauses.ts';
import type { Band, DutySpec } from '../policy/regime.ts';
import type { SurveyCounts } from './reported.ts';
import { stepsReached } from './agenda.ts';
import { carryOut } from './consequences.ts';
import { emit, type Draft } from './draft.ts';
import { findDuty, specOf } from './duties.ts';
import type { Timing } from './event.ts';
import { bandOf, factsOf, lineOf, linesOf, readingsOf } from './judge.ts';
import { rulesOf, type Judging } from './judging.ts';
import { takeMissBack } from './missed-window.ts';
import { foundIn } from './mix.ts';
import { choicesOf, crownsAndStems, hitsOf, naturalsOf, ratesOf, stemsOnPart, tallyOf } from './rates.ts';
import { judgeSeconds } from './second-verdicts.ts';
import type { Duty, Part, VerdictRecord } from './state.ts';
import { patchClosed } from './table.ts';

/** The verdict of a check that is owed: the check is done, what the band says follows, then the second verdict of the visit. */
export function judge(draft: Draft, judging: Judging, timing: Timing): string {
  const later = laterResult(draft, judging);
  const band = giveVerdict(draft, judging, { later });
  const { duty, survey } = judging;
  takeStepsBack(draft, duty, timing);
  takeMissBack(draft, duty, survey.capturedOn);
  emit(draft, {
    type: 'DutyDone',
    dutyId: duty.id,
    by: survey.surveyId,
    sender: survey.by,
    late: timing === 'late',
  });
  if (later === undefined) follow(draft, judging, band);
  return band.verdict;
}

/** The result of a check whose window opened after this count was made, where the rule says that it counts for more. */
export function laterResult(
  draft: Draft,
  judging: Pick<Judging, 'survey' | 'part' | 'duty'>,
): VerdictRecord | undefined {
  const { survey, part, duty } = judging;
  if (specOf(draft.state, duty).yields === undefined) return undefined;
  return part.verdicts.find(({ overruledBy, dutyId }) => {
    const opensOn = findDuty(draft.state, dutyId)?.opensOn;
    return overruledBy === undefined && opensOn !== undefined && opensOn > survey.capturedOn;
  });
}

/** The band that the field's reading falls into. */
export function bandFor(draft: Draft, judging: Judging): Band {
  const { survey, part, duty, counts } = judging;
  const { regime, spec } = rulesOf(draft, judging);
  const rates = ratesOf(spec, regime, part, counts);
  const facts = factsOf(part, duty, counts, { on: survey.capturedOn });
  return bandOf(spec, regime, regime.readings.field, rates, facts);
}

interface Among {
  /** The result whose place it takes. */
  readonly overrules?: VerdictRecord;
  /** The one that it stands before. */
  readonly later?: VerdictRecord | undefined;
}

export function giveVerdict(draft: Draft, judging: Judging, { overrules, later }: Among = {}): Band {
  const { survey, part, duty, counts, level, rules } = judging;
  const { regime, spec } = rulesOf(draft, judging);
  const rates = ratesOf(spec, regime, part, counts);
  const facts = factsOf(part, duty, counts, { on: survey.capturedOn });
  const band = bandOf(spec, regime, regime.readings.field, rates, facts);
  emit(draft, {
    type: 'VerdictGiven',
    dutyId: duty.id,
    partId: part.id,
    surveyId: survey.surveyId,
    verdict: band.verdict,
    as: band.as ?? band.verdict,
    readings: readingsOf(spec, regime, rates, facts),
    ...measuredOf(spec, part, counts),
    because: clauseOf(regime, pathOf(linesOf(band, spec)[0]?.name ?? lineOf(spec))),
    stageBefore: overrules?.stageBefore ?? part.stage,
    ...(level !== undefined && { level }),
    ...(overrules && { overrules: overrules.surveyId, bindsFrom: survey.capturedOn }),
    ...(later && { passedBy: later.surveyId }),
    ...(rules !== undefined && { rules }),
  });
  return band;
}

export function follow(draft: Draft, judging: Judging, band: Band): void {
  const { survey, part, duty, counts } = judging;
  const origin = { partId: part.id, cause: duty.id, on: survey.capturedOn, duty };
  const { regime } = rulesOf(draft, judging);
  const then = [...(band.then ?? []), ...patchClosed(regime, band, counts)];
  carryOut(draft, then, { ...origin, ...foundIn(part, counts) });
  judgeSeconds(draft, judging, band);
}

/** What the verdict goes by, as it stays on record. */
function measuredOf(spec: DutySpec, part: Part, counts: SurveyCounts) {
  const { stems } = counts;
  if (choicesOf(spec.bands).length > 0) return { counts: crownsAndStems(counts) };
  const natural = naturalsOf(spec, counts);
  const naturals = natural > 0 && { naturals: natural };
  const hits = hitsOf(spec.measure, counts);
  if (hits !== undefined) return { hits };
  if (spec.measure !== 'stems' || stems === undefined) return { ...tallyOf(spec, part, counts), ...naturals };
  return { stems, ...naturals, partLivePoints: stemsOnPart(spec, part, counts, stems) };
}

function pathOf(line: string | undefined): string {
  return line === undefined ? 'lines' : `lines.${line}`;
}

/** Captured in time and received late: the escalation is taken back; captured late, the steps stay. */
function takeStepsBack(draft: Draft, duty: Duty, timing: Timing): void {
  const steps = stepsReached(duty);
  if (timing !== 'onTime' || steps.length === 0) return;
  emit(draft, { type: 'StepsTakenBack', dutyId: duty.id, steps });
}
