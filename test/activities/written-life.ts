/** A life without Temporal: the decider and the real deeds, turn by turn, each finding decided at once as the shell does. */
import type { Deeds, Turn } from '../../contract/deeds.ts';
import { momentOf, startOfDayMs } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/day.ts';
import { isRefusal } from '../../domain/errors.ts';
import type { DeedFinding, StandCommand } from '../../domain/stand/command.ts';
import { decide } from '../../domain/stand/decide.ts';
import { deedOf } from '../../domain/stand/deed-of.ts';
import { zoneOf } from '../../domain/stand/duties.ts';
import { foldTurn, seedState } from '../../domain/stand/fold.ts';
import { nextDue } from '../../domain/stand/next-due.ts';
import type { StandSeed, StandState } from '../../domain/stand/state.ts';

export class WrittenLife {
  state: StandState;
  readonly found: (DeedFinding & { readonly on: IsoDate; readonly deed: string })[] = [];
  private readonly deeds: Deeds;
  private today: IsoDate;

  constructor(deeds: Deeds, seed: StandSeed) {
    this.deeds = deeds;
    this.state = seedState(seed);
    this.today = seed.planting.plantedOn;
  }

  /** Lets every due thing up to the end of that day happen. */
  async until(on: IsoDate): Promise<this> {
    for (let due = nextDue(this.state); due !== undefined && due.on <= on; due = nextDue(this.state)) {
      if (due.on > this.today) this.today = due.on;
      await this.take({ type: 'due' });
    }
    if (on > this.today) this.today = on;
    return this;
  }

  /** Lets the day come without anything happening yet. */
  goTo(on: IsoDate): void {
    this.today = on;
  }

  /** A turn, and one for what its deed found. */
  async take(command: StandCommand): Promise<void> {
    const turn = this.decided(command);
    if (turn !== undefined) await this.write(turn);
  }

  /** The turn a command leads to, not yet written. */
  decided(command: StandCommand): Turn | undefined {
    const moment = momentOf(startOfDayMs(this.today, zoneOf(this.state)), zoneOf(this.state));
    const events = decide(this.state, command, moment);
    if (isRefusal(events)) throw new Error(JSON.stringify(events));
    if (events.length === 0) return undefined;
    const { lifeId } = this.state.seed;
    const place = { lifeId, turn: this.state.rev + 1, firstSeq: this.state.seq + 1 };
    const turn = { ...place, ...moment, ...deedOf(events), events };
    this.state = foldTurn(this.state, turn);
    return turn;
  }

  async write(turn: Turn): Promise<void> {
    const found = await this.deeds[turn.deed](turn);
    this.found.push({ ...found, on: turn.on, deed: turn.deed });
    const { dutyId } = turn;
    if (found.kind !== 'done' && dutyId !== undefined) await this.take({ type: 'deedFound', dutyId, found });
  }

  async survey(on: IsoDate, livePoints: number): Promise<void> {
    await this.until(on);
    const sent = { commandId: `s ${on}`, digest: 'd', by: 'crew-1', surveyId: `s ${on}`, capturedOn: on, plots: 0 };
    await this.take({ type: 'submitSurvey', ...sent, counts: { livePoints } });
  }
}
