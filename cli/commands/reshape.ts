/** The land of a stand is divided anew: it is split into stands of their own. */
import { Option, type Command } from 'commander';
import type { Outcome } from '../../client/outcome.ts';
import type { StandClient } from '../../client/stand-client.ts';
import { childOf, type WrittenChild } from '../child-option.ts';
import { withStands, type GlobalOptions } from '../context.ts';
import { printOutcome, senderOf } from '../outcome.ts';
import { workflowOf } from '../workflow-of.ts';

interface Options extends GlobalOptions {
  readonly by: string;
  readonly commandId?: string;
  readonly json?: true;
}
type SplitOptions = Options & { readonly into: readonly WrittenChild[] };

const STAND = 'stand id (county-number), life id or workflow id';

/** Below `stands`, which has to be there already. */
export function addReshapeCommands(root: Command): void {
  const stands = root.commands.find((command) => command.name() === 'stands')!;
  const split = stands.command('split').argument('<stand>', STAND);
  reshaping(
    split,
    'split a stand into stands with numbers of their own; each takes over clocks, evidence and duties of its land 拆分小班',
    "split 140921-0001 --into '140921-0101 m2=60000' --into '140921-0102 m2=40000' --by chief-7",
  )
    .addOption(
      new Option(
        '--into <words>',
        "a new stand, again for each: its number, then 'm2=60000', or parts as 'p1=60000 p2'; together the whole stand",
      )
        .argParser((text: string, before: readonly WrittenChild[] | undefined) => [...(before ?? []), childOf(text)])
        .makeOptionMandatory(),
    )
    .action((reference: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<SplitOptions>();
      const { into: children } = options;
      return reshape(reference, options, (client, id) => client.splitStand(id, { ...senderOf(options), children }));
    });
}

function reshaping(command: Command, description: string, example: string): Command {
  return command
    .description(description)
    .requiredOption('--by <id>', 'id of the person who answers for it')
    .option('--command-id <id>', 'send again under the same id: it takes effect once')
    .option('--json', 'print data')
    .addHelpText('after', `\nExample:\n  standkeeper stands ${example}`);
}

type Send = (client: StandClient, workflowId: string) => Promise<Outcome>;

async function reshape(reference: string, options: Options, send: Send): Promise<void> {
  await withStands(options, async ({ db, stands }) =>
    printOutcome(await send(stands, await workflowOf(db, reference)), options),
  );
}
