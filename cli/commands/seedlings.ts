/** The seedling calendar: what next year's plantings need by 30 November, what is ordered, what is short. */
import { Option, type Command } from 'commander';
import { isRefusal } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/day.ts';
import { label } from '../../domain/labels.ts';
import { demandDueOn } from '../../domain/register/seedling-demand.ts';
import { findSpecies, nearestNames } from '../../policies/names.ts';
import { shippedPolicy, type LoadedPolicy } from '../../policies/load.ts';
import type { Database } from '../../prisma/database.ts';
import { cancelOrder, ordersFor, orderSeedlings } from '../../prisma/seedling-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { countyNamed } from '../county-named.ts';
import { writeCsvFile } from '../csv-file.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { day, todayIn } from '../gate-options.ts';
import { senderOf } from '../outcome.ts';
import { printJson } from '../output.ts';
import { policiesAtHand } from '../policy-named.ts';
import { refusalError } from '../refusal-error.ts';
import { registerRules } from '../register-rules.ts';
import { demandOf, provenanceOf } from '../seedling-demand.ts';
import { demandColumns, printDemand, printOrders, sayShortage } from '../seedling-table.ts';
import { noSpecies } from '../species.ts';
import { wholeNumber } from '../units.ts';

interface Asked extends GlobalOptions {
  readonly county: string;
  readonly year: number;
  readonly csv?: string;
  readonly overwrite?: true;
  readonly json?: true;
}

interface OrderOptions extends Asked {
  readonly season: string;
  readonly species: string;
  readonly age?: number;
  readonly provenance?: string;
  readonly quantity: number;
  readonly orderNo?: string;
  readonly on?: IsoDate;
  readonly by?: string;
}

export function addSeedlingCommands(root: Command): void {
  const group = root.command('seedlings').description('seedlings needed, ordered and short 苗木');
  ofCounty(group.command('demand'))
    .description('what the plantings of a year need by season, species, age and provenance, and what is ordered of it')
    .option('--csv <file>', 'write the list as CSV; a file that is there is kept unless --overwrite is given')
    .option('--overwrite', 'write over a file of that name')
    .addHelpText('after', '\nExample:\n  standkeeper seedlings demand --county 140921 --year 2027 --csv demand.csv')
    .action((_local: unknown, command: Command) => demand(command.optsWithGlobals<Asked>()));
  addOrder(group);
  ofCounty(group.command('orders'))
    .description('orders of a year that stand')
    .addHelpText('after', '\nExample:\n  standkeeper seedlings orders --county 140921 --year 2027')
    .action((_local: unknown, command: Command) => orders(command.optsWithGlobals<Asked>()));
  group
    .command('cancel')
    .argument('<order>', 'number of the order', wholeNumber)
    .description('an order that will not come: its seedlings are short again')
    .addOption(new Option('--on <day>', 'since when, YYYY-MM-DD; else today').argParser(day))
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper seedlings cancel 4')
    .action((id: number, _local: unknown, command: Command) =>
      cancel(id, command.optsWithGlobals<GlobalOptions & { readonly on?: IsoDate; readonly json?: true }>()),
    );
}

function ofCounty(command: Command): Command {
  return command
    .requiredOption('--county <code|name>', 'county of a policy')
    .addOption(new Option('--year <year>', 'year of the plantings').argParser(wholeNumber).makeOptionMandatory())
    .option('--json', 'print data');
}

function addOrder(group: Command): void {
  ofCounty(group.command('order'))
    .description('write down an order of seedlings')
    .requiredOption('--season <window>', 'planting window, e.g. spring, rainy')
    .requiredOption('--species <name>', 'species of the policy')
    .addOption(new Option('--age <years>', 'age of the stock; else the nursery’s choice').argParser(wholeNumber))
    .option('--provenance <text>', 'else the one that the policy gives the species')
    .addOption(new Option('--quantity <n>', 'seedlings').argParser(wholeNumber).makeOptionMandatory())
    .option('--order-no <no>', 'number of the order’s paper')
    .addOption(new Option('--on <day>', 'day of the order, YYYY-MM-DD; else today').argParser(day))
    .option('--by <id>', 'id of who orders')
    .addHelpText(
      'after',
      '\nExample:\n  standkeeper seedlings order --county 140921 --year 2027 --season spring --species 油松 --age 3 --quantity 12000',
    )
    .action((_local: unknown, command: Command) => order(command.optsWithGlobals<OrderOptions>()));
}

