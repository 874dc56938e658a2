import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEndpoints, type Endpoints } from '../../embedded/endpoints.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startWorkflow, statusOf, valueOf } from './ask.ts';
import { processesOf, started, type Started } from './started.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

describe('the embedded stack', () => {
  const path = join(folder.path, 'kept');
  let first: Started;

  beforeAll(async () => {
    first = await started(path, 'embedded');
  });
  afterAll(() => first.end('SIGKILL'));

  test('a cold start brings up PostgreSQL, Temporal with its namespace, and the UI', async () => {
    const endpoints = endpointsOf(first);
    expect(await valueOf(endpoints, 'SELECT current_database() AS value')).toBe('standkeeper');
    expect((await fetch(`${endpoints.uiUrl}/namespaces/standkeeper/workflows`)).status).toBe(200);
    expect(await startWorkflow(endpoints, 'stand/1')).toBe('RUNNING');
  });

  test('addresses are written for others to read, and the password for nobody else', () => {
    expect(readEndpoints(path)).toEqual(endpointsOf(first));
    expect(statSync(join(path, 'endpoints.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, 'postgres.password')).mode & 0o777).toBe(0o600);
  });

  test('a second start on the same folder names the process that holds it and touches nothing', async () => {
    const second = await started(path, 'embedded');
    expect(second.endpoints).toBeUndefined();
    expect(second.said()).toContain(`is held by another start, process ${first.pid}`);
    expect(readEndpoints(path)).toEqual(endpointsOf(first));
    expect(await valueOf(endpointsOf(first), 'SELECT 1 AS value')).toBe(1);
  });

  test('killed (-9) and started again it keeps every row and workflow', async () => {
    await valueOf(endpointsOf(first), 'CREATE TABLE kept AS SELECT 850 AS value');
    await first.end('SIGKILL');
    expect(readEndpoints(path)).toBeUndefined();
    expect(processesOf(path).length).toBeGreaterThan(1);

    first = await started(path, 'embedded');
    expect(first.said()).toMatch(/stopping temporal of the last start[^]*stopping postgres of the last start/);
    expect(await valueOf(endpointsOf(first), 'SELECT value FROM kept')).toBe(850);
    expect(await statusOf(endpointsOf(first), 'stand/1')).toBe('RUNNING');
  });

  test('stopped, it leaves no process and no address', async () => {
    await first.end('SIGTERM');
    expect(processesOf(path)).toEqual([]);
    expect(readEndpoints(path)).toBeUndefined();
  });

  test('another engine than the one that holds its stands is refused, naming both', async () => {
    const { version, ...rest } = JSON.parse(readFileSync(join(path, 'engine.json'), 'utf8')) as { version: string };
    writeFileSync(join(path, 'engine.json'), JSON.stringify({ ...rest, version: '0.9.0' }));
    const refused = await started(path, 'embedded');
    expect(refused.said()).toMatch(
      new RegExp(`run on .* 0\\.9\\.0 .*met: .* ${version.replaceAll('.', '\\.')} .*rebuild`),
    );
    expect(processesOf(path)).toEqual([]);
  });
});

describe('a test stack', () => {
  test('ends with its starter, kill -9 included', async () => {
    const path = join(folder.path, 'guarded');
    const starter = await started(path, 'test');
    expect(processesOf(path).length).toBeGreaterThan(1);
    await starter.end('SIGKILL');
    await expect.poll(() => processesOf(path), { timeout: 10_000 }).toEqual([]);
  });
});

function endpointsOf({ endpoints, said }: Started): Endpoints {
  if (endpoints === undefined) throw new Error(`not up: ${said()}`);
  return endpoints;
}
