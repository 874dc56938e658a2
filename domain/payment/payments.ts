/** What is due on a stand by the results that stand today, tranche by tranche: computed and shown, not paid. */
import type { IsoDate } from '../day.ts';
import { isActive } from '../stand/duties.ts';
import type { Part, StandState } from '../stand/state.ts';
import { amountsOf, type Amounts } from './money.ts';
import { areaOf, dueArea, qualifiedBy, qualifyingM2, rateOf, resultOf, type DueArea } from './qualify.ts';
import type { PaymentGate, PaymentTerms, Tranche } from './terms.ts';

/** WAITING = its check has no result yet, SHORT = it has, and nothing is due by it. */
export type PaymentState = 'WAITING' | 'SHORT' | 'DUE';

export interface TranchePayment extends DueArea {
  readonly tranche: Tranche;
  readonly state: PaymentState;
  /** Area at or above the least rate, whether its share of the stand is enough or not. */
  readonly qualifyingM2: number;
  /** Day since which something is due. */
  readonly since?: IsoDate;
  /** Days of the check it waits for, where one is owed. */
  readonly expected?: { readonly opensOn: IsoDate; readonly dueOn: IsoDate };
  /** Absent where the terms state shares alone. */
  readonly amounts?: Amounts;
  readonly parts: readonly PartPayment[];
}

export interface PartPayment {
  readonly partId: string;
  readonly areaM2: number;
  /** 0 or the area of the part: parts add up to the tranche. */
  readonly dueM2: number;
  /** Survey whose result it goes by: the one that qualified it, else the last one that stands. */
  readonly surveyId?: string;
  /** Rate of that result. */
  readonly rate?: { readonly counted: number; readonly of: number };
  /** Day since which the part qualifies. */
  readonly since?: IsoDate;
  /** Opaque id of who waived the line that payment reads. */
  readonly waivedBy?: string;
}

/**
 * @example paymentsOf(state, terms)[0] // { state: 'DUE', dueM2: 60_000, since: '2026-09-25', amounts: { dueFen: 900_000, heldFen: 0 }, … }
 */
export function paymentsOf(state: StandState, terms: PaymentTerms): readonly TranchePayment[] {
  return terms.tranches.map((tranche) => {
    const due = dueArea(state, tranche);
    const amounts = amountsOf(terms, tranche, due);
    const since = due.dueM2 > 0 ? dueSince(state, tranche) : undefined;
    const expected = expectedOf(state, tranche.gate);
    return {
      tranche,
      ...due,
      state: stateOf(state, tranche.gate, due),
      qualifyingM2: qualifyingM2(state, tranche.gate),
      ...(since !== undefined && { since }),
      ...(expected && { expected }),
      ...(amounts && { amounts }),
      parts: state.parts.map((part) => partPayment(part, tranche.gate, due)),
    };
  });
}

function stateOf({ parts }: StandState, gate: PaymentGate, { dueM2 }: DueArea): PaymentState {
  if (dueM2 > 0) return 'DUE';
  return parts.some((part) => resultOf(part, gate) !== undefined) ? 'SHORT' : 'WAITING';
}

/** The first day on which enough of the stand qualified. */
function dueSince({ parts }: StandState, { gate, leastAreaShare = 0 }: Tranche): IsoDate | undefined {
  const days = parts.flatMap((part) => qualifiedBy(part, gate)?.since ?? []).toSorted();
  return days.find((day) => {
    const by = parts.filter((part) => (qualifiedBy(part, gate)?.since ?? '9999') <= day);
    return areaOf(by) / areaOf(parts) >= leastAreaShare;
  });
}

/** The next one that is owed of the check. */
function expectedOf({ duties }: StandState, { check }: PaymentGate): TranchePayment['expected'] {
  const [next] = duties
    .filter((duty) => duty.code === check && isActive(duty))
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  return next && { opensOn: next.opensOn, dueOn: next.dueOn };
}

function partPayment(part: Part, gate: PaymentGate, { dueM2 }: DueArea): PartPayment {
  const qualified = qualifiedBy(part, gate);
  const record = qualified?.record ?? resultOf(part, gate);
  const rate = record && rateOf(record);
  return {
    partId: part.id,
    areaM2: part.areaM2,
    dueM2: qualified === undefined || dueM2 === 0 ? 0 : part.areaM2,
    ...(record && { surveyId: record.surveyId }),
    ...(rate && { rate }),
    ...(qualified && { since: qualified.since }),
    ...(record?.lineWaived && { waivedBy: record.lineWaived.by }),
  };
}
