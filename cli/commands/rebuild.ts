/** `standkeeper rebuild`: Temporal's data is gone or cannot be used any more, and the stands begin again from their log. */
import type { Command } from 'commander';
import { connectTemporal } from '../../client/connect.ts';
import { namespaceFault } from '../../client/namespace-fault.ts';
import { taskQueueOf } from '../../contract/names.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Language } from '../../domain/language.ts';
import { shippedPolicy } from '../../policies/load.ts';
import { openDatabase } from '../../prisma/database.ts';
import { settingsOf, type GlobalOptions } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printJson } from '../output.ts';
import { progressOf } from '../progress.ts';
import { rebuild, type Rebuilt } from '../rebuild.ts';
import { say } from '../say.ts';
import { printFindings } from '../sweep-words.ts';

type Options = GlobalOptions & { readonly json?: true };

export function addRebuildCommand(root: Command): void {
  root
    .command('rebuild')
    .description(
      'start every open stand that has no workflow again from its log: Temporal’s database was lost 重建流程',
    )
    .option('--json', 'print data')
    .addHelpText(
      'after',
      '\nWith an embedded folder whose servers are stopped, it brings them up for this. May be repeated.' +
        '\n\nExample:\n  DATABASE_URL=… TEMPORAL_ADDRESS=… standkeeper rebuild',
    )
    .action((_local: unknown, command: Command) => run(command.optsWithGlobals<Options>()));
}

async function run(options: Options): Promise<void> {
  const rebuilt = await atServers(options, (settings) => rebuildAt(settings, options));
  if (options.json) printJson(rebuilt);
  else sayRebuilt(rebuilt, options);
  if (rebuilt.stands.left > 0) process.exitCode = EXIT.failed;
}

/** Servers that run, or those of the folder, on an empty store where its engine has changed. */
async function atServers<T>(options: Options, use: (settings: Settings) => Promise<T>): Promise<T> {
  const { DATABASE_URL, TEMPORAL_ADDRESS } = process.env;
  const { isStopped, withStoppedFolder } = await import('../stopped-folder.ts');
  if (DATABASE_URL === undefined && TEMPORAL_ADDRESS === undefined && isStopped(options.folder))
    return withStoppedFolder(options.folder, use);
  return use(settingsOf(options));
}

async function rebuildAt(settings: Settings, options: Options): Promise<Rebuilt> {
  const { lang } = options;
  const { client: temporal, close } = await connectTemporal(settings).catch((error: unknown) => {
    throw new CommandError(EXIT.outage, 'OUTAGE', sayAway((error as Error).message, lang));
  });
  const db = openDatabase(settings.databaseUrl);
  const bar: { shown?: ReturnType<typeof progressOf> } = {};
  try {
    const fault = await namespaceFault(temporal);
    if (fault !== undefined) throw new CommandError(EXIT.failed, 'NAMESPACE', sayNamespace(settings, fault, lang));
    return await rebuild({
      db,
      temporal,
      ownQueue: () => queueOfThisBuild(options),
      timeZone: shippedPolicy().timeZone,
      progress: (done, of) => (bar.shown ??= progressOf(lang === 'zh' ? '小班' : 'stands', of)).step(done),
    });
  } finally {
    bar.shown?.end();
    await Promise.all([close(), db.close()]);
  }
}

async function queueOfThisBuild({ folder, lang }: Options): Promise<string> {
  const { buildOf } = await import('../../worker/build.ts');
  const taskQueue = taskQueueOf((await buildOf(folder)).id);
  say(
    lang === 'zh'
      ? `此处尚未运行过 worker：小班在 ${taskQueue} 上开始，由本版本的 worker 处理`
      : `no worker has run here yet: the stands begin on ${taskQueue}, which a worker of this release serves`,
  );
  return taskQueue;
}

function sayAway(met: string, lang: Language): string {
  return lang === 'zh' ? `Temporal 无应答（${met}）；未作任何改动` : `Temporal is away (${met}); nothing was changed`;
}

function sayNamespace({ namespace }: Settings, met: string, lang: Language): string {
  const script = 'deploy/temporal-namespace.sh';
  return lang === 'zh'
    ? `命名空间 ${namespace}：${met}；应为：带搜索属性的命名空间：${script}`
    : `namespace ${namespace}: ${met}; wanted: the namespace with its search attributes: ${script}`;
}

function sayRebuilt({ taskQueue, stands, offeredAgain, findings }: Rebuilt, { lang }: Options): void {
  const { started, runs, left } = stands;
  const zh = lang === 'zh';
  console.log(
    zh
      ? `已在 ${taskQueue} 上重新启动 ${started} 个小班，${runs} 个已在运行，${left} 个无法启动`
      : `${started} stands started again on ${taskQueue}, ${runs} ran already, ${left} could not be started`,
  );
  if (offeredAgain > 0)
    console.log(zh ? `${offeredAgain} 条消息重新递交` : `${offeredAgain} messages are handed on again`);
  if (findings.length > 0) printFindings(findings, lang);
}
