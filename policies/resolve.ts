/** A policy resolved for one stand: rows picked, references followed, everything else left behind. */
import { addDays, type IsoDate, type MonthDay } from '../domain/day.ts';
import type { Band, DutySpec, FactName, Guard, Measure, Regime, Season, Window } from '../domain/policy/regime.ts';
import { isStart, type PlantingMethod, type Start } from '../domain/stand/state.ts';
import { sayCite } from './clauses.ts';
import { allHold, evaluateLet, follow, type LetValues } from './let.ts';
import { parseGuard } from './guard.ts';
import type { LoadedPolicy } from './load.ts';
import { linesFor } from './resolve-lines.ts';
import { resolveWhen } from './resolve-when.ts';
import type { Policy, PolicyConsequence } from './schema.ts';
import { standardFault, standardOf, type StandardValues } from './standard.ts';

/** What of a stand decides its regime. */
export interface StandFacts {
  readonly countyCode: string;
  /** Species code of the policy. */
  readonly species: string;
  readonly method: PlantingMethod | Start;
  readonly plantedOn: IsoDate;
  readonly altitudeM?: number;
  /** Whether the project is subsidised, which the county's report binds to; absent = it is. */
  readonly subsidised?: 'yes' | 'no';
  /** Its own approved standard, by the names of the policy. */
  readonly standard?: StandardValues;
}

/**
 * The regime of a stand.
 *
 * @throws Error where the policy does not know the county, or a value of the stand's own standard; whoever asks says so before
 */
export function resolveRegime(policy: LoadedPolicy, facts: StandFacts): Regime {
  const county = countyOf(policy, facts);
  const own = facts.standard ?? {};
  const resolving = resolvingFor(policy, facts);
  const { values } = resolving;
  const duties = resolveDuties(resolving);
  const judgements = resolveJudgements(resolving);
  const lines = linesFor(policy, values, [...Object.values(duties), ...Object.values(judgements)]);
  const papers = papersFor(policy, duties);
  const windows = resolveWindows(policy, String(values['windowGroup']), usedWindows(duties));
  return {
    policy: `${policy.policy}@${policy.version}`,
    hash: policy.hash,
    timeZone: county.timeZone ?? policy.timeZone,
    basis: {
      edition: String(values['edition']),
      zone: String(values['zone']),
      group: String(values['windowGroup']),
      ...(values['provisional'] === 'yes' && { provisional: true }),
      ...coverBy(values['countsForCover']),
      ...(Object.keys(own).length > 0 && { own }),
    },
    ...(policy.areaUnit === 'acre' && { areaUnit: policy.areaUnit }),
    windows,
    seasons: policy.seasons as Readonly<Record<string, Season>>,
    readings: { names: policy.readings.names, field: follow(policy.readings.field, values), pay: policy.readings.pay },
    lines,
    limits: policy.limits,
    do: policy.do,
    damage: { ...policy.damage, damaged: rulable(policy.damage.damaged, duties) },
    ...(isStart(facts.method)
      ? { start: policy.starts[facts.method] ?? [] }
      : policy.acceptance && { acceptance: policy.acceptance }),
    missedSteps: policy.missedSteps,
    ...blocksFor(resolving, duties),
    ...stripsFor(resolving, duties),
    ...papers,
    ...outsideFor(policy, duties),
    duties,
    judgements,
    ...firePeriodFor(policy, duties),
    ladder: policy.ladder.map(({ replyWorkDays, ...step }) => ({
      ...step,
      ...(replyWorkDays !== undefined && { replyWorkDays }),
    })),
    workingDays: policy.workingDays,
    cite: citesFor(policy, own, { duties, judgements, lines }),
  };
}

function countyOf(policy: LoadedPolicy, { countyCode }: StandFacts) {
  const county = policy.counties[countyCode];
  if (county !== undefined) return county;
  const wanted = Object.keys(policy.counties).join(', ');
  throw new Error(`county ${countyCode} is not in ${policy.policy}; wanted: ${wanted}`);
}

/**
 * The facts of a stand with the values of `let` and of its standard.
 *
 * @throws Error as `resolveRegime`
 */
export function resolvingFor(policy: LoadedPolicy, facts: StandFacts): Resolving {
  const county = countyOf(policy, facts);
  const own = facts.standard ?? {};
  const fault = standardFault(policy, own);
  if (fault !== undefined) throw new Error(`${fault.name} is ${fault.met ?? 'unknown'}; wanted: ${fault.wanted}`);
  const standard = standardOf(policy, own);
  const known = { subsidised: 'yes', ...facts, ...county, ...standard };
  const values = { ...standard, ...evaluateLet(policy, known) };
  return { policy, values, facts: { ...known, ...values } };
}

