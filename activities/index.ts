/** All activities of a worker, made with their tools. */
import type { Deeds, Deliveries } from '../contract/deeds.ts';
import type { Sweeps } from '../contract/sweep.ts';
import { createDeeds } from './deeds.ts';
import { createDeliveries, type DeliveryDeps } from './delivery.ts';
import { createSweeps } from './sweep.ts';
import type { SweepDeps } from './sweep-runs.ts';

export function createActivities(deps: DeliveryDeps & SweepDeps): Deeds & Deliveries & Sweeps {
  return { ...createDeeds(deps.db), ...createDeliveries(deps), ...createSweeps(deps) };
}
