import { buildPart } from './go-build.ts';
import { DiskFullError, StackError } from './stack-error.ts';
import { cliOnPath, downloadCli, keptCli } from './temporal-cli.ts';
import { keptPart, programOf } from './temporal-parts.ts';
import { CLI_WANTED, GO_WANTED, SERVER_VERSION } from './temporal-pins.ts';
import type { EngineName, TemporalEngine } from './temporal-engine.ts';
import type { Patience } from './wait.ts';

type Way = (patience: Patience) => Promise<TemporalEngine | undefined>;

const AT_HAND: readonly Way[] = [keptServer, keptCli, cliOnPath];
const COSTLY: readonly Way[] = [downloadCli, builtServer];

/**
 * The Temporal server of this machine: one kept from before, a `temporal` on PATH, a download, or built with Go.
 *
 * @param recorded - the engine whose data the folder holds; where it can be had it goes before all others
 * @throws StackError - none of the ways leads to one; the message says what each met and names the ways out
 */
export async function findTemporal(recorded: EngineName | undefined, patience: Patience): Promise<TemporalEngine> {
  const reasons = new Set<string>();
  if (recorded !== undefined) {
    const again = recorded.kind === 'built' ? builtServer : downloadCli;
    for (const way of [...AT_HAND, again]) {
      const engine = await tried(way, patience, reasons);
      if (engine?.kind === recorded.kind && engine.version === recorded.version) return engine;
    }
  }
  for (const way of [...AT_HAND, ...COSTLY]) {
    const engine = await tried(way, patience, reasons);
    if (engine !== undefined) return engine;
  }
  throw noWay([...reasons]);
}

async function tried(way: Way, patience: Patience, reasons: Set<string>): Promise<TemporalEngine | undefined> {
  try {
    return await way(patience);
  } catch (error) {
    if (!(error instanceof StackError) || error instanceof DiskFullError) throw error;
    reasons.add(error.message.replaceAll('\n', ' '));
    return undefined;
  }
}

function noWay(reasons: readonly string[]): StackError {
  return new StackError(
    `no Temporal server can be had. Met: ${reasons.join('; ')}. Wanted, one of three: ` +
      `(1) put temporal ${CLI_WANTED} or newer on PATH; ` +
      `(2) install Go ${GO_WANTED} or newer, so that the server can be built; ` +
      '(3) let the download host temporal.download be reachable, or set TEMPORAL_ADDRESS together with DATABASE_URL to use servers of your own',
  );
}

async function keptServer(): Promise<TemporalEngine | undefined> {
  const folder = keptPart('server');
  return folder === undefined ? undefined : builtEngine(folder);
}

async function builtServer(patience: Patience): Promise<TemporalEngine> {
  return builtEngine(await buildPart('server', patience));
}

function builtEngine(folder: string): TemporalEngine {
  return { kind: 'built', version: SERVER_VERSION, command: programOf('server', folder) };
}
