/** `standkeeper import list` and `import undo`: what was imported, and an import taken back. */
import type { Command } from 'commander';
import { listBatches } from '../../prisma/batch-store.ts';
import { batchNamed } from '../batch-named.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { printJson } from '../output.ts';
import { undoBatch, watchUndo } from '../undo-import.ts';
import { printBatches, printUndo } from '../undo-table.ts';

type Options = GlobalOptions & { readonly json?: true };
type UndoOptions = Options & { readonly by: string; readonly wait?: true };

const MOST_LISTED = 100;

/** Below `import`, which has to be there already. */
export function addUndoCommands(root: Command): void {
  const group = root.commands.find((command) => command.name() === 'import')!;
  group
    .command('list')
    .description('imports, the last one first, at most a hundred 导入批次')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper import list')
    .action((_local: unknown, command: Command) => list(command.optsWithGlobals<Options>()));
  group
    .command('undo')
    .argument('<batch>', 'id of the import, or the beginning of it, see: import list')
    .description('take a whole import back, while nothing of it has moved on; else list what has 撤回整批导入')
    .requiredOption('--by <id>', 'id of the person who answers for it')
    .option('--wait', 'wait until stands that had begun are closed; a terminal waits by itself')
    .option('--json', 'print data')
    .addHelpText('after', '\nMay be repeated.\n\nExample:\n  standkeeper import undo 3f0c9b2e --by chief-7')
    .action((start: string, _local: unknown, command: Command) => undo(start, command.optsWithGlobals<UndoOptions>()));
}

async function list({ json, lang, ...options }: Options): Promise<void> {
  const rows = await withDatabase({ lang, ...options }, (db) => listBatches(db, MOST_LISTED));
  if (json) printJson(rows);
  else printBatches(rows, lang);
}

async function undo(start: string, options: UndoOptions): Promise<void> {
  const { by, lang, json, wait = process.stderr.isTTY } = options;
  await withDatabase(options, async (db) => {
    const batch = await batchNamed(db, start, lang);
    const told = await undoBatch(db, { batch, by, nowMs: Date.now(), lang });
    const report =
      wait && told.undone && told.waiting > 0
        ? { undone: true as const, ...(await watchUndo(db, batch.id, told.waiting)) }
        : told;
    if (json) printJson({ batch: batch.id, ...report });
    else printUndo(batch, report, lang);
    if (!report.undone || report.stayed.length > 0) process.exitCode = EXIT.refused;
  });
}
