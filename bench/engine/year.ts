/** What a year with six tasks leaves in the history, each answered at rest; the mean of four years, so that a fresh run counts by its share. */
import type { Client, WorkflowHandle } from '@temporalio/client';
import proto from '@temporalio/proto';
import { liveLater, type Engine } from '../../cli/live-later.ts';
import { standWorkflowId } from '../../contract/names.ts';
import { zoneOf } from '../../domain/stand/duties.ts';
import { startOfDayMs } from '../../domain/calendar.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import { standLog } from '../../prisma/stand-store.ts';
import type { Figures } from '../figures.ts';
import { answeredTasks, type HistoryEvent } from './answered-tasks.ts';
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
  const runs = await runsOf(engine.temporal, standWorkflowId(life.seed));
  const { answers, faults } = answeredTasks(runs);
  if (answers !== TASKS || faults.length > 0)
    throw new Error(`${answers} tasks were answered; wanted: ${TASKS}, each at rest: ${faults.join('; ')}`);
  const { events, bytes } = sizesOf(runs.flat(), plantedMs);
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

/** Histories of all runs of the chain, the first one first. */
async function runsOf(temporal: Client, workflowId: string): Promise<readonly (readonly HistoryEvent[])[]> {
  const runs: (readonly HistoryEvent[])[] = [];
  for (let runId: string | undefined = ''; runId !== undefined;) {
    const handle: WorkflowHandle = temporal.workflow.getHandle(workflowId, runId || undefined);
    const history: readonly HistoryEvent[] = (await handle.fetchHistory()).events ?? [];
    runs.unshift(history);
    runId = history[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  }
  return runs;
}

function sizesOf(history: readonly HistoryEvent[], plantedMs: number): { events: number; bytes: number } {
  const counted = history.filter((event) => isOfTheStand(event, plantedMs));
  const bytes = counted.map((event) => proto.temporal.api.history.v1.HistoryEvent.encode(event).finish().length);
  return { events: counted.length, bytes: bytes.reduce((sum, each) => sum + each, 0) };
}

/** Neither of skipping the clock nor of the years it waits for a planting day far ahead; its start counts. */
function isOfTheStand(event: HistoryEvent, plantedMs: number): boolean {
  if (event.workflowExecutionStartedEventAttributes) return true;
  if (event.workflowExecutionTimeSkippingTransitionedEventAttributes) return false;
  if (event.workflowExecutionOptionsUpdatedEventAttributes) return false;
  return Number(event.eventTime!.seconds) * 1000 >= plantedMs;
}
