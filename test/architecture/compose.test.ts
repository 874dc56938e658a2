/** docker-compose.yml is held to what the code reads and to what we promise of production; no engine is needed for it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { SEARCH_ATTRIBUTES } from '../../contract/names.ts';
import { readSettings } from '../../contract/settings.ts';
import { SERVER_VERSION, UI_VERSION } from '../../embedded/temporal-pins.ts';
import { ROOT } from './planted.ts';

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly healthcheck?: object;
  readonly restart: string;
  readonly command?: readonly string[];
  readonly deploy: { readonly replicas?: number; readonly resources: { readonly limits: Record<string, string> } };
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
}

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
/** They run once and end; others stay up and say whether they are well. */
const ONE_SHOT = ['temporal-schema', 'temporal-namespace', 'migrate'];

describe('docker-compose.yml', () => {
  test('brings up database, Temporal with its UI, migration and two workers', () => {
    expect(Object.keys(compose.services).toSorted()).toEqual(
      ['postgres', 'temporal', 'temporal-ui', 'worker', ...ONE_SHOT].toSorted(),
    );
    expect(compose.services['worker']!.deploy.replicas).toBe(2);
  });

  test.each(services)('%s has one pinned version, limits, and says whether it is well', (name, service) => {
    expect(service.image).toMatch(/^[\w./-]+:\d+\.\d+(\.\d+)?(-[\w]+)?$/);
    expect(service.image).not.toContain('auto-setup');
    expect(Object.keys(service.deploy.resources.limits).toSorted()).toEqual(['cpus', 'memory']);
    expect(service.healthcheck === undefined).toBe(ONE_SHOT.includes(name));
    expect(service.restart).toBe(ONE_SHOT.includes(name) ? 'on-failure:5' : 'unless-stopped');
  });

  test('runs the Temporal that the embedded mode runs, and our own version', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(compose.services['temporal']!.image).toBe(`temporalio/server:${SERVER_VERSION}`);
    expect(compose.services['temporal-schema']!.image).toBe(`temporalio/admin-tools:${SERVER_VERSION}`);
    expect(compose.services['temporal-namespace']!.image).toBe(`temporalio/admin-tools:${SERVER_VERSION}`);
    expect(compose.services['temporal-ui']!.image).toBe(`temporalio/ui:${UI_VERSION}`);
    expect(compose.services['worker']!.image).toBe(`standkeeper:${version}`);
  });

  test('shows nothing to the world: one port, the UI, on this host alone', () => {
    expect(services.flatMap(([, { ports }]) => ports ?? [])).toEqual(['127.0.0.1:8233:8080']);
    expect(compose.networks['backend']).toEqual({ internal: true });
    expect(services.filter(([, { networks }]) => !networks.includes('backend'))).toEqual([]);
  });

  test('takes every secret from a file that make-secrets.sh makes, and has none in the open', () => {
    const used = new Set(services.flatMap(([, { secrets }]) => secrets ?? []));
    expect([...used].toSorted()).toEqual(Object.keys(compose.secrets).toSorted());
    for (const [name, { file }] of Object.entries(compose.secrets)) {
      expect(file).toBe(`./secrets/${name}`);
      expect(read('deploy/make-secrets.sh')).toContain(name);
    }
    const open = services.flatMap(([, { environment }]) => Object.keys(environment ?? {}));
    expect(open.filter((name) => /PASSWORD|PWD|SECRET|KEY|DATABASE_URL/.test(name) && !name.endsWith('_FILE'))).toEqual(
      [],
    );
  });

  test.each(['migrate', 'worker'])('gives %s every setting it needs and none it does not read', (name) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'standkeeper-secret-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(path.join(folder, 'database_url'), 'postgresql://standkeeper:secret@postgres:5432/standkeeper\n');
    const { environment } = compose.services[name]!;
    const given: Record<string, string> = {};
    for (const [key, value] of Object.entries(environment!)) given[key] = value.replace('/run/secrets', folder);
    const asked = new Set<string>();
    const env = new Proxy(given, { get: (from, key: string) => (asked.add(key), from[key]) });
    expect(readSettings(env)).toEqual({
      databaseUrl: 'postgresql://standkeeper:secret@postgres:5432/standkeeper',
      temporalAddress: 'temporal:7233',
      namespace: 'standkeeper',
    });
    expect(Object.keys(given).filter((key) => !asked.has(key))).toEqual([]);
  });

  test('mounts only files that are there', () => {
    const mounted = services.flatMap(([, { volumes }]) => volumes ?? []).filter((volume) => volume.startsWith('./'));
    expect(mounted.filter((volume) => !existsSync(path.join(ROOT, volume.split(':')[0]!)))).toEqual([]);
  });
});

describe('deploy/', () => {
  const scripts = readdirSync(path.join(ROOT, 'deploy')).filter((file) => file.endsWith('.sh'));

  test.each(scripts)('%s is sound shell', (script) => {
    expect(() => execFileSync('sh', ['-n', path.join(ROOT, 'deploy', script)])).not.toThrow();
  });

  test('makes the search attributes that the contract names, with their types', () => {
    const made = [...read('deploy/temporal-namespace.sh').matchAll(/--name (\w+) --type (\w+)/g)];
    expect(made.map(([, name, type]) => `${name} ${type!.toUpperCase()}`)).toEqual(
      Object.values(SEARCH_ATTRIBUTES).map(({ name, type }) => `${name} ${type}`),
    );
  });

  test('keeps closed runs as long as the embedded mode', () => {
    expect(read('deploy/temporal-namespace.sh')).toContain('--retention 14d');
    expect(read('embedded/namespace.ts')).toContain("'14 days'");
  });

  test('leaves time skipping off: it is for tests and demo', () => {
    const config = parse(read('deploy/temporal-dynamic-config.yaml')) as Record<string, { value: unknown }[]>;
    expect(config['frontend.WorkflowTimeSkippingEnabled']).toEqual([{ value: false }]);
  });
});
