/** Second verdicts from the visit of a check: whether a planting is effective, whether its mix is as designed. */
import { clauseOf } from '../policy/clauses.ts';
import {
  CHECK_LINE,
  type Band,
  type Consequence,
  type DutySpec,
  type Judgement,
  type Regime,
} from '../policy/regime.ts';
import { carryOut } from './consequences.ts';
import { emit, type Draft } from './draft.ts';
import type { StandEvent } from './event.ts';
import { flat } from './followed.ts';
import { bandOf, countsAs, factsOf, lineOf, secondsOf } from './judge.ts';
import { rulesOf, type Judging } from './judging.ts';
import { foundIn } from './mix.ts';
import { ratesOf, type Rate } from './rates.ts';
import type { Part } from './state.ts';

/** Judges the visit once more, and what each judgement says follows. */
export function judgeSeconds(draft: Draft, judging: Judging, band: Band): void {
  const { regime } = rulesOf(draft, judging);
  for (const code of secondsOf(regime, band)) judgeSecond(draft, judging, { code, verdict: countsAs(band) });
}

/** Second verdicts that the part has and a new count does not bear out, where the verdict itself stays as it was. */
export function secondsChanged(draft: Draft, judging: Judging, band: Band): readonly string[] {
  const { regime } = rulesOf(draft, judging);
  return secondsOf(regime, band).filter((code) => {
    const given = judging.part.judgements?.[code];
    const now = secondOf(draft, judging, { code, verdict: countsAs(band) });
    return (
      given !== undefined && given.verdict !== now?.band.verdict && (!isMeasured(regime, code) || now === undefined)
    );
  });
}

/** One with a measure of its own may have other figures; the rest only where they were taken back. */
export function judgeAgain(draft: Draft, judging: Judging, band: Band, changed: readonly string[]): void {
  const { regime } = rulesOf(draft, judging);
  for (const code of secondsOf(regime, band)) {
    if (isMeasured(regime, code) || changed.includes(code))
      judgeSecond(draft, judging, { code, verdict: countsAs(band) });
  }
}

/** What may have followed from a judgement that the part has: several rows can say the same verdict. */
export function followedSecond(regime: Regime, part: Part, code: string): readonly Consequence[] {
  const given = part.judgements?.[code]?.verdict;
  const rows = regime.judgements?.[code]?.bands.filter(({ verdict }) => verdict === given) ?? [];
  return rows.flatMap(({ then = [] }) => flat(regime, then));
}

function isMeasured({ judgements }: Regime, code: string): boolean {
  return judgements?.[code]?.measure !== undefined;
}

interface Second {
  readonly code: string;
  /** What the verdict of the check counts as. */
  readonly verdict: string;
}

function judgeSecond(draft: Draft, judging: Judging, second: Second): void {
  const { survey, part, duty, counts } = judging;
  const judged = secondOf(draft, judging, second);
  if (judged === undefined) return;
  const { band, regime, judgement, rate } = judged;
  emit(draft, {
    type: 'JudgementGiven',
    partId: part.id,
    code: second.code,
    surveyId: survey.surveyId,
    verdict: band.verdict,
    because: clauseOf(regime, `judgements.${second.code}`),
    ...heldAgainst(regime, judgement, rate),
  });
  const origin = { partId: part.id, cause: duty.id, on: survey.capturedOn, duty };
  carryOut(draft, band.then ?? [], { ...origin, ...foundIn(part, counts) });
}

/** Absent where what it measures was not counted. */
function secondOf(draft: Draft, judging: Judging, { code, verdict }: Second) {
  const { survey, part, duty, counts } = judging;
  const { regime: whole, spec } = rulesOf(draft, judging);
  const judgement = whole.judgements?.[code];
  if (judgement === undefined) return undefined;
  const regime = withCheckLine(whole, spec);
  const rates = ratesOf(spec, regime, part, counts);
  const rate = judgement.measure && rates[judgement.measure];
  if (judgement.measure !== undefined && rate === undefined) return undefined;
  const facts = factsOf(part, duty, counts, { on: survey.capturedOn, passed: verdict === 'PASS' });
  return { band: bandOf(judgement, regime, regime.readings.field, rates, facts), regime, judgement, rate };
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
