/** What a year with six tasks leaves in the history, each answered at rest. */
import type { Client, WorkflowHandle } from '@temporalio/client';
import { liveLater, type Engine } from '../../cli/live-later.ts';
import { standWorkflowId } from '../../contract/names.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { standLog } from '../../prisma/stand-store.ts';
import type { Figures } from '../main.ts';
import { lifeUntil } from './stands.ts';

const TASKS = 6;
/** A count in band, so that a replanting follows in spring; two visits a window make four of tending. */
const OUTCOMES = '2040-09-20 survey live=1600; on tending; on replant';
export async function measureYear(engine: Engine): Promise<Figures> {
  const life = lifeUntil('2041-04-14', OUTCOMES, withFourVisits);
  const { difference } = await liveLater(engine, life);
  if (difference !== undefined) throw new Error(`the year differs from the rules: ${JSON.stringify(difference)}`);
  await assertTasks(engine, life.seed.lifeId);
  const { events, bytes, timers } = await historyOf(engine.temporal, standWorkflowId(life.seed));
  if (timers.canceled < TASKS || timers.started < timers.canceled + timers.fired) {
    throw new Error(`an answer came before its deadline's timer stood: ${JSON.stringify(timers)}`);
  }
  return {
    eventsPerStandYear: { value: events, most: 155 },
    bytesPerStandYear: { value: bytes, most: 45_000 },
  };
}

function withFourVisits(seed: StandSeed): StandSeed {
  const tending = seed.regime.duties['tending']!;
  const when = { ...tending.when, visits: [[2, 2]] } as typeof tending.when;
  return { ...seed, regime: { ...seed.regime, duties: { ...seed.regime.duties, tending: { ...tending, when } } } };
}

async function assertTasks({ db }: Engine, lifeId: string): Promise<void> {
  const events = (await standLog(db, lifeId)).turns.flatMap((turn) => turn.events);
  const met = events.filter(({ type }) => type === 'DutyOpened').length;
  if (met !== TASKS) throw new Error(`the year had ${met} tasks; wanted: ${TASKS}`);
}

type Event = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

interface Sizes {
  readonly events: number;
  readonly bytes: number;
  readonly timers: { readonly started: number; readonly canceled: number; readonly fired: number };
}

/** Over all runs of the chain, from the last one back to the first; events of skipping the clock are none of the stand's. */
async function historyOf(temporal: Client, workflowId: string): Promise<Sizes> {
  const timers = { started: 0, canceled: 0, fired: 0 };
  let [events, bytes] = [0, 0];
  for (let runId: string | undefined = ''; runId !== undefined;) {
    const handle: WorkflowHandle = temporal.workflow.getHandle(workflowId, runId || undefined);
    bytes += (await handle.describe()).historySize ?? 0;
    const history: readonly Event[] = (await handle.fetchHistory()).events ?? [];
    for (const event of history) {
      if (!event.workflowExecutionTimeSkippingTransitionedEventAttributes) events += 1;
      if (event.timerStartedEventAttributes) timers.started += 1;
      if (event.timerCanceledEventAttributes) timers.canceled += 1;
      if (event.timerFiredEventAttributes) timers.fired += 1;
    }
    runId = history[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  }
  return { events, bytes, timers };
}
