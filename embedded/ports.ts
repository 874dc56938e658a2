import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { PortTakenError, StackError } from './stack-error.ts';

const HOST = '127.0.0.1';

/** Below the range from which the system takes ports for outgoing connections, which would steal ours in between. */
const LOWEST = 15_000;
const HIGHEST = 32_000;

/** The wanted port where it is free, else another one, saying so. */
export async function choosePort(
  what: string,
  wanted: number | undefined,
  say: (line: string) => void,
): Promise<number> {
  if (wanted !== undefined) {
    const met = await listen(wanted);
    if (met !== undefined) {
      await close(met);
      return wanted;
    }
  }
  const [port] = await freePorts(1);
  if (wanted !== undefined) say(`port ${wanted} is taken; ${what} goes to ${port}`);
  return port as number;
}

/** So many different free ports; all are held open until the last is found. */
export async function freePorts(count: number): Promise<number[]> {
  const servers: Server[] = [];
  const ports: number[] = [];
  try {
    for (let tries = 0; ports.length < count; tries += 1) {
      if (tries > count + 1000) {
        throw new StackError(`no free port between ${LOWEST} and ${HIGHEST} on ${HOST}; wanted: ${count}`);
      }
      const port = randomInt(LOWEST, HIGHEST);
      const server = await listen(port);
      if (server === undefined) continue;
      servers.push(server);
      ports.push(port);
    }
    return ports;
  } finally {
    await Promise.all(servers.map(close));
  }
}

/** Starts again on other ports when one was lost between choosing and listening. */
export async function retryOnTakenPort<T>(start: () => Promise<T>): Promise<T> {
  for (let triesLeft = 2; ; triesLeft -= 1) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof PortTakenError) || triesLeft === 0) throw error;
    }
  }
}

/** @returns undefined when somebody listens there already */
function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(port, HOST, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
