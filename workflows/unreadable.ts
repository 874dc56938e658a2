/**
 * A stand whose input this build does not know: another release wrote it. Nothing is guessed. The raw
 * input is carried until a rollover brings it to a build that knows it.
 */
import * as wf from '@temporalio/workflow';
import { failure } from '../contract/failure.ts';
import { SEARCH_ATTRIBUTES } from '../contract/names.ts';
import {
  COMMAND_UPDATES,
  gateLiftedSignal,
  nudgeSignal,
  rolloverSignal,
  standInputQuery,
  standViewQuery,
  unparkSignal,
  whyQuery,
  type StandInput,
} from '../contract/stand-messages.ts';
import { refuse } from '../domain/errors.ts';
import { targetOf } from './rollover.ts';
import type { standWorkflow } from './stand.ts';

const YEAR_MS = 365 * 24 * 3600 * 1000;

/** Whether operators are told that this stand needs them. */
export function isMarked(): boolean {
  return wf.workflowInfo().typedSearchAttributes.get(SEARCH_ATTRIBUTES.needsAttention) === true;
}

export async function waitUnreadable(input: StandInput): Promise<void> {
  // Without the mark it continues as new at once to get it; the mark itself is no command of any run.
  let next: { readonly taskQueue?: string } | undefined = isMarked() ? undefined : {};
  listen(input, (to) => {
    next = to;
  });
  wf.setCurrentDetails(`**Parked: ${reasonOf(input)}.** Roll it over to a build that knows it.`);
  const isAsked = () => next !== undefined;
  if (isAsked()) await wf.sleep(1, { summary: 'input of an unknown version' });
  while (!isAsked()) await wf.condition(isAsked, YEAR_MS, { summary: 'parked: waits for rollover' });
  await wf.makeContinueAsNewFunc<typeof standWorkflow>({
    ...next,
    typedSearchAttributes: wf
      .workflowInfo()
      .typedSearchAttributes.updateCopy([{ key: SEARCH_ATTRIBUTES.needsAttention, value: true }]),
  })(input);
}

function listen(input: StandInput, moveOn: (to: { readonly taskQueue?: string }) => void): void {
  const refuseAll = (): never => {
    throw failure(refuse('STAND_NEEDS_ATTENTION', { standId: wf.workflowInfo().workflowId, met: reasonOf(input) }));
  };
  for (const update of COMMAND_UPDATES) {
    wf.setHandler(update, (_) => refuseAll(), { validator: (_) => refuseAll() });
  }
  const sayWhy = (): never => {
    throw new Error(reasonOf(input));
  };
  for (const query of [standViewQuery, standInputQuery, whyQuery]) wf.setHandler(query, sayWhy);
  wf.setHandler(rolloverSignal, (to) => moveOn(targetOf(to)));
  wf.setHandler(unparkSignal, () => moveOn({}));
  for (const signal of [gateLiftedSignal, nudgeSignal]) wf.setHandler(signal, () => undefined);
}

function reasonOf(input: unknown): string {
  const schema = typeof input === 'object' && input !== null && 'schema' in input ? String(input.schema) : 'none';
  return `input of schema ${schema}; this build knows 1`;
}
