/** A count from the field: by figures, or by a file of plots. */
import { Option, type Command } from 'commander';
import { isRefusal, sayRefusal } from '../../domain/errors.ts';
import { tallyPlots } from '../../domain/stand/plots.ts';
import { readPlots } from '../../imports/plots.ts';
import { shippedPolicy, type LoadedPolicy } from '../../policies/load.ts';
import type { Database } from '../../prisma/database.ts';
import { standState } from '../../prisma/stand-store.ts';
import { withStands, type GlobalOptions } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { readFileOr } from '../files.ts';
import { printOutcome, senderOf } from '../outcome.ts';
import { policyOf } from '../policy-named.ts';
import { countsWritten } from '../survey-counts.ts';
import { count } from '../units.ts';
import { standNamed } from './stands.ts';

interface SubmitOptions extends GlobalOptions {
  readonly captured: string;
  readonly live?: number;
  readonly designed?: number;
  readonly planted?: number;
  readonly counts?: string;
  readonly deadPatch?: number;
  readonly plots?: string;
  readonly duty?: string;
  readonly by?: string;
  readonly commandId?: string;
  readonly json?: true;
}

export function addSurveyCommands(root: Command): void {
  const survey = root.command('survey').description('counts of live points 成活率调查');
  survey
    .command('submit')
    .argument('<stand>', 'stand id, or its workflow id, which works while the database is away')
    .description('send a count; its answer says whether it binds, and the verdict')
    .requiredOption('--captured <day>', 'local day of the count in the field, YYYY-MM-DD')
    .addOption(new Option('--live <n>', 'live points').argParser(count).conflicts('plots'))
    .addOption(
      new Option('--designed <n>', 'designed points in what was counted; else the whole stand').argParser(count),
    )
    .addOption(new Option('--planted <n>', 'planted points in what was counted').argParser(count))
    .addOption(new Option('--dead-patch <m2>', 'largest contiguous dead patch in m²').argParser(count))
    .option('--counts <words>', 'crowns and stems, as closure=15/100 or stems=30/500 naturals=5 preferred=25')
    .option('--plots <file>', 'plots as CSV: number, live, designed …')
    .option('--duty <id>', 'the check it answers; else the one owed')
    .option('--by <id>', 'id of the sender')
    .option('--command-id <id>', 'send again under the same id: it takes effect once')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper survey submit 140921-0001 --captured 2026-09-25 --live 1699')
    .action(async (reference: string, _local: unknown, command: Command) =>
      submit(reference, command.optsWithGlobals<SubmitOptions>()),
    );
}

async function submit(reference: string, options: SubmitOptions): Promise<void> {
  await withStands(options, async ({ db, stands }) => {
    const outcome = await stands.submitSurvey(await workflowOf(db, reference), {
      ...senderOf(options),
      capturedOn: options.captured,
      ...(await countsOf(db, reference, options)),
      ...(options.duty !== undefined && { dutyId: options.duty }),
    });
    printOutcome(outcome, options);
  });
}

async function countsOf(db: Database, reference: string, options: SubmitOptions) {
  const patch = options.deadPatch === undefined ? {} : { largestDeadPatchM2: options.deadPatch };
  if (options.plots !== undefined) {
    const plots = readPlots(readFileOr(options.plots));
    const tally = tallyPlots(plots, shippedPolicy().limits.liveCapFactor);
    if (isRefusal(tally)) throw new CommandError(EXIT.refused, tally.refused, sayRefusal(tally, options.lang));
    return {
      counts: { ...tally.counts, ...patch },
      plots,
      ...(tally.warnings.length > 0 && { warnings: tally.warnings }),
    };
  }
  if (options.live === undefined && options.counts === undefined) {
    const message = 'neither --live nor --counts nor --plots is given; wanted: one of them';
    throw new CommandError(EXIT.usage, 'LIVE_MISSING', message);
  }
  const counts = {
    ...(options.live !== undefined && { livePoints: options.live }),
    ...(options.counts !== undefined && countsWritten(options.counts, await policyOfStand(db, reference))),
    ...(options.designed !== undefined && { designedPoints: options.designed }),
    ...(options.planted !== undefined && { plantedPoints: options.planted }),
    ...patch,
  };
  return { counts };
}

async function policyOfStand(db: Database, reference: string): Promise<LoadedPolicy> {
  const state = await standState(db, (await standNamed(db, reference)).lifeId);
  return policyOf(Object.values(state?.regimes ?? {})[0] ?? shippedPolicy());
}

async function workflowOf(db: Database, reference: string): Promise<string> {
  return reference.startsWith('stand/') ? reference : (await standNamed(db, reference)).workflowId;
}
