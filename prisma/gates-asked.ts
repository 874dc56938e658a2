/** What a deed asks of the gates for one stand: those of its county, whether it has a fire period, what its insurer has still to see, the window it has missed. */
import type { GateDays } from '../domain/gate.ts';
import { isFor, stillBarred } from '../domain/permit.ts';
import { insurerWaits } from '../domain/register/insurance.ts';
import { fieldNeedsOf } from '../domain/stand/barred.ts';
import { specOf, zoneOf } from '../domain/stand/duties.ts';
import type { Duty, StandState } from '../domain/stand/state.ts';
import type { Span } from '../domain/window.ts';
import { dayOf, type Queries } from './database.ts';
import { rowOf, WITH_PERMITS, type GateRow } from './gate-store.ts';
import { insuredLife } from './insurance-store.ts';
import { landNumbers } from './lineage-store.ts';

/** All gates of the county in which the stand lies, also those that are over: an excuse looks back. */
export async function gatesOfLife(db: Queries, lifeId: string): Promise<readonly GateRow[]> {
  const rows = await db.gate.findMany({
    where: { county: { stands: { some: { lifeId } } } },
    orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
    include: WITH_PERMITS,
  });
  return rows.map(rowOf);
}

/** Whether any of the stand's rules has a fire period of its own; most have no work that burns. */
export async function hasFirePeriod(db: Queries, lifeId: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ burns: boolean | null }[]>`
    select jsonb_path_exists(state, '$.regimes.*.firePeriod') burns from stand where life_id = ${lifeId}::uuid`;
  return rows[0]?.burns === true;
}

/**
 * Of these gates what bars a duty: those that bar what its work needs, without the days on which a permit lets it go on. A
 * permit that names a stand goes on for all that its land becomes.
 */
export async function gatesBarring(
  db: Queries,
  gates: readonly GateRow[],
  { state, duty }: { readonly state: StandState; readonly duty: Duty },
): Promise<readonly GateRow[]> {
  const needs = fieldNeedsOf(specOf(state, duty));
  const barring = gates.filter(({ bars }) => needs.includes(bars));
  const numbers = await numbersAsked(db, barring, state.seed.lifeId);
  const asked = { code: duty.code, numbers };
  return barring.flatMap((gate) =>
    stillBarred(
      gate,
      gate.permits.filter((permit) => isFor(permit, asked)),
    ),
  );
}

/** Numbers of the land of a life, where a permit names any: else nothing asks for them. */
export async function numbersAsked(
  db: Queries,
  gates: readonly Pick<GateRow, 'permits'>[],
  lifeId: string,
): Promise<readonly string[]> {
  const isNamed = gates.some(({ permits }) => permits.some(({ stands }) => stands.length > 0));
  return isNamed ? landNumbers(db, lifeId) : [];
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
