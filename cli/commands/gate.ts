/** Gates: days on which no crew may work in the field of a county. Stands ask; announcing one tells nobody. */
import { Option, type Command } from 'commander';
import { isRefusal, type Refusal } from '../../domain/errors.ts';
import { GATE_BARS, GATE_KINDS, type GateBars, type GateKind } from '../../domain/gate.ts';
import { shippedPolicy } from '../../policies/load.ts';
import { announceGate, findGate, liftGate, listGates } from '../../prisma/gate-store.ts';
import { printPermits } from '../permit-table.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { countyNamed } from '../county-named.ts';
import { day, daysOf, todayIn } from '../gate-options.ts';
import { todayAt } from '../gate-today.ts';
import { columns, daysText, kindText, shown } from '../gate-table.ts';
import { senderOf } from '../outcome.ts';
import { printJson, printTable } from '../output.ts';
import { policiesAtHand } from '../policy-named.ts';
import { refusalError } from '../refusal-error.ts';
import { wholeNumber } from '../units.ts';

interface AnnounceOptions extends GlobalOptions {
  readonly county: string;
  readonly kind: GateKind;
  readonly bars: GateBars;
  readonly from?: string;
  readonly until?: string;
  readonly order?: string;
  readonly by?: string;
  readonly json?: true;
}

type LiftOptions = GlobalOptions & { readonly on?: string; readonly json?: true };
type ListOptions = GlobalOptions & { readonly county?: string; readonly all?: true; readonly json?: true };

export function addGateCommands(root: Command): void {
  const gate = root.command('gate').description('closures of the field: fire, snow, flood, orders 封禁');
  addAnnounce(gate);
  gate
    .command('lift')
    .argument('<gate>', 'number of the gate', wholeNumber)
    .description('end a gate before its time; tells the stands it holds')
    .addOption(new Option('--on <day>', 'first day that is free again, YYYY-MM-DD; else today').argParser(day))
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper gate lift 3 --on 2027-04-20')
    .action((id: number, _local: unknown, command: Command) => lift(id, command.optsWithGlobals<LiftOptions>()));
  gate
    .command('list')
    .description('gates that bar today or a later day, the latest first')
    .option('--county <code|name>', 'only this county')
    .option('--all', 'those that are over or lifted as well')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper gate list --county 140932 --all')
    .action((_local: unknown, command: Command) => list(command.optsWithGlobals<ListOptions>()));
}

function addAnnounce(gate: Command): void {
  gate
    .command('announce')
    .description('close the field of a county; tasks of barred days wait, late ones are excused those days')
    .requiredOption('--county <code|name>', 'county of a policy')
    .addOption(new Option('--kind <kind>', 'why it is closed').choices(GATE_KINDS).makeOptionMandatory())
    .addOption(
      new Option('--bars <what>', 'what is barred; FOREST_ENTRY 封山').choices(GATE_BARS).default('FIELD_WORK'),
    )
    .addOption(new Option('--from <day>', 'first barred day, YYYY-MM-DD').argParser(day))
    .addOption(new Option('--until <day>', 'last barred day; else it has no end until it is lifted').argParser(day))
    .option('--order <no>', 'number of the order')
    .option('--by <id>', 'id of who announces it')
    .option('--json', 'print data')
    .addHelpText(
      'after',
      '\nWithout any day a FIRE gate takes the high fire period of the policy, this year; of OPEN_FIRE the whole fire period.\n\nExample:\n  standkeeper gate announce --county 140932 --kind SNOW --from 2026-11-03 --until 2026-11-07 --order 2026-12',
    )
    .action((_local: unknown, command: Command) => announce(command.optsWithGlobals<AnnounceOptions>()));
}

async function announce(options: AnnounceOptions): Promise<void> {
  const { order, json, lang, kind, bars } = options;
  const { county, basis, announced } = await withDatabase(options, async (db) => {
    const named = countyNamed(await policiesAtHand(db), options.county);
    const { basis: from, ...days } = daysOf(named.policy, options);
    const said = { kind, bars, ...days, ...(order !== undefined && { orderNo: order }), by: senderOf(options).by };
    const gate = { county: named.county, ...said, at: new Date().toISOString() };
    return { county: named.county, basis: from, announced: await announceGate(db, gate) };
  });
  if (isRefusal(announced)) throw refused(announced, lang);
  if (json) return printJson({ ...announced, ...(basis !== undefined && { basis: basis.en }) });
  const { gate, already } = announced;
  const zh = lang === 'zh';
  if (basis !== undefined) console.log(`${zh ? '期限依据' : 'days taken from'}: ${basis[lang]}`);
  const which = already ? (zh ? '已有封禁' : 'there already: gate') : zh ? '已发布封禁' : 'announced: gate';
  console.log(`${which} ${gate.id}, ${kindText(gate, lang)}, ${county.code} ${county[lang]}, ${daysText(gate)}`);
}

async function lift(id: number, { json, lang, ...options }: LiftOptions): Promise<void> {
  const lifted = await withDatabase({ ...options, lang }, async (db) => {
    const on = options.on ?? (await todayAt(db, await findGate(db, id)));
    return liftGate(db, { id, on, at: new Date().toISOString() });
  });
  if (isRefusal(lifted)) throw refused(lifted, lang);
  if (json) return printJson(lifted);
  const { gate, told } = lifted;
  console.log(
    lang === 'zh'
      ? `封禁 ${gate.id} 已解除，自 ${gate.liftedOn} 起可作业；通知 ${told} 个等待的小班`
      : `gate ${gate.id} is lifted, ${gate.liftedOn} is free again; ${told} stands held by it are told`,
  );
}

async function list(options: ListOptions): Promise<void> {
  const { all, json, lang } = options;
  await withDatabase(options, async (db) => {
    const policies = await policiesAtHand(db);
    const named = options.county === undefined ? undefined : countyNamed(policies, options.county);
    const today = todayIn(named?.policy ?? shippedPolicy());
    const filter = { ...(named && { county: named.county.code }), ...(!all && { notOverOn: today }) };
    const rows = (await listGates(db, filter)).map((gate) => shown(gate, today));
    if (json) return printJson(rows);
    const none = lang === 'zh' ? '没有封禁' : 'no gates; close a county with: gate announce';
    printTable(rows, columns(policies, lang), none);
    printPermits(rows, today, lang);
  });
}

function refused(refusal: Refusal, lang: GlobalOptions['lang']): CommandError {
  const exitCode = refusal.refused === 'GATE_UNKNOWN' ? EXIT.notFound : EXIT.refused;
  return refusalError(refusal, lang, exitCode);
}
