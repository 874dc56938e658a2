/** Insured stands (森林保险): the notice of a loss, and replanting that waits for the insurer's visit. */
import { momentOf, startOfDayMs } from '../calendar.ts';
import { addDays, type IsoDate, type IsoInstant } from '../day.ts';
import type { GateDays } from '../gate.ts';
import type { DamageCause } from '../stand/command.ts';

/** Of an insurance; those of the policy where it says nothing else. */
export interface InsuranceTerms {
  /** Hours from a loss to its notice. */
  readonly noticeHours: number;
  /** Days that replanting waits for the insurer's visit. */
  readonly visitDays: number;
  /** Damages that are insured. */
  readonly perils: readonly DamageCause[];
}

export interface Insurance extends InsuranceTerms {
  readonly policyNo: string;
  readonly insurer?: string;
  /** First and last insured day. */
  readonly fromOn: IsoDate;
  readonly untilOn: IsoDate;
}

export interface Damage {
  readonly seenOn: IsoDate;
  readonly cause: DamageCause;
}

/** What was done about the damages of one day. */
export interface LossDeeds {
  readonly seenOn: IsoDate;
  /** When the insurer was told, and by which day's reckoning. */
  readonly notified?: { readonly at: IsoInstant; readonly on: IsoDate };
  readonly claimNo?: string;
  /** Day of the insurer's visit. */
  readonly visitedOn?: IsoDate;
}

/** An insured loss: all insured damages of one day. */
export interface Loss extends LossDeeds {
  readonly policyNo: string;
  readonly causes: readonly DamageCause[];
  /** The last instant for the notice. */
  readonly noticeBy: IsoInstant;
  /** First day on which it may be replanted. */
  readonly replantFrom: IsoDate;
}

/**
 * Insured losses of a stand, the earliest first. Nobody writes down the hour of a loss, so the hours for its notice count
 * from the beginning of its day: who keeps to that is never late. Replanting waits for the visit, or so many days from the
 * notice, from the loss as long as there is none.
 *
 * @param zone - IANA name, in which days begin
 */
export function lossesOf(
  insurances: readonly Insurance[],
  {
    damages,
    deeds,
    zone,
  }: { readonly damages: readonly Damage[]; readonly deeds: readonly LossDeeds[]; readonly zone: string },
): readonly Loss[] {
  const days = [...new Set(damages.map(({ seenOn }) => seenOn))].toSorted();
  return days.flatMap((seenOn) => {
    const causes = [...new Set(damages.filter((damage) => damage.seenOn === seenOn).map(({ cause }) => cause))];
    const by = insurances.find((insurance) => covers(insurance, seenOn, causes));
    if (by === undefined) return [];
    const done = deeds.find((each) => each.seenOn === seenOn) ?? { seenOn };
    return [
      {
        ...done,
        policyNo: by.policyNo,
        causes: causes.filter((cause) => by.perils.includes(cause)),
        noticeBy: noticeBy(seenOn, zone, by),
        replantFrom: done.visitedOn ?? addDays(done.notified?.on ?? seenOn, by.visitDays),
      },
    ];
  });
}

function covers({ fromOn, untilOn, perils }: Insurance, on: IsoDate, causes: readonly DamageCause[]): boolean {
  return fromOn <= on && on <= untilOn && causes.some((cause) => perils.includes(cause));
}

/** @example noticeBy('2027-06-01', 'Asia/Shanghai', { noticeHours: 48 }) // '2027-06-02T16:00:00.000Z', the end of 2 June */
export function noticeBy(
  seenOn: IsoDate,
  zone: string,
  { noticeHours }: Pick<InsuranceTerms, 'noticeHours'>,
): IsoInstant {
  return momentOf(startOfDayMs(seenOn, zone) + noticeHours * HOUR_MS, zone).at;
}

const HOUR_MS = 3_600_000;

/** Whether the notice was given late, or is not given and late by now. */
export function isNoticeLate(
  { notified, noticeBy: by }: Pick<Loss, 'notified' | 'noticeBy'>,
  now: IsoInstant,
): boolean {
  return (notified?.at ?? now) > by;
}

/** Days on which a loss bars replanting, as a gate bars the field; none where the insurer came on the very day. */
export function insurerWaits(losses: readonly Pick<Loss, 'seenOn' | 'replantFrom'>[]): readonly GateDays[] {
  return losses
    .filter(({ seenOn, replantFrom }) => seenOn < replantFrom)
    .map(({ seenOn, replantFrom }) => ({ fromOn: seenOn, untilOn: addDays(replantFrom, -1) }));
}
