/** All activities of a worker, made with their tools. */
import type { Deeds, Deliveries } from '../contract/deeds.ts';
import { createDeeds } from './deeds.ts';
import { createDeliveries, type DeliveryDeps } from './delivery.ts';

export function createActivities(deps: DeliveryDeps): Deeds & Deliveries {
  return { ...createDeeds(deps.db), ...createDeliveries(deps) };
}
