/** `standkeeper resync`: PostgreSQL came back from an older backup, and workflows know more than their logs. */
import type { Command } from 'commander';
import type { Gap } from '../../domain/stand/gap.ts';
import { lastSweep, listFindings } from '../../prisma/sweep-store.ts';
import type { Database } from '../../prisma/database.ts';
import { withStands, type GlobalOptions } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { printJson, printTable } from '../output.ts';
import { progressOf } from '../progress.ts';
import { resync, type Resynced } from '../resync.ts';
import { workflowOf } from '../workflow-of.ts';

interface Options extends GlobalOptions {
  readonly by: string;
  readonly json?: true;
}

/** Of one sweep; a county that lost a day has some thousands. */
const MOST = 100_000;

export function addResyncCommand(root: Command): void {
  root
    .command('resync')
    .argument('[stand]', 'stand id or workflow id; else every stand that the last sweep found LOG_BEHIND')
    .description('take over what a workflow knows and its log has lost, and list the differences 补录日志')
    .requiredOption('--by <id>', 'id of the person who answers for it')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper sweep run --all && standkeeper resync --by chief-7')
    .action((reference: string | undefined, _local: unknown, command: Command) =>
      run(reference, command.optsWithGlobals<Options>()),
    );
}

async function run(reference: string | undefined, options: Options): Promise<void> {
  const done = await withStands(options, async ({ db, stands }) => {
    const ids = reference === undefined ? await foundBehind(db) : [await workflowOf(db, reference)];
    const progress = progressOf('stands', ids.length);
    const resynced: Resynced[] = [];
    for (const id of ids) {
      resynced.push(await resync({ db, stands, by: options.by }, id));
      progress.step(resynced.length);
    }
    progress.end();
    return resynced;
  });
  if (options.json) printJson(done);
  else print(done);
  if (done.some(({ done }) => done === 'left')) process.exitCode = EXIT.failed;
}

async function foundBehind(db: Database): Promise<readonly string[]> {
  const last = await lastSweep(db);
  if (last === undefined) return [];
  const found = await listFindings(db, { since: last.at, until: last.at, open: true }, MOST);
  return found.filter(({ kind }) => kind === 'LOG_BEHIND').map(({ subject }) => subject);
}

interface Line extends Partial<Gap> {
  readonly workflowId: string;
  readonly what: string;
}

function linesOf({ workflowId, done, gaps, why }: Resynced): readonly Line[] {
  if (gaps.length > 0) return gaps.map((gap) => ({ workflowId, ...gap }));
  return [{ workflowId, what: why === undefined ? done : `${done}: ${why}` }];
}

function print(resynced: readonly Resynced[]): void {
  printTable(
    resynced.flatMap(linesOf),
    [
      { heading: 'stand', of: ({ workflowId }) => workflowId },
      { heading: 'what', of: ({ what }) => what },
      { heading: 'log', of: ({ log }) => log },
      { heading: 'workflow', of: ({ workflow }) => workflow },
    ],
    'no stand to resync; find them first: standkeeper sweep run --all',
  );
}
