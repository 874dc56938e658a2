/** Second verdicts from the visit of a check: whether a planting is effective, whether its mix is as designed. */
import { clauseOf } from '../policy/clauses.ts';
import { CHECK_LINE, type Band, type DutySpec, type Judgement, type Regime } from '../policy/regime.ts';
import { carryOut } from './consequences.ts';
import { emit, type Draft } from './draft.ts';
import type { StandEvent } from './event.ts';
import { bandOf, countsAs, factsOf, lineOf, secondsOf } from './judge.ts';
import { rulesOf, type Judging } from './judging.ts';
import { foundIn } from './mix.ts';
import { ratesOf, type Rate } from './rates.ts';

/** Judges the visit once more, and what each judgement says follows. */
export function judgeSeconds(draft: Draft, judging: Judging, band: Band): void {
  const { regime } = rulesOf(draft, judging);
  for (const code of secondsOf(regime, band)) judgeSecond(draft, judging, { code, verdict: countsAs(band) });
}

/** Where a verdict stays as it was, a judgement with a measure of its own may have changed. */
export function judgeMeasuredAgain(draft: Draft, judging: Judging, band: Band): void {
  const { regime } = rulesOf(draft, judging);
  for (const code of secondsOf(regime, band)) {
    if (regime.judgements?.[code]?.measure === undefined) continue;
    judgeSecond(draft, judging, { code, verdict: countsAs(band) });
  }
}

function judgeSecond(
  draft: Draft,
  judging: Judging,
  { code, verdict }: { readonly code: string; readonly verdict: string },
): void {
  const { survey, part, duty, counts } = judging;
  const { regime: whole, spec } = rulesOf(draft, judging);
  const judgement = whole.judgements?.[code];
  if (judgement === undefined) return;
  const regime = withCheckLine(whole, spec);
  const rates = ratesOf(spec, regime, part, counts);
  const rate = judgement.measure && rates[judgement.measure];
  if (judgement.measure !== undefined && rate === undefined) return;
  const facts = factsOf(part, duty, counts, verdict === 'PASS');
  const band = bandOf(judgement, regime, regime.readings.field, rates, facts);
  emit(draft, {
    type: 'JudgementGiven',
    partId: part.id,
    code,
    surveyId: survey.surveyId,
    verdict: band.verdict,
    because: clauseOf(regime, `judgements.${code}`),
    ...heldAgainst(regime, judgement, rate),
  });
  const origin = { partId: part.id, cause: duty.id, on: survey.capturedOn, duty };
  carryOut(draft, band.then ?? [], { ...origin, ...foundIn(part, counts) });
}

/** A judgement may go by the line that the check itself asks for. */
function withCheckLine(regime: Regime, spec: DutySpec): Regime {
  const line = regime.lines[lineOf(spec) ?? ''];
  return line === undefined ? regime : { ...regime, lines: { ...regime.lines, [CHECK_LINE]: line } };
}

/** The rate of a judgement's own measure and its line as the field reads it. */
function heldAgainst(
  { lines, readings }: Regime,
  judgement: Judgement,
  rate: Rate | undefined,
): Pick<Extract<StandEvent, { type: 'JudgementGiven' }>, 'rate'> {
  const line = lines[lineOf(judgement) ?? ''];
  const wanted = typeof line === 'object' ? line[readings.field] : line;
  return rate === undefined || wanted === undefined ? {} : { rate: { ...rate, wanted } };
}
