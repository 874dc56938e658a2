import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleWorkflows } from '../../worker/bundle.ts';

Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });

const HERE = import.meta.dirname;
const RELEASES = readdirSync(HERE).filter((name) => /^\d+\.\d+\.\d+/.test(name));

let bundle: WorkflowBundle;
beforeAll(async () => {
  bundle = { code: await bundleWorkflows() };
});

test('there are recorded histories', () => {
  expect(RELEASES).not.toHaveLength(0);
});

describe.each(RELEASES)('runs recorded with release %s replay', (release) => {
  test.each(readdirSync(path.join(HERE, release)))('%s', async (file) => {
    const history: unknown = JSON.parse(readFileSync(path.join(HERE, release, file), 'utf8'));
    await expect(Worker.runReplayHistory({ workflowBundle: bundle }, history, file)).resolves.toBeUndefined();
  });
});
