/** `standkeeper resync`: PostgreSQL came back from an older backup, and workflows know more than their logs. */
import type { Command } from 'commander';
import type { Language } from '../../domain/language.ts';
import { lastSweep, listFindings } from '../../prisma/sweep-store.ts';
import type { Database } from '../../prisma/database.ts';
import { withStands, type GlobalOptions } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { sayGap } from '../gap-words.ts';
import { printJson } from '../output.ts';
import { resync, type Resynced } from '../resync.ts';
import { workflowOf } from '../workflow-of.ts';

interface Options extends GlobalOptions {
  readonly by: string;
  readonly json?: true;
}

/** A county that lost a day has some thousands. */
const MOST = 100_000;

export function addResyncCommand(root: Command): void {
  root
    .command('resync')
    .argument(
      '[stand]',
      'stand id or workflow id; else every stand that the last sweep, or a rebuild since, found LOG_BEHIND',
    )
    .description('take over what a workflow knows and its log has lost, and list the differences 补录日志')
    .requiredOption('--by <id>', 'id of the person who answers for it')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper sweep run --all && standkeeper resync --by chief-7')
    .action((reference: string | undefined, _local: unknown, command: Command) =>
      run(reference, command.optsWithGlobals<Options>()),
    );
}

async function run(reference: string | undefined, options: Options): Promise<void> {
  const { by, lang } = options;
  const done = await withStands(options, async ({ db, stands }) => {
    const ids = reference === undefined ? await foundBehind(db) : [await workflowOf(db, reference, lang)];
    const resynced: Resynced[] = [];
    for (const id of ids) {
      const one = await resync({ db, stands, by, lang }, id);
      resynced.push(one);
      // Said as it is done: whoever cuts off a long list knows how far it came.
      for (const line of linesOf(one, lang)) say(`${resynced.length}/${ids.length}  ${id}  ${line}`, options);
    }
    return resynced;
  });
  if (options.json) printJson(done);
  else if (done.length === 0) console.log(NOTHING[lang]);
  if (done.some(({ why }) => why !== undefined)) process.exitCode = EXIT.failed;
}

const NOTHING = {
  en: 'no stand to resync; find them first: standkeeper sweep run --all',
  zh: '没有需要补录的小班；先查找：standkeeper sweep run --all',
};

/** With --json, standard output holds the data alone. */
function say(line: string, { json }: Options): void {
  if (json) console.error(line);
  else console.log(line);
}

/** A stand whose start has failed is found by a rebuild, too, and then under the same kind. */
async function foundBehind(db: Database): Promise<readonly string[]> {
  const since = (await lastSweep(db))?.at ?? new Date(0).toISOString();
  const found = await listFindings(db, { since, open: true, kinds: ['LOG_BEHIND'] }, MOST);
  return [...new Set(found.map(({ subject }) => subject))];
}

const DONE: Readonly<Record<Resynced['done'], Readonly<Record<Language, string>>>> = {
  rebased: { en: 'rebased', zh: '已补录' },
  level: { en: 'level', zh: '一致' },
  left: { en: 'left', zh: '未处理' },
};

/** What was done, then each difference on a line of its own. */
function linesOf({ done, gaps, why }: Resynced, lang: Language): readonly string[] {
  const reason = why === undefined ? '' : `: ${why}`;
  return [DONE[done][lang] + reason, ...gaps.map((gap) => sayGap(gap, lang))];
}