/** The county's policy and its seedling rules. */
async function calendarOf(db: Database, { county, lang }: Asked) {
  const named = countyNamed(await policiesAtHand(db), county);
  return { ...named, rules: registerRules(named.policy, 'seedlings', lang) };
}

async function demand(options: Asked): Promise<void> {
  const { year, csv, overwrite = false, json, lang } = options;
  await withDatabase(options, async (db) => {
    const { county, policy, rules } = await calendarOf(db, options);
    const rows = await demandOf(db, { county: county.code, year, rules });
    const columns = demandColumns(policy, rules);
    const dueOn = demandDueOn(year, rules);
    const at = new Date().toISOString();
    if (csv !== undefined)
      await writeCsvFile({ path: csv, overwrite, lang, at }, { name: 'seedlings', columns }, (write) => write(rows));
    const today = todayIn(policy);
    const warnings = rows.filter(({ short }) => short > 0).map((row) => sayShortage(row, today, columns, lang));
    if (json) return printJson({ county: county.code, year, dueOn, rows, ...(csv !== undefined && { file: csv }) });
    const zh = lang === 'zh';
    console.log(
      zh
        ? `${county.code} ${county.zh} ${year} 年用苗需求，应于 ${dueOn} 前报送`
        : `${county.code} ${county.en}, seedlings for ${year}; the list is due on ${dueOn}`,
    );
    printDemand(rows, columns, lang);
    for (const warning of warnings) console.log(warning);
  });
}

async function order(options: OrderOptions): Promise<void> {
  const { year, season, quantity, age, provenance, orderNo, on, json, lang } = options;
  const row = await withDatabase(options, async (db) => {
    const { county, policy, rules } = await calendarOf(db, options);
    refuseWindow(policy, season);
    const species = speciesNamed(policy, options.species);
    return orderSeedlings(db, {
      county,
      year,
      season,
      species,
      ...(age !== undefined && { stockAge: age }),
      provenance: provenance ?? provenanceOf(rules, species),
      quantity,
      orderedOn: on ?? todayIn(policy),
      ...(orderNo !== undefined && { orderNo }),
      by: senderOf(options).by,
    });
  });
  if (json) printJson(row);
  else
    console.log(
      lang === 'zh' ? `已登记订单 ${row.id}：${row.quantity} 株` : `order ${row.id}: ${row.quantity} seedlings`,
    );
}

function refuseWindow({ calendar, policy }: LoadedPolicy, season: string): void {
  const windows = Object.keys(calendar).filter((name) => ['planting', 'sowing'].includes(calendar[name]!.work));
  if (windows.includes(season)) return;
  const message = {
    en: `${policy} has no planting window ${season}; wanted: one of ${windows.join(', ')}`,
    zh: `${policy} 没有造林期 ${season}，应为：${windows.map((name) => `${name}（${label('window', name, 'zh')}）`).join('、')}`,
  };
  throw new CommandError(EXIT.usage, 'WINDOW_UNKNOWN', message);
}

function speciesNamed(policy: LoadedPolicy, text: string): string {
  const code = findSpecies(policy, text);
  if (code !== undefined) return code;
  const near = nearestNames(
    text,
    Object.values(policy.species).flatMap(({ zh, en }) => [zh, en]),
  );
  throw new CommandError(EXIT.notFound, 'SPECIES_UNKNOWN', noSpecies(text, near));
}

async function orders(options: Asked): Promise<void> {
  const { year, json, lang } = options;
  await withDatabase(options, async (db) => {
    const { county, policy, rules } = await calendarOf(db, options);
    const rows = await ordersFor(db, county.code, year);
    if (json) return printJson(rows);
    printOrders(rows, { policy, rules, lang });
  });
}

async function cancel(
  id: number,
  options: GlobalOptions & { readonly on?: IsoDate; readonly json?: true },
): Promise<void> {
  const { json, lang } = options;
  const on = options.on ?? todayIn(shippedPolicy());
  const done = await withDatabase(options, (db) => cancelOrder(db, id, on));
  if (isRefusal(done)) {
    const exitCode = done.refused === 'ORDER_UNKNOWN' ? EXIT.notFound : EXIT.refused;
    throw refusalError(done, lang, exitCode);
  }
  if (json) printJson(done);
  else console.log(lang === 'zh' ? `订单 ${id} 已撤销` : `order ${id} is cancelled`);
}
