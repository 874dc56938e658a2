/** A policy resolved for one stand: rows picked, references followed, everything else left behind. */
import { addDays, type IsoDate, type MonthDay } from '../domain/day.ts';
import type { Band, Consequence, DutySpec, FactName, Guard, Regime, When, Window } from '../domain/policy/regime.ts';
import type { PlantingMethod } from '../domain/stand/state.ts';
import { evaluateLet, type LetValues } from './let.ts';
import { parseGuard } from './guard.ts';
import type { LoadedPolicy } from './load.ts';
import type { Policy, PolicyConsequence } from './schema.ts';

/** What of a stand decides its regime. */
export interface StandFacts {
  readonly countyCode: string;
  /** Species code of the policy. */
  readonly species: string;
  readonly method: PlantingMethod;
  readonly plantedOn: IsoDate;
  readonly altitudeM?: number;
}

/**
 * The regime of a stand.
 *
 * @throws Error where the county is unknown to the policy; the import names such rows before
 */
export function resolveRegime(policy: LoadedPolicy, facts: StandFacts): Regime {
  const county = policy.counties[facts.countyCode];
  if (county === undefined) {
    throw new Error(
      `county ${facts.countyCode} is not in ${policy.policy}; wanted: ${Object.keys(policy.counties).join(', ')}`,
    );
  }
  const values = evaluateLet(policy, { ...facts, ...county });
  const duties = Object.fromEntries(
    Object.entries(policy.duties).map(([code, duty]) => [code, resolveDuty(policy, duty, values)]),
  );
  const windows = resolveWindows(policy, String(values['windowGroup']), usedWindows(duties));
  return {
    policy: `${policy.policy}@${policy.version}`,
    hash: policy.hash,
    timeZone: policy.timeZone,
    basis: {
      edition: String(values['edition']),
      zone: String(values['zone']),
      group: String(values['windowGroup']),
      ...(values['provisional'] === 'yes' && { provisional: true }),
    },
    windows,
    seasons: policy.seasons,
    readings: { names: policy.readings.names, field: follow(policy.readings.field, values), pay: policy.readings.pay },
    lines: policy.lines,
    limits: policy.limits,
    missedSteps: policy.missedSteps,
    duties,
    ladder: policy.ladder.map(({ replyWorkDays, ...step }) => ({
      ...step,
      ...(replyWorkDays !== undefined && { replyWorkDays }),
    })),
    workingDays: policy.workingDays,
    cite: citesFor(policy),
  };
}

function follow(text: string, values: LetValues): string {
  return text.startsWith('$') ? String(values[text.slice(1)]) : text;
}

function resolveDuty(policy: Policy, duty: Policy['duties'][string], values: LetValues): DutySpec {
  const { base, bands, needs, done, options, at, measure, newDesign } = duty;
  return {
    kind: duty.kind,
    missed: duty.missed,
    when: resolveWhen(duty.when, values),
    ...(at && { at }),
    ...(measure && { measure }),
    ...(base && { base: follow(base, values) as 'designed' | 'planted' }),
    ...(bands && { bands: bands.map((band) => resolveBand(policy, band)) }),
    ...(needs && { needs: needs as NonNullable<DutySpec['needs']> }),
    ...(done && { done: expand(policy, done) }),
    ...(options && {
      options: Object.fromEntries(Object.entries(options).map(([name, list]) => [name, expand(policy, list)])),
    }),
    ...(newDesign && { newDesign }),
  };
}

function resolveWhen(when: Policy['duties'][string]['when'], values: LetValues): When {
  if (!('next' in when)) return when;
  return { next: typeof when.next === 'string' ? [values[when.next.slice(1)] ?? []].flat() : when.next };
}

function resolveBand(policy: Policy, band: NonNullable<Policy['duties'][string]['bands']>[number]): Band {
  const { below, any, as, verdict } = band;
  return {
    verdict,
    ...(below && { below }),
    ...(band.if && { if: band.if.map(resolveGuard) }),
    ...(any && { any: any.map(resolveGuard) }),
    ...(as && { as }),
    then: expand(policy, band.then),
  };
}

function resolveGuard(text: string): Guard {
  const { fact, operator, value } = parseGuard(text);
  return [fact as FactName, operator, Number(value)];
}

/** Macros are written out, so that the decider knows only plain consequences. */
function expand(policy: Policy, list: readonly PolicyConsequence[]): readonly Consequence[] {
  return list.flatMap((consequence) =>
    'do' in consequence ? expand(policy, policy.do[consequence.do] ?? []) : [consequence],
  );
}

function usedWindows(duties: Readonly<Record<string, DutySpec>>): readonly string[] {
  return [
    ...new Set(
      Object.values(duties).flatMap(({ when }) => ('next' in when ? when.next : 'in' in when ? [when.in] : [])),
    ),
  ];
}

function resolveWindows(policy: Policy, group: string, used: readonly string[]): Record<string, Window> {
  const rows = used.flatMap((name): [string, Window][] => {
    const row = policy.calendar[name];
    const window = row?.[group];
    return Array.isArray(window)
      ? [
          [
            name,
            clip(
              window,
              policy.bars.filter(({ work }) => work === row?.work),
            ),
          ],
        ]
      : [];
  });
  return Object.fromEntries(rows);
}

/** What remains of a window outside the bars: a bar that reaches into an end cuts it off. */
function clip(window: readonly [MonthDay, MonthDay], bars: readonly { from: MonthDay; to: MonthDay }[]): Window {
  return bars.reduce<Window>(([opens, ends], { from, to }) => {
    if (opens < from && from <= ends && ends <= to) return [opens, dayBefore(from)];
    if (from <= opens && opens <= to && to < ends) return [dayAfter(to), ends];
    return [opens, ends];
  }, window);
}

function dayBefore(day: MonthDay): MonthDay {
  return shifted(day, -1);
}

function dayAfter(day: MonthDay): MonthDay {
  return shifted(day, 1);
}

function shifted(day: MonthDay, days: number): MonthDay {
  return addDays(`2026-${day}`, days).slice(5);
}

/** Clauses the decider and its people name; those of rows left behind stay in the file. */
const CITED = ['calendar', 'seasons', 'lines', 'duties', 'ladder', 'missedSteps'];

function citesFor(policy: Policy): Record<string, string> {
  const kept = Object.entries(policy.cite).filter(([path]) => CITED.includes(path.split('.')[0]!));
  return Object.fromEntries(kept.map(([path, { clause, mark }]) => [path, `${clause} · ${mark}`]));
}
