/** Losses and damages, at any stage of a life. */
import { Option, type Command } from 'commander';
import { DAMAGE_CAUSES, type DamageCause } from '../../domain/stand/command.ts';
import { withStands, type GlobalOptions } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printOutcome, senderOf } from '../outcome.ts';
import { count } from '../units.ts';
import { workflowOf } from '../workflow-of.ts';

interface ReportOptions extends GlobalOptions {
  readonly seen: string;
  readonly cause: DamageCause;
  readonly lostM2: number;
  readonly certificate?: string;
  readonly certifiedM2?: number;
  readonly part?: string;
  readonly by?: string;
  readonly commandId?: string;
  readonly json?: true;
}

export function addDamageCommands(root: Command): void {
  const damage = root.command('damage').description('losses and damages 灾害');
  damage
    .command('report')
    .argument('<stand>', 'stand id, or its workflow id, which works while the database is away')
    .description('report what was lost, or hurt and is to be counted')
    .requiredOption('--seen <day>', 'local day on which it was seen, YYYY-MM-DD')
    .addOption(new Option('--cause <cause>', 'what did it').choices(DAMAGE_CAUSES).makeOptionMandatory())
    .addOption(
      new Option('--lost-m2 <n>', 'm² that are lost; 0 = hurt, to be counted').argParser(count).makeOptionMandatory(),
    )
    .option('--certificate <paper>', 'number of the paper that certifies the disaster, with --certified-m2')
    .addOption(new Option('--certified-m2 <n>', 'm² that it takes out of the assessment').argParser(count))
    .option('--part <id>', 'the part that was hit; needed where the stand is counted part by part')
    .option('--by <id>', 'id of the sender')
    .option('--command-id <id>', 'send again under the same id: it takes effect once')
    .option('--json', 'print data')
    .addHelpText(
      'after',
      '\nExample:\n  standkeeper damage report 140921-0001 --seen 2026-10-08 --cause FIRE --lost-m2 12000',
    )
    .action((reference: string, _local: unknown, command: Command) =>
      report(reference, command.optsWithGlobals<ReportOptions>()),
    );
}

async function report(reference: string, options: ReportOptions): Promise<void> {
  const { seen, cause, lostM2, part, certificate: paper, certifiedM2: areaM2 } = options;
  if ((paper === undefined) !== (areaM2 === undefined))
    throw new CommandError(EXIT.usage, 'CERTIFICATE_INCOMPLETE', {
      en: '--certificate and --certified-m2 go together; wanted: both',
      zh: '--certificate 与 --certified-m2 应同时给出',
    });
  const certified = paper !== undefined && areaM2 !== undefined && { certified: { paper, areaM2 } };
  const damage = { seenOn: seen, cause, lostM2, ...(part !== undefined && { partId: part }), ...certified };
  await withStands(options, async ({ db, stands }) => {
    const outcome = await stands.reportDamage(await workflowOf(db, reference), { ...senderOf(options), ...damage });
    printOutcome(outcome, options);
  });
}
