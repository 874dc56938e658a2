/** What a deed asks of the gates for one stand: all of its county, what its insurer has still to see, the window it has missed. */
import type { GateDays } from '../domain/gate.ts';
import { insurerWaits } from '../domain/register/insurance.ts';
import { specOf, zoneOf } from '../domain/stand/duties.ts';
import type { Duty, StandState } from '../domain/stand/state.ts';
import type { Span } from '../domain/window.ts';
import { dayOf, type Queries } from './database.ts';
import { rowOf, type GateRow } from './gate-store.ts';
import { insuredLife } from './insurance-store.ts';

/** All gates of the county in which the stand lies, also those that are over: an excuse looks back. */
export async function gatesOfLife(db: Queries, lifeId: string): Promise<readonly GateRow[]> {
  const rows = await db.gate.findMany({
    where: { county: { stands: { some: { lifeId } } } },
    orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map(rowOf);
}

/** Days on which a replanting waits for the insurer of its stand; surveys and tending wait for nobody (decision 0025). */
export async function insurerBars(db: Queries, state: StandState, duty: Duty): Promise<readonly GateDays[]> {
  if (specOf(state, duty).kind !== 'planting') return [];
  return insurerWaits((await insuredLife(db, state.seed.lifeId, zoneOf(state))).losses);
}

/** The window that a duty has missed last, as its task had it: the duty itself has moved on. */
export async function windowMissed(db: Queries, lifeId: string, dutyId: string): Promise<Span | undefined> {
  const task = await db.task.findFirst({
    where: { lifeId, dutyId, state: 'missed' },
    orderBy: [{ closedAt: 'desc' }, { dispatchedAt: 'desc' }],
    select: { opensOn: true, dueOn: true },
  });
  return task === null ? undefined : { opensOn: dayOf(task.opensOn), endsOn: dayOf(task.dueOn) };
}
