import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundle } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, test } from 'vitest';
import type { StandInput } from '../../contract/stand-messages.ts';
import { plantedStand } from '../support/regimes.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { HistoryBuilder } from './history.ts';
import { plantedState, pendingTurn } from './inputs.ts';
import { ownBuild } from '../workflows/county.ts';

let bundle: WorkflowBundle;
beforeAll(async () => {
  bundle = { code: await readFile((await ownBuild()).bundlePath, 'utf8') };
});

function replay(history: HistoryBuilder, workflowBundle = bundle): Promise<void> {
  return Worker.runReplayHistory({ workflowBundle }, { events: history.events }, 'stand/140921-0123/2026~9f3c1a');
}

const SEED: StandInput = { schema: 1, seed: plantedStand({ plantedOn: '2026-04-10' }) };

function asleep(input: object = SEED): HistoryBuilder {
  return new HistoryBuilder(input, '2026-04-01T00:00:00Z').task().completed().timer();
}

/** Asleep until its planting day; then the first wake-up, whose commands no replay checks. */
function atRest(input: object = SEED): HistoryBuilder {
  return asleep(input).fires('2026-04-10T00:00:00Z').task();
}

describe('a run at rest holds one timer and nothing else', () => {
  test.each([
    ['from a seed', SEED],
    ['from a state', { schema: 1, state: plantedState() }],
    ['with turns to write', { schema: 1, state: plantedState(), pendingTurns: [pendingTurn()] }],
    ['parked', { schema: 1, state: plantedState(), pendingTurns: [pendingTurn()], parked: { reason: 'LOG_DIVERGED' } }],
    ['of an unknown version', { schema: 2, what: 'ever' }],
    ['with no state at all', {}],
  ])('%s', async (_, input) => {
    await expect(replay(atRest(input))).resolves.toBeUndefined();
  });
});

describe('a day of a stand replays', () => {
  const registered = () =>
    atRest().completed().schedules('registerStand', '1').timer().succeeds({ kind: 'done' }).task();

  test('the due turn schedules its deed and then sleeps again', async () => {
    await expect(replay(registered())).resolves.toBeUndefined();
  });
  test('a rollover while a deed is in flight waits for nothing', async () => {
    const history = atRest().completed().schedules('registerStand', '1').timer();
    history.signals('rollover', { taskQueue: 'stands-next' }).task().completed().cancelsTimer().continuesAsNew();
    await expect(replay(history)).resolves.toBeUndefined();
  });
  test.each([[undefined], [null], ['nonsense'], [{ taskQueue: 7 }], [{}]])(
    'a rollover signal that carries %j never harms the stand',
    async (content) => {
      const history = asleep();
      history.signals('rollover', content).task().completed().cancelsTimer().continuesAsNew();
      await expect(replay(history)).resolves.toBeUndefined();
    },
  );
  test('a rollover that was there before the run still finds its timer first', async () => {
    const history = new HistoryBuilder(SEED, '2026-04-01T00:00:00Z').signals('rollover', {}).task().completed().timer();
    history.fires('2026-04-01T00:00:01Z').task().completed().continuesAsNew();
    await expect(replay(history)).resolves.toBeUndefined();
  });
});

describe('what must be caught is caught', () => {
  test('a command before the first wait', async () => {
    const changed = await bundleWorkflows(fileURLToPath(new URL('fixtures/changed-order.ts', import.meta.url)));
    await expect(replay(atRest(), { code: changed })).rejects.toThrow(DeterminismViolationError);
  });
  test('another deed than the one recorded', async () => {
    const history = atRest().completed().schedules('closeStand', '1').timer().succeeds({ kind: 'done' }).task();
    await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
  });
  test('Prisma within reach of the workflows, by name', async () => {
    const workflowsPath = fileURLToPath(new URL('fixtures/imports-prisma.ts', import.meta.url));
    const said: string[] = [];
    const logger = new DefaultLogger('ERROR', ({ message }) => said.push(message));
    await expect(bundleWorkflowCode({ workflowsPath, logger })).rejects.toThrow(/Webpack finished with errors/);
    expect(said.join('\n')).toContain('@prisma/client');
  });
});
