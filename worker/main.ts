/** `standkeeper worker`: one worker of a production stack, until it is told to stop. */
import type { Settings } from '../contract/settings.ts';
import { buildOf } from './build.ts';
import { createWorker } from './create-worker.ts';
import { installRuntime } from './runtime.ts';

export interface WorkerRun {
  readonly settings: Settings;
  /** State folder: bundles of this and earlier builds are kept there. */
  readonly folder: string;
  say(line: string): void;
}

/** Runs until SIGINT or SIGTERM; running deeds are finished first. */
export async function runWorker({ settings, folder, say }: WorkerRun): Promise<void> {
  installRuntime('WARN', (line) => void process.stderr.write(`${line}\n`));
  const build = await buildOf(folder);
  const worker = await createWorker({ settings, build, say });
  say(`worker of build ${build.id} is ready`);
  const stop = (): void => {
    say('stopping; running deeds are finished first');
    void worker.shutdown();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  await worker.run;
}
