/** Subsidies of a county and year, parcel by parcel: computed from the flags of the land, paid by nobody. */
import { dayInYear, type IsoDate } from '../domain/day.ts';
import type { Language } from '../domain/language.ts';
import {
  subsidiesOf,
  subsidySums,
  type Subsidy,
  type SubsidyScheme,
  type SubsidySum,
} from '../domain/register/subsidy.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { clauseAt } from '../policies/resolve-payments.ts';
import type { Database } from '../prisma/database.ts';
import { protectedOn } from '../prisma/protected-store.ts';
import { holdersOn } from '../prisma/tenure-store.ts';
import { todayIn } from './gate-options.ts';
import { registerRules } from './register-rules.ts';

export interface SubsidyRow extends Subsidy {
  readonly standId: string;
  /** Who held it on the day that counts. */
  readonly holder?: string;
}

export interface SubsidyList {
  readonly year: number;
  /** The day whose flags and areas count. */
  readonly countedOn: IsoDate;
  /** That day is still to come: as it is today. */
  readonly provisional: boolean;
  readonly schemes: readonly (SubsidyScheme & {
    readonly title: Readonly<Record<Language, string>>;
    readonly clause: string;
  })[];
  readonly sums: readonly SubsidySum[];
  readonly rows: readonly SubsidyRow[];
}

/** @throws CommandError where the policy states no subsidies */
export async function subsidyList(
  db: Database,
  of: { readonly county: string; readonly year: number; readonly policy: LoadedPolicy; readonly lang: Language },
): Promise<SubsidyList> {
  const { county, year, policy } = of;
  const rules = registerRules(policy, 'subsidies', of.lang);
  const schemes = Object.entries(rules.schemes).map(([code, scheme]) => ({
    code,
    ...scheme,
    clause: clauseAt(policy, ['registers', 'subsidies', 'schemes', code, 'yuanPerMu']),
  }));
  const [day, today] = [dayInYear(year, rules.countsOn), todayIn(policy)];
  const countedOn = day < today ? day : today;
  const lives = await protectedOn(db, county, countedOn);
  const holders = await holdersOn(
    db.prisma,
    lives.map(({ lifeId }) => lifeId),
    countedOn,
  );
  const rows = lives.flatMap(({ lifeId, standId, state }) => {
    const holder = holders.get(lifeId);
    return subsidiesOf(state, schemes).map((each) => ({ standId, ...each, ...(holder !== undefined && { holder }) }));
  });
  return { year, countedOn, provisional: day > today, schemes, sums: subsidySums(rows, schemes), rows };
}
