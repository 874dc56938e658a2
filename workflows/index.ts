/** The workflows of the bundle. Every function exported here becomes a workflow type; nothing else may be. */
export { deliveryWorkflow } from './delivery.ts';
export { standWorkflow } from './stand.ts';
export { sweepWorkflow } from './sweep.ts';
