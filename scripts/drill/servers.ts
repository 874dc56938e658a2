/** PostgreSQL and Temporal of a drill: killed without warning, and started again on the same data and port. */
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Settings } from '../../contract/settings.ts';
import { findTemporal } from '../../embedded/find-temporal.ts';
import { ensureNamespace, NAMESPACE } from '../../embedded/namespace.ts';
import { startPostgres, type Postgres } from '../../embedded/postgres.ts';
import { ROLE } from '../../embedded/postgres-init.ts';
import { StackError } from '../../embedded/stack-error.ts';
import { ensureTemporalSchema } from '../../embedded/temporal-schema.ts';
import { startTemporal, type Temporal } from '../../embedded/temporal-server.ts';
import { isSameProcess } from '../../embedded/process-identity.ts';

export type ServerName = 'postgres' | 'temporal';

export interface Servers {
  readonly settings: Settings;
  /** SIGKILL, to the server itself and not to what watches it. */
  kill(name: ServerName): Promise<void>;
  /** Back again on the same data. */
  start(name: ServerName): Promise<void>;
  stop(): Promise<void>;
}

const TRIES = 20;
const say = () => undefined;

/** As an embedded installation has them, Temporal's data in PostgreSQL and every commit durable; only time can be skipped. */
export async function startServers(folder: string): Promise<Servers> {
  const home = { folder, guarded: true, say };
  const engine = await findTemporal(undefined, { say });
  if (engine.kind !== 'built')
    throw new StackError(`the drill needs a built Temporal server, whose data lies in PostgreSQL; met: ${engine.kind}`);
  const openPostgres = (port?: number) => startPostgres({ ...home, durable: true, port });
  const openTemporal = async (on: Postgres, port?: number): Promise<Temporal> => {
    // Takes away the notes of the server that was killed as well: with them a restart takes most of a minute.
    await ensureTemporalSchema(on, { say });
    const store = { kind: 'postgresql', postgres: on } as const;
    return startTemporal({ ...home, mode: 'test', engine, store, port, uiPort: undefined });
  };
  let postgres = await openPostgres();
  let temporal = await openTemporal(postgres);
  await ensureNamespace(temporal.address, { say });
  const port = Number(temporal.address.split(':')[1]);
  return {
    settings: { databaseUrl: postgres.urlOf(ROLE), temporalAddress: temporal.address, namespace: NAMESPACE },
    kill: (name) => killServer(folder, name),
    async start(name) {
      if (name === 'postgres') postgres = await again(() => openPostgres(postgres.port));
      else temporal = await again(() => openTemporal(postgres, port));
    },
    async stop() {
      await temporal.stop();
      await postgres.stop();
    },
  };
}

/** Its children may hold port or memory for another moment. */
async function again<T>(start: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start();
    } catch (error) {
      if (tries === TRIES) throw error;
      await pause(250);
    }
  }
}

/** The process that is noted is the guard, which ends the server should the drill itself be killed. */
async function killServer(folder: string, name: ServerName): Promise<void> {
  const guard = JSON.parse(readFileSync(join(folder, 'run', `${name}.json`), 'utf8')) as {
    pid: number;
    identity: string;
  };
  for (const pid of childrenOf(guard.pid)) process.kill(pid, 'SIGKILL');
  while (isSameProcess(guard)) await pause(10);
}

function childrenOf(parent: number): readonly number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return rows
    .map((row) => row.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (ppid === parent ? [pid!] : []));
}
