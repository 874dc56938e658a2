/** What a person says of the days of a gate, or those of the policy. */
import { InvalidArgumentError } from 'commander';
import { localDay } from '../domain/calendar.ts';
import { isIsoDate, yearOf, type IsoDate } from '../domain/day.ts';
import type { GateBars, GateKind } from '../domain/gate.ts';
import { spanIn } from '../domain/window.ts';
import { sayCite } from '../policies/clauses.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { CommandError, EXIT } from './exit-codes.ts';

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
  readonly basis?: string;
}

/** Nobody said a day of a FIRE gate: open fire is barred in the whole fire period, all else in the high one. */
export function daysOf(policy: LoadedPolicy, { kind, bars, from, until }: SaidDays): TakenDays {
  if (from !== undefined) return { fromOn: from, ...(until !== undefined && { untilOn: until }) };
  if (kind !== 'FIRE' || until !== undefined) {
    throw new CommandError(
      EXIT.usage,
      'FROM_MISSING',
      'no first day is given; wanted: --from DAY, or --kind FIRE without any day for the fire period of the policy',
    );
  }
  const year = yearOf(todayIn(policy));
  if (policy.firePeriods === undefined) {
    throw new CommandError(EXIT.usage, 'FROM_MISSING', `${policy.policy} has no fire period; wanted: --from DAY`);
  }
  const period = bars === 'OPEN_FIRE' ? 'fire' : 'high';
  const { opensOn, endsOn } = spanIn(policy.firePeriods[period], year);
  const said = sayCite(policy.cite['firePeriods'] ?? { clause: `firePeriods.${period}`, mark: 'default' });
  const basis = `${period === 'high' ? 'high ' : ''}fire period of ${policy.policy}@${policy.version} in ${year} (${said})`;
  return { fromOn: opensOn, untilOn: endsOn, basis };
}
