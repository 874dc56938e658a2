/** Why a stand owes what it owes: facts and clauses; `say-why.ts` speaks them in Chinese and English. */
import { addDays, laterOf, type IsoDate } from '../day.ts';
import { LABELS } from '../labels.ts';
import { shownClause, type Clauses } from '../policy/clauses.ts';
import { agendaOf, ladderBase } from './agenda.ts';
import { behindOf, type Behind, type CountsOf } from './behind.ts';
import { activeDuties, findDuty, partOf, regimeOf, specOf } from './duties.ts';
import { standingResult } from './followed.ts';
import { reserveOf } from './needs.ts';
import type { Duty, Needs, StandState, VerdictRecord } from './state.ts';

export interface WhyLine {
  readonly dutyId: string;
  readonly code: string;
  readonly state: string;
  /** What raised it: an anchor or a duty. */
  readonly cause: string;
  /** The cause is the id of a command that told a damage or a loss. */
  readonly byDamage?: true;
  /** A ban that is in force. */
  readonly inForce?: true;
  /** Not handed out before that day: a gate or an insurer bars it, and it is asked again then. */
  readonly heldUntil?: IsoDate;
  /** The field is barred until that day; the ladder waits. */
  readonly barredUntil?: IsoDate;
  /** Barred days since it was late: they do not count. */
  readonly excused?: number;
  /** The stand's clock stands since that day, and with it this duty. */
  readonly suspendedOn?: IsoDate;
  readonly since: IsoDate;
  readonly opensOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly needs?: Needs;
  /** Seedlings to keep in reserve beside those needed. */
  readonly reserve?: number;
  readonly step?: number;
  /** Branches of a decision. */
  readonly options?: readonly string[];
  /** Clause and mark of the rule. */
  readonly clause: string;
  /** The parts that owe it, where the stand has several. */
  readonly parts?: readonly string[];
  /** The result it follows from, where that was given by another level than the county's or replaced another one. */
  readonly result?: Pick<VerdictRecord, 'surveyId' | 'verdict' | 'level'> & {
    /** Verdict and survey in one text, for programs that read it so. */
    readonly insteadOf?: string;
    readonly before?: Pick<VerdictRecord, 'surveyId' | 'verdict'>;
  };
  /** The verdict that it follows from: figures met and wanted, and what would have changed it. */
  readonly verdict?: Behind;
  /** The anchor that its days are counted from. */
  readonly countedFrom?: { readonly anchor: string; readonly on: IsoDate };
  /** Of a ladder step: its day of issue, and the last day on which a report would have kept it away. */
  readonly stepReached?: { readonly code: string; readonly on: IsoDate; readonly avoidedBy: IsoDate };
  /** The policy it is owed under, where that came in the place of another. */
  readonly rules?: { readonly policy: string; readonly since: IsoDate; readonly before: string };
  /** What time alone does next. */
  readonly next?: { readonly on: IsoDate; readonly what: string };
}

/** Where no surveys can be read, as within a workflow: what a result does not keep of its count is not told. */
const NO_COUNTS: CountsOf = () => undefined;

/**
 * One line a duty still owed, earliest due first.
 *
 * @param clauses - of the policy texts at hand
 * @param countsOf - of the surveys at hand
 */
export function why(state: StandState, clauses: Clauses, countsOf: CountsOf = NO_COUNTS): readonly WhyLine[] {
  const agenda = new Map(agendaOf(state).map((item) => [item.duty.id, item]));
  return activeDuties(state)
    .map((duty): WhyLine => {
      const item = agenda.get(duty.id);
      return {
        dutyId: duty.id,
        code: duty.code,
        state: duty.state,
        cause: duty.cause,
        since: duty.raisedOn,
        opensOn: duty.opensOn,
        dueOn: duty.dueOn,
        ...(duty.needs && { needs: duty.needs, ...reserveFor(state, duty) }),
        ...(duty.step !== undefined && duty.step >= 0 && { step: duty.step }),
        ...stepOf(state, duty),
        ...countedFrom(state, duty),
        ...causeKind(state, duty),
        ...standing(state, duty),
        ...optionsOf(state, duty),
        clause: shownClause(regimeOf(state, partOf(state, duty)), `duties.${duty.code}`, clauses),
        ...(state.parts.length > 1 && { parts: duty.parts }),
        ...resultBehind(state, duty),
        ...verdictBehind(state, duty, clauses, countsOf),
        ...adoptedFor(state, duty),
        ...(item && {
          next: { on: item.on, what: item.what === 'step' ? `step ${item.step.step} ${item.step.code}` : item.what },
        }),
      };
    })
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}

