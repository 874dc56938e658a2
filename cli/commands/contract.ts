/** Contracts of planting: their stands and terms, whose each work is, and defaults. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { IsoDate } from '../../domain/day.ts';
import { isRefusal, type Refusal } from '../../domain/errors.ts';
import { label } from '../../domain/labels.ts';
import type { Language } from '../../domain/language.ts';
import { defaultedWork, type Contract } from '../../domain/register/contract.ts';
import { contractNamed, contractsOf, revokeDefault, writeContract, writeDefault } from '../../prisma/contract-store.ts';
import { lifeToPay } from '../../prisma/payment-store.ts';
import { contractState, printContract, printWorks } from '../contract-table.ts';
import { contractWorks } from '../contract-works.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { countyNamed } from '../county-named.ts';
import { EXIT } from '../exit-codes.ts';
import { day, todayIn } from '../gate-options.ts';
import { senderOf } from '../outcome.ts';
import { printJson } from '../output.ts';
import { policiesAtHand } from '../policy-named.ts';
import { refusalError } from '../refusal-error.ts';
import { registerRules } from '../register-rules.ts';
import { wholeNumber } from '../units.ts';
import { standNamed } from './stands.ts';

interface WriteOptions extends GlobalOptions {
  readonly contractor: string;
  readonly signed: IsoDate;
  readonly years?: number;
  readonly line?: number;
  readonly supplier?: string;
  readonly deduct?: number;
  readonly by?: string;
}
type ShowOptions = GlobalOptions & { readonly json?: true };
type DueOptions = ShowOptions & { readonly county: string; readonly on?: IsoDate; readonly limit: number };
interface DefaultOptions extends GlobalOptions {
  readonly duty: string;
  readonly paper: string;
  readonly on?: IsoDate;
  readonly by: string;
}

type RevokeOptions = GlobalOptions & { readonly duty: string };

const ROWS = 50;

export function addContractCommands(root: Command): void {
  const group = root.command('contract').description('contracts of planting and their warranty 造林合同');
  addWrite(group);
  addRevoke(group);
  group
    .command('show')
    .argument('<number>', 'number of the contract')
    .description('terms of a contract and its stands: end of the warranty, survival against its line')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper contract show DX-2026-7')
    .action((contractNo: string, _local: unknown, command: Command) =>
      show(contractNo, command.optsWithGlobals<ShowOptions>()),
    );
  group
    .command('due')
    .description('open replanting and tending of a county: who is to do it, until when, and what a default costs')
    .requiredOption('--county <code|name>', 'county of a policy')
    .addOption(new Option('--on <day>', 'as of a day, YYYY-MM-DD; else today').argParser(day))
    .addOption(new Option('--limit <n>', 'rows shown; --json has all').default(ROWS).argParser(wholeNumber))
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper contract due --county 140921')
    .action((_local: unknown, command: Command) => due(command.optsWithGlobals<DueOptions>()));
  group
    .command('default')
    .argument('<stand>', 'stand id (county-number), life id or workflow id')
    .description('the contractor does not do a work: from that day on it is a county crew’s, and he is charged for it')
    .requiredOption('--duty <id>', 'the work, see: contract due')
    .requiredOption('--paper <no>', 'number of the paper that says so')
    .addOption(new Option('--on <day>', 'day of the default, YYYY-MM-DD; else today').argParser(day))
    .requiredOption('--by <id>', 'id of the person who answers for it')
    .addHelpText(
      'after',
      '\nExample:\n  standkeeper contract default 140921-0001 --duty replant-0 --paper 2027-31 --by chief-7',
    )
    .action((reference: string, _local: unknown, command: Command) =>
      sayDefault(reference, command.optsWithGlobals<DefaultOptions>()),
    );
}

function addRevoke(group: Command): void {
  group
    .command('revoke')
    .argument('<stand>', 'stand id (county-number), life id or workflow id')
    .description('a default was said by mistake: the work is the contractor’s again, and charged to nobody')
    .requiredOption('--duty <id>', 'the work, see: payments show')
    .addHelpText('after', '\nExample:\n  standkeeper contract revoke 140921-0001 --duty replant-0')
    .action((reference: string, _local: unknown, command: Command) =>
      revoke(reference, command.optsWithGlobals<RevokeOptions>()),
    );
}

function addWrite(group: Command): void {
  group
    .command('write')
    .argument('<number>', 'number of the contract')
    .argument('<stands...>', 'every stand that it covers; they take the place of those written down before')
    .description('write down a contract: party, warranty, line, supplier, and its stands')
    .requiredOption('--contractor <name>', 'party of the contract; kept in the database alone')
    .addOption(new Option('--signed <day>', 'day it was signed, YYYY-MM-DD').argParser(day).makeOptionMandatory())
    .addOption(
      new Option('--years <n>', 'years of warranty from the planting; else as the policy says').argParser(wholeNumber),
    )
    .addOption(new Option('--line <ratio>', 'survival it guarantees; else as the policy says').argParser(ratio))
    .option('--supplier <name>', 'who supplies the stock; kept in the database alone')
    .addOption(
      new Option('--deduct <yuan>', 'yuan per mu for a county crew’s work; else as the policy says').argParser(yuan),
    )
    .option('--by <id>', 'id of who writes it down')
    .addHelpText(
      'after',
      '\nExample:\n  standkeeper contract write DX-2026-7 140921-0001 140921-0002 --contractor 绿源公司 --signed 2026-03-01',
    )
    .action((contractNo: string, references: readonly string[], _local: unknown, command: Command) =>
      write(contractNo, references, command.optsWithGlobals<WriteOptions>()),
    );
}

function ratio(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError(`${text} is no ratio above 0 and up to 1, e.g. 0.85.`);
  return value;
}

function yuan(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isInteger(Math.round(value * 1e6) / 1e4)))
    throw new InvalidArgumentError(`${text} are no yuan above 0, with two decimals at most.`);
  return value;
}

async function write(contractNo: string, references: readonly string[], options: WriteOptions): Promise<void> {
  const { contractor, signed, supplier, deduct, lang } = options;
  await withDatabase(options, async (db) => {
    const stands = await Promise.all(references.map((reference) => standNamed(db, reference, lang)));
    const lives = [...new Map(stands.map((stand) => [stand.lifeId, stand])).values()];
    const policies = await policiesAtHand(db);
    const rules = lives.map(({ countyCode }) =>
      registerRules(countyNamed(policies, countyCode).policy, 'contract', lang),
    )[0]!;
    const contract: Contract = {
      contractNo,
      contractor,
      signedOn: signed,
      warrantyYears: options.years ?? rules.warrantyYears,
      line: options.line ?? rules.line,
      ...(supplier !== undefined && { supplier }),
      ...(deduct !== undefined && { deductYuanPerMu: deduct }),
    };
    refused(await writeContract(db, { ...contract, by: senderOf(options).by }, lives), lang);
    console.log(
      lang === 'zh'
        ? `合同 ${contractNo}：${contractor}，${lives.length} 个小班，质保 ${contract.warrantyYears} 年`
        : `contract ${contractNo}: ${contractor}, ${lives.length} stands, ${contract.warrantyYears} years of warranty`,
    );
  });
}

function refused(refusal: Refusal | undefined, lang: Language): void {
  if (refusal) throw refusalError(refusal, lang);
}

async function show(contractNo: string, { json, lang, ...options }: ShowOptions): Promise<void> {
  await withDatabase({ lang, ...options }, async (db) => {
    const contract = await contractNamed(db, contractNo);
    if (isRefusal(contract)) throw refusalError(contract, lang, EXIT.notFound);
    const told = contractState(contract);
    if (json) printJson(told);
    else printContract(told, lang);
  });
}

async function due(options: DueOptions): Promise<void> {
  const { limit, json, lang } = options;
  await withDatabase(options, async (db) => {
    const { county, policy } = countyNamed(await policiesAtHand(db), options.county);
    const rules = registerRules(policy, 'contract', lang);
    const on = options.on ?? todayIn(policy);
    const rows = await contractWorks(db, { county: county.code, rules, on });
    if (json) return printJson({ county: county.code, on, rows });
    printWorks(rows.slice(0, limit), lang);
    if (rows.length > limit)
      console.log(lang === 'zh' ? `共 ${rows.length} 行` : `${rows.length} rows in all; --json has them`);
  });
}

async function sayDefault(reference: string, options: DefaultOptions): Promise<void> {
  const { duty: dutyId, paper: paperNo, by, lang } = options;
  await withDatabase(options, async (db) => {
    const { lifeId, standId, countyCode } = await standNamed(db, reference, lang);
    const { policy } = countyNamed(await policiesAtHand(db), countyCode);
    const on = options.on ?? todayIn(policy);
    const { state } = await lifeToPay(db, lifeId);
    const kept = (await contractsOf(db, { lifeId }))(lifeId);
    const rules = registerRules(policy, 'contract', lang);
    const owed = defaultedWork(state, dutyId, { ...kept, rules, on, today: todayIn(policy) });
    if (isRefusal(owed)) throw refusalError(owed, lang);
    const { contract, work } = owed;
    const { code, areaM2 } = work;
    const said = { lifeId, standId, dutyId, on, contractNo: contract.contractNo, code, areaM2, paperNo, by };
    refused(await writeDefault(db, said), lang);
    const crew = label('contract', 'COUNTY_CREW', lang);
    console.log(
      lang === 'zh'
        ? `${standId}：${dutyId} 自 ${on} 起由${crew}实施，费用由 ${contract.contractor} 承担`
        : `${standId}: ${dutyId} is the ${crew}'s from ${on} on, at the cost of ${contract.contractor}`,
    );
  });
}

async function revoke(reference: string, { duty: dutyId, lang, ...options }: RevokeOptions): Promise<void> {
  await withDatabase({ lang, ...options }, async (db) => {
    const stand = await standNamed(db, reference, lang);
    refused(await revokeDefault(db, stand, dutyId), lang);
    console.log(
      lang === 'zh'
        ? `${stand.standId}：${dutyId} 的违约记录已撤销`
        : `${stand.standId}: the default on ${dutyId} is revoked`,
    );
  });
}
