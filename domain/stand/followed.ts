/** What a result brought about, as far as the state tells: what would have to be taken back if it did not stand. */
import type { IsoDate } from '../day.ts';
import type { Band, Consequence, Regime } from '../policy/regime.ts';
import { codeOf, isActive, isOfPresentPlanting, partOf, regimeOf, ruleOf, rulesBehind, specOf } from './duties.ts';
import { secondsOf } from './judge.ts';
import type { Duty, Part, StandState, VerdictRecord } from './state.ts';
import { tableOf } from './table.ts';

export interface Followed {
  /** Rows of the check that may have given it: several can say the same verdict, and have something else follow. */
  readonly bands: readonly Band[];
  /** Raised on it, or on what was raised on it, oldest first; those taken back before are left out. */
  readonly raised: readonly Duty[];
  /** Withdrawn or fulfilled by it, or by a decision that it had asked for. */
  readonly ended: readonly Duty[];
  /** Works shared by parts that this part left because of it. */
  readonly left: readonly Duty[];
  readonly counters: readonly string[];
  readonly anchors: readonly string[];
  readonly judgements: readonly string[];
}

/** The result that stands of a part: the last one that nothing has taken the place of. */
export function standingResult({ verdicts }: Part): VerdictRecord | undefined {
  return verdicts.findLast(({ overruledBy }) => overruledBy === undefined);
}

export function followedFrom(state: StandState, part: Part, record: VerdictRecord): Followed {
  const regime = rulesBehind(state, part, record);
  const spec = tableOf(regime, codeOf(state, record));
  const said = spec?.bands?.filter(({ verdict }) => verdict === record.verdict) ?? [];
  const isPart = (duty: Duty) => duty.parts.includes(part.id);
  const since = firstSaidOn(part, record);
  const anchorsOf = (rows: readonly Band[]) =>
    rows.flatMap(({ then = [] }) => flat(regime, then)).flatMap((each) => ('anchor' in each ? [each.anchor] : []));
  const raised = raisedOn(state, { by: record.dutyId, since, anchors: anchorsOf(said) }).filter(isPart);
  const bands = rowsBehind(regime, said, raised);
  const consequences = flat(regime, bands[0]?.then ?? []);
  const anchors = anchorsOf(bands.slice(0, 1));
  const decisions = raised.filter((duty) => ruleOf(state, duty)?.kind === 'decision').map(({ id }) => id);
  const ending = { by: new Set([record.dutyId, ...decisions]), since, anchors };
  const superseded = new Set(spec?.supersedes?.map(({ duty }) => duty));
  return {
    bands,
    raised,
    ended: state.duties.filter((duty) => isPart(duty) && !superseded.has(duty.code) && isEndedBy(duty, ending)),
    left: state.duties.filter((duty) => hasLeft(duty, part.id, ending.by)),
    counters: consequences.flatMap((each) => ('count' in each ? [each.count] : [])),
    anchors: anchors.filter((anchor) => part.anchors[anchor] !== undefined),
    judgements: judgementsOf(regime, bands[0], part),
  };
}

/** The check whose result stands of the present planting, and the duties that it ended. */
export function behindResult(state: StandState, part: Part): readonly string[] {
  const record = standingResult(part);
  if (record === undefined || !isOfPresentPlanting(part, record)) return [];
  return [record.dutyId, ...followedFrom(state, part, record).ended.map(({ id }) => id)];
}

/** Where a result only says again what the one before it said, what followed has followed since that one. */
function firstSaidOn(part: Part, { on, surveyId, dutyId, verdict }: VerdictRecord): IsoDate {
  const before = part.verdicts.find((each) => each.overruledBy === surveyId && each.dutyId === dutyId);
  return before?.verdict === verdict ? firstSaidOn(part, before) : on;
}

/** Of rows with one verdict those whose duties were raised; of these the ones that raise most. */
function rowsBehind(regime: Regime, said: readonly Band[], raised: readonly Duty[]): readonly Band[] {
  const codes = new Set(raised.map(({ code }) => code));
  const raises = ({ then = [] }: Band) => flat(regime, then).flatMap((each) => ('raise' in each ? [each.raise] : []));
  const fitting = said.filter((band) => raises(band).every((code) => codes.has(code)));
  const most = Math.max(...fitting.map((band) => raises(band).length));
  return fitting.length === 0 ? said.slice(0, 1) : fitting.filter((band) => raises(band).length === most);
}

interface Ending {
  /** The check, and decisions that were asked for on its result. */
  readonly by: ReadonlySet<string>;
  readonly since: IsoDate;
  readonly anchors: readonly string[];
}

/** By the result itself, or a deadline by the day that it had set. */
function isEndedBy(duty: Duty, { by, since, anchors }: Ending): boolean {
  const { closedBy = '', closedOn = '' } = duty;
  if (isActive(duty)) return false;
  if (by.has(closedBy)) return true;
  return duty.state === 'satisfied' && anchors.includes(closedBy) && closedOn >= since;
}

function hasLeft(duty: Duty, partId: string, by: ReadonlySet<string>): boolean {
  return isActive(duty) && (duty.left ?? []).some((left) => left.partId === partId && by.has(left.by));
}

function judgementsOf(regime: Regime, band: Band | undefined, part: Part): readonly string[] {
  return band === undefined ? [] : secondsOf(regime, band).filter((code) => part.judgements?.[code] !== undefined);
}

/** The consequences with those that a name stands for. */
export function flat(regime: Regime, consequences: readonly Consequence[]): readonly Consequence[] {
  return consequences.flatMap((each) => ('do' in each ? flat(regime, regime.do?.[each.do] ?? []) : [each]));
}

/** Duties stand in the order in which they were raised, so that one look finds what was raised on what. */
function raisedOn(
  state: StandState,
  { by, since, anchors }: { readonly by: string; readonly since: IsoDate; readonly anchors: readonly string[] },
): readonly Duty[] {
  const causes = new Set([by]);
  return state.duties.filter((duty) => {
    if (duty.undone || duty.raisedOn < since) return false;
    const follows = causes.has(duty.cause) || anchors.includes(duty.cause) || asksOfBan(state, duty, anchors);
    if (follows) causes.add(duty.id);
    return follows;
  });
}

/** A decision on a ban that was asked for because one of these anchors was set. */
function asksOfBan(state: StandState, duty: Duty, anchors: readonly string[]): boolean {
  const ban = state.duties.find(({ id }) => id === duty.cause);
  if (ban === undefined || regimeOf(state, partOf(state, ban)).duties[ban.code]?.kind !== 'ban') return false;
  return anchors.includes(specOf(state, ban).until ?? '');
}
