/** How lives are lived that are recorded: on the servers, by skipping time, and never otherwise than they say. */
import { setTimeout as pause } from 'node:timers/promises';
import { lifeOf, type LifeOptions } from '../../cli/life.ts';
import { liveLater } from '../../cli/live-later.ts';
import type { Outcome } from '../../client/outcome.ts';
import { standWorkflowId } from '../../contract/names.ts';
import { seedState } from '../../domain/stand/fold.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import { YEAR, type TestCounty } from '../workflows/county.ts';

/** A day so many years after that of the planting. */
export const on = (years: number, day: string): string => `${YEAR + years}-${day}`;

export const day = (county: TestCounty, workflowId: string, today: string) =>
  fastForward(county.temporal, workflowId, `${today}T01:00:00Z`);

export const WEST: LifeOptions = {
  policy: 'xinzhou-2024',
  county: '140932',
  species: '油松',
  planted: '2040-04-15',
  designed: 2000,
  nurseryYears: 2,
  areaHa: 10,
  method: 'planting',
};
let numbers = 0;

/** A whole life as foretold; a difference to the rules' own telling is a bug, not a history to keep. */
export async function told(county: TestCounty, options: LifeOptions): Promise<string> {
  const life = lifeOf(options);
  const seed = { ...life.seed, standId: `${options.county}-told${(numbers += 1)}` };
  const { db, temporal, taskQueue } = county;
  const { difference } = await liveLater({ db, temporal, taskQueue }, { ...life, seed, state: seedState(seed) });
  if (difference !== undefined) throw new Error(`${options.outcomes}: ${JSON.stringify(difference)}`);
  return standWorkflowId(seed);
}

/** Deeds and continue-as-new settle in well under this on the test server. */
export const settle = () => pause(1000);

/** A command that was refused leaves no trace in a history: the life would not be the one it is said to be. */
export function taken(outcome: Outcome): void {
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
}
