/** The rules alone: 100,000 stands told five years ahead, and held on a sample against the server. */
import { createHash } from 'node:crypto';
import { liveLater, type Engine } from '../../cli/live-later.ts';
import type { LifeToWalk } from '../../cli/life.ts';
import { addDays } from '../../domain/day.ts';
import { seedState, type FoldedTurn } from '../../domain/stand/fold.ts';
import { simulate } from '../../domain/stand/simulate.ts';
import { standLog } from '../../prisma/stand-store.ts';
import type { Figures } from '../main.ts';
import { lifeUntil } from './stands.ts';

const STANDS = 100_000;
const YEARS = 5;
const SAMPLE = 3;
const SAY_EVERY = 20_000;
const OUTCOMES = `on survivalCheck live=0.8; on replant; on tending; on preservationCheck live=0.85 closure=0.15`;

export async function measureForecast(engine: Engine, say: (line: string) => void): Promise<Figures> {
  const model = lifeUntil('2045-04-15', OUTCOMES);
  const checksum = createHash('sha256');
  let decisions = 0;
  const began = performance.now();
  for (let index = 0; index < STANDS; index += 1) {
    const { turns, sent } = simulate(standOf(model, index));
    decisions += turns.length + sent.filter(({ refusal }) => refusal !== undefined).length;
    if (index < SAMPLE) checksum.update(headsOf(turns));
    if ((index + 1) % SAY_EVERY === 0) say(`${index + 1} of ${STANDS} stands told ahead`);
  }
  const seconds = (performance.now() - began) / 1000;
  const told = checksum.digest('hex');
  const lived = await livedChecksum(engine, model);
  if (told !== lived) throw new Error(`the rules tell ${told}, the server ${lived}`);
  say(`${decisions} decisions; the first ${SAMPLE} stands give ${told.slice(0, 16)} on the server as well`);
  return {
    deciderStandYearsPerSecond: { value: Math.round((STANDS * YEARS) / seconds) },
    forecast100kx5Seconds: { value: Number(seconds.toFixed(1)), most: 30 },
    decisions: { value: decisions },
  };
}

/** Stands differ in their number, their planting day and the points of their design. */
function standOf(model: LifeToWalk, index: number): LifeToWalk {
  const plantedOn = addDays('2040-04-10', index % 30);
  const designedPoints = 1500 + (index % 1000);
  const { planting } = model.seed;
  const seed = {
    ...model.seed,
    lifeId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    standId: `140932-f${index}`,
    planting: { ...planting, plantedOn, designedPoints, plantedPoints: designedPoints },
  };
  return { ...model, seed, state: seedState(seed), startOn: plantedOn };
}

async function livedChecksum(engine: Engine, model: LifeToWalk): Promise<string> {
  const checksum = createHash('sha256');
  for (let index = 0; index < SAMPLE; index += 1) {
    const life = standOf(model, index);
    const { difference } = await liveLater(engine, life);
    if (difference !== undefined) throw new Error(`stand ${index} differs: ${JSON.stringify(difference)}`);
    checksum.update(headsOf((await standLog(engine.db, life.seed.lifeId)).turns));
  }
  return checksum.digest('hex');
}

function headsOf(turns: readonly FoldedTurn[]): string {
  return turns.map(({ turn, on, events }) => `${turn} ${on} ${events.map(({ type }) => type).join(' ')}`).join('\n');
}
