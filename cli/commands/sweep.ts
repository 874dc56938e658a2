/** Commands on the nightly sweep: run one now, read what was found. */
import { setTimeout as pause } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import { startSweep, SweepEndedError, sweepSchedule, type AskedSweep } from '../../client/run-sweep.ts';
import { workersOn } from '../../client/workers-on.ts';
import type { SweepDone } from '../../contract/sweep.ts';
import type { Language } from '../../domain/language.ts';
import { FINDINGS_READ, listFindings } from '../../prisma/sweep-store.ts';
import { withDatabase, withStands, type GlobalOptions } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printJson } from '../output.ts';
import {
  FIRST_ONLY,
  NO_SWEEP,
  sayBegun,
  sayEnded,
  sayJoined,
  sayLeftAlone,
  sayLooked,
  sayNotBegun,
  sayOtherRuns,
} from '../sweep-command-words.ts';
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
  const { all = false, lang } = options;
  await withStands(options, async ({ db, temporal }) => {
    const schedule = await sweepSchedule(temporal);
    if (schedule === undefined) throw new CommandError(EXIT.notFound, 'SWEEP_UNKNOWN', NO_SWEEP[lang]);
    const { taskQueue } = schedule;
    if ((await workersOn(temporal, taskQueue)) === 0) throw nobody(sayNotBegun(taskQueue, lang));
    const sweep = await startSweep(temporal, schedule, all);
    if (all && sweep.joined?.all === false)
      throw new CommandError(EXIT.refused, 'SWEEP_RUNS', sayOtherRuns(sweep.joined.since, lang));
    console.error(sweep.joined ? sayJoined(sweep.joined.since, lang) : sayBegun(taskQueue, lang));
    const done = await endOf(sweep, lang);
    const found = await listFindings(db, { since: done.at, until: done.at });
    if (options.json) return printJson({ ...done, findings: found });
    sayLooked(done, lang);
    printFindings(found, lang);
  });
}

const LOOK_EVERY_MS = 5000;

/** A worker may end while it is waited for, and nothing else would tell. */
async function endOf(sweep: AskedSweep, lang: Language): Promise<SweepDone> {
  const result = sweep.result().catch((error: unknown) => {
    throw error instanceof SweepEndedError
      ? new CommandError(EXIT.failed, 'SWEEP_ENDED', sayEnded(error.message, lang))
      : error;
  });
  for (;;) {
    const done = await Promise.race([result, pause(LOOK_EVERY_MS)]);
    if (done !== undefined) return done;
    if (!(await sweep.isServed())) throw nobody(sayLeftAlone(lang));
  }
}

function nobody(message: string): CommandError {
  return new CommandError(EXIT.outage, 'OUTAGE', message);
}

async function findings(options: Options): Promise<void> {
  const since = new Date(Date.now() - options.nights * DAY_MS).toISOString();
  const found = await withDatabase(options, (db) => listFindings(db, { since, open: options.open ?? false }));
  if (found.length === FINDINGS_READ) console.error(FIRST_ONLY[options.lang]);
  if (options.json) printJson(found);
  else printFindings(found, options.lang);
}
