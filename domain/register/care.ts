/** Care of a stand by a named ranger (管护): from the planting on, handed over when the contract ends. */
import { addMonths, type IsoDate } from '../day.ts';

export interface CareRules {
  /** Years of a care contract from its first day, where it says no end. */
  readonly years: number;
}

export interface Care {
  readonly fromOn: IsoDate;
  /** Last day of the contract: the hand-over is due on it. */
  readonly untilOn: IsoDate;
  readonly handedOverOn?: IsoDate;
}

/** @example careUntil('2026-04-10', { years: 3 }) // '2029-04-10' */
export function careUntil(fromOn: IsoDate, { years }: CareRules): IsoDate {
  return addMonths(fromOn, years * 12);
}

/** What a stand lacks: a ranger since its planting, or the hand-over of a contract that has come to its end. */
export type CareLack =
  | { readonly what: 'NO_RANGER'; readonly since: IsoDate }
  | { readonly what: 'HAND_OVER'; readonly since: IsoDate };

interface Asked {
  /** First day of care. */
  readonly plantedOn: IsoDate;
  readonly today: IsoDate;
  /** Contracts of land that became part of the stand: they are handed over, and nobody cares for the stand by them. */
  readonly joined?: readonly Care[];
}

/**
 * What must be seen to on that day: every contract that has ended is handed over by a deed, and somebody has the stand
 * from its planting on without a gap.
 *
 * @param contracts - of one stand, in any order
 */
export function careLacks(contracts: readonly Care[], { plantedOn, today, joined = [] }: Asked): readonly CareLack[] {
  const ended = [...contracts, ...joined]
    .filter(({ untilOn, handedOverOn }) => handedOverOn === undefined && untilOn <= today)
    .map(({ untilOn }): CareLack => ({ what: 'HAND_OVER', since: untilOn }));
  if (contracts.some((care) => isInForce(care, today))) return ended;
  const last = contracts
    .filter(({ fromOn }) => fromOn <= today)
    .map(lastDayOf)
    .toSorted()
    .at(-1);
  const since = last ?? plantedOn;
  return since > today ? ended : [...ended, { what: 'NO_RANGER', since }];
}

/** Whether somebody cares for the stand by this contract on that day; its first and last day belong to it. */
export function isInForce(care: Care, today: IsoDate): boolean {
  return care.fromOn <= today && today <= lastDayOf(care);
}

/** A contract that was handed over early ends then. */
function lastDayOf({ untilOn, handedOverOn = untilOn }: Care): IsoDate {
  return handedOverOn < untilOn ? handedOverOn : untilOn;
}
