/** A life on the decider alone: days pass, commands come, the timeline is kept. */
import { startOfDayMs, momentOf } from '../../../domain/calendar.ts';
import type { IsoDate } from '../../../domain/day.ts';
import { isRefusal, type Refusal } from '../../../domain/errors.ts';
import type { Regime } from '../../../domain/policy/regime.ts';
import type { SentCommand, StandCommand, SurveyPiece } from '../../../domain/stand/command.ts';
import type { Answer, Felling, Papers, Stems, SurveyCounts } from '../../../domain/stand/reported.ts';
import type { InspectionLevel } from '../../../domain/stand/inspection.ts';
import { decide } from '../../../domain/stand/decide.ts';
import { agendaOf } from '../../../domain/stand/agenda.ts';
import { activeDuties, partOf, regimeOf, ruleOf, specOf, zoneOf } from '../../../domain/stand/duties.ts';
import type { Recorded, StandEvent, StandEventType } from '../../../domain/stand/event.ts';
import { fellingBrought } from '../../../domain/stand/felling.ts';
import { foldTurn, seedState, type FoldedTurn } from '../../../domain/stand/fold.ts';
import { nextDue } from '../../../domain/stand/next-due.ts';
import { papersBrought } from '../../../domain/stand/papers.ts';
import { mixBrought } from '../../../domain/stand/planted-mix.ts';
import { answerTo } from '../../../domain/stand/seen.ts';
import { stripsBrought } from '../../../domain/stand/strips.ts';
import type { LoadedPolicy } from '../../../policies/load.ts';
import { rulesForStand } from '../../../policies/rules-for-stand.ts';
import type { Duty, StandSeed, StandState } from '../../../domain/stand/state.ts';

type Loose<T> = T extends SentCommand
  ? Omit<T, 'commandId' | 'digest' | 'by'> & Partial<Pick<T, 'commandId' | 'digest' | 'by'>>
  : never;
export type LooseCommand = Loose<SentCommand>;

interface Counted {
  readonly capturedOn?: IsoDate;
  readonly deadPatchM2?: number;
  readonly dutyId?: string;
  /** Counted beside the points or the stems. */
  readonly counts?: SurveyCounts;
}

export class Life {
  readonly seed: StandSeed;
  state: StandState;
  readonly log: Recorded[] = [];
  readonly turns: FoldedTurn[] = [];
  /** The last command that was taken, as it was sent. */
  lastTaken: SentCommand | undefined;
  private today: IsoDate;
  private sent = 0;

  /** @param state - goes on from there, e.g. from what an earlier release left */
  constructor(seed: StandSeed, startOn: IsoDate = seed.planting.plantedOn, state: StandState = seedState(seed)) {
    this.seed = seed;
    this.state = state;
    this.today = startOn;
    this.until(startOn);
  }

  /** Lets every due thing up to the end of that day happen, each at 00:00 of its own day. */
  until(on: IsoDate): this {
    let turns = 0;
    for (let due = nextDue(this.state); due !== undefined && due.on <= on; due = nextDue(this.state)) {
      if ((turns += 1) > 1000) throw new Error(`a thousand turns and still due on ${due.on}: ${due.what}`);
      if (due.on > this.today) this.today = due.on;
      const before = this.state.rev;
      this.turn({ type: 'due' });
      if (this.state.rev === before) throw new Error(`nothing happened on ${due.on} though due: ${due.what}`);
    }
    if (on > this.today) this.today = on;
    return this;
  }

  /** Sends a command on a day, after all that was due by then. */
  send(on: IsoDate, loose: LooseCommand): Answer | Refusal {
    this.until(on);
    this.sent += 1;
    const command = { commandId: `c${this.sent}`, digest: `d${this.sent}`, by: 'crew-1', ...loose } as SentCommand;
    const earlier = answerTo(this.state, command);
    if (earlier !== undefined) return earlier;
    const refusal = this.turn(command);
    if (refusal !== undefined) return refusal;
    this.lastTaken = command;
    return this.state.seen.at(-1)!.answer;
  }

  survey(
    on: IsoDate,
    livePoints: number,
    more: Counted & { surveyId?: string; partId?: string; commandId?: string; digest?: string } = {},
  ): Answer | Refusal {
    const { capturedOn = on, deadPatchM2, counts: other, ...rest } = more;
    const counts = { livePoints, ...(deadPatchM2 !== undefined && { largestDeadPatchM2: deadPatchM2 }), ...other };
    return this.send(on, {
      type: 'submitSurvey',
      surveyId: `s${this.sent + 1}`,
      capturedOn,
      counts,
      plots: 0,
      ...rest,
    });
  }

  /** A survey that finds the stand in pieces. */
  pieces(
    on: IsoDate,
    pieces: readonly SurveyPiece[],
    more: { partId?: string; surveyId?: string } = {},
  ): Answer | Refusal {
    const surveyId = `s${this.sent + 1}`;
    const counts = { livePoints: 0 };
    return this.send(on, { type: 'submitSurvey', surveyId, capturedOn: on, counts, plots: 0, pieces, ...more });
  }

  audit(
    on: IsoDate,
    level: InspectionLevel,
    livePoints: number,
    more: {
      surveyId?: string;
      partId?: string;
      dutyId?: string;
      unit?: string;
      pieces?: readonly SurveyPiece[];
      counts?: SurveyCounts;
    } = {},
  ): Answer | Refusal {
    const { counts, ...rest } = more;
    return this.send(on, {
      type: 'submitAudit',
      surveyId: `s${this.sent + 1}`,
      capturedOn: on,
      counts: { livePoints, ...counts },
      plots: 0,
      level,
      surveyors: ['inspector-1', 'inspector-2'],
      ...rest,
    });
  }

