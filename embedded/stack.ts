import { join, resolve } from 'node:path';
import { removeEndpoints, writeEndpoints, type Endpoints } from './endpoints.ts';
import { holdToEngine, readEngineRecord, recordEngine } from './engine-record.ts';
import { setEngineAside } from './set-engine-aside.ts';
import { lockFolder } from './folder-lock.ts';
import { stopLeftovers } from './leftovers.ts';
import { ensureNamespace, NAMESPACE } from './namespace.ts';
import { choosePort, retryOnTakenPort } from './ports.ts';
import { startPostgres, type Postgres } from './postgres.ts';
import { ROLE } from './postgres-init.ts';
import type { Home, RunningServer } from './processes.ts';
import { asStackError, StackError } from './stack-error.ts';
import type { TemporalStore } from './temporal-config.ts';
import { findTemporal } from './find-temporal.ts';
import type { TemporalEngine } from './temporal-engine.ts';
import { ensureTemporalSchema } from './temporal-schema.ts';
import { startTemporal, type Temporal } from './temporal-server.ts';
import { startTemporalUi } from './temporal-ui.ts';
import type { Patience } from './wait.ts';

export interface StackOptions extends Patience {
  /** Holds data, logs and endpoints; made where missing. */
  readonly folder: string;
  /**
   * `embedded`: kept for good, and outlives a kill -9 of this process until the next start.
   * `test`: Temporal on SQLite with time skipping, free ports only, everything ends with this process.
   */
  readonly mode: 'embedded' | 'test';
  /** The web UI of Temporal; unless said otherwise in mode `embedded` alone. */
  readonly ui?: boolean;
  /** What becomes of Temporal's data that another engine has written: unless said otherwise the start is refused. */
  readonly newEngine?: 'setAside';
}

export interface Stack {
  readonly endpoints: Endpoints;
  /** Ends UI, Temporal and PostgreSQL, in this order, and gives the folder free. */
  stop(): Promise<void>;
}

type TemporalEndpoints = Pick<Endpoints, 'temporalAddress' | 'uiUrl'>;

/** What every part of one bring-up needs to know. */
interface Site extends Home, Patience {
  readonly mode: 'embedded' | 'test';
  readonly withUi: boolean;
  readonly newEngine: StackOptions['newEngine'];
  readonly ports: { readonly postgres?: number; readonly temporal?: number; readonly ui?: number };
  /** In the order in which they came up. */
  readonly running: RunningServer[];
}

const DEFAULT_PORTS = { postgres: 54_329, temporal: 7233, ui: 8233 } as const;

/**
 * Brings PostgreSQL and Temporal up in the folder: the lock first, then what a killed start has left is ended, then ports.
 *
 * @throws StackError - one clear line on what is missing, taken, full or not allowed; whatever had come up is stopped again
 */
export async function startStack({ folder: given, mode, say, signal, ui, newEngine }: StackOptions): Promise<Stack> {
  const folder = resolve(given);
  const lock = lockFolder(folder);
  const running: RunningServer[] = [];
  const stop = async () => {
    removeEndpoints(folder);
    for (const server of running.toReversed()) await server.stop();
    lock.release();
  };
  try {
    await stopLeftovers(folder, say);
    const ports = mode === 'test' ? {} : DEFAULT_PORTS;
    const withUi = ui ?? mode === 'embedded';
    const guarded = mode === 'test';
    const endpoints = await bringUp({ folder, guarded, mode, say, signal, withUi, newEngine, ports, running });
    writeEndpoints(folder, endpoints);
    return { endpoints, stop };
  } catch (error) {
    await stop();
    throw asStackError(error, `starting the servers of ${folder}`);
  }
}

async function bringUp(site: Site): Promise<Endpoints> {
  const postgres = bringUpPostgres(site);
  const [{ urlOf }, temporal] = await both(postgres, bringUpTemporal(site, postgres));
  return { databaseUrl: urlOf(ROLE), ...temporal, namespace: NAMESPACE, pid: process.pid };
}

async function bringUpPostgres(site: Site): Promise<Postgres> {
  const durable = site.mode === 'embedded';
  const postgres = await retryOnTakenPort(() => startPostgres({ ...site, durable, port: site.ports.postgres }));
  site.running.unshift(postgres);
  site.say(`PostgreSQL listens on 127.0.0.1:${postgres.port}`);
  return postgres;
}

async function bringUpTemporal(site: Site, postgres: Promise<Postgres>): Promise<TemporalEndpoints> {
  const engine = await findTemporal(readEngineRecord(site.folder), site);
  const store = storeOf(engine, site.mode);
  const record = { kind: engine.kind, version: engine.version, store };
  if (site.newEngine === 'setAside') await setEngineAside(site, record, postgres);
  else holdToEngine(site.folder, record);
  const uiPort =
    engine.kind === 'cli' && site.withUi ? await choosePort("Temporal's UI", site.ports.ui, site.say) : undefined;
  const options = { ...site, engine, uiPort, port: site.ports.temporal, store: await openStore(store, site, postgres) };
  const temporal = await retryOnTakenPort(() => startTemporal(options));
  site.running.push(temporal);
  const [, uiUrl] = await both(ensureNamespace(temporal.address, site), bringUpUi(site, engine, temporal));
  if (site.mode === 'embedded') recordEngine(site.folder, record);
  site.say(`Temporal ${engine.version} (${engine.kind}, data in ${store}) listens on ${temporal.address}`);
  return { temporalAddress: temporal.address, ...(uiUrl !== undefined && { uiUrl }) };
}

/** `start-dev` knows SQLite alone; its tables are never upgraded, so a built server keeps what is to stay in PostgreSQL. */
function storeOf({ kind }: TemporalEngine, mode: Site['mode']): TemporalStore['kind'] {
  return kind === 'built' && mode === 'embedded' ? 'postgresql' : 'sqlite';
}

async function openStore(kind: TemporalStore['kind'], site: Site, postgres: Promise<Postgres>): Promise<TemporalStore> {
  if (kind === 'sqlite') return { kind, file: join(site.folder, 'temporal', 'temporal.db') };
  const opened = await postgres;
  await ensureTemporalSchema(opened, site);
  return { kind, postgres: opened };
}

async function bringUpUi(site: Site, engine: TemporalEngine, temporal: Temporal): Promise<string | undefined> {
  if (!site.withUi || engine.kind === 'cli') return temporal.uiUrl;
  const options = { ...site, temporalAddress: temporal.address, port: site.ports.ui };
  const ui = await retryOnTakenPort(() => startTemporalUi(options)).catch((error: unknown) => {
    // Stands do not need it: a machine that can no longer build it still keeps their duties.
    if (!(error instanceof StackError)) throw error;
    site.say(`no UI of Temporal this time: ${error.message}`);
  });
  if (ui !== undefined) site.running.push(ui);
  return ui?.url;
}

/** Both at once; when one fails, the other is waited for all the same, so that everything that came up can be stopped. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}
