/** Steering one stand: a duty is let go by name, its land is protected, the clock stands and goes on, what an audit left over is seen to. */
import { Option, type Command } from 'commander';
import type { Outcome } from '../../client/outcome.ts';
import { PROTECTIONS } from '../../domain/policy/regime.ts';
import type { StandClient } from '../../client/stand-client.ts';
import { withStands, type GlobalOptions } from '../context.ts';
import { printOutcome, senderOf } from '../outcome.ts';
import { workflowOf } from '../workflow-of.ts';

interface Options extends GlobalOptions {
  readonly by?: string;
  readonly commandId?: string;
  readonly json?: true;
}
type ReasonOptions = Options & { readonly reason: string };
type ProtectOptions = Options & { readonly flags: readonly (typeof FLAGS)[number][]; readonly evidence: string };

const FLAGS = [...PROTECTIONS, 'none'] as const;

const STAND = 'stand id, or its workflow id, which works while the database is away';
const REASON = 'code of the reason, e.g.';

/** Below `stands`, which has to be there already. */
export function addSteerCommands(root: Command): void {
  const stands = root.commands.find((command) => command.name() === 'stands')!;
  const waive = stands.command('waive').argument('<stand>', STAND).argument('<duty>', 'duty id, see: stands show');
  sent(
    waive,
    'let a duty go, the papers of its report, or the line that payment reads the result of a check by; who did and why stay on record',
    'waive 140921-0001 replant-0 --reason WAIVER --by chief-7',
  )
    .requiredOption('--reason <code>', `${REASON} WAIVER`)
    .requiredOption('--by <id>', 'id of the person who answers for it')
    .option('--papers', 'only the papers that its report would bring; the duty stays')
    .action((reference: string, dutyId: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<ReasonOptions & { readonly papers?: true }>();
      const { reason, papers } = options;
      const waiver = { ...senderOf(options), dutyId, reason, ...(papers && { papers }) };
      return steer(reference, options, (client, id) => client.waive(id, waiver));
    });
  const suspend = stands.command('suspend').argument('<stand>', STAND);
  sent(suspend, 'stop the clock: nothing falls due until it is resumed', 'suspend 140921-0001 --reason DISPUTE')
    .requiredOption('--reason <code>', `${REASON} DISPUTE`)
    .option('--by <id>', 'id of the sender')
    .action((reference: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<ReasonOptions>();
      const { reason } = options;
      return steer(reference, options, (client, id) => client.suspend(id, { ...senderOf(options), reason }));
    });
  const resume = stands.command('resume').argument('<stand>', STAND);
  sent(resume, 'let the clock go on; what was open gets its lost days back', 'resume 140921-0001')
    .option('--by <id>', 'id of the sender')
    .action((reference: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      return steer(reference, options, (client, id) => client.resume(id, senderOf(options)));
    });
  const protect = stands.command('protect').argument('<stand>', STAND);
  sent(
    protect,
    'say why its land is protected; works that the rules bar there are withdrawn 保护标记',
    'protect 140921-0001 --flags NATURAL --evidence paper-9 --by chief-7',
  )
    .addOption(
      new Option('--flags <flag...>', 'all that hold; none = protected no more').choices(FLAGS).makeOptionMandatory(),
    )
    .requiredOption('--evidence <id>', 'id of the paper that says so')
    .requiredOption('--by <id>', 'id of the person who answers for it')
    .action((reference: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<ProtectOptions>();
      const flags = PROTECTIONS.filter((flag) => options.flags.includes(flag));
      const protection = { ...senderOf(options), flags, evidence: options.evidence };
      return steer(reference, options, (client, id) => client.protect(id, protection));
    });
  const settle = stands.command('settle').argument('<stand>', STAND).argument('<follow-up>', 'its id, see: stands why');
  sent(
    settle,
    'a follow-up was seen to: what was planned, done or reported on a result that was overruled',
    'settle 140921-0001 f1 --reason PAID_BACK --by chief-7',
  )
    .requiredOption('--reason <code>', `${REASON} PAID_BACK`)
    .requiredOption('--by <id>', 'id of the person who answers for it')
    .action((reference: string, followUpId: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<ReasonOptions>();
      const settled = { ...senderOf(options), followUpId, reason: options.reason };
      return steer(reference, options, (client, id) => client.settleFollowUp(id, settled));
    });
}

function sent(command: Command, description: string, example: string): Command {
  return command
    .description(description)
    .option('--command-id <id>', 'send again under the same id: it takes effect once')
    .option('--json', 'print data')
    .addHelpText('after', `\nExample:\n  standkeeper stands ${example}`);
}

type Send = (client: StandClient, workflowId: string) => Promise<Outcome>;

async function steer(reference: string, options: Options, send: Send): Promise<void> {
  await withStands(options, async ({ db, stands }) =>
    printOutcome(await send(stands, await workflowOf(db, reference)), options),
  );
}
