/** Commands on the nightly sweep: run one now, read what was found. */
import { Option, type Command } from 'commander';
import { startSweep, sweepSchedule } from '../../client/run-sweep.ts';
import { SWEEP_BY_HAND } from '../../contract/names.ts';
import type { SweepDone } from '../../contract/sweep.ts';
import { listFindings } from '../../prisma/sweep-store.ts';
import { withDatabase, withStands, type GlobalOptions } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printJson } from '../output.ts';
import { printFindings } from '../sweep-words.ts';
import { wholeNumber } from '../units.ts';

interface Options extends GlobalOptions {
  readonly all?: true;
  readonly open?: true;
  readonly nights: number;
  readonly json?: true;
}

const DAY_MS = 24 * 3600 * 1000;

export function addSweepCommands(root: Command): void {
  const sweep = root.command('sweep').description('the nightly look at log, rows and workflows 夜间核对');
  sweep
    .command('run')
    .description('look now, put right what can be, and say what was found')
    .option('--all', 'fold every log, not tonight’s thirtieth alone; after a restore, for instance')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper sweep run --all')
    .action((_local: unknown, command: Command) => run(command.optsWithGlobals<Options>()));
  sweep
    .command('findings')
    .description('what the sweeps of the last nights have found')
    .addOption(new Option('--nights <n>', 'how far back').default(7).argParser(wholeNumber))
    .option('--open', 'only what was not put right')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper sweep findings --nights 90 --open')
    .action((_local: unknown, command: Command) => findings(command.optsWithGlobals<Options>()));
}

async function run(options: Options): Promise<void> {
  await withStands(options, async ({ db, temporal }) => {
    const schedule = await sweepSchedule(temporal);
    if (schedule === undefined) {
      throw new CommandError(
        EXIT.notFound,
        'SWEEP_UNKNOWN',
        'no worker has ever run here; start one: standkeeper worker',
      );
    }
    const sweep = await startSweep(temporal, schedule, options.all ?? false);
    console.error(`${SWEEP_BY_HAND} runs on ${schedule.taskQueue}; waiting for its end`);
    const done = await sweep.result();
    const found = await listFindings(db, { since: done.at, until: done.at });
    if (options.json) return printJson({ ...done, findings: found });
    sayLooked(done);
    printFindings(found, options.lang);
  });
}

async function findings(options: Options): Promise<void> {
  const since = new Date(Date.now() - options.nights * DAY_MS).toISOString();
  const found = await withDatabase(options, (db) => listFindings(db, { since, open: options.open ?? false }));
  if (options.json) printJson(found);
  else printFindings(found, options.lang);
}

function sayLooked({ looked }: SweepDone): void {
  const { foldLogs = 0, reviveStands = 0, wakeSleepers = 0, lookForStrays = 0 } = looked;
  console.log(
    `${foldLogs} logs folded, ${reviveStands} open stands and ${lookForStrays} workflows compared, ${wakeSleepers} late`,
  );
}