export interface Resolving {
  readonly policy: Policy;
  readonly values: LetValues;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What is not for this stand is left behind. */
function resolveDuties(resolving: Resolving): Record<string, DutySpec> {
  const kept = Object.entries(resolving.policy.duties).filter(([, { only }]) => allHold(only, resolving.facts));
  return Object.fromEntries(kept.map(([code, duty]) => [code, resolveDuty(resolving, duty)]));
}

type Duties = Readonly<Record<string, DutySpec>>;

/** The sets that its duties ask for. */
function papersFor({ papers }: Policy, duties: Duties): Pick<Regime, 'papers'> {
  const asked = new Set(Object.values(duties).flatMap((duty) => duty.papers ?? []));
  const kept = Object.entries(papers).filter(([name]) => asked.has(name));
  return kept.length === 0 ? {} : { papers: Object.fromEntries(kept) };
}

/** Those whose clause a refusal names: the first of each duty. */
function usualSets(duties: Duties): Readonly<Record<string, true>> {
  return Object.fromEntries(
    Object.values(duties).flatMap(({ papers }) => (papers ? [[papers[0], true] as const] : [])),
  );
}

/** Only where something burns: the regime travels in every run's input. */
function firePeriodFor({ firePeriods }: Policy, duties: Duties): Pick<Regime, 'firePeriod'> {
  const burns = Object.values(duties).some(({ openFire }) => openFire);
  return firePeriods !== undefined && burns ? { firePeriod: firePeriods.fire } : {};
}

/** Where a check of the stand asks for them. */
function blocksFor({ policy, values }: Resolving, duties: Duties): Pick<Regime, 'blocks'> {
  const { blocks } = policy;
  if (blocks === undefined || !Object.values(duties).some((duty) => duty.blocks)) return {};
  return { blocks: { ...blocks, any: blocks.any.map((guard) => resolveGuard(guard, values)) } };
}

/** For stands that owe a coppice alone. */
function stripsFor({ policy: { strips }, values }: Resolving, duties: Duties): Pick<Regime, 'strips'> {
  if (strips === undefined || !isCutInStrips(duties)) return {};
  const { oneIn, ...layout } = strips;
  return { strips: { oneIn: typeof oneIn === 'string' ? Number(follow(oneIn, values)) : oneIn, ...layout } };
}

function isCutInStrips(duties: Duties): boolean {
  return Object.values(duties).some(({ inStrips }) => inStrips);
}

/** Without what would raise a duty that is not for this stand. */
function outsideFor({ stockFromOutside }: Policy, duties: Duties): Pick<Regime, 'stockFromOutside'> {
  const kept = rulable(stockFromOutside, duties);
  return kept.length === 0 ? {} : { stockFromOutside: kept };
}

function rulable(list: readonly PolicyConsequence[], duties: Duties): readonly PolicyConsequence[] {
  return list.filter((then) => !('raise' in then) || then.raise in duties);
}

/** Always, or with the verdict named; never where nothing or `no` is said. */
function coverBy(value: LetValues[string]): Pick<Regime['basis'], 'countsForCover' | 'coverVerdict'> {
  if (value === undefined || value === 'no') return {};
  return value === 'yes' ? { countsForCover: true } : { coverVerdict: String(value) };
}

function resolveJudgements(resolving: Resolving): NonNullable<Regime['judgements']> {
  const kept = Object.entries(resolving.policy.judgements).filter(([, { only }]) => allHold(only, resolving.facts));
  const judgements = kept.map(([code, { with: verdict, measure, bands }]) => [
    code,
    { bands: resolveBands(resolving, bands), ...(verdict && { with: verdict }), ...(measure && { measure }) },
  ]);
  return Object.fromEntries(judgements) as NonNullable<Regime['judgements']>;
}

function resolveDuty(resolving: Resolving, duty: Policy['duties'][string]): DutySpec {
  const { values } = resolving;
  const { kind, missed, missedStep, at, base, measure, bands, needs, done, options, then, newDesign } = duty;
  // The usual values are left out: the regime travels in every run's input.
  const measureOf = followed<Measure>(measure ?? 'survival', values);
  const baseOf = followed<'designed' | 'planted'>(base ?? 'designed', values);
  const { asks, naturals, shift, supersedes, says, until, declarant, barredBy, leaves, inStrips, papers, lasts } = duty;
  const { office, openFire, outsideForest, statutory } = duty;
  return {
    kind,
    ...(missed !== 'ladder' && { missed }),
    ...(missedStep !== undefined && { missedStep }),
    when: resolveWhen(duty.when, values),
    ...(at && { at: at.map((anchor) => follow(anchor, values)) }),
    ...(measureOf !== 'survival' && { measure: measureOf }),
    ...(baseOf !== 'designed' && { base: baseOf }),
    ...(asks && { asks }),
    ...(naturals && { naturals }),
    ...(bands && { bands: resolveBands(resolving, bands) }),
    ...(shift && { shift: { if: shift.if.map((guard) => resolveGuard(guard, values)), years: shift.years } }),
    ...(supersedes && { supersedes }),
    ...(says && { says }),
    ...(until && { until }),
    ...(declarant && { declarant }),
    ...(barredBy && { barredBy }),
    ...(duty.anytime !== undefined && { anytime: duty.anytime }),
    ...(duty.blocks && { blocks: duty.blocks }),
    ...(duty.yields && { yields: duty.yields }),
    ...(duty.outlasts && { outlasts: duty.outlasts }),
    ...(leaves && { leaves }),
    ...(inStrips && { inStrips }),
    ...(papers && { papers }),
    ...(lasts && { lasts }),
    ...(office && { office }),
    ...(openFire && { openFire }),
    ...(outsideForest && { outsideForest }),
    ...(statutory && { statutory }),
    ...(needs && { needs: needs as NonNullable<DutySpec['needs']> }),
    ...(then && { then }),
    ...(done && { done }),
    ...(options && { options }),
    ...(newDesign && { newDesign }),
    ...(duty.again && { again: duty.again }),
  };
}

function followed<T extends string>(text: string, values: LetValues): T {
  return follow(text, values) as T;
}

type WrittenBand = Policy['judgements'][string]['bands'][number];

function resolveBands({ facts, values }: Resolving, bands: readonly WrittenBand[]): readonly Band[] {
  return bands.filter(({ only }) => allHold(only, facts)).map((band) => resolveBand(band, values));
}

function resolveBand(band: WrittenBand, values: LetValues): Band {
  const { below, of, allBelow, any, as, also, verdict } = band;
  return {
    verdict,
    ...(below && { below }),
    ...(of && { of }),
    ...(allBelow && { allBelow }),
    ...(band.if && { if: band.if.map((guard) => resolveGuard(guard, values)) }),
    ...(any && { any: any.map((guard) => resolveGuard(guard, values)) }),
    ...(as && { as }),
    ...(also && { also }),
    ...(band.then.length > 0 && { then: band.then }),
  };
}

function resolveGuard(text: string, values: LetValues): Guard {
  const { fact, operator, value } = parseGuard(text);
  return [fact as FactName, operator, Number(follow(value, values))];
}

function usedWindows(duties: Readonly<Record<string, DutySpec>>): readonly string[] {
  return [
    ...new Set(
      Object.values(duties).flatMap(({ when }) => ('next' in when ? when.next : 'in' in when ? [when.in].flat() : [])),
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

/**
 * Clauses that the decider writes into events and refusals: of lines, of second verdicts and of a planting's acceptance, of papers, of a
 * certified disaster, of the flags that bar a duty. All others are read from the policy's text as they are shown
 * (`policies/clauses.ts`).
 */
const CITED = ['lines', 'damage', 'acceptance'];
const NAMED = ['judgements', 'papers'];

function citesFor(
  policy: Policy,
  own: StandardValues,
  { duties, judgements, lines }: Pick<Regime, 'duties' | 'judgements' | 'lines'>,
): Record<string, string> {
  const kept = { ...judgements, ...usualSets(duties) };
  const barring = barringPaths(policy, duties);
  const isNamed = (path: string) => {
    const [section = '', name = ''] = path.split('.');
    if (section === 'strips') return isCutInStrips(duties);
    if (path === `duties.${name}.leaves`) return duties[name]?.leaves !== undefined;
    if (section === 'lines' && name !== '') return name in lines;
    return CITED.includes(section) || (NAMED.includes(section) && name in kept) || barring.has(path);
  };
  const named = Object.entries(policy.cite).filter(([path]) => isNamed(path));
  return Object.fromEntries(
    named.map(([path, cited]) => [path, `${isOwn(policy, own, path) ? OWN : ''}${sayCite(cited)}`]),
  );
}

/** Where it is said why a flag bars a duty: beside the flags, else with the duty. */
function barringPaths({ cite }: Policy, duties: Duties): ReadonlySet<string> {
  const barred = Object.keys(duties).filter((code) => duties[code]?.barredBy !== undefined);
  return new Set(
    barred.map((code) => [`duties.${code}.barredBy`, `duties.${code}`].find((path) => path in cite) ?? ''),
  );
}

/** Said before the clause of a line that the stand's own plan sets. */
const OWN = 'own standard of the stand, in place of: ';

function isOwn(policy: Policy, own: StandardValues, path: string): boolean {
  const [section, name = ''] = path.split('.');
  const line = section === 'lines' ? policy.lines[name] : undefined;
  return typeof line === 'string' && own[line.slice(1)] !== undefined;
}
