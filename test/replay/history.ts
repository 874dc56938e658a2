/** Histories built by hand, in the JSON form that Temporal exports: the real workflow code replays them without a server. */
import { STAND_WORKFLOW } from '../../contract/names.ts';
import type { StandInput } from '../../contract/stand-messages.ts';

type Attributes = Readonly<Record<string, unknown>>;

interface HistoryEvent {
  readonly eventId: string;
  readonly eventTime: string;
  readonly eventType: string;
  readonly [attributes: string]: unknown;
}

export class HistoryBuilder {
  readonly events: HistoryEvent[] = [];
  private nowMs: number;
  private timers = 0;

  constructor(input: StandInput | object, startedAt: string) {
    this.nowMs = Date.parse(startedAt);
    this.add('WORKFLOW_EXECUTION_STARTED', {
      workflowType: { name: STAND_WORKFLOW },
      taskQueue: { name: 'stands-test' },
      input: { payloads: [payload(input)] },
      originalExecutionRunId: 'run-1',
      firstExecutionRunId: 'run-1',
      workflowTaskTimeout: '10s',
      attempt: 1,
    });
  }

  /** A workflow task that the server has handed out; `completed` where its commands follow. */
  task(): this {
    const scheduledEventId = this.add('WORKFLOW_TASK_SCHEDULED', { taskQueue: { name: 'stands-test' }, attempt: 1 });
    this.add('WORKFLOW_TASK_STARTED', { scheduledEventId, requestId: `task-${scheduledEventId}` });
    return this;
  }

  /** Flags 1–6 are what this SDK sets on new runs. */
  completed(): this {
    const startedEventId = String(this.events.length);
    const scheduledEventId = String(this.events.length - 1);
    const sdkMetadata = { langUsedFlags: [1, 2, 3, 4, 5, 6], sdkName: 'temporal-typescript' };
    this.add('WORKFLOW_TASK_COMPLETED', { scheduledEventId, startedEventId, sdkMetadata });
    return this;
  }

  timer(): this {
    this.timers += 1;
    this.add('TIMER_STARTED', { timerId: String(this.timers), startToFireTimeout: '1s', ...this.byTask() });
    return this;
  }

  /** The last timer fires, however late. */
  fires(at: string): this {
    this.nowMs = Date.parse(at);
    const startedEventId = this.lastId('TIMER_STARTED');
    this.add('TIMER_FIRED', { timerId: String(this.timers), startedEventId });
    return this;
  }

  cancelsTimer(): this {
    const startedEventId = this.lastId('TIMER_STARTED');
    this.add('TIMER_CANCELED', { timerId: String(this.timers), startedEventId, ...this.byTask() });
    return this;
  }

  schedules(activity: string, activityId: string): this {
    this.add('ACTIVITY_TASK_SCHEDULED', { activityId, activityType: { name: activity }, ...this.byTask() });
    return this;
  }

  /** The last scheduled deed succeeds. */
  succeeds(result: object): this {
    const scheduledEventId = this.lastId('ACTIVITY_TASK_SCHEDULED');
    const startedEventId = this.add('ACTIVITY_TASK_STARTED', { scheduledEventId, attempt: 1 });
    this.add('ACTIVITY_TASK_COMPLETED', { scheduledEventId, startedEventId, result: { payloads: [payload(result)] } });
    return this;
  }

  signals(signalName: string, ...args: readonly unknown[]): this {
    this.add('WORKFLOW_EXECUTION_SIGNALED', { signalName, input: { payloads: args.map(payload) } });
    return this;
  }

  continuesAsNew(): this {
    this.add('WORKFLOW_EXECUTION_CONTINUED_AS_NEW', {
      newExecutionRunId: 'run-2',
      workflowType: { name: STAND_WORKFLOW },
      taskQueue: { name: 'stands-test' },
      ...this.byTask(),
    });
    return this;
  }

  private byTask(): Attributes {
    return { workflowTaskCompletedEventId: this.lastId('WORKFLOW_TASK_COMPLETED') };
  }

  private lastId(type: string): string {
    return this.events.findLast(({ eventType }) => eventType === `EVENT_TYPE_${type}`)!.eventId;
  }

  private add(type: string, attributes: Attributes): string {
    const eventId = String(this.events.length + 1);
    const camel = type.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    this.nowMs += 1;
    this.events.push({
      eventId,
      eventTime: new Date(this.nowMs).toISOString(),
      eventType: `EVENT_TYPE_${type}`,
      [`${camel}EventAttributes`]: attributes,
    });
    return eventId;
  }
}

function payload(value: unknown): object {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return { metadata: { encoding: base64('json/plain') }, data: base64(JSON.stringify(value) ?? 'null') };
}
