/** The histories of the newest release hold every branch of a life; each is replayed beside this (`recorded.test.ts`). */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEED_NAMES, type Turn } from '../../contract/deeds.ts';
import {
  COMMAND_UPDATES,
  gateLiftedSignal,
  nudgeSignal,
  rolloverSignal,
  unparkSignal,
} from '../../contract/stand-messages.ts';
import type { StandEventType } from '../../domain/stand/event.ts';
import { EVENT_TYPES } from '../golden/event-types.ts';

/** Of the history's JSON, what is read here. */
interface HistoryEvent {
  readonly activityTaskScheduledEventAttributes?: { readonly input: Payloads };
  readonly activityTaskCompletedEventAttributes?: { readonly result?: Payloads };
  readonly workflowExecutionUpdateAcceptedEventAttributes?: {
    readonly acceptedRequest: { readonly input: { readonly name: string } };
  };
  readonly workflowExecutionSignaledEventAttributes?: { readonly signalName: string };
}
interface Payloads {
  readonly payloads: readonly { readonly data: string }[];
}

const SIGNALS = [rolloverSignal, unparkSignal, gateLiftedSignal, nudgeSignal].map(({ name }) => name);
const FINDINGS = ['done', 'blocked', 'blockedUntil', 'excused', 'missExcused'];

/** Written into the log from outside when it has lost turns; a run goes on from it and never decides it. */
const NOT_OF_A_RUN: readonly StandEventType[] = ['Rebased'];

const HERE = import.meta.dirname;
const newest = readdirSync(HERE)
  .filter((name) => /^\d+\.\d+\.\d+/.test(name))
  .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
  .at(-1)!;

const history = readdirSync(path.join(HERE, newest)).flatMap(
  (file) =>
    (JSON.parse(readFileSync(path.join(HERE, newest, file), 'utf8')) as { readonly events: HistoryEvent[] }).events,
);

function read<T>({ payloads: [first] }: Payloads): T {
  return JSON.parse(Buffer.from(first!.data, 'base64').toString()) as T;
}

const turns = history.flatMap(({ activityTaskScheduledEventAttributes: deed }) =>
  deed ? [read<Turn>(deed.input)] : [],
);
const found = history.flatMap(({ activityTaskCompletedEventAttributes: done }) =>
  done?.result ? [read<{ readonly kind: string }>(done.result).kind] : [],
);
const updates = history.flatMap(
  ({ workflowExecutionUpdateAcceptedEventAttributes: update }) => update?.acceptedRequest.input.name ?? [],
);
const signals = history.flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => signal?.signalName ?? []);

describe(`among the histories of release ${newest}`, () => {
  test.each(DEED_NAMES)('the deed %s is done', (name) => {
    expect(turns.some(({ deed }) => deed === name)).toBe(true);
  });
  test.each(COMMAND_UPDATES.map(({ name }) => name))('the command %s is taken', (name) => {
    expect(updates).toContain(name);
  });
  test.each(SIGNALS)('the signal %s is heard', (name) => {
    expect(signals).toContain(name);
  });
  test.each(FINDINGS)('a deed finds: %s', (kind) => {
    expect(found).toContain(kind);
  });
  test.each(EVENT_TYPES.filter((type) => !NOT_OF_A_RUN.includes(type)))('%s is decided', (type) => {
    expect(turns.some(({ events }) => events.some((event) => event.type === type))).toBe(true);
  });
});
