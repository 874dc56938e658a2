/** What a result brought about, as far as the state tells: what would have to be taken back if it did not stand. */
import type { Band, Consequence, Regime } from '../policy/regime.ts';
import { codeOf, isActive, partOf, regimeOf, rulesBehind, specOf } from './duties.ts';
import { secondsOf } from './judge.ts';
import type { Duty, Part, StandState, VerdictRecord } from './state.ts';

export interface Followed {
  /** Raised on it, or on what was raised on it, oldest first; those taken back before are left out. */
  readonly raised: readonly Duty[];
  /** Withdrawn or fulfilled by it. */
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
  const band = regime.duties[codeOf(state, record)]?.bands?.find(({ verdict }) => verdict === record.verdict);
  const consequences = flat(regime, band?.then ?? []);
  const anchors = consequences.flatMap((each) => ('anchor' in each ? [each.anchor] : []));
  const isPart = (duty: Duty) => duty.parts.includes(part.id);
  return {
    raised: raisedOn(state, record, anchors).filter(isPart),
    ended: state.duties.filter((duty) => isPart(duty) && isEndedBy(duty, record, anchors)),
    left: state.duties.filter((duty) => hasLeft(duty, part.id, record.dutyId)),
    counters: consequences.flatMap((each) => ('count' in each ? [each.count] : [])),
    anchors: anchors.filter((anchor) => part.anchors[anchor] !== undefined),
    judgements: judgementsOf(regime, band, part),
  };
}

/** By the result itself, or a deadline by the day that it had set. */
function isEndedBy(duty: Duty, { dutyId, on }: VerdictRecord, anchors: readonly string[]): boolean {
  if (isActive(duty)) return false;
  if (duty.closedBy === dutyId) return true;
  return duty.state === 'satisfied' && anchors.includes(duty.closedBy ?? '') && (duty.closedOn ?? '') >= on;
}

function hasLeft(duty: Duty, partId: string, by: string): boolean {
  return isActive(duty) && (duty.left ?? []).some((left) => left.partId === partId && left.by === by);
}

function judgementsOf(regime: Regime, band: Band | undefined, part: Part): readonly string[] {
  return band === undefined ? [] : secondsOf(regime, band).filter((code) => part.judgements?.[code] !== undefined);
}

/** The consequences with those that a name stands for. */
export function flat(regime: Regime, consequences: readonly Consequence[]): readonly Consequence[] {
  return consequences.flatMap((each) => ('do' in each ? flat(regime, regime.do?.[each.do] ?? []) : [each]));
}

/** Duties stand in the order in which they were raised, so that one look finds what was raised on what. */
function raisedOn(state: StandState, record: VerdictRecord, anchors: readonly string[]): readonly Duty[] {
  const causes = new Set([record.dutyId]);
  return state.duties.filter((duty) => {
    if (duty.undone || duty.raisedOn < record.on) return false;
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
