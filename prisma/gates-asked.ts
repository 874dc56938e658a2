/** What a deed asks of the gates for one stand: all of its county, and the window it has missed. */
import { dayOf, type Queries } from './database.ts';
import type { Span } from '../domain/window.ts';
import { rowOf, type GateRow } from './gate-store.ts';

/** All gates of the county in which the stand lies, also those that are over: an excuse looks back. */
export async function gatesOfLife(db: Queries, lifeId: string): Promise<readonly GateRow[]> {
  const rows = await db.gate.findMany({
    where: { county: { stands: { some: { lifeId } } } },
    orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map(rowOf);
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
