import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildPart } from '../../embedded/go-build.ts';
import { findTemporal } from '../../embedded/find-temporal.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

let said: string[];
const say = (line: string) => void said.push(line);
let bin: string;
let cache: string;

/** A machine of its own for each test: an empty cache, a PATH with nothing on it, and no way out of the house. */
beforeEach((context) => {
  said = [];
  const machine = join(folder.path, context.task.id);
  [bin, cache] = [join(machine, 'bin'), join(machine, 'cache')];
  mkdirSync(bin, { recursive: true });
  vi.stubEnv('PATH', bin);
  vi.stubEnv('XDG_CACHE_HOME', cache);
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY']) vi.stubEnv(name, 'http://127.0.0.1:9');
});
afterEach(() => vi.unstubAllEnvs());

describe('a machine without temporal, Go and download', () => {
  test('gets one error that says what was met and names the three ways out', async () => {
    await expect(findTemporal(undefined, { say })).rejects.toThrow(
      /no temporal on PATH; .*download.*; no go on PATH.*\(1\) put temporal 1\.9\.0 or newer on PATH; \(2\) install Go 1\.26\.8 or newer.*\(3\) let the download host temporal\.download be reachable, or set TEMPORAL_ADDRESS together with DATABASE_URL/,
    );
  });

  test('and a Go too old is told with both versions, in one line', async () => {
    program('go', 'echo go version go1.20 linux/amd64');
    // `.` matches no end of line.
    await expect(findTemporal(undefined, { say })).rejects.toThrow(
      /^no Temporal server .*Go too old: .*\/go is 1\.20\.0; wanted: Go 1\.26\.8 or newer.*of your own$/,
    );
  });

  test('and a temporal too old is told with both versions', async () => {
    program('temporal', 'echo "temporal version 1.5.1 (Server 1.29.0, UI 2.42.0)"');
    await expect(findTemporal(undefined, { say })).rejects.toThrow(
      /temporal is 1\.5\.1; wanted: temporal 1\.9\.0 or newer/,
    );
  });
});

test('a temporal on PATH that is new enough is taken', async () => {
  program('temporal', 'echo "temporal version 1.9.0 (Server 1.32.0, UI 2.53.1)"');
  expect(await findTemporal(undefined, { say })).toEqual({
    kind: 'cli',
    version: '1.9.0',
    command: join(bin, 'temporal'),
  });
});

describe('building with Go', () => {
  /** Answers as Go does; each build takes half a second and is counted. */
  const go = (install: string) =>
    program(
      'go',
      `case "$1" in version) echo go version go1.26.8 linux/amd64;; *) echo x >> "${bin}/builds"; ${install};; esac`,
    );
  const building = '/bin/sleep 0.5; echo built > "$GOBIN/server"';

  test('two builds at once make one: the second waits for the first', async () => {
    go(building);
    const folders = await Promise.all([buildPart('server', { say }), buildPart('server', { say })]);
    expect(new Set(folders).size).toBe(1);
    expect(readFileSync(join(bin, 'builds'), 'utf8')).toBe('x\n');
  });

  test('a build killed halfway leaves nothing that is taken for a server', async () => {
    go(`echo half > "$GOBIN/server"; exit 1`);
    await expect(buildPart('server', { say })).rejects.toThrow(/go failed \(exit code 1\)/);
    go(building);
    expect(readFileSync(join(await buildPart('server', { say }), 'server'), 'utf8')).toBe('built\n');
  });

  test('what is built is kept and found by the next start, without Go', async () => {
    go(building);
    const built = await findTemporal(undefined, { say });
    vi.stubEnv('PATH', '');
    expect(await findTemporal(undefined, { say })).toEqual(built);
  });

  test('it says that it builds and for how long', async () => {
    go(building);
    await buildPart('server', { say });
    expect(said[0]).toMatch(/^building the Temporal server with .*\/go/);
    expect(said.at(-1)).toMatch(/is built after \d+ s and kept in /);
  });

  test('a full disk is told as such and no other way is tried', async () => {
    go('echo "write /tmp/go-build: no space left on device" >&2; exit 1');
    await expect(findTemporal(undefined, { say })).rejects.toThrow(/^disk full while running .*wanted: free space/);
  });

  test('Ctrl-C ends it and removes the half of it', async () => {
    go('exec /bin/sleep 30');
    const interrupted = new AbortController();
    const build = buildPart('server', { say, signal: interrupted.signal });
    setTimeout(() => interrupted.abort(new Error('interrupted')), 300);
    await expect(build).rejects.toThrow('interrupted');
    expect(existsSync(join(cache, 'standkeeper'))).toBe(true);
  });
});

function program(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}
