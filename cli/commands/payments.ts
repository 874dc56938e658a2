/** Commands that show what is due on stands by their results; nothing is paid, and nothing is written. */
import { Option, type Command } from 'commander';
import { closedRefusal } from '../../domain/stand/refusals.ts';
import type { LoadedPolicy } from '../../policies/load.ts';
import type { Database } from '../../prisma/database.ts';
import { lineOf } from '../../prisma/lineage-store.ts';
import { lifeToPay, type PaymentFilter } from '../../prisma/payment-store.ts';
import { batchNamed } from '../batch-named.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { deductionsOf } from '../contract-works.ts';
import { countyNamed } from '../county-named.ts';
import { printJson } from '../output.ts';
import { PaymentListing, type ListOptions } from '../payment-list.ts';
import { noneStated, refuseUnknown } from '../payment-none.ts';
import { ledgerOf } from '../payment-rows.ts';
import { printPayments } from '../payment-table.ts';
import { termsReader, type TermsChoice } from '../payment-terms.ts';
import { policiesAtHand, policyNamed } from '../policy-named.ts';
import { EXIT } from '../exit-codes.ts';
import { refusalError } from '../refusal-error.ts';
import { wholeNumber } from '../units.ts';
import { standNamed } from './stands.ts';
import { addSubsidyCommand } from './subsidies.ts';

type ShowOptions = GlobalOptions & TermsChoice & { readonly json?: true };

interface Options extends GlobalOptions, ListOptions {
  readonly county?: string;
  readonly batch?: string;
}

const ROWS = 50;

export function addPaymentCommands(root: Command): void {
  const payments = root.command('payments').description('what is due on plantings, computed and not paid 兑付');
  add(payments.command('show').argument('<stand>', 'stand id (county-number), life id or workflow id'))
    .description('tranches of one stand: what is due, kept back or to be claimed back, since when and by which clause')
    .addHelpText('after', '\nExample:\n  standkeeper payments show 140921-0001')
    .action((reference: string, _local: unknown, command: Command) =>
      show(reference, command.optsWithGlobals<ShowOptions>()),
    );
  add(payments.command('list'))
    .description('tranches of many stands, with their sums')
    .option('--county <county>', 'only this county, by code or name')
    .option('--batch <id>', 'only stands of this import')
    .addOption(new Option('--limit <n>', 'rows shown; sums and files have all').default(ROWS).argParser(wholeNumber))
    .option('--csv <file>', 'write all rows as CSV; a file that is there is kept unless --overwrite is given')
    .option('--overwrite', 'write over a file of that name')
    .addHelpText('after', '\nExample:\n  standkeeper payments list --county 140921 --csv payments.csv')
    .action((_local: unknown, command: Command) => list(command.optsWithGlobals<Options>()));
  addSubsidyCommand(payments);
}

function add(command: Command): Command {
  return command
    .option('--scheme <code>', 'a scheme of the policy; else its first, the usual one')
    .option('--policy <name|file>', 'terms of a policy that ships, or of a file; else of each stand’s own')
    .option('--json', 'print data');
}

async function show(reference: string, options: ShowOptions): Promise<void> {
  const { lang } = options;
  await withDatabase(options, async (db) => {
    const life = await lifeToPay(db, (await standNamed(db, reference)).lifeId);
    if (life.state.movedTo !== undefined) throw refusalError(closedRefusal(life.state), lang, EXIT.notFound);
    const found = await termsReader(db, options)(life);
    const { terms } = found;
    if (terms !== undefined) {
      const ledger = await ledgerOf(db, life, terms);
      const deductions = await deductionsOf(db, { lives: await lineOf(db, life.lifeId) }, await policiesAtHand(db));
      return printPayments(life, { terms, ledger, deductions }, options);
    }
    refuseUnknown(found, options);
    if (options.json) printJson({ standId: life.standId, policy: found.policy, payments: [], ledger: [] });
    else console.log(noneStated(found.policy, lang));
  });
}

async function list(options: Options): Promise<void> {
  await withDatabase(options, async (db) => {
    const filter = await filterOf(db, options);
    const listing = new PaymentListing(db, filter, options);
    if (options.csv === undefined) await listing.read(() => Promise.resolve());
    else await listing.write(options.csv);
    listing.print();
  });
}

async function filterOf(db: Database, { county, batch, policy, lang }: Options): Promise<PaymentFilter> {
  return {
    ...(county !== undefined && { county: countyNamed(await knownTo(db, policy), county).county.code }),
    ...(batch !== undefined && { batch: (await batchNamed(db, batch, lang)).id }),
  };
}

/** Policies whose counties may be named. */
async function knownTo(db: Database, policy: string | undefined): Promise<readonly LoadedPolicy[]> {
  return policy === undefined ? policiesAtHand(db) : [policyNamed(policy)];
}
