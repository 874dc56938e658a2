/** Were a stand's tasks answered at rest: handed out before, and with the deadline's timer standing? Read from its history. */
import type proto from '@temporalio/proto';
import { defaultPayloadConverter } from '@temporalio/common';

export type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

/** Tasks answered, and what is wrong with an answer: nothing where each found its task handed out and a timer that it cancelled. */
export interface AnsweredTasks {
  readonly answers: number;
  readonly faults: readonly string[];
}

/**
 * Looks at every answer to a task.
 *
 * @param runs - histories of all runs of the chain, the first one first; timers are numbered anew in each
 */
export function answeredTasks(runs: readonly (readonly HistoryEvent[])[]): AnsweredTasks {
  const handedOut = new Set<string>();
  const faults: string[] = [];
  let answers = 0;
  for (const events of runs) {
    for (const [index, event] of events.entries()) {
      const dispatched = dispatchedDuty(event, events);
      if (dispatched !== undefined) handedOut.add(dispatched);
      const answered = answeredDuty(event);
      if (answered === undefined) continue;
      answers += 1;
      if (!handedOut.has(answered)) faults.push(`${answered} was answered before its task was handed out`);
      if (!timerStoodAt(events, index)) faults.push(`${answered} was answered while no timer stood that it cancels`);
    }
  }
  return { answers, faults };
}

/** The duty whose task is handed out with this event: the deed has come to its end. */
function dispatchedDuty({ activityTaskCompletedEventAttributes: done }: HistoryEvent, events: readonly HistoryEvent[]) {
  if (!done) return undefined;
  const scheduled = events.find(({ eventId }) => String(eventId) === String(done.scheduledEventId));
  const { activityType, input } = scheduled?.activityTaskScheduledEventAttributes ?? {};
  return activityType?.name === 'dispatchTask' ? dutyIn(input) : undefined;
}

function answeredDuty({ workflowExecutionUpdateAcceptedEventAttributes: accepted }: HistoryEvent): string | undefined {
  return dutyIn(accepted?.acceptedRequest?.input?.args);
}

/** Whether one of the timers started before the event is cancelled after it. */
function timerStoodAt(events: readonly HistoryEvent[], index: number): boolean {
  const started = new Set(
    events.slice(0, index).flatMap(({ eventId, timerStartedEventAttributes: of }) => (of ? String(eventId) : [])),
  );
  return events
    .slice(index)
    .some(({ timerCanceledEventAttributes: of }) => of && started.has(String(of.startedEventId)));
}

function dutyIn(payloads: proto.temporal.api.common.v1.IPayloads | null | undefined): string | undefined {
  const payload = payloads?.payloads?.[0];
  return payload ? defaultPayloadConverter.fromPayload<{ dutyId?: string }>(payload).dutyId : undefined;
}
