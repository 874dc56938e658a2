/** `standkeeper stands erase`: a legal deletion. The stand is closed, its runs are deleted, and no chosen word stays in its rows. */
import type { Command } from 'commander';
import { partingOf } from '../../contract/sweep.ts';
import type { Language } from '../../domain/language.ts';
import { eraseLife, inTheWayOfErasure, type InTheWay } from '../../prisma/erase-store.ts';
import { standRev, type StandRow } from '../../prisma/stand-store.ts';
import { withStands, type GlobalOptions, type StandContext } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printJson } from '../output.ts';
import { refusalError } from '../refusal-error.ts';
import { sayKind, todoFor } from '../sweep-words.ts';
import { lifeNamed } from './stands.ts';

type Options = GlobalOptions & { readonly by: string; readonly json?: true };

/** Below `stands`, which has to be there already. */
export function addEraseCommand(root: Command): void {
  root.commands
    .find((command) => command.name() === 'stands')!
    .command('erase')
    .argument('<stand>', 'workflow id, life id, or the id of a stand with one life')
    .description('legal deletion: close, delete every run, take names and senders’ words out of the log 依法删除')
    .requiredOption('--by <id>', 'id of the person who answers for it')
    .option('--json', 'print data')
    .addHelpText(
      'after',
      '\nCannot be undone. May be repeated.\n\nExample:\n  standkeeper stands erase 140921-0001 --by chief-7',
    )
    .action((reference: string, _local: unknown, command: Command) =>
      erase(reference, command.optsWithGlobals<Options>()),
    );
}

/**
 * In this order: a log that cannot be trusted leaves its runs alone, for they are the last true copy; what still runs would
 * write its words anew; and a history still holds them. Cut off anywhere, the same command goes on.
 */
async function erase(reference: string, options: Options): Promise<void> {
  const { lang } = options;
  await withStands(options, async (context) => {
    const life = await lifeNamed(context.db, reference, lang);
    const { lifeId, workflowId } = life;
    const way = await inTheWayOfErasure(context.db, lifeId);
    if (way?.kind === 'open') await close(context, life, options);
    else if (way !== undefined) throw notErased(way, lang);
    const { deleteRuns } = await import('../../client/delete-runs.ts');
    const runs = await deleteRuns(context.temporal, workflowId);
    const erasure = await eraseLife(context.db, lifeId);
    if (erasure.kind !== 'erased') throw notErased(erasure, lang);
    const { events } = erasure;
    if (options.json) printJson({ workflowId, runs, events });
    else if (lang === 'zh') console.log(`${workflowId}：已删除 ${runs} 次运行，清除 ${events} 个事件中的字样`);
    else console.log(`${workflowId}: ${runs} runs deleted, ${events} events erased`);
  });
}

/** Under one id for good: whoever was cut off and asks again hears the first answer. */
async function close(context: StandContext, life: StandRow, { by, lang }: Options): Promise<void> {
  const { db, stands } = context;
  const { lifeId, workflowId } = life;
  await requireLevel(context, life, lang);
  const outcome = await stands.close(workflowId, { by, reason: 'ERASED', commandId: `erase-${lifeId}` });
  if (outcome.kind === 'refused') throw refusalError(outcome.refusal, lang);
  if (outcome.kind === 'outage' || !outcome.recorded) {
    const met =
      outcome.kind === 'outage'
        ? { en: `${outcome.what} is away (${outcome.met})`, zh: `${outcome.what} 无应答（${outcome.met}）` }
        : { en: 'its end is being recorded', zh: '结案正在记录' };
    const rest = { en: '; nothing was erased, send the same command again', zh: '；未清除任何内容，请重发同一命令' };
    throw new CommandError(EXIT.outage, 'OUTAGE', met[lang] + rest[lang]);
  }
  const way = await inTheWayOfErasure(db, lifeId);
  if (way !== undefined) throw notErased(way, lang);
}

/** A run that is told its end over a gap parks on it, closed in itself alone and for good. */
async function requireLevel({ db, stands }: StandContext, life: StandRow, lang: Language): Promise<void> {
  const view = await stands.view(life.workflowId);
  // Whoever does not answer hears of no end either: closing says why.
  if (view.kind !== 'seen') return;
  const { state, pendingTurns } = view.seen;
  const log = { before: life.rev, after: (await standRev(db, life.workflowId)) ?? life.rev };
  const parting = partingOf(log, { rev: state.rev, pendingTurns });
  if (parting === undefined) return;
  const met = `${sayKind(parting, lang)}; ${todoFor(parting, lang)}`;
  const rest = { en: '; nothing was changed', zh: '；未作任何改动' };
  throw new CommandError(EXIT.failed, 'NOT_ERASED', `${life.workflowId}: ${met}${rest[lang]}`);
}

function notErased(way: InTheWay, lang: Language): CommandError {
  const rest = { en: '; its log was not touched', zh: '；日志未改动' };
  return new CommandError(EXIT.failed, 'NOT_ERASED', inTheWayWords(way)[lang] + rest[lang]);
}

function inTheWayWords(way: InTheWay): Readonly<Record<Language, string>> {
  switch (way.kind) {
    case 'broken':
      return {
        en: `its log cannot be trusted, and its runs are the last true copy: ${way.fault}`,
        zh: `日志不可信，其运行是最后的真实副本：${way.fault}`,
      };
    case 'open':
      return {
        en: 'it is not closed in its row yet; send the same command again',
        zh: '数据行尚未结案，请重发同一命令',
      };
    case 'unknown':
      return { en: 'its row is gone', zh: '数据行已不存在' };
  }
}
