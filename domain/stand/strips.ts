/** Shrubs are coppiced in strips: how much a year, and how long a cut strip is left out of a cover check (ruling 14). */
import { addDays, dayInYear, type IsoDate } from '../day.ts';
import { refuse, type Refusal } from '../errors.ts';
import { clauseOf } from '../policy/clauses.ts';
import type { DutySpec } from '../policy/regime.ts';
import { countingSeason } from '../window.ts';
import type { CountCommand, SubmitWork } from './command.ts';
import { findPart, partOf, regimeOf } from './duties.ts';
import type { CutStrips, Duty, Part, StandState } from './state.ts';

/** What a coppice says of its strips, and nothing of them where the work is none, or its rules know no strips. */
export function stripFault(
  state: StandState,
  { strips }: Pick<SubmitWork, 'strips'>,
  duty: Duty,
  { inStrips }: DutySpec,
): Refusal | undefined {
  const regime = regimeOf(state, partOf(state, duty));
  const rule = inStrips === undefined ? undefined : regime.strips;
  const dutyId = duty.id;
  if (rule === undefined) {
    const wanted = `none: ${dutyId} is not cut in strips`;
    return strips && refuse('COMMAND_MALFORMED', { field: 'strips', met: `${strips.cutM2} m²`, wanted });
  }
  const because = clauseOf(regime, 'strips');
  const wanted = mostM2(state, duty, rule.oneIn);
  if (strips === undefined) return refuse('STRIPS_MISSING', { dutyId, wanted, because });
  return strips.cutM2 > wanted
    ? refuse('STRIPS_ABOVE_SHARE', { dutyId, met: strips.cutM2, wanted, because })
    : undefined;
}

/** One part in so many of all that owes the work, in whole m², rounded down. */
function mostM2(state: StandState, duty: Duty, oneIn: number): number {
  return Math.floor(areaOf(state, duty) / oneIn);
}

function areaOf(state: StandState, { parts }: Duty): number {
  return parts.reduce((sum, id) => sum + (findPart(state, id)?.areaM2 ?? 0), 0);
}

/**
 * The strips as they stay on record. A strip is left out of cover checks until it has grown for the seasons of the rule:
 * until the day before the next one begins.
 *
 * @example cut on 2030-12-01, two growing seasons from 20 April: left out through 2033-04-19
 */
export function cutBy(
  state: StandState,
  { strips, doneOn: on }: Pick<SubmitWork, 'strips' | 'doneOn'>,
  duty: Duty,
): { readonly strips?: CutStrips } {
  const { strips: rule, seasons } = regimeOf(state, partOf(state, duty));
  const growing = seasons['growing'];
  if (strips === undefined || rule === undefined || growing === undefined) return {};
  const again = dayInYear(countingSeason(growing, on) + rule.seasons, growing.starts);
  const ofM2 = areaOf(state, duty);
  const isLast = standingShare(partOf(state, duty)) - strips.cutM2 / ofM2 < rule.rest;
  return { strips: { on, ...strips, ofM2, leftOutUntil: addDays(again, -1), ...(isLast && { last: true }) } };
}

/** With the strips that are cut now; those of an earlier round that count again are forgotten. */
export function withStrips(part: Part, cut: CutStrips): Part {
  const [fresh, round] = [freshStrips(part, cut.on), cutThisRound(part)];
  const kept = part.strips?.filter((each) => fresh.includes(each) || round.includes(each)) ?? [];
  return { ...part, strips: [...kept, cut] };
}

/** Of the strips that are cut in turn, those that were. */
function cutThisRound({ strips = [] }: Part): readonly CutStrips[] {
  return strips.slice(strips.findLastIndex(({ last }) => last) + 1);
}

/** Share of the area whose strips this round has not cut yet; 1 before the first of them. */
function standingShare(part: Part): number {
  return cutThisRound(part).reduce((left, { cutM2, ofM2 }) => left - cutM2 / ofM2, 1);
}

/** Others of its strips are still to be cut. */
export function hasStripsLeft(part: Part): boolean {
  return cutThisRound(part).length > 0;
}

/** Strips of a part that a cover check of that day leaves out. */
function freshStrips({ strips = [] }: Part, on: IsoDate): readonly CutStrips[] {
  return strips.filter((cut) => cut.on <= on && on <= cut.leftOutUntil);
}

/** A cover count says how many of its points lie in fresh strips, and leaves out none where there are none. */
export function coverFault(
  { counts, capturedOn }: Pick<CountCommand, 'counts' | 'capturedOn'>,
  part: Part,
): Refusal | undefined {
  const { cover } = counts;
  if (cover === undefined) return undefined;
  const [cut] = freshStrips(part, capturedOn);
  const { leftOut } = cover;
  if (cut === undefined)
    return leftOut ? refuse('STRIPS_NOT_FRESH', { partId: part.id, met: leftOut, wanted: capturedOn }) : undefined;
  if (leftOut !== undefined) return undefined;
  const { on, cutM2, ofM2, leftOutUntil: until } = cut;
  return refuse('STRIPS_UNTOLD', { partId: part.id, met: on, areaM2: cutM2, ofM2, until });
}

/** What foretold people cut: as much as the rule lets them, or what is left of it, in strips a metre wide. */
export function stripsBrought(state: StandState, duty: Duty): SubmitWork['strips'] {
  const part = partOf(state, duty);
  const { strips, duties } = regimeOf(state, part);
  if (strips === undefined || duties[duty.code]?.inStrips === undefined) return undefined;
  const left = Math.round(areaOf(state, duty) * standingShare(part));
  return { cutM2: Math.min(mostM2(state, duty, strips.oneIn), left), widthM: 1 };
}
