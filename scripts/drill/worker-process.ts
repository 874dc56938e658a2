/** The whole worker of a drill, in a process of its own. `argv[2]` is its order as JSON. */
import type { Settings } from '../../contract/settings.ts';
import { buildOf } from '../../worker/build.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { installRuntime } from '../../worker/runtime.ts';

const order = JSON.parse(process.argv[2]!) as { settings: Settings; folder: string };
const say = () => undefined;
installRuntime('ERROR', say);
const worker = await createWorker({ settings: order.settings, build: await buildOf(order.folder), say });
process.send?.({ ready: true });
await worker.run;
// A worker stops only when it is told to: whatever ended it, somebody starts it again.
process.exit(1);
