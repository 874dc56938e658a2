/** What a year with six tasks leaves in the history, each answered at rest; the mean of four years, so that a fresh run counts by its share. */
import type { Client, WorkflowHandle } from '@temporalio/client';
import proto from '@temporalio/proto';
import { liveLater, type Engine } from '../../cli/live-later.ts';
import { standWorkflowId } from '../../contract/names.ts';
import { zoneOf } from '../../domain/stand/duties.ts';
import { startOfDayMs } from '../../domain/calendar.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { standLog } from '../../prisma/stand-store.ts';
import type { Figures } from '../main.ts';
import { lifeUntil } from './stands.ts';

const YEARS = 4;
const TASKS = 6 * YEARS;
const OUTCOMES = 'on survivalCheck live=0.9; on tending; on preservationCheck live=0.9';

export async function measureYear(engine: Engine): Promise<Figures> {
  const life = lifeUntil('2044-04-14', OUTCOMES, withManyVisits);
  const { difference } = await liveLater(engine, life);
  if (difference !== undefined) throw new Error(`the years differ from the rules: ${JSON.stringify(difference)}`);
  await assertTasks(engine, life.seed.lifeId);
  const plantedMs = startOfDayMs(life.seed.planting.plantedOn, zoneOf(life.state));
  const { events, bytes, timers } = await historyOf(engine.temporal, standWorkflowId(life.seed), plantedMs);
  if (timers.canceled < TASKS || timers.started < timers.canceled + timers.fired) {
    throw new Error(`an answer came before its deadline's timer stood: ${JSON.stringify(timers)}`);
  }
  return {
    eventsPerStandYear: { value: Math.round(events / YEARS), most: 155 },
    bytesPerStandYear: { value: Math.round(bytes / YEARS), most: 45_000 },
  };
}

/** With the survival check of the first year and the preservation check of the fourth, six tasks a year. */
function withManyVisits(seed: StandSeed): StandSeed {
  const tending = seed.regime.duties['tending']!;
  const visits = [
    [3, 2],
    [3, 3],
    [3, 3],
    [3, 2],
  ];
  const when = { ...tending.when, visits } as typeof tending.when;
  return { ...seed, regime: { ...seed.regime, duties: { ...seed.regime.duties, tending: { ...tending, when } } } };
}

async function assertTasks({ db }: Engine, lifeId: string): Promise<void> {
  const events = (await standLog(db, lifeId)).turns.flatMap((turn) => turn.events);
  const met = events.filter(({ type }) => type === 'DutyOpened').length;
  if (met !== TASKS) throw new Error(`the years had ${met} tasks; wanted: ${TASKS}`);
}

type Event = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

interface Sizes {
  readonly events: number;
  readonly bytes: number;
  readonly timers: { readonly started: number; readonly canceled: number; readonly fired: number };
}

/** Over all runs of the chain, from the last one back to the first. */
async function historyOf(temporal: Client, workflowId: string, plantedMs: number): Promise<Sizes> {
  const timers = { started: 0, canceled: 0, fired: 0 };
  let [events, bytes] = [0, 0];
  for (let runId: string | undefined = ''; runId !== undefined;) {
    const handle: WorkflowHandle = temporal.workflow.getHandle(workflowId, runId || undefined);
    const history: readonly Event[] = (await handle.fetchHistory()).events ?? [];
    for (const event of history.filter((candidate) => isOfTheStand(candidate, plantedMs))) {
      events += 1;
      bytes += proto.temporal.api.history.v1.HistoryEvent.encode(event).finish().length;
      if (event.timerStartedEventAttributes) timers.started += 1;
      if (event.timerCanceledEventAttributes) timers.canceled += 1;
      if (event.timerFiredEventAttributes) timers.fired += 1;
    }
    runId = history[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  }
  return { events, bytes, timers };
}

/** Neither of skipping the clock nor of the years it waits for a planting day far ahead; its start counts. */
function isOfTheStand(event: Event, plantedMs: number): boolean {
  if (event.workflowExecutionStartedEventAttributes) return true;
  if (event.workflowExecutionTimeSkippingTransitionedEventAttributes) return false;
  if (event.workflowExecutionOptionsUpdatedEventAttributes) return false;
  return Number(event.eventTime!.seconds) * 1000 >= plantedMs;
}
