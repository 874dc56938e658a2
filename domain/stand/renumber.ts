/** Parts, duties, rules and follow-ups of one stand under numbers that are free in another. */
import { canonicalJson } from '../canonical-json.ts';
import type { Duty, FollowUp, Inheritance, Part, StandState, VerdictRecord } from './state.ts';

type Ids = ReadonlyMap<string, string>;
interface Numbers {
  readonly parts: Ids;
  readonly duties: Ids;
  readonly regimes: Ids;
}

const now = (ids: Ids, id: string) => ids.get(id) ?? id;

/** @param into - the stand that takes them in */
export function renumbered(into: StandState, inherited: Inheritance): Inheritance {
  const parts = numbered('p', into.parts, inherited.parts);
  const regimes = regimeKeys(into, inherited);
  const numbers = { parts, regimes, duties: dutyIds(into, inherited, parts) };
  const { followUps = [], adoptions } = inherited;
  const followUpIds = numbered('f', into.followUps ?? [], followUps);
  const rules = Object.entries(underKeys(inherited.regimes, regimes));
  return {
    ...inherited,
    regimes: Object.fromEntries(rules.filter(([key]) => !(key in into.regimes))),
    parts: inherited.parts.map((part) => partNow(part, numbers)),
    duties: inherited.duties.map((duty) => dutyNow(duty, numbers)),
    ...(adoptions && { adoptions: underKeys(adoptions, regimes) }),
    ...(followUps.length > 0 && {
      followUps: followUps.map((followUp) => followUpNow(followUp, numbers, now(followUpIds, followUp.id))),
    }),
  };
}

interface Numbered {
  readonly id: string;
}

/** `p3`, `p4` … after those that are there. */
function numbered(letter: string, there: readonly Numbered[], come: readonly Numbered[]): Ids {
  const last = Math.max(0, ...there.map(({ id }) => Number(id.slice(1))));
  return new Map(come.map(({ id }, index) => [id, `${letter}${last + index + 1}`]));
}

/** The same rules keep one key. */
function regimeKeys({ regimes: there }: StandState, { regimes }: Inheritance): Ids {
  let last = Math.max(...Object.keys(there).map((key) => Number(key.slice(1))));
  return new Map(
    Object.entries(regimes).map(([key, regime]) => {
      const same = Object.entries(there).find(([, other]) => canonicalJson(other) === canonicalJson(regime))?.[0];
      return [key, same ?? `r${(last += 1)}`];
    }),
  );
}

/** Each names the first of its parts, as duties of a stand in several parts do. */
function dutyIds(into: StandState, inherited: Inheritance, parts: Ids): Ids {
  const taken = new Set(into.duties.map(({ id }) => id));
  const shared = judgedInBoth(into, inherited);
  return new Map(
    inherited.duties.map((duty) => {
      if (shared.has(duty.id)) return [duty.id, duty.id];
      const [part = ''] = duty.parts.length > 0 ? duty.parts : [...parts.keys()];
      const bare = duty.id.endsWith(`.${part}`) ? duty.id.slice(0, -part.length - 1) : duty.id;
      let free = `${bare}.${now(parts, part)}`;
      for (let again = 2; taken.has(free); again += 1) free = `${bare}.${now(parts, part)}.r${again}`;
      taken.add(free);
      return [duty.id, free];
    }),
  );
}

/** Checks whose verdict both hold, from before their land was divided: each is one check still, and one count. */
function judgedInBoth(into: StandState, { parts }: Inheritance): ReadonlySet<string> {
  const keyOf = ({ surveyId, dutyId, on }: VerdictRecord) => `${surveyId} ${dutyId} ${on}`;
  const there = new Set(into.parts.flatMap(({ verdicts }) => verdicts.map(keyOf)));
  const both = parts.flatMap(({ verdicts }) => verdicts.filter((verdict) => there.has(keyOf(verdict))));
  return new Set(both.map(({ dutyId }) => dutyId));
}

function partNow(part: Part, { parts, duties, regimes }: Numbers): Part {
  const { from, ...kept } = part;
  const isHere = from !== undefined && parts.has(from);
  return {
    ...kept,
    id: now(parts, part.id),
    regime: now(regimes, part.regime),
    verdicts: part.verdicts.map((verdict) => verdictNow(verdict, { duties, regimes })),
    ...(isHere && { from: now(parts, from) }),
  };
}

function verdictNow(verdict: VerdictRecord, { duties, regimes }: Pick<Numbers, 'duties' | 'regimes'>): VerdictRecord {
  const { rules } = verdict;
  return {
    ...verdict,
    dutyId: now(duties, verdict.dutyId),
    ...(rules !== undefined && { rules: now(regimes, rules) }),
  };
}

function underKeys<T>(of: Readonly<Record<string, T>>, keys: Ids): Record<string, T> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [now(keys, key), value]));
}

/** What raised or ended it may be a duty, an anchor, a survey or a command: only duties have another number. */
function dutyNow(duty: Duty, { parts, duties }: Numbers): Duty {
  const { closedBy, left } = duty;
  return {
    ...duty,
    id: now(duties, duty.id),
    parts: duty.parts.map((id) => now(parts, id)),
    cause: now(duties, duty.cause),
    ...(closedBy !== undefined && { closedBy: now(duties, closedBy) }),
    ...(left && { left: left.map(({ partId, by }) => ({ partId: now(parts, partId), by: now(duties, by) })) }),
  };
}

function followUpNow(followUp: FollowUp, { parts, duties }: Numbers, id: string): FollowUp {
  const { partId, dutyId } = followUp;
  return { ...followUp, id, partId: now(parts, partId), dutyId: now(duties, dutyId) };
}
