/** Commands for operators: roll over, let go, migrate, look at the health of the whole. */
import type { Command } from 'commander';
import type { Told } from '../../client/stand-client.ts';
import { sayRefusal } from '../../domain/errors.ts';
import { migrate } from '../../prisma/migrate.ts';
import { settingsOf, withStands, type GlobalOptions } from '../context.ts';
import { examine } from '../doctor.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printJson, printTable } from '../output.ts';
import { say } from '../say.ts';
import { standNamed } from './stands.ts';

type Options = GlobalOptions & { readonly json?: true; readonly taskQueue?: string };

export function addOperateCommands(root: Command): void {
  root
    .command('rollover')
    .argument('<stand>', 'stand id or workflow id')
    .description('let a stand continue as new, on another build’s queue where one is named')
    .option('--task-queue <queue>', 'queue of the build, e.g. stands-0.2.0-1a2b3c4d')
    .addHelpText('after', '\nExample:\n  standkeeper rollover 140921-0001 --task-queue stands-0.2.0-1a2b3c4d')
    .action(async (reference: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { taskQueue } = options;
      await withStands(options, async ({ db, stands }) => {
        const workflowId = await workflowOf(reference, async () => (await standNamed(db, reference)).workflowId);
        told(await stands.rollover(workflowId, taskQueue), `${workflowId} rolls over`, options);
      });
    });
  root
    .command('unpark')
    .argument('<stand>', 'stand id or workflow id')
    .description('let a parked stand try again what it was parked for')
    .addHelpText('after', '\nExample:\n  standkeeper unpark 140921-0001')
    .action(async (reference: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      await withStands(options, async ({ db, stands }) => {
        const workflowId = await workflowOf(reference, async () => (await standNamed(db, reference)).workflowId);
        told(await stands.unpark(workflowId), `${workflowId} tries again`, options);
      });
    });
  root
    .command('migrate')
    .description('bring the database to this build’s newest migration')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=… TEMPORAL_ADDRESS=… standkeeper migrate')
    .action(async (_local: unknown, command: Command) => {
      const applied = await migrate(settingsOf(command.optsWithGlobals<Options>()).databaseUrl, say);
      console.log(applied.length === 0 ? 'the database is up to date' : `${applied.length} migrations applied`);
    });
  root
    .command('doctor')
    .description('look at database, Temporal, worker and what waits')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper doctor')
    .action(async (_local: unknown, command: Command) => doctor(command.optsWithGlobals<Options>()));
}

async function workflowOf(reference: string, look: () => Promise<string>): Promise<string> {
  return reference.startsWith('stand/') ? reference : look();
}

function told(outcome: Told, done: string, { lang }: Options): void {
  if (outcome.kind === 'told') return console.log(done);
  if (outcome.kind === 'refused')
    throw new CommandError(EXIT.refused, outcome.refusal.refused, sayRefusal(outcome.refusal, lang));
  throw new CommandError(EXIT.outage, 'OUTAGE', `${outcome.what} is away (${outcome.met}); send it again`);
}

async function doctor(options: Options): Promise<void> {
  const findings = await examine(settingsOf(options));
  if (options.json) printJson(findings);
  else {
    printTable(
      findings,
      [
        { heading: '', of: ({ ok }) => (ok ? '✓' : '✗') },
        { heading: 'what', of: ({ what }) => what },
        { heading: 'met', of: ({ met }) => met },
        { heading: 'wanted', of: ({ ok, wanted }) => (ok ? '' : wanted) },
      ],
      '',
    );
  }
  if (findings.some(({ ok }) => !ok)) process.exitCode = EXIT.failed;
}
