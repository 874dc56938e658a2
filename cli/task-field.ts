/** What a crew has to know before it goes: fire, closures and permits, for a page of tasks. */
import { localDay } from '../domain/calendar.ts';
import { fieldBars, type FieldBars } from '../domain/stand/field-bars.ts';
import { findDuty, partOf, regimeOf, ruleOf, zoneOf } from '../domain/stand/duties.ts';
import { permittable } from '../policies/field-permits.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import { listGates, type GateRow } from '../prisma/gate-store.ts';
import { numbersAsked } from '../prisma/gates-asked.ts';
import { livesOfTasks, type TaskLife } from '../prisma/task-lives.ts';
import type { TaskRow } from '../prisma/task-store.ts';
import { countyNamed } from './county-named.ts';
import { policiesAtHand } from './policy-named.ts';

/** By task, of those that are out; one whose duty its stand has forgotten is left out. */
export async function fieldBarsOf(db: Database, tasks: readonly TaskRow[]): Promise<ReadonlyMap<string, FieldBars>> {
  const out = tasks.filter(({ state }) => state === 'dispatched');
  const ids = out.map(({ workflowId }) => workflowId);
  const lives = await livesOfTasks(db, ids);
  const counties = await closedCounties(db, [...lives.values()]);
  const bars = new Map<string, FieldBars>();
  for (const task of out) {
    const life = lives.get(task.workflowId);
    const found = life && (await barsOf(db, task, { life, closed: counties.get(life.countyCode) }));
    if (found !== undefined) bars.set(task.id, found);
  }
  return bars;
}

interface Closed {
  readonly gates: readonly GateRow[];
  /** Whose word it is what may go on by permit. */
  readonly policy: LoadedPolicy;
}

/** Counties that have gates; most have none, and no policy is read for them. */
async function closedCounties(db: Database, lives: readonly TaskLife[]): Promise<ReadonlyMap<string, Closed>> {
  const counties = [...new Set(lives.map(({ countyCode }) => countyCode))];
  const gates = await Promise.all(counties.map((county) => listGates(db, { county })));
  if (gates.every((each) => each.length === 0)) return new Map();
  const policies = await policiesAtHand(db);
  return new Map(
    counties.flatMap((county, index) =>
      gates[index]!.length === 0
        ? []
        : [[county, { gates: gates[index]!, policy: countyNamed(policies, county).policy }] as const],
    ),
  );
}

async function barsOf(
  db: Database,
  { dutyId, code }: TaskRow,
  { life: { state, lifeId }, closed }: { readonly life: TaskLife; readonly closed: Closed | undefined },
): Promise<FieldBars | undefined> {
  const duty = findDuty(state, dutyId);
  const spec = duty && ruleOf(state, duty);
  if (duty === undefined || spec === undefined) return undefined;
  const gates = closed?.gates ?? [];
  return fieldBars(gates, {
    regime: regimeOf(state, partOf(state, duty)),
    spec,
    code,
    numbers: await numbersAsked(db.prisma, gates, lifeId),
    mayGoOn: (bars) => (closed ? permittable(closed.policy, bars) : []),
    today: localDay(Date.now(), zoneOf(state)),
  });
}
