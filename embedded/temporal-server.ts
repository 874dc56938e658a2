import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listens } from './listens.ts';
import { choosePort, freePorts } from './ports.ts';
import { writePrivately } from './private-file.ts';
import { spawnServer, type Home, type RunningServer, type ServerCommand } from './processes.ts';
import type { TemporalEngine } from './temporal-engine.ts';
import {
  dynamicConfig,
  dynamicConfigFile,
  PORTS_BESIDES_FRONTEND,
  serverConfig,
  type TemporalStore,
} from './temporal-config.ts';
import { waitUntil, type Patience } from './wait.ts';

export interface TemporalOptions extends Home, Patience {
  readonly mode: 'embedded' | 'test';
  readonly engine: TemporalEngine;
  readonly store: TemporalStore;
  /** Taken where free, else another one; always another one when undefined. */
  readonly port: number | undefined;
  /** `start-dev` brings its own UI and is told its port here. */
  readonly uiPort: number | undefined;
}

export interface Temporal extends RunningServer {
  readonly address: string;
  /** The UI that `start-dev` brings along. */
  readonly uiUrl?: string;
}

const START_MS = 60_000;

/** Starts the Temporal server and waits until it listens. */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const port = await choosePort('Temporal', options.port, options.say);
  mkdirSync(join(options.folder, 'temporal'), { recursive: true });
  const command = options.engine.kind === 'built' ? await builtServer(port, options) : devServer(port, options);
  const server = spawnServer(command, options);
  try {
    const hopeless = () => server.died();
    const { say, signal } = options;
    await waitUntil({
      what: 'Temporal to listen',
      ready: () => listens(port),
      hopeless,
      timeoutMs: START_MS,
      say,
      signal,
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
  const { uiPort } = options;
  return {
    ...server,
    address: `127.0.0.1:${port}`,
    ...(uiPort !== undefined && { uiUrl: `http://127.0.0.1:${uiPort}` }),
  };
}

async function builtServer(port: number, { engine, folder, mode, store }: TemporalOptions): Promise<ServerCommand> {
  const [config, dynamicConfigPath] = [
    join(folder, 'temporal', 'server.json'),
    join(folder, 'temporal', 'dynamic.json'),
  ];
  const otherPorts = await freePorts(PORTS_BESIDES_FRONTEND);
  writeFileSync(dynamicConfigPath, dynamicConfigFile(mode));
  writePrivately(config, serverConfig({ store, frontendPort: port, otherPorts, dynamicConfigPath }));
  const args = ['--config-file', config, '--allow-no-auth', 'start'];
  return { name: 'temporal', command: engine.command, args, stopSignal: stopSignalIn(mode) };
}

function devServer(port: number, { engine, mode, store, uiPort }: TemporalOptions): ServerCommand {
  const ui = uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)];
  const keys = Object.entries(dynamicConfig(mode)).flatMap(([key, value]) => [
    '--dynamic-config-value',
    `${key}=${JSON.stringify(value)}`,
  ]);
  const file = store.kind === 'sqlite' ? ['--db-filename', store.file] : [];
  const args = [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--log-level',
    'warn',
    ...ui,
    ...file,
  ];
  return { name: 'temporal', command: engine.command, args: [...args, ...keys], stopSignal: stopSignalIn(mode) };
}

/** Nothing of a test is kept, so its server need not tidy up. */
function stopSignalIn(mode: 'embedded' | 'test'): 'SIGTERM' | 'SIGKILL' {
  return mode === 'test' ? 'SIGKILL' : 'SIGTERM';
}
