/** A life as people read it: one row a turn, from the log alone. */
import type { IsoDate } from '../day.ts';
import { sayClause } from '../labels-clauses.ts';
import type { Language } from '../language.ts';
import { shownClause, type Clauses } from '../policy/clauses.ts';
import type { Regime } from '../policy/regime.ts';
import { aboutOf } from './about.ts';
import { metIn } from './behind.ts';
import { deedOf, type StandDeed } from './deed-of.ts';
import { findDuty, findPart, partOf, regimeOf } from './duties.ts';
import type { StandEvent } from './event.ts';
import { foldTurn, seedState, type FoldedTurn } from './fold.ts';
import type { Met } from './met.ts';
import { sayAbout, type NameOf } from './say-about.ts';
import { sayAskedBriefly, sayMetBriefly } from './say-met.ts';
import { secondMet, type SecondMet } from './second-met.ts';
import type { Duty, StandSeed, StandState } from './state.ts';

export interface TimelineRow {
  readonly turn: number;
  readonly on: IsoDate;
  /** Stage after the turn. */
  readonly stage: string;
  readonly deed: string;
  readonly dutyId?: string;
  /** Verdict, window or points: what the turn is about, in codes and figures, or in Chinese words. */
  readonly about: string;
  /** Clause and mark of the rule behind it. */
  readonly clause: string;
  /** Opaque id of the sender, or `time`. */
  readonly who: string;
}

/** How rows are told: programs and English readers have the codes. */
export interface Telling {
  readonly language: Language;
  readonly nameOf?: NameOf;
}

const IN_CODES: Telling = { language: 'en' };

/**
 * The rows of a life, in the order of its turns.
 *
 * @param clauses - of the policy texts at hand
 */
export function timelineOf(
  seed: StandSeed,
  turns: readonly FoldedTurn[],
  clauses: Clauses,
  telling: Telling = IN_CODES,
): readonly TimelineRow[] {
  let state = seedState(seed);
  return turns.map((turn) => {
    const before = state;
    state = foldTurn(state, turn);
    return rowOf({ ...turn, before, after: state }, clauses, telling);
  });
}

interface Turned extends FoldedTurn {
  readonly before: StandState;
  readonly after: StandState;
}

function rowOf({ turn, on, events, before, after }: Turned, clauses: Clauses, telling: Telling): TimelineRow {
  const { language, nameOf } = telling;
  const about = (event: StandEvent) => (language === 'zh' ? sayAbout(event, nameOf) : aboutOf(event));
  const { deed, dutyId } = deedOf(events);
  const sent = find(events, 'CommandAnswered');
  const judged = verdictsOf({ on, events, before, after }, clauses);
  const seconds = secondsOf({ events, before, after });
  return {
    turn,
    on,
    stage: after.stage,
    deed,
    ...(dutyId !== undefined && { dutyId }),
    about: events
      .map((event) => about(event) + figuresOf(judged, seconds, event, language))
      .filter(Boolean)
      .join('; '),
    clause: sayClause(
      judgedBy(judged, events) ?? clauseFor({ before, after, events, deed, dutyId }, clauses),
      language,
    ),
    who: sent?.by ?? 'time',
  };
}

function find<T extends StandEvent['type']>(
  events: readonly StandEvent[],
  type: T,
): Extract<StandEvent, { type: T }> | undefined {
  return events.find((event): event is Extract<StandEvent, { type: T }> => event.type === type);
}

type Judged = ReadonlyMap<StandEvent, Met>;
type Seconds = ReadonlyMap<StandEvent, SecondMet>;

