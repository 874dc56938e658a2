/** Permits: papers by which some work goes on on days that a gate bars. */
import { addDays, earlierOf, laterOf, type IsoDate } from './day.ts';
import { refuse, type Refusal } from './errors.ts';
import { lastBarredOn, type GateBars, type GateDays, type GateKind } from './gate.ts';

/** Days, as those of a gate: the last one absent = as long as its gate, withdrawn = `liftedOn`. */
export interface Permit extends GateDays {
  /** Codes of the duties that may go on. */
  readonly duties: readonly string[];
  /** Numbers of the stands; empty = all of the county. */
  readonly stands: readonly string[];
}

/**
 * Whether a permit, on its days, is for such a work of a stand.
 *
 * @param numbers - that the land of the stand has and had: a paper of before a split is for all that came of it
 */
export function isFor(
  { duties, stands }: Permit,
  { code, numbers }: { readonly code: string; readonly numbers: readonly string[] },
): boolean {
  return duties.includes(code) && (stands.length === 0 || stands.some((each) => numbers.includes(each)));
}

/** No paper melts snow or stems a flood. */
const WITHOUT_PERMITS: readonly GateKind[] = ['SNOW', 'FLOOD'];

interface Asked {
  readonly duties: readonly string[];
  readonly fromOn: IsoDate;
  readonly untilOn?: IsoDate;
  /** Duties that get a permit of such a gate, by the policy. */
  readonly mayGoOn: readonly string[];
}

/** Whether a paper can let work go on: never in snow or flood, and never with fire. */
export function takesPermits({ kind, bars }: { readonly kind: GateKind; readonly bars: GateBars }): boolean {
  return bars !== 'OPEN_FIRE' && !WITHOUT_PERMITS.includes(kind);
}

/**
 * Why a gate has no such permit; undefined where it has. Its days are days that the gate bars, from the first to the last.
 *
 * @example permitRefusal({ id: 4, kind: 'SNOW', bars: 'FIELD_WORK', fromOn: '2026-11-03' }, asked) // PERMIT_NOT_GIVEN
 */
export function permitRefusal(
  gate: GateDays & { readonly id: number; readonly kind: GateKind; readonly bars: GateBars },
  { duties, fromOn, untilOn, mayGoOn }: Asked,
): Refusal | undefined {
  const { id: gateId, kind, bars } = gate;
  if (!takesPermits(gate)) return refuse('PERMIT_NOT_GIVEN', { gateId, met: `${kind} ${bars}` });
  const barred = duties.find((code) => !mayGoOn.includes(code));
  if (barred !== undefined)
    return refuse('PERMIT_DUTY_BARRED', { gateId, met: barred, wanted: mayGoOn.join(', ') || '–' });
  const last = lastBarredOn(gate);
  const met = `${fromOn}…${untilOn ?? ''}`;
  const end = untilOn ?? fromOn;
  const isWithin = gate.fromOn <= fromOn && fromOn <= end && (last === undefined || end <= last);
  return isWithin ? undefined : refuse('PERMIT_DAYS_OUTSIDE', { met, wanted: `${gate.fromOn}…${last ?? ''}` });
}

/**
 * What a gate still bars beside these permits: stretches of its days.
 *
 * @example stillBarred({ fromOn: '2027-03-01', untilOn: '2027-05-31' }, [{ fromOn: '2027-04-01', untilOn: '2027-04-30' }])
 * // [{ fromOn: '2027-03-01', untilOn: '2027-03-31' }, { fromOn: '2027-05-01', untilOn: '2027-05-31' }]
 */
export function stillBarred<Gate extends GateDays>(gate: Gate, permits: readonly GateDays[]): readonly Gate[] {
  return permits.reduce<readonly Gate[]>((left, permit) => left.flatMap((each) => without(each, permit)), [gate]);
}

function without<Gate extends GateDays>(gate: Gate, permit: GateDays): readonly Gate[] {
  const [last, lastFree] = [lastBarredOn(gate), lastBarredOn(permit)];
  if (lastFree !== undefined && lastFree < permit.fromOn) return [gate];
  const dayBefore = addDays(permit.fromOn, -1);
  const until = last === undefined ? dayBefore : earlierOf(last, dayBefore);
  const before = gate.fromOn < permit.fromOn ? [{ ...gate, untilOn: until }] : [];
  if (lastFree === undefined || (last !== undefined && last <= lastFree)) return before;
  return [...before, { ...gate, fromOn: laterOf(gate.fromOn, addDays(lastFree, 1)) }];
}
