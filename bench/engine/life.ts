/** Twenty-five years of one stand, each report sent at rest. */
import { liveLater, type Engine } from '../../cli/live-later.ts';
import type { Figures } from '../figures.ts';
import { lifeUntil } from './stands.ts';

const OUTCOMES = `2040-09-20 survey live=1300; on replant; on survivalCheck live=0.9; on tending
  on preservationCheck live=0.9 closure=0.15; on closureCheck closure=0.25; on mapRegistration
  on grazingDecision option=keep; on lateTendingCheck closure=0.7; on thinning`;

export async function measureLife(engine: Engine): Promise<Figures> {
  const life = lifeUntil('2065-04-15', OUTCOMES);
  const began = performance.now();
  const { difference } = await liveLater(engine, life);
  const lifeSeconds = (performance.now() - began) / 1000;
  if (difference !== undefined) throw new Error(`the life differs from the rules: ${JSON.stringify(difference)}`);
  return { lifeSeconds: { value: Number(lifeSeconds.toFixed(1)), most: 20 } };
}