  correct(
    on: IsoDate,
    supersedes: string,
    livePoints: number,
    more: { surveyId?: string; capturedOn?: IsoDate; partId?: string; unit?: string } = {},
  ): Answer | Refusal {
    return this.send(on, {
      type: 'correctSurvey',
      surveyId: `s${this.sent + 1}`,
      supersedes,
      capturedOn: more.capturedOn ?? on,
      counts: { livePoints },
      plots: 0,
      surveyors: ['surveyor-1', 'surveyor-2'],
      ...more,
    });
  }

  /** Accepted stems on plots. */
  stems(on: IsoDate, stems: Stems, { capturedOn = on, dutyId, counts }: Counted = {}): Answer | Refusal {
    return this.send(on, {
      type: 'submitSurvey',
      surveyId: `s${this.sent + 1}`,
      capturedOn,
      counts: { stems, ...counts },
      plots: 0,
      ...(dutyId !== undefined && { dutyId }),
    });
  }

  /** Crowns over ground, or shrubs. */
  canopy(
    on: IsoDate,
    counts: { closure?: [hits: number, of: number]; cover?: [hits: number, of: number]; livePoints?: number },
    more: { capturedOn?: IsoDate } = {},
  ): Answer | Refusal {
    const hits = (pair: [number, number] | undefined) =>
      pair && { hits: pair[0], of: pair[1], method: 'point' as const };
    const [closure, cover] = [hits(counts.closure), hits(counts.cover)];
    return this.send(on, {
      type: 'submitSurvey',
      surveyId: `s${this.sent + 1}`,
      capturedOn: more.capturedOn ?? on,
      counts: {
        ...(counts.livePoints !== undefined && { livePoints: counts.livePoints }),
        ...(closure && { closure }),
        ...(cover && { cover }),
      },
      plots: 0,
    });
  }

  work(
    on: IsoDate,
    dutyId: string,
    more: {
      points?: number;
      bySpecies?: Readonly<Record<string, number>>;
      option?: string;
      declarant?: string;
      planting?: StandSeed['planting'];
      regime?: Regime;
      doneOn?: IsoDate;
      preparedOn?: IsoDate;
      stockOn?: IsoDate;
      papers?: Papers;
      areaM2?: number;
      strips?: { cutM2: number; widthM: number };
      felling?: Felling;
    } = {},
  ): Answer | Refusal {
    this.until(on);
    const { doneOn = on, points = more.planting?.plantedPoints } = more;
    const duty = this.state.duties.find(({ id }) => id === dutyId);
    const papers = duty && papersBrought(this.state, duty, { on: doneOn, points });
    const strips = duty && stripsBrought(this.state, duty);
    const felling = duty && fellingBrought(ruleOf(this.state, duty) ?? {});
    const mix = duty && mixBrought(duty, more.points);
    const brought = { ...(papers && { papers }), ...(strips && { strips }), ...(felling && { felling }), ...mix };
    return this.send(on, { type: 'submitWork', dutyId, doneOn: on, ...brought, ...more });
  }

  adopt(on: IsoDate, policy: LoadedPolicy, more: { commandId?: string } = {}): Answer | Refusal {
    this.until(on);
    const rules = rulesForStand(policy, this.state);
    return isRefusal(rules) ? rules : this.send(on, { type: 'adoptPolicy', rules, ...more });
  }

  turn(command: StandCommand): Refusal | undefined {
    const moment = momentOf(startOfDayMs(this.today, zoneOf(this.state)), zoneOf(this.state));
    const events = decide(this.state, command, moment);
    if (isRefusal(events)) return events;
    if (events.length === 0) return undefined;
    const turn = { turn: this.state.rev + 1, firstSeq: this.state.seq + 1, events, ...moment };
    events.forEach((event, index) => this.log.push({ seq: turn.firstSeq + index, at: turn.at, on: turn.on, event }));
    this.turns.push(turn);
    this.state = foldTurn(this.state, turn);
    return undefined;
  }

  duty(id: string): Duty {
    const duty = this.state.duties.find((candidate) => candidate.id === id);
    if (duty === undefined)
      throw new Error(`no duty ${id}; there are: ${this.state.duties.map((d) => d.id).join(', ')}`);
    return duty;
  }

  events<T extends StandEventType>(type: T): (Extract<StandEvent, { type: T }> & { readonly turnOn: IsoDate })[] {
    return this.log
      .filter(({ event }) => event.type === type)
      .map(({ event, on }) => ({ ...(event as Extract<StandEvent, { type: T }>), turnOn: on }));
  }

  lastVerdict(): string | undefined {
    return this.events('VerdictGiven').at(-1)?.verdict;
  }
}

/** Duties owed that time alone would never move again, though neither is their ladder climbed nor does the clock stand. */
export function forgottenDuties(state: StandState): readonly string[] {
  const next = new Set(agendaOf(state).map(({ duty }) => duty.id));
  return activeDuties(state)
    .filter((duty) => state.suspendedOn === undefined || specOf(state, duty).statutory)
    .filter((duty) => (duty.step ?? -1) < (regimeOf(state, partOf(state, duty)).ladder.at(-1)?.step ?? -1))
    .map(({ id }) => id)
    .filter((id) => !next.has(id));
}
