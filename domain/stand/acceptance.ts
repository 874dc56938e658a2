/** The supervisor accepts a planting, or not (M0c, ruling 24): a visit before its first check, held against the design. */
import { clauseOf } from '../policy/clauses.ts';
import { carryOut } from './consequences.ts';
import type { CountCommand } from './command.ts';
import type { SurveyCounts } from './reported.ts';
import { emit, type Draft } from './draft.ts';
import { isOfPresentPlanting, regimeOf } from './duties.ts';
import type { Timing } from './event.ts';
import type { InspectionLevel } from './inspection.ts';
import { lackingIn } from './mix.ts';
import { tallyOf } from './rates.ts';
import type { Part } from './state.ts';

/** Its name among second verdicts, and as the cause of what it asks for. */
export const ACCEPTANCE = 'plantingAcceptance';

export interface Visit {
  readonly command: CountCommand;
  readonly part: Part;
  readonly counts: SurveyCounts;
  readonly timing: Timing;
  readonly level: InspectionLevel | undefined;
}

/** @returns the verdict; nothing where the visit is none of an acceptance, or the rules ask for none */
export function judgeAcceptance(draft: Draft, visit: Visit): { readonly verdict?: string } {
  const isAsked = regimeOf(draft.state, visit.part).acceptance !== undefined;
  return isAsked && isAcceptance(visit) ? { verdict: giveAcceptance(draft, visit) } : {};
}

/**
 * Below the line of sound points over designed ones, what is lacking is owed in the next planting window; at or above it,
 * nothing is owed any more that an earlier visit asked for. The check that follows is not answered by it.
 */
export function giveAcceptance(draft: Draft, visit: Pick<Visit, 'command' | 'part' | 'counts'>): string {
  const { command, part, counts } = visit;
  const regime = regimeOf(draft.state, part);
  const { line, raise } = regime.acceptance!;
  const { livePoints, basePoints } = tallyOf({}, part, counts);
  const verdict = acceptanceOf(draft, visit);
  emit(draft, {
    type: 'JudgementGiven',
    partId: part.id,
    code: ACCEPTANCE,
    surveyId: command.surveyId,
    verdict,
    because: clauseOf(regime, 'acceptance'),
    capturedOn: command.capturedOn,
    rate: { counted: livePoints, of: basePoints, wanted: line },
  });
  const origin = { partId: part.id, cause: ACCEPTANCE, on: command.capturedOn, lacking: lackingIn(part, counts) };
  carryOut(draft, [verdict === 'ACCEPTED' ? { withdraw: raise } : { raise }], origin);
  return verdict;
}

/** What a count says of the planting; asked only where the rules speak of its acceptance. */
export function acceptanceOf({ state }: Draft, { part, counts }: Pick<Visit, 'part' | 'counts'>): string {
  const { livePoints, basePoints } = tallyOf({}, part, counts);
  return livePoints / basePoints >= regimeOf(state, part).acceptance!.line ? 'ACCEPTED' : 'NOT_ACCEPTED';
}

/** Signed by the supervisor before the first check of a planting, while nobody has judged that yet. */
function isAcceptance({ part, counts, timing, level }: Visit): boolean {
  const isJudged = part.verdicts.some((record) => isOfPresentPlanting(part, record));
  const isPlanted = part.anchors['planted'] !== undefined;
  return isPlanted && !isJudged && timing === 'early' && level === 'SUPERVISOR' && counts.livePoints !== undefined;
}
