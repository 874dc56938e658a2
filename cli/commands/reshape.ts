/** The land of a stand changes: it is split, becomes part of another one, or has another boundary. */
import { Option, type Command } from 'commander';
import type { Outcome } from '../../client/outcome.ts';
import type { StandClient } from '../../client/stand-client.ts';
import type { Database } from '../../prisma/database.ts';
import { childOf, type WrittenChild } from '../child-option.ts';
import { withStands, type GlobalOptions } from '../context.ts';
import { printOutcome, senderOf } from '../outcome.ts';
import { wholeNumber } from '../units.ts';
import { workflowOf } from '../workflow-of.ts';

interface Options extends GlobalOptions {
  readonly by: string;
  readonly commandId?: string;
  readonly json?: true;
}
type SplitOptions = Options & { readonly into: readonly WrittenChild[] };
type MergeOptions = Options & { readonly into: string };
interface BoundaryOptions extends Options {
  readonly m2: number;
  readonly part?: string;
  readonly reason: string;
  readonly evidence: string;
}

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
  addMerge(stands);
  addBoundary(stands);
}

function addMerge(stands: Command): void {
  const merge = stands.command('merge').argument('<stand>', STAND);
  reshaping(
    merge,
    'let a stand become part of another one, with its clocks, evidence and duties; its number says where it went 合并小班',
    'merge 140921-0002 --into 140921-0001 --by chief-7',
  )
    .requiredOption('--into <stand>', 'the stand that stays')
    .action((reference: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<MergeOptions>();
      return reshape(reference, options, async (client, id, db) =>
        client.mergeStand(id, { ...senderOf(options), into: await workflowOf(db, options.into) }),
      );
    });
}

function addBoundary(stands: Command): void {
  const boundary = stands.command('boundary').argument('<stand>', STAND);
  reshaping(
    boundary,
    'the boundary has changed: points follow the area, what was judged stays 变更界线',
    'boundary 140921-0001 --m2 98500 --reason REMEASURED --evidence survey-2027-31 --by chief-7',
  )
    .addOption(new Option('--m2 <n>', 'whole m² from now on').argParser(wholeNumber).makeOptionMandatory())
    .option('--part <id>', 'the part whose boundary it is; needed where the stand is in several parts')
    .requiredOption('--reason <code>', 'code of the reason, e.g. REMEASURED')
    .requiredOption('--evidence <id>', 'id of the paper or the survey that says so')
    .action((reference: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<BoundaryOptions>();
      const { m2: areaM2, part, reason, evidence } = options;
      const change = { areaM2, reason, evidence, ...(part !== undefined && { partId: part }) };
      return reshape(reference, options, (client, id) =>
        client.changeBoundary(id, { ...senderOf(options), ...change }),
      );
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

type Send = (client: StandClient, workflowId: string, db: Database) => Promise<Outcome>;

async function reshape(reference: string, options: Options, send: Send): Promise<void> {
  await withStands(options, async ({ db, stands }) =>
    printOutcome(await send(stands, await workflowOf(db, reference), db), options),
  );
}
