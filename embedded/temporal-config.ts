import { ROLE } from './postgres-init.ts';
import type { Postgres } from './postgres.ts';

export type TemporalStore =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgresql'; readonly postgres: Postgres };

/** Both databases lie in the embedded PostgreSQL beside the product's own. */
export const TEMPORAL_DATABASE = 'temporal';
export const VISIBILITY_DATABASE = 'temporal_visibility';

/** One process runs all four services; each has a port for calls and one for finding the others, the frontend one for HTTP. */
export const PORTS_BESIDES_FRONTEND = 8;

/**
 * Keys for tests and demo alone. Without `workflowIdReuseMinimalInterval` the clock of skipped runs is wrong (a run shorter than the interval
 * gets a back-off, and all skipped time is added twice); the others take away the server's own waits at every skip.
 */
const TIME_SKIPPING: Readonly<Record<string, unknown>> = {
  'frontend.WorkflowTimeSkippingEnabled': true,
  // The same under the name that later servers give it; others pass over a key they do not know.
  'system.workflowTimeSkippingEnabled': true,
  'history.workflowIdReuseMinimalInterval': '0s',
  'history.timerProcessorMaxTimeShift': '10ms',
  'history.timerProcessorMaxPollRPS': 2000,
  'history.transferProcessorMaxPollRPS': 2000,
  // A skipped life has more timers than the 200 skips a session is given.
  'frontend.WorkflowTimeSkippingMaxSkipPerSession': 10_000,
};

export function dynamicConfig(mode: 'embedded' | 'test'): Readonly<Record<string, unknown>> {
  return mode === 'test' ? TIME_SKIPPING : {};
}

/** The same as the file that the server reads (JSON is YAML as well). */
export function dynamicConfigFile(mode: 'embedded' | 'test'): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(dynamicConfig(mode)).map(([key, value]) => [key, [{ value }]])),
  );
}

export interface ServerConfig {
  readonly store: TemporalStore;
  readonly frontendPort: number;
  /** As many as PORTS_BESIDES_FRONTEND. */
  readonly otherPorts: readonly number[];
  readonly dynamicConfigPath: string;
}

/** What the server is told, after the shape of its own development files; archival and metrics are left out. */
export function serverConfig({ store, frontendPort, otherPorts, dynamicConfigPath }: ServerConfig): string {
  const ports = [...otherPorts];
  const httpPort = ports.pop();
  const service = (grpcPort = ports.pop()) => ({ grpcPort, membershipPort: ports.pop(), bindOnLocalHost: true });
  return JSON.stringify({
    log: { stdout: true, level: 'warn' },
    persistence: persistence(store),
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: { rpc: { ...service(frontendPort), httpPort } },
      matching: { rpc: service() },
      history: { rpc: service() },
      worker: { rpc: service() },
    },
    clusterMetadata: clusterMetadata(frontendPort, httpPort),
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: dynamicConfigPath, pollInterval: '60s' },
  });
}

function clusterMetadata(frontendPort: number, httpPort: number | undefined): object {
  const active = {
    enabled: true,
    initialFailoverVersion: 1,
    rpcName: 'frontend',
    rpcAddress: `127.0.0.1:${frontendPort}`,
    httpAddress: `127.0.0.1:${httpPort}`,
  };
  return {
    enableGlobalNamespace: false,
    failoverVersionIncrement: 10,
    masterClusterName: 'active',
    currentClusterName: 'active',
    clusterInformation: { active },
  };
}

function persistence(store: TemporalStore): object {
  const [main, visibility] = store.kind === 'sqlite' ? sqliteStores(store.file) : postgresStores(store.postgres);
  return {
    defaultStore: 'main',
    visibilityStore: 'visibility',
    // Written into the data on the first start and never changeable: one is enough for tests, four for one machine.
    numHistoryShards: store.kind === 'sqlite' ? 1 : 4,
    datastores: { main: { sql: main }, visibility: { sql: visibility } },
  };
}

function sqliteStores(file: string): [object, object] {
  const store = {
    pluginName: 'sqlite',
    databaseName: file,
    connectAddr: 'localhost',
    connectProtocol: 'tcp',
    connectAttributes: { cache: 'private', setup: 'true', journal_mode: 'wal', synchronous: '0' },
    maxConns: 1,
    maxIdleConns: 1,
    maxConnLifetime: '1h',
  };
  return [store, store];
}

function postgresStores({ port, password }: Postgres): [object, object] {
  const store = (databaseName: string, maxConns: number) => ({
    pluginName: 'postgres12',
    databaseName,
    connectAddr: `127.0.0.1:${port}`,
    connectProtocol: 'tcp',
    user: ROLE,
    password,
    maxConns,
    maxIdleConns: maxConns,
    maxConnLifetime: '1h',
  });
  return [store(TEMPORAL_DATABASE, 20), store(VISIBILITY_DATABASE, 4)];
}
