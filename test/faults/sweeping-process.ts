/** A whole worker in a process of its own, to be killed while it sweeps. `argv[2]` is its order as JSON. */
import type { Settings } from '../../contract/settings.ts';
import type { Build } from '../../worker/build.ts';
import { createWorker } from '../../worker/create-worker.ts';

const order = JSON.parse(process.argv[2]!) as { settings: Settings; build: Build };
await createWorker({ ...order, say: () => undefined });
process.send?.('ready');
