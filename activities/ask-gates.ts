/**
 * What a deed found outside, in gates and in what the insurer of a stand has still to see, once its turn is written. Asked
 * after the commit and not within it: nothing is written here, so a repeat may ask again, and the stand hears the last
 * answer alone. It may differ from the one that a crash swallowed, if a gate was announced or lifted meanwhile; then it is
 * the better one.
 */
import type { Turn } from '../contract/deeds.ts';
import type { DeedFinding } from '../domain/stand/command.ts';
import { ladderBase, openedOn } from '../domain/stand/agenda.ts';
import { foundAtDispatch, foundAtEscalation, foundAtMiss, foundInWindow, isFieldWork } from '../domain/stand/barred.ts';
import { findDuty, specOf } from '../domain/stand/duties.ts';
import type { Duty } from '../domain/stand/state.ts';
import type { Database } from '../prisma/database.ts';
import type { GateDays } from '../domain/gate.ts';
import { isInsured } from '../prisma/insurance-store.ts';
import {
  firePeriodOf,
  gatesBarring,
  gatesOfLife,
  hasFirePeriod,
  insurerBars,
  windowMissed,
} from '../prisma/gates-asked.ts';
import { standState } from '../prisma/stand-store.ts';

const DONE: DeedFinding = { kind: 'done' };
const NOTHING_EXCUSED = { kind: 'excused', days: 0 } as const;
const ASKING: readonly Turn['deed'][] = ['dispatchTask', 'escalateTask', 'redateTask', 'lapseTask'];
const OF_WHAT_IS_OUT: readonly Turn['deed'][] = ['escalateTask', 'lapseTask'];

export async function findingOf(db: Database, turn: Turn): Promise<DeedFinding> {
  if (turn.dutyId === undefined || !ASKING.includes(turn.deed)) return DONE;
  const announced = await gatesOfLife(db.prisma, turn.lifeId);
  // A task that is out waits for no insurer.
  const insured = !OF_WHAT_IS_OUT.includes(turn.deed) && (await isInsured(db.prisma, turn.lifeId));
  if (announced.length === 0 && !insured && !(await hasFirePeriod(db.prisma, turn.lifeId))) return DONE;
  const state = await standState(db, turn.lifeId);
  const duty = state && findDuty(state, turn.dutyId);
  if (state === undefined || duty === undefined) return DONE;
  const spec = specOf(state, duty);
  if (!isFieldWork(spec)) return DONE;
  const ordered = await gatesBarring(db.prisma, announced, { state, duty });
  const gates = [...ordered, ...firePeriodOf(state, duty, turn.on)];
  const barring = insured ? [...gates, ...(await insurerBars(db.prisma, state, duty))] : gates;
  if (turn.deed === 'dispatchTask') return foundAtDispatch(barring, turn.on);
  if (turn.deed === 'redateTask') return missedIn(db, turn, duty, barring);
  const days = { openedOn: openedOn(duty), dueOn: duty.dueOn, today: turn.on };
  const window = foundInWindow(gates, spec, days);
  // The end of a planting window never moves (ruling 12), and what has lapsed has no ladder.
  const hasLadder = spec.kind !== 'planting' && turn.deed !== 'lapseTask';
  const late = hasLadder ? foundAtEscalation(gates, { lateFrom: ladderBase(state, duty), today: turn.on }) : DONE;
  return window === undefined ? late : { ...(late.kind === 'excused' ? late : NOTHING_EXCUSED), window };
}

async function missedIn(db: Database, turn: Turn, duty: Duty, gates: readonly GateDays[]): Promise<DeedFinding> {
  const missed = turn.events.find((event) => event.type === 'WindowMissed');
  const window = await windowMissed(db.prisma, turn.lifeId, duty.id);
  return missed === undefined || window === undefined ? DONE : foundAtMiss(gates, window, missed.misses);
}