function adoptedFor(state: StandState, duty: Duty): Pick<WhyLine, 'rules'> {
  const { regime } = partOf(state, duty);
  const adoption = state.adoptions?.[regime];
  if (adoption === undefined) return {};
  const { on: since, before } = adoption;
  return { rules: { policy: state.regimes[regime]!.policy, since, before } };
}

function verdictBehind(state: StandState, duty: Duty, clauses: Clauses, countsOf: CountsOf): Pick<WhyLine, 'verdict'> {
  const verdict = behindOf(state, duty, clauses, countsOf);
  return verdict === undefined ? {} : { verdict };
}

/** Anchors, judgements and duties have words of their own; what else raises a duty is a report of damage. */
function causeKind(state: StandState, { cause, parts }: Duty): Pick<WhyLine, 'byDamage'> {
  const part = state.parts.find(({ id }) => parts.includes(id));
  const isNamed = part?.anchors[cause] !== undefined || cause in LABELS.cause;
  return isNamed || findDuty(state, cause) !== undefined || isDutyId(state, cause) ? {} : { byDamage: true };
}

/** Also of a duty that is gone: its code is one of the rules'. */
function isDutyId({ regimes }: StandState, cause: string): boolean {
  const code = cause.slice(0, cause.indexOf('-'));
  return Object.values(regimes).some(({ duties }) => code in duties);
}

type Standing = Pick<WhyLine, 'inForce' | 'heldUntil' | 'barredUntil' | 'excused' | 'suspendedOn'>;

/** Why nothing comes of it for a while. */
function standing(state: StandState, duty: Duty): Standing {
  const { kind, statutory } = specOf(state, duty);
  const { heldUntil, barredUntil, excused } = duty;
  return {
    ...(kind === 'ban' && duty.state === 'open' && { inForce: true }),
    ...(duty.state === 'planned' && heldUntil !== undefined && { heldUntil }),
    ...(duty.state !== 'planned' && barredUntil !== undefined && { barredUntil }),
    ...(excused !== undefined && excused > 0 && { excused }),
    ...(state.suspendedOn !== undefined && !statutory && { suspendedOn: state.suspendedOn }),
  };
}

/** A duty that waits for the next window, or is due so many days on, has only its cause to count from. */
function countedFrom(state: StandState, duty: Duty): Pick<WhyLine, 'countedFrom'> {
  const { when } = specOf(state, duty);
  if (!('from' in when)) return {};
  const anchor = when.from === 'it' ? duty.cause : when.from;
  const on = partOf(state, duty).anchors[anchor];
  return on === undefined ? {} : { countedFrom: { anchor, on } };
}

/** Reported by the last day of its window, or by the day before its step, it would not have come to that. */
function stepOf(state: StandState, duty: Duty): Pick<WhyLine, 'stepReached'> {
  const { step: reached = 0, stepIssuedOn: issuedOn, missedWindow, excused = 0, barredUntil, graceUntil } = duty;
  const step = regimeOf(state, partOf(state, duty)).ladder.find((each) => each.step === reached);
  if (reached < 1 || issuedOn === undefined || step === undefined) return {};
  const dueOn = addDays(ladderBase(state, duty), excused + step.afterDays);
  const stood = [barredUntil, graceUntil].reduce((day: IsoDate, other) => laterOf(day, other ?? day), dueOn);
  // A gate that came after the letter has not kept it back.
  const avoidedBy = missedWindow?.dueOn ?? addDays(stood < issuedOn ? stood : issuedOn, -1);
  return { stepReached: { code: step.code, on: issuedOn, avoidedBy } };
}

function optionsOf(state: StandState, duty: Duty): Pick<WhyLine, 'options'> {
  const { options } = specOf(state, duty);
  return options === undefined ? {} : { options: Object.keys(options) };
}

function reserveFor(state: StandState, duty: Duty): Pick<WhyLine, 'reserve'> {
  const reserve = reserveOf(regimeOf(state, partOf(state, duty)).limits, duty.needs ?? {});
  return reserve === undefined ? {} : { reserve };
}

/** The verdict that raised the duty, where more is to be told of it than its duty. */
function resultBehind(state: StandState, duty: Duty): Pick<WhyLine, 'result'> {
  const part = partOf(state, duty);
  const record = standingResult(part);
  if (record === undefined || record.dutyId !== duty.cause) return {};
  const before = part.verdicts.find(({ overruledBy }) => overruledBy === record.surveyId);
  if (record.level === undefined && before === undefined) return {};
  const { surveyId, verdict, level } = record;
  return {
    result: {
      surveyId,
      verdict,
      ...(level !== undefined && { level }),
      ...(before && {
        insteadOf: `${before.verdict} (${before.surveyId})`,
        before: { surveyId: before.surveyId, verdict: before.verdict },
      }),
    },
  };
}