/** Figures of the turn's verdicts; rounds and the like as they were before it. */
function verdictsOf({ on, events, before, after }: Omit<Turned, 'turn' | 'firstSeq' | 'at'>, clauses: Clauses): Judged {
  const survey = find(events, 'SurveyRecorded');
  const counts = survey?.pieces === undefined ? survey?.counts : undefined;
  const given = events
    .filter((event) => event.type === 'VerdictGiven')
    .flatMap((event) => {
      const part = findPart(before, event.partId) ?? findPart(after, event.partId);
      const record = part && { ...event, round: part.round, on };
      const met = record && metIn({ ...after, parts: [part] }, part, record, clauses, counts);
      return met === undefined ? [] : [[event, met] as const];
    });
  return new Map(given);
}

function figuresOf(judged: Judged, seconds: Seconds, event: StandEvent, language: Language): string {
  const [met, second] = [judged.get(event), seconds.get(event)];
  const figures = met ? sayMetBriefly(met, language) : second ? sayAskedBriefly(second, language) : '';
  if (figures === '') return '';
  return language === 'zh' ? `（${figures}）` : ` (${figures})`;
}

/** What was asked about for second verdicts without a rate of their own. */
function secondsOf({ events, before, after }: Pick<Turned, 'events' | 'before' | 'after'>): Seconds {
  const survey = find(events, 'SurveyRecorded');
  const given = find(events, 'VerdictGiven');
  const duty = given && findDuty(before, given.dutyId);
  const part = given && (findPart(before, given.partId) ?? findPart(after, given.partId));
  if (survey === undefined || survey.pieces !== undefined || duty === undefined || part === undefined) return new Map();
  const regime = regimeOf(after, part);
  const visit = { part, duty, counts: survey.counts, on: survey.capturedOn, passed: given?.as === 'PASS' };
  return new Map(
    events.flatMap((event) => {
      if (event.type !== 'JudgementGiven' || event.partId !== part.id) return [];
      const judgement = regime.judgements?.[event.code];
      const met = judgement && secondMet(judgement, regime, visit, event.verdict);
      return met === undefined ? [] : [[event, met] as const];
    }),
  );
}

/** A verdict brings the clause that it was given by; where no line decided, that of its row. */
function judgedBy(judged: Judged, events: readonly StandEvent[]): string | undefined {
  const verdict = find(events, 'VerdictGiven');
  const row = verdict && judged.get(verdict)?.clause;
  return row ?? (verdict ?? find(events, 'SurveyRecorded'))?.because;
}

interface Clauseless extends Pick<Turned, 'before' | 'after' | 'events'> {
  readonly deed: StandDeed;
  readonly dutyId: string | undefined;
}

/** The clause of the deed itself: of the ladder only where its step is what the turn is about. */
function clauseFor({ before, after, events, deed, dutyId }: Clauseless, clauses: Clauses): string {
  const subject = dutyId ?? dutyTouched(events);
  const isAfter = before.parts.length === 0 || find(events, 'PolicyAdopted') !== undefined || dutyId === undefined;
  const state = isAfter ? after : before;
  const duty = subject === undefined ? undefined : findDuty(state, subject);
  const regime = regimeOf(state, duty === undefined ? state.parts[0]! : partOf(state, duty));
  if (deed === 'escalateTask') return shownClause(regime, 'ladder', clauses);
  if (deed === 'redateTask') return shownClause(regime, missedPath(regime, duty), clauses);
  return duty === undefined ? regime.policy : shownClause(regime, `duties.${duty.code}`, clauses);
}

/** Where the letter of a missed window stands: with the duty, or among the usual steps. */
function missedPath({ duties }: Regime, duty: Duty | undefined): string {
  const isOwn = duty !== undefined && duties[duty.code]?.missedStep !== undefined;
  return isOwn ? `duties.${duty.code}.missedStep` : 'missedSteps';
}

/** What a gate was found to bar, or what a damage has raised. */
function dutyTouched(events: readonly StandEvent[]): string | undefined {
  const isTold = find(events, 'DamageReported') !== undefined;
  const event = find(events, 'DutyHeld') ?? find(events, 'DutyExcused') ?? find(events, 'MissExcused');
  return (event ?? (isTold ? find(events, 'DutyRaised') : undefined))?.dutyId;
}
