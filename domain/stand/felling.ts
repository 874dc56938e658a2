/** What a tending felling leaves: the closure after it is held against the limits of GB/T 15781, never taken in silence. */
import { refuse, type Refusal } from '../errors.ts';
import { clauseOf } from '../policy/clauses.ts';
import type { DutySpec, FellingLimits } from '../policy/regime.ts';
import { carryOut } from './consequences.ts';
import type { SubmitWork } from './command.ts';
import type { Felling } from './reported.ts';
import { emit, type Draft } from './draft.ts';
import { findPart, regimeOf } from './duties.ts';
import type { Duty, Part } from './state.ts';

/** Its name among second verdicts, and as the cause of what it asks for. */
const FELLING_RESULT = 'fellingResult';

/** A felling says its kind and the closure before and after; nothing else does, and nothing grows by being felled. */
export function fellingFault(
  { felling }: Pick<SubmitWork, 'felling'>,
  { id }: Duty,
  { leaves }: DutySpec,
): Refusal | undefined {
  if (leaves === undefined) {
    const wanted = `none: ${id} has no limit of closure`;
    return felling && refuse('COMMAND_MALFORMED', { field: 'felling', met: felling.kind, wanted });
  }
  if (felling === undefined) return refuse('FELLING_MISSING', { dutyId: id, wanted: leaves.closure });
  if (dropOf(felling) >= 0) return undefined;
  const { before, after } = felling;
  const wanted = `at most the closure before, ${before.hits}/${before.of}`;
  return refuse('COMMAND_MALFORMED', { field: 'felling.after', met: `${after.hits}/${after.of}`, wanted });
}

/**
 * The verdict on each part that was felled: OVERCUT below a limit, else CUT_AS_RULED. What is left below the line even of a
 * sanitation felling is planted up.
 *
 * @returns nothing where the rule has no limits
 */
export function judgeFelling(
  draft: Draft,
  { felling, commandId, doneOn }: SubmitWork,
  duty: Duty,
  { leaves }: DutySpec,
): { readonly verdict?: string } {
  if (felling === undefined || leaves === undefined) return {};
  let verdict = AS_RULED;
  for (const partId of duty.parts) {
    const part = findPart(draft.state, partId)!;
    const limit = limitFor(felling, leaves, part);
    const said = closureOf(felling) < limit.least || limit.isDropTooFar ? OVERCUT : AS_RULED;
    emit(draft, {
      type: 'JudgementGiven',
      partId,
      code: FELLING_RESULT,
      surveyId: commandId,
      verdict: said,
      because: clauseOf(regimeOf(draft.state, part), `duties.${duty.code}.leaves`),
      rate: { counted: felling.after.hits, of: felling.after.of, wanted: limit.least },
    });
    if (said === OVERCUT) verdict = OVERCUT;
    if (closureOf(felling) < leaves.sanitation)
      carryOut(draft, [{ raise: leaves.raise }], { partId, cause: duty.id, on: doneOn, duty });
  }
  return { verdict };
}

const OVERCUT = 'OVERCUT';
const AS_RULED = 'CUT_AS_RULED';

/** Sanitation fells what is sick, so it may leave less; a first release may lower the closure by so much alone. */
function limitFor(felling: Felling, { closure, sanitation, firstDrop }: FellingLimits, { judgements }: Part) {
  const isFirstRelease = felling.kind === 'RELEASE' && judgements?.[FELLING_RESULT] === undefined;
  return {
    least: felling.kind === 'SANITATION' ? sanitation : closure,
    isDropTooFar: isFirstRelease && dropOf(felling) > firstDrop,
  };
}

function closureOf({ after }: Felling): number {
  return after.hits / after.of;
}

/** From whole numbers, so that 0.8 less 0.6 is 0.2 and not a hair above it. */
function dropOf({ before, after }: Felling): number {
  return (before.hits * after.of - after.hits * before.of) / (before.of * after.of);
}

/** What foretold people report: a thinning from a closed canopy to just what the rule wants left. */
export function fellingBrought({ leaves }: Pick<DutySpec, 'leaves'>): Felling | undefined {
  if (leaves === undefined) return undefined;
  const of = 100;
  const after = { hits: Math.ceil(leaves.closure * of), of, method: 'point' } as const;
  return { kind: 'THINNING', before: { ...after, hits: of }, after };
}
