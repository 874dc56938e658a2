/** A policy's effect on a selection before anybody adopts it: stand by stand as each would decide, summed by county. */
import { momentOf } from '../domain/calendar.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { livesBy } from '../domain/stand/adopt.ts';
import { zoneOf } from '../domain/stand/duties.ts';
import { policiesFollowed, previewAdoption } from '../domain/stand/preview-adoption.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { rulesForStand } from '../policies/rules-for-stand.ts';
import type { Database } from '../prisma/database.ts';
import { countSelected, selectedStands, type SelectedStand, type StandSelection } from '../prisma/selected-stands.ts';
import { crewDaysOf, type CrewDayNorms } from './crew-days.ts';
import { progressOf } from './progress.ts';

/** Counts of duties, unless said otherwise. */
export interface Effect {
  readonly moved: number;
  readonly withdrawn: number;
  readonly added: number;
  /** Late already, whatever is adopted. */
  readonly overdueBefore: number;
  /** Late by the end of the grace should nobody do them, and not by the rules until now. */
  readonly becomeOverdue: number;
  /** Crew-days of what is added, less those of what is withdrawn. */
  readonly crewDays: number;
}

export interface StandEffect extends Effect {
  readonly standId: string;
  readonly countyCode: string;
  readonly workYear: number;
  readonly areaM2: number;
  readonly from: string;
  /** Why the stand would not take it; nothing of it changes then. */
  readonly refusal?: Refusal;
  /** It lives by this version already. */
  readonly inForce?: true;
}

export interface CountyEffect extends Effect {
  readonly countyCode: string;
  readonly stands: number;
  /** Stands of which a duty changes. */
  readonly touched: number;
  readonly refused: number;
  readonly inForce: number;
}

export interface Preview {
  readonly policy: LoadedPolicy;
  readonly norms: CrewDayNorms;
  readonly nowMs: number;
}

const NOTHING: Effect = { moved: 0, withdrawn: 0, added: 0, overdueBefore: 0, becomeOverdue: 0, crewDays: 0 };
const SUMMED = Object.keys(NOTHING) as (keyof Effect)[];

/**
 * @param each - takes the stands page by page, so that memory does not grow with them
 * @returns the effect by county, in the order of their codes
 */
export async function previewPolicy(
  db: Database,
  selection: StandSelection,
  preview: Preview,
  each: (page: readonly StandEffect[]) => Promise<void>,
): Promise<readonly CountyEffect[]> {
  const counties = new Map<string, CountyEffect>();
  const progress = progressOf('stands looked at', await countSelected(db.prisma, selection));
  let looked = 0;
  for await (const page of selectedStands(db.prisma, selection)) {
    const effects = page.map((stand) => effectOn(stand, preview));
    for (const effect of effects)
      counties.set(effect.countyCode, added(counties.get(effect.countyCode) ?? none(effect), effect));
    await each(effects);
    progress.step((looked += page.length));
  }
  progress.end();
  return [...counties.values()].toSorted((a, b) => (a.countyCode < b.countyCode ? -1 : 1));
}

function effectOn(stand: SelectedStand, { policy, norms, nowMs }: Preview): StandEffect {
  const { standId, countyCode, workYear, areaM2, state } = stand;
  const facts = { standId, countyCode, workYear, areaM2, from: policiesFollowed(state).join(' ') };
  const rules = rulesForStand(policy, state);
  if (isRefusal(rules)) return { ...facts, ...NOTHING, refusal: rules };
  if (livesBy(state, rules[0]!.regime)) return { ...facts, ...NOTHING, inForce: true };
  const moment = momentOf(Math.max(nowMs, Date.parse(state.lastAt)), zoneOf(state));
  const found = previewAdoption(state, rules, moment);
  if (isRefusal(found)) return { ...facts, ...NOTHING, refusal: found };
  const { from, moved, withdrawn, added: raised, overdueBefore, becomeOverdue } = found;
  return {
    ...facts,
    from: from.join(' '),
    moved: moved.length,
    withdrawn: withdrawn.length,
    added: raised.length,
    overdueBefore,
    becomeOverdue,
    crewDays: crewDaysOf(norms, raised) - crewDaysOf(norms, withdrawn),
  };
}

function none({ countyCode }: StandEffect): CountyEffect {
  return { countyCode, stands: 0, touched: 0, refused: 0, inForce: 0, ...NOTHING };
}

function added(sum: CountyEffect, stand: StandEffect): CountyEffect {
  const sums = Object.fromEntries(SUMMED.map((key) => [key, sum[key] + stand[key]])) as unknown as Effect;
  const touched = stand.moved + stand.withdrawn + stand.added > 0 ? 1 : 0;
  return {
    ...sum,
    ...sums,
    stands: sum.stands + 1,
    touched: sum.touched + touched,
    refused: sum.refused + (stand.refusal === undefined ? 0 : 1),
    inForce: sum.inForce + (stand.inForce ? 1 : 0),
  };
}

export function totalOf(counties: readonly CountyEffect[]): Omit<CountyEffect, 'countyCode'> {
  const keys = ['stands', 'touched', 'refused', 'inForce', ...SUMMED] as const;
  const total = keys.map((key) => [key, counties.reduce((sum, county) => sum + county[key], 0)] as const);
  return Object.fromEntries(total) as unknown as Omit<CountyEffect, 'countyCode'>;
}
