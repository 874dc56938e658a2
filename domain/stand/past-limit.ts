/** Parts that are past a limit of the rules: since when, by which limit, and what may still fulfil it. */
import { addDays, type IsoDate } from '../day.ts';
import { shownClause, type Clauses } from '../policy/clauses.ts';
import type { Consequence, DutySpec, Regime } from '../policy/regime.ts';
import { activeDuties, regimeOf } from './duties.ts';
import { flat } from './followed.ts';
import type { Duty, Part, StandState } from './state.ts';

export interface PastLimit {
  readonly partId: string;
  /** The stage that the passing of the limit has put it in. */
  readonly stage: string;
  /** First day past the limit. */
  readonly since: IsoDate;
  readonly dutyId: string;
  /** Last day of the limit. */
  readonly limitOn: IsoDate;
  /** The anchor that its years are counted from. */
  readonly countedFrom?: { readonly anchor: string; readonly on: IsoDate };
  readonly clause: string;
  /** Duties that are owed and would fulfil it all the same, the earliest first. */
  readonly fulfilledBy: readonly Pick<Duty, 'id' | 'code' | 'opensOn' | 'dueOn'>[];
}

/**
 * One for each part whose stage a passed limit has set; none once the part has gone on to another stage.
 *
 * @example pastLimits(state, clauses)[0] // { stage: 'OVERDUE_ESTABLISHMENT', since: '2034-09-11', limitOn: '2034-09-10', … }
 */
export function pastLimits(state: StandState, clauses: Clauses): readonly PastLimit[] {
  return state.parts.flatMap((part) => {
    const regime = regimeOf(state, part);
    const duty = state.duties.findLast((each) => each.parts.includes(part.id) && hasPut(regime, part, each));
    return duty === undefined ? [] : [limitOf(state, part, duty, clauses)];
  });
}

function hasPut({ duties }: Regime, { stage }: Part, { code, state }: Duty): boolean {
  const spec = duties[code];
  return state === 'missed' && spec?.kind === 'deadline' && (spec.then ?? []).some((each) => enters(each, stage));
}

function enters(consequence: Consequence, stage: string): boolean {
  return 'enter' in consequence && consequence.enter === stage;
}

function limitOf(state: StandState, part: Part, duty: Duty, clauses: Clauses): PastLimit {
  const regime = regimeOf(state, part);
  const spec = regime.duties[duty.code]!;
  const anchor = 'from' in spec.when ? (spec.when.from === 'it' ? duty.cause : spec.when.from) : undefined;
  const on = anchor === undefined ? undefined : part.anchors[anchor];
  return {
    partId: part.id,
    stage: part.stage,
    since: addDays(duty.dueOn, 1),
    dutyId: duty.id,
    limitOn: duty.dueOn,
    ...(anchor !== undefined && on !== undefined && { countedFrom: { anchor, on } }),
    clause: shownClause(regime, `duties.${duty.code}`, clauses),
    fulfilledBy: activeDuties(state)
      .filter(({ code, parts }) => parts.includes(part.id) && fulfils(regime, regime.duties[code], duty.code))
      .map(({ id, code, opensOn, dueOn }) => ({ id, code, opensOn, dueOn }))
      .toSorted((a, b) => (a.opensOn < b.opensOn ? -1 : 1)),
  };
}

/** By saying so, or by setting the anchor that would have met it in time. */
function fulfils(regime: Regime, spec: DutySpec | undefined, code: string): boolean {
  const until = regime.duties[code]!.until;
  const all = [...(spec?.bands ?? []).flatMap(({ then = [] }) => then), ...(spec?.done ?? [])];
  return flat(regime, all).some(
    (each) =>
      ('satisfy' in each && each.satisfy === code) ||
      (until !== undefined && 'anchor' in each && each.anchor === until),
  );
}
