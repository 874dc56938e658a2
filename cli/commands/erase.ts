/** `standkeeper stands erase`: a legal deletion. The stand is closed, its runs are deleted, and no chosen word stays in its rows. */
import type { Command } from 'commander';
import { deleteRuns } from '../../client/delete-runs.ts';
import { sayRefusal } from '../../domain/errors.ts';
import { eraseLife } from '../../prisma/erase-store.ts';
import { findStand } from '../../prisma/stand-store.ts';
import { withStands, type GlobalOptions, type StandContext } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printJson } from '../output.ts';
import { standNamed } from './stands.ts';

type Options = GlobalOptions & { readonly by: string; readonly json?: true };

/** Below `stands`, which has to be there already. */
export function addEraseCommand(root: Command): void {
  root.commands
    .find((command) => command.name() === 'stands')!
    .command('erase')
    .argument('<stand>', 'stand id, life id or workflow id')
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

/** In this order: what still runs would write its words anew, and a history still holds them. */
async function erase(reference: string, options: Options): Promise<void> {
  await withStands(options, async (context) => {
    const { lifeId, workflowId } = await standNamed(context.db, reference);
    await close(context, workflowId, options);
    const runs = await deleteRuns(context.temporal, workflowId);
    const erasure = await eraseLife(context.db, lifeId);
    if (erasure.kind === 'broken') throw left(`its log cannot be trusted: ${erasure.fault}`);
    if (erasure.kind !== 'erased') throw left('it is not closed in its row yet; send the same command again');
    if (options.json) printJson({ workflowId, runs, events: erasure.events });
    else console.log(`${workflowId}: ${runs} runs deleted, ${erasure.events} events erased`);
  });
}

async function close({ db, stands }: StandContext, workflowId: string, { by, lang }: Options): Promise<void> {
  if ((await findStand(db, workflowId))!.stage === 'CLOSED') return;
  const outcome = await stands.close(workflowId, { by, reason: 'ERASED' });
  if (outcome.kind === 'answered' && outcome.recorded) return;
  if (outcome.kind === 'refused')
    throw new CommandError(EXIT.refused, outcome.refusal.refused, sayRefusal(outcome.refusal, lang));
  const met = outcome.kind === 'outage' ? `${outcome.what} is away (${outcome.met})` : 'its end is being recorded';
  throw new CommandError(EXIT.outage, 'OUTAGE', `${met}; nothing was erased, send the same command again`);
}

function left(why: string): CommandError {
  return new CommandError(EXIT.failed, 'NOT_ERASED', `${why}; its log was not touched`);
}
