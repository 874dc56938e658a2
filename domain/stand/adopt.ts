/**
 * A stand takes new rules: for what is owed from now on. What was judged stays judged by the rules of its day, and nobody
 * is late all at once because of a rule that came later.
 */
import { addDays } from '../day.ts';
import { isRefusal, refuse, type Refusal } from '../errors.ts';
import type { DutySpec, Regime } from '../policy/regime.ts';
import { redecide } from './adopt-duties.ts';
import type { AdoptPolicy, NewRules } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { activeDuties, codeOf, isOfPresentPlanting, partOf, plantedOrBegun, regimeOf, rulesBehind } from './duties.ts';
import { flat } from './followed.ts';
import type { Duty, Part, StandState } from './state.ts';
import { tableOf } from './table.ts';
import { withdrawBarred } from './protect.ts';
import { nextRegimeKey } from './work.ts';

export function decideAdopt(draft: Draft, { rules, commandId }: AdoptPolicy): Said | Refusal {
  const { state, moment } = draft;
  const coming = comingFor(state, rules);
  if (isRefusal(coming)) return coming;
  const first = Number(nextRegimeKey(state).slice(1));
  const changes = coming.map(({ regimeKey: was, regime }, index) => {
    const { policy: before, hash: beforeHash } = state.regimes[was]!;
    return { was, before, beforeHash, key: `r${first + index}`, regime };
  });
  const until = addDays(moment.on, changes[0]!.regime.limits.arrearsDays);
  const dutyIds = lateUnderNewLadder(state, changes, moment.on);
  emit(draft, { type: 'PolicyAdopted', changes, ...(dutyIds.length > 0 && { late: { dutyIds, until } }) });
  redecide(draft, state, { by: commandId, graceOn: until });
  withdrawBarred(draft);
  return {};
}

/** Whether all of it follows that version already. */
export function livesBy({ parts, regimes }: StandState, { policy, hash }: Pick<Regime, 'policy' | 'hash'>): boolean {
  const followed = parts.length === 0 ? Object.values(regimes) : parts.map(({ regime }) => regimes[regime]!);
  return followed.every((each) => each.policy === policy && each.hash === hash);
}

/** What of it is for rules that parts follow, or the first reason why the stand cannot take it. */
function comingFor(state: StandState, rules: readonly NewRules[]): readonly NewRules[] | Refusal {
  const { seed, parts, suspendedOn } = state;
  const { standId } = seed;
  const { policy, hash } = rules[0]!.regime;
  if (parts.length === 0)
    return refuse('ADOPTION_BEFORE_PLANTING', { standId, met: policy, wanted: seed.planting.plantedOn });
  if (suspendedOn !== undefined) return refuse('STAND_SUSPENDED', { standId, met: suspendedOn });
  const taken = parts.map((part) => regimeOf(state, part)).find((each) => each.policy === policy && each.hash !== hash);
  if (taken !== undefined) return refuse('POLICY_VERSION_TAKEN', { policy, met: hash, wanted: taken.hash });
  const others = parts.filter((part) => regimeOf(state, part).policy !== policy);
  if (others.length === 0) return refuse('POLICY_IN_FORCE', { standId, met: policy });
  const fault = first(others, (part) => faultOf(state, part, rules));
  if (fault !== undefined) return fault;
  return rules.filter(({ regimeKey }) => others.some(({ regime }) => regime === regimeKey));
}

/** Each part by itself: its planting, its clock, and all that it owes or was judged by. */
function faultOf(state: StandState, part: Part, rules: readonly NewRules[]): Refusal | undefined {
  const wanted = `${plantedOrBegun(state, part)} ${part.species}`;
  const given = rules.find(({ regimeKey }) => regimeKey === part.regime);
  if (given === undefined) return refuse('RULES_MISSING', { partId: part.id, met: part.regime, wanted });
  const met = `${given.plantedOn} ${given.species}`;
  if (met !== wanted) return refuse('RULES_OF_OTHER_PLANTING', { partId: part.id, met, wanted });
  const now = regimeOf(state, part);
  const { policy, timeZone } = given.regime;
  if (timeZone !== now.timeZone) return refuse('RULES_OF_OTHER_ZONE', { policy, met: timeZone, wanted: now.timeZone });
  const lacking = [
    ...new Set([...owedWithoutRule(state, part, given.regime), ...judgedWithoutRule(state, part, given.regime)]),
  ];
  if (lacking.length === 0) return undefined;
  return refuse('RULES_LACK_DUTY', { policy, partId: part.id, met: lacking.join(', ') });
}

/** What a result or a decision asked for cannot vanish, nor can a crew's task become another thing in its hands. */
function owedWithoutRule(state: StandState, part: Part, coming: Regime): readonly string[] {
  const now = regimeOf(state, part);
  const owed = activeDuties(state).filter((duty) => partOf(state, duty).id === part.id);
  return owed.filter((duty) => !canGoOn(duty, now, coming.duties[duty.code], part)).map(({ code }) => code);
}

function canGoOn({ code, cause }: Duty, now: Regime, coming: DutySpec | undefined, part: Part): boolean {
  if (coming === undefined) return part.anchors[cause] !== undefined;
  const spec = now.duties[code]!;
  return coming.kind === spec.kind && 'visits' in coming.when === 'visits' in spec.when;
}

/** A check whose result stands must be known, for an audit looks at it again, and so must be what its bands ask for. */
function judgedWithoutRule(state: StandState, part: Part, { duties }: Regime): readonly string[] {
  const stands = part.verdicts.filter(
    (record) => record.overruledBy === undefined && isOfPresentPlanting(part, record),
  );
  return stands.flatMap((record) => {
    const code = codeOf(state, record) ?? '';
    const regime = rulesBehind(state, part, record);
    const asked = (tableOf(regime, code)?.bands ?? []).flatMap(({ then = [] }) =>
      flat(regime, then).flatMap((each) => ('raise' in each ? [each.raise] : [])),
    );
    const isKnown = duties[code]?.kind === 'survey';
    return [...(isKnown ? [] : [code]), ...asked.filter((each) => !(each in duties))];
  });
}

/** The letters they have reached stay; the new ladder takes its time with them, as with what was late at go-live. */
function lateUnderNewLadder(
  state: StandState,
  changes: readonly { readonly was: string; readonly regime: Regime }[],
  today: string,
): readonly string[] {
  const isLate = (duty: Duty) => {
    const change = changes.find(({ was }) => was === partOf(state, duty).regime);
    if (change === undefined || duty.dueOn >= today) return false;
    return JSON.stringify(change.regime.ladder) !== JSON.stringify(state.regimes[change.was]!.ladder);
  };
  return activeDuties(state)
    .filter(isLate)
    .map(({ id }) => id);
}

function first<T, R>(all: readonly T[], find: (each: T) => R | undefined): R | undefined {
  for (const each of all) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
