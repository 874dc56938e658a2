/** Commands for operators: roll over, let go, migrate, look at the health of the whole. */
import type { Command } from 'commander';
import type { Told } from '../../client/outcome.ts';
import type { StandClient } from '../../client/stand-client.ts';
import { migrate } from '../../prisma/migrate.ts';
import { settingsOf, withStands, type GlobalOptions } from '../context.ts';
import { examine } from '../doctor.ts';
import { CommandError, EXIT, type Said } from '../exit-codes.ts';
import { printJson, printTable } from '../output.ts';
import { refusalError } from '../refusal-error.ts';
import { say } from '../say.ts';
import { workflowOf } from '../workflow-of.ts';

type Options = GlobalOptions & { readonly json?: true; readonly taskQueue?: string };

export function addOperateCommands(root: Command): void {
  root
    .command('rollover')
    .argument('<stand>', 'stand id or workflow id')
    .description('let a stand continue as new, on another build’s queue where one is named')
    .option('--task-queue <queue>', 'queue of the build, e.g. stands-0.2.0-1a2b3c4d')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper rollover 140921-0001 --task-queue stands-0.2.0-1a2b3c4d')
    .action((reference: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      return tell(reference, options, ROLL_OVER, (stands, id) => stands.rollover(id, options.taskQueue));
    });
  root
    .command('unpark')
    .argument('<stand>', 'stand id or workflow id')
    .description('let a parked stand try again what it was parked for')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper unpark 140921-0001')
    .action((reference: string, _local: unknown, command: Command) =>
      tell(reference, command.optsWithGlobals<Options>(), TRY_AGAIN, (stands, id) => stands.unpark(id)),
    );
  root
    .command('migrate')
    .description('bring the database to this build’s newest migration')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=… TEMPORAL_ADDRESS=… standkeeper migrate')
    .action((_local: unknown, command: Command) => bringUpToDate(command.optsWithGlobals<Options>()));
  root
    .command('doctor')
    .description('look at database, migrations, Temporal, worker and what waits')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper doctor')
    .action((_local: unknown, command: Command) => doctor(command.optsWithGlobals<Options>()));
}

const ROLL_OVER: Said = { en: 'is told to roll over', zh: '已通知换代' };
const TRY_AGAIN: Said = { en: 'is told to try again', zh: '已通知重试' };

async function tell(
  reference: string,
  options: Options,
  done: Said,
  say: (stands: StandClient, workflowId: string) => Promise<Told>,
): Promise<void> {
  await withStands(options, async ({ db, stands }) => {
    const workflowId = await workflowOf(db, reference, options.lang);
    const outcome = await say(stands, workflowId);
    if (outcome.kind === 'refused') throw refusalError(outcome.refusal, options.lang);
    if (outcome.kind === 'outage')
      throw new CommandError(EXIT.outage, 'OUTAGE', {
        en: `${outcome.what} is away (${outcome.met}); send it again`,
        zh: `${outcome.what} 暂不可用（${outcome.met}），请重发`,
      });
    if (options.json) printJson({ workflowId, ...outcome });
    else console.log(`${workflowId} ${done[options.lang]}`);
  });
}

async function bringUpToDate(options: Options): Promise<void> {
  const applied = await migrate(settingsOf(options).databaseUrl, say);
  if (options.json) printJson({ applied });
  else if (options.lang === 'zh')
    console.log(applied.length === 0 ? '数据库已是最新' : `已应用 ${applied.length} 项迁移`);
  else console.log(applied.length === 0 ? 'the database is up to date' : `${applied.length} migrations applied`);
}

async function doctor(options: Options): Promise<void> {
  const findings = await examine(settingsOf(options));
  const { lang } = options;
  const zh = lang === 'zh';
  if (options.json)
    printJson(findings.map(({ what, ok, met, wanted }) => ({ what: what.en, ok, met: met.en, wanted: wanted.en })));
  else {
    printTable(
      findings,
      [
        { heading: '', of: ({ ok }) => (ok ? '✓' : '✗') },
        { heading: zh ? '项目' : 'what', of: ({ what }) => what[lang] },
        { heading: zh ? '现状' : 'met', of: ({ met }) => met[lang] },
        { heading: zh ? '应为' : 'wanted', of: ({ ok, wanted }) => (ok ? '' : wanted[lang]) },
      ],
      '',
    );
  }
  if (findings.some(({ ok }) => !ok)) process.exitCode = EXIT.failed;
}
