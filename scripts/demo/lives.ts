/** Lives one stand on the real server: skip to a day, report what the crew did, wait until it is written. */
import { startOfDayMs } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/day.ts';
import type { SurveyCounts } from '../../domain/stand/reported.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import type { StandClient } from '../../client/stand-client.ts';
import { resolveRegime } from '../../policies/resolve.ts';
import type { LoadedPolicy } from '../../policies/load.ts';
import type { DemoSurvey, DemoWork } from './scenarios.ts';

export interface LivingStand {
  readonly workflowId: string;
  readonly seed: StandSeed;
}

/** The instant at which a crew reports: nine in the morning of that day. */
export function reportingMs(on: IsoDate, zone: string): number {
  return startOfDayMs(on, zone, 9);
}

/** Sends what the crew reports; throws with the reason where it is not taken. */
export async function report(
  stands: StandClient,
  policy: LoadedPolicy,
  stand: LivingStand,
  step: DemoSurvey | DemoWork,
): Promise<void> {
  const outcome = !('dutyId' in step)
    ? await stands.submitSurvey(stand.workflowId, {
        ...sender(stand, step.on),
        capturedOn: step.on,
        counts: countsOf(step),
      })
    : await stands.submitWork(stand.workflowId, {
        ...sender(stand, step.on),
        dutyId: step.dutyId,
        doneOn: step.on,
        ...workOf(policy, stand, step),
      });
  if (outcome.kind !== 'answered') throw new Error(`${stand.seed.standId} ${step.on}: ${JSON.stringify(outcome)}`);
}

function countsOf({ live, closure }: DemoSurvey): SurveyCounts {
  return {
    ...(live !== undefined && { livePoints: live }),
    ...(closure !== undefined && { closure: { hits: closure, of: 100, method: 'point' } }),
  };
}

/** Stock of the county's own nursery. */
function papersOf({ seed }: LivingStand, points: number) {
  const numbers = { licence: 'SX-17', quarantine: 'Q-88', label: 'B-301', quality: 'A-5' };
  return { ...numbers, provenance: seed.countyCode, quantity: String(points) };
}

/** A re-establishment carries its new planting and the rules of its day. */
function workOf(policy: LoadedPolicy, stand: LivingStand, step: DemoWork) {
  const { seed } = stand;
  if (step.points !== undefined) return { points: step.points, papers: papersOf(stand, step.points) };
  if (!step.dutyId.startsWith('reestablish')) return {};
  const planting = { ...seed.planting, plantedOn: step.on };
  const regime = resolveRegime(policy, {
    countyCode: seed.countyCode,
    species: planting.species,
    method: 'PLANTING',
    plantedOn: step.on,
  });
  return { planting, regime, papers: papersOf(stand, planting.plantedPoints) };
}

/** The same report has the same id, so that a demo interrupted and run again counts nothing twice. */
function sender({ seed }: LivingStand, on: IsoDate) {
  return { by: 'crew-east-1', commandId: `${seed.lifeId.slice(0, 6)}-${on}` };
}
