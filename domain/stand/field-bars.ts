/** What bars the work of a task, for those who are about to go: fire in its period, and gates with the permits held. */
import type { IsoDate } from '../day.ts';
import { lastBarredOn, type GateBars, type GateDays, type GateKind } from '../gate.ts';
import { isFor, takesPermits, type Permit } from '../permit.ts';
import type { DutySpec, Regime, Window } from '../policy/regime.ts';
import { fieldNeedsOf } from './barred.ts';

type Announced = GateDays & {
  readonly id: number;
  readonly kind: GateKind;
  readonly bars: GateBars;
  readonly permits: readonly HeldPermit[];
};

type HeldPermit = Permit & { readonly id: number; readonly paperNo: string };

export interface FieldBars {
  readonly needs: readonly GateBars[];
  /** Days of every year on which it lights no fire, where it burns. */
  readonly firePeriod?: Window;
  /** Gates that bar it today or later. */
  readonly gates: readonly BarringGate[];
}

export interface BarringGate extends GateDays {
  readonly gateId: number;
  readonly kind: GateKind;
  readonly bars: GateBars;
  /** Held: the papers by which it goes on, and their days. Needed: it may go on with one. None: it may not. */
  readonly permit: 'held' | 'needed' | 'none';
  readonly held?: readonly HeldPermit[];
}

interface Asked {
  readonly regime: Pick<Regime, 'firePeriod'>;
  readonly spec: DutySpec;
  readonly code: string;
  /** Numbers that the stand has and had. */
  readonly numbers: readonly string[];
  /** Codes that may have a permit, by what is barred. */
  readonly mayGoOn: (bars: GateBars) => readonly string[];
  readonly today: IsoDate;
}

/**
 * What a crew has to know before it goes.
 *
 * @param gates - of the county of the stand
 */
export function fieldBars(gates: readonly Announced[], asked: Asked): FieldBars {
  const { regime, spec, today } = asked;
  const needs = fieldNeedsOf(spec);
  return {
    needs,
    ...(needs.includes('OPEN_FIRE') && regime.firePeriod && { firePeriod: regime.firePeriod }),
    gates: gates
      .filter((gate) => needs.includes(gate.bars) && !isOver(gate, today))
      .map((gate) => barring(gate, asked)),
  };
}

/** A day of lifting in the first day leaves no day. */
function isOver(days: GateDays, today: IsoDate): boolean {
  const last = lastBarredOn(days);
  return last !== undefined && (last < today || last < days.fromOn);
}

function barring(gate: Announced, { code, numbers, mayGoOn, today }: Asked): BarringGate {
  const { id: gateId, kind, bars, fromOn, untilOn, liftedOn, permits } = gate;
  const held = permits.filter((permit) => isFor(permit, { code, numbers }) && !isOver(permit, today));
  const days = { fromOn, ...(untilOn !== undefined && { untilOn }), ...(liftedOn !== undefined && { liftedOn }) };
  const may = takesPermits(gate) && mayGoOn(bars).includes(code);
  return {
    gateId,
    kind,
    bars,
    ...days,
    permit: held.length > 0 ? 'held' : may ? 'needed' : 'none',
    ...(held.length > 0 && { held }),
  };
}
