import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPart } from './go-build.ts';
import { keptPart, programOf } from './temporal-parts.ts';
import { listens } from './listens.ts';
import { NAMESPACE } from './namespace.ts';
import { choosePort } from './ports.ts';
import { spawnServer, type Home, type RunningServer } from './processes.ts';
import { waitUntil, type Patience } from './wait.ts';

export interface UiOptions extends Home, Patience {
  readonly temporalAddress: string;
  /** Taken where free, else another one; always another one when undefined. */
  readonly port: number | undefined;
}

export interface TemporalUi extends RunningServer {
  readonly url: string;
}

/** Starts the web UI of a built server; `start-dev` brings its own. */
export async function startTemporalUi(options: UiOptions): Promise<TemporalUi> {
  const { folder, say, signal, temporalAddress } = options;
  const program = programOf('ui', keptPart('ui') ?? (await buildPart('ui', options)));
  const port = await choosePort("Temporal's UI", options.port, say);
  const root = join(folder, 'temporal-ui');
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'standkeeper.yaml'), configOf(temporalAddress, port));
  // An absolute --config is taken as relative to the root.
  const args = ['--root', root, '--config', '.', '--env', 'standkeeper', 'start'];
  const server = spawnServer({ name: 'temporal-ui', command: program, args, stopSignal: 'SIGTERM' }, options);
  try {
    const ready = () => listens(port);
    await waitUntil({
      what: "Temporal's UI to listen",
      ready,
      hopeless: () => server.died(),
      timeoutMs: 30_000,
      say,
      signal,
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...server, url: `http://127.0.0.1:${port}` };
}

/** JSON is YAML as well. News are not fetched: the machine may have no way out. */
function configOf(temporalGrpcAddress: string, port: number): string {
  return JSON.stringify({
    temporalGrpcAddress,
    host: '127.0.0.1',
    port,
    enableUi: true,
    defaultNamespace: NAMESPACE,
    disableNewsFetch: true,
    cors: { allowOrigins: [`http://127.0.0.1:${port}`, `http://localhost:${port}`] },
  });
}
