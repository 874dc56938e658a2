/** Commands that stay up: the whole embedded stack, or one worker of a production stack. */
import type { Command } from 'commander';
import { say } from '../say.ts';
import { settingsOf, type GlobalOptions } from '../context.ts';

export function addRunCommands(root: Command): void {
  root
    .command('up')
    .description('bring up PostgreSQL, Temporal, its UI and a worker on this machine, until Ctrl-C')
    .option('--no-sample', 'leave an empty database empty instead of loading the sample county')
    .addHelpText('after', '\nExample:\n  standkeeper up --folder ./county-data')
    .action(async (options: { sample: boolean }, command: Command) => {
      const { up } = await import('../up.ts');
      await up({ folder: command.optsWithGlobals<GlobalOptions>().folder, sample: options.sample });
    });
  root
    .command('worker')
    .description('run one worker against DATABASE_URL and TEMPORAL_ADDRESS, until Ctrl-C')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=… TEMPORAL_ADDRESS=temporal:7233 standkeeper worker')
    .action(async (_options: unknown, command: Command) => {
      const { runWorker } = await import('../../worker/main.ts');
      const options = command.optsWithGlobals<GlobalOptions>();
      await runWorker({ settings: settingsOf(options), folder: options.folder, say });
    });
}
