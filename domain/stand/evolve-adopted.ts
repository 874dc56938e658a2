/** What new rules make of a stand: its parts follow them, and each result keeps those that it was given by. */
import type { IsoDate } from '../day.ts';
import type { Regime } from '../policy/regime.ts';
import { codeOf, isOfPresentPlanting } from './duties.ts';
import type { StandEvent } from './event.ts';
import { secondsOf } from './judge.ts';
import type { Part, StandState, VerdictRecord } from './state.ts';

type PolicyAdopted = Extract<StandEvent, { type: 'PolicyAdopted' }>;

export function adopted(state: StandState, { changes, late }: PolicyAdopted, on: IsoDate): StandState {
  const keys = new Map(changes.map(({ was, key }) => [was, key]));
  const parts = state.parts.map((part) => follows(part, keys.get(part.regime)));
  const coming = changes.map(({ key, regime }) => [key, regime] as const);
  const followed = followedRules(parts);
  const regimes = Object.entries(state.regimes)
    .filter(([key]) => followed.has(key))
    .map(
      ([key, regime]) => [key, keys.has(key) ? forResults(regime, codesJudgedBy(state, parts, key)) : regime] as const,
    );
  const since = changes.map(({ key, before }) => [key, { on, before }] as const);
  const known = Object.entries(state.adoptions ?? {}).filter(([key]) => parts.some(({ regime }) => regime === key));
  return {
    ...state,
    parts,
    regimes: Object.fromEntries([...regimes, ...coming]),
    adoptions: Object.fromEntries([...known, ...since]),
    ...(late && {
      duties: state.duties.map((duty) => (late.dutyIds.includes(duty.id) ? { ...duty, graceUntil: late.until } : duty)),
    }),
  };
}

/** Results that stand were given by the rules until now, and whoever corrects one of them asks those. */
function follows(part: Part, key: string | undefined): Part {
  if (key === undefined) return part;
  const stands = (record: VerdictRecord) => record.overruledBy === undefined && isOfPresentPlanting(part, record);
  return {
    ...part,
    regime: key,
    verdicts: part.verdicts.map((record) =>
      record.rules === undefined && stands(record) ? { ...record, rules: part.regime } : record,
    ),
  };
}

/** Keys of the rules that a part follows, or a result that stands was given by; others are left behind. */
export function followedRules(parts: readonly Part[]): ReadonlySet<string> {
  const behind = parts.flatMap((part) =>
    part.verdicts.flatMap(({ rules, overruledBy }) => (overruledBy === undefined ? (rules ?? []) : [])),
  );
  return new Set([...parts.map(({ regime }) => regime), ...behind]);
}

function codesJudgedBy(state: StandState, parts: readonly Part[], key: string): readonly string[] {
  const records = parts.flatMap(({ verdicts }) => verdicts.filter(({ rules }) => rules === key));
  return records.flatMap((record) => codeOf(state, record) ?? []);
}

/** No day follows from them any more: bands, lines and their clauses are enough, a fifth of the whole. */
function forResults(regime: Regime, codes: readonly string[]): Regime {
  const duties = only(regime.duties, (code) => codes.includes(code));
  const second = Object.values(duties).flatMap(({ bands = [] }) => bands.flatMap((band) => secondsOf(regime, band)));
  const { judgements } = regime;
  return {
    ...regime,
    windows: {},
    seasons: {},
    ladder: [],
    workingDays: { weekend: [], everyYear: [], coveredYears: [], holidays: [], makeUp: [] },
    duties,
    ...(judgements && { judgements: only(judgements, (code) => second.includes(code)) }),
    cite: only(regime.cite, (path) => isOfResults(path, [...codes, ...second])),
  };
}

function isOfResults(path: string, codes: readonly string[]): boolean {
  const [section = '', name = ''] = path.split('.');
  return section === 'lines' || ((section === 'duties' || section === 'judgements') && codes.includes(name));
}

function only<T>(all: Readonly<Record<string, T>>, isKept: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => isKept(key)));
}
