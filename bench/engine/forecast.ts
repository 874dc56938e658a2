/** The rules alone: 100,000 stands told five years ahead on all cores, and held on a sample against the server. */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { liveLater, type Engine } from '../../cli/live-later.ts';
import { standLog } from '../../prisma/stand-store.ts';
import { compileAll } from '../../scripts/compile.ts';
import type { Figures } from '../figures.ts';
import { headsOf, lifeAt, SAMPLE, STANDS, type Model, type Share, type Told } from './forecast-stands.ts';
import { lifeUntil } from './stands.ts';

const YEARS = 5;
const OUTCOMES = `on survivalCheck live=0.8; on replant; on tending; on preservationCheck live=0.85 closure=0.15`;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT = join(ROOT, '.standkeeper', 'forecast');
/** With the garbage of many short lives the young generation's default of 16 MB is collected without end. */
const YOUNG_MB = 64;

export async function measureForecast(engine: Engine, say: (line: string) => void): Promise<Figures> {
  const model = lifeUntil('2045-04-15', OUTCOMES);
  const { seconds, shares } = await tellOnAllCores(model, say);
  const heads = Object.assign({}, ...shares.map((share) => share.heads)) as Told['heads'];
  const told = checksumOf(Array.from({ length: SAMPLE }, (_, index) => heads[index]!));
  const lived = checksumOf(await livedHeads(engine, model));
  if (told !== lived) throw new Error(`the rules tell ${told}, the server ${lived}`);
  say(`the first ${SAMPLE} stands give ${told.slice(0, 16)} on the server as well`);
  return {
    deciderStandYearsPerSecond: { value: Math.round((STANDS * YEARS) / seconds) },
    forecast100kx5Seconds: { value: Number(seconds.toFixed(1)), most: 30 },
    decisions: { value: shares.reduce((sum, { decisions }) => sum + decisions, 0) },
    // Of the sample, the same from the rules and from the server's logs.
    checksum: { value: told.slice(0, 16) },
    forecastProcesses: { value: shares.length },
  };
}

async function tellOnAllCores(
  { seed, outcomes, until }: Model,
  say: (line: string) => void,
): Promise<{ seconds: number; shares: readonly Told[] }> {
  // Measured as it is delivered: a loader that compiles as it goes keeps names of functions, at half the speed.
  rmSync(BUILT, { recursive: true, force: true });
  await compileAll(BUILT);
  try {
    const step = availableParallelism();
    const began = performance.now();
    const shares = await Promise.all(
      Array.from({ length: step }, (_, first) =>
        toldByProcess({ model: { seed, outcomes, until }, first, step }, (told) =>
          say(`process ${first + 1}: ${told} stands told ahead`),
        ),
      ),
    );
    return { seconds: (performance.now() - began) / 1000, shares };
  } finally {
    rmSync(BUILT, { recursive: true, force: true });
  }
}

function toldByProcess(share: Share, say: (told: number) => void): Promise<Told> {
  return new Promise((resolve, reject) => {
    const execArgv = [`--max-semi-space-size=${YOUNG_MB}`];
    const child = fork(join(BUILT, 'bench', 'engine', 'forecast-share.js'), { execArgv });
    child.on('message', (message: number | Told) => {
      if (typeof message === 'number') say(message);
      else resolve(message);
    });
    child.on('exit', (code) => reject(new Error(`a process of the forecast ended with ${code}`)));
    child.send(share);
  });
}

async function livedHeads(engine: Engine, model: Model): Promise<readonly string[]> {
  const heads: string[] = [];
  for (let index = 0; index < SAMPLE; index += 1) {
    const life = lifeAt(model, index);
    const { difference } = await liveLater(engine, life);
    if (difference !== undefined) throw new Error(`stand ${index} differs: ${JSON.stringify(difference)}`);
    heads.push(headsOf((await standLog(engine.db, life.seed.lifeId)).turns));
  }
  return heads;
}

function checksumOf(heads: readonly string[]): string {
  return createHash('sha256').update(heads.join('\n')).digest('hex');
}
