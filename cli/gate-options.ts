/** What a person says of the days of a gate, or those of the policy. */
import { InvalidArgumentError } from 'commander';
import { localDay } from '../domain/calendar.ts';
import { isIsoDate, yearOf, type IsoDate } from '../domain/day.ts';
import type { GateBars, GateKind } from '../domain/gate.ts';
import { sayClause } from '../domain/labels-clauses.ts';
import { spanIn } from '../domain/window.ts';
import { sayCite } from '../policies/clauses.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { CommandError, EXIT, type Said } from './exit-codes.ts';

/** A day that exists, for commander. */
export function day(text: string): IsoDate {
  if (!isIsoDate(text)) throw new InvalidArgumentError(`${text} is no day that exists, YYYY-MM-DD.`);
  return text;
}

export function todayIn({ timeZone }: LoadedPolicy): IsoDate {
  return localDay(Date.now(), timeZone);
}

interface SaidDays {
  readonly kind: GateKind;
  readonly bars?: GateBars;
  readonly from?: IsoDate;
  readonly until?: IsoDate;
}

export interface TakenDays {
  readonly fromOn: IsoDate;
  readonly untilOn?: IsoDate;
  /** Where days that nobody said come from. */
  readonly basis?: Said;
}

/** Nobody said a day of a FIRE gate: open fire is barred in the whole fire period, all else in the high one. */
export function daysOf(policy: LoadedPolicy, { kind, bars, from, until }: SaidDays): TakenDays {
  if (from !== undefined) return { fromOn: from, ...(until !== undefined && { untilOn: until }) };
  if (kind !== 'FIRE' || until !== undefined) {
    throw new CommandError(EXIT.usage, 'FROM_MISSING', {
      en: 'no first day is given; wanted: --from DAY, or --kind FIRE without any day for the fire period of the policy',
      zh: '未给出首日；请用 --from 日期，或只给 --kind FIRE，取政策规定的防火期',
    });
  }
  const year = yearOf(todayIn(policy));
  if (policy.firePeriods === undefined) {
    throw new CommandError(EXIT.usage, 'FROM_MISSING', {
      en: `${policy.policy} has no fire period; wanted: --from DAY`,
      zh: `${policy.policy} 未规定防火期；请用 --from 日期`,
    });
  }
  const period = bars === 'OPEN_FIRE' ? 'fire' : 'high';
  const { opensOn, endsOn } = spanIn(policy.firePeriods[period], year);
  const said = sayCite(policy.cite['firePeriods'] ?? { clause: `firePeriods.${period}`, mark: 'default' });
  const name = `${policy.policy}@${policy.version}`;
  const basis = {
    en: `${period === 'high' ? 'high ' : ''}fire period of ${name} in ${year} (${said})`,
    zh: `${name} 的 ${year} 年${period === 'high' ? '高火险期' : '防火期'}（${sayClause(said, 'zh')}）`,
  };
  return { fromOn: opensOn, untilOn: endsOn, basis };
}
