/** `standkeeper gate permit` and `gate withdraw`: what goes on by a paper though a gate bars it, and the paper taken back. */
import { Option, type Command } from 'commander';
import { laterOf } from '../../domain/day.ts';
import { isRefusal, refuse } from '../../domain/errors.ts';
import { codeOfLabel } from '../../domain/labels.ts';
import { permittable } from '../../policies/field-permits.ts';
import { findGate } from '../../prisma/gate-store.ts';
import { gateOfPermit, givePermit, withdrawPermit } from '../../prisma/permit-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { countyNamed } from '../county-named.ts';
import { EXIT } from '../exit-codes.ts';
import { day, todayIn } from '../gate-options.ts';
import { todayAt } from '../gate-today.ts';
import { daysText } from '../gate-table.ts';
import { senderOf } from '../outcome.ts';
import { printJson } from '../output.ts';
import { permitText } from '../permit-table.ts';
import { policiesAtHand } from '../policy-named.ts';
import { refusalError } from '../refusal-error.ts';
import { wholeNumber } from '../units.ts';

interface PermitOptions extends GlobalOptions {
  readonly duty: readonly string[];
  readonly stand?: readonly string[];
  readonly paper: string;
  readonly from?: string;
  readonly until?: string;
  readonly by?: string;
  readonly json?: true;
}

type WithdrawOptions = GlobalOptions & { readonly on?: string; readonly json?: true };

/** Below `gate`, which has to be there already. */
export function addPermitCommands(root: Command): void {
  const group = root.commands.find((command) => command.name() === 'gate')!;
  group
    .command('permit')
    .argument('<gate>', 'number of the gate', wholeNumber)
    .description('keep a paper by which work goes on though the gate bars it; tells the stands it frees 作业许可')
    .requiredOption('--duty <code...>', 'duties that may go on, by code or name, e.g. replant 幼林抚育')
    .requiredOption('--paper <no>', 'number of the paper')
    .option('--stand <number...>', 'stands it is for; else all of the county')
    .addOption(new Option('--from <day>', 'first day it holds, YYYY-MM-DD; else today').argParser(day))
    .addOption(new Option('--until <day>', 'last day it holds; else as long as the gate').argParser(day))
    .option('--by <id>', 'id of who tells it')
    .option('--json', 'print data')
    .addHelpText(
      'after',
      '\nExample:\n  standkeeper gate permit 3 --duty replant tending --paper NW-2027-8 --until 2027-04-30',
    )
    .action((id: number, _local: unknown, command: Command) => permit(id, command.optsWithGlobals<PermitOptions>()));
  group
    .command('withdraw')
    .argument('<permit>', 'number of the permit, see: gate list', wholeNumber)
    .description('take a permit back; what it let go on is barred again 撤销许可')
    .addOption(new Option('--on <day>', 'first day it holds no more, YYYY-MM-DD; else today').argParser(day))
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper gate withdraw 2 --on 2027-04-10')
    .action((id: number, _local: unknown, command: Command) =>
      withdraw(id, command.optsWithGlobals<WithdrawOptions>()),
    );
}

async function permit(gateId: number, options: PermitOptions): Promise<void> {
  const { stand = [], paper, until, json, lang } = options;
  const duty = options.duty.map((name) => codeOfLabel('duty', name) ?? name);
  const given = await withDatabase(options, async (db) => {
    const gate = await findGate(db, gateId);
    if (gate === undefined) return refuse('GATE_UNKNOWN', { met: gateId });
    const { policy } = countyNamed(await policiesAtHand(db), gate.countyCode);
    const days = {
      fromOn: options.from ?? laterOf(gate.fromOn, todayIn(policy)),
      ...(until !== undefined && { untilOn: until }),
    };
    const said = { gateId, paperNo: paper, duties: duty, stands: stand, ...days, by: senderOf(options).by };
    return givePermit(db, { ...said, mayGoOn: permittable(policy, gate.bars), at: new Date().toISOString() });
  });
  if (isRefusal(given)) throw refusalError(given, lang, exitOf(given.refused));
  if (json) return printJson(given);
  const { permit: row, told, already } = given;
  const zh = lang === 'zh';
  const which = already ? (zh ? '已有许可' : 'there already: permit') : zh ? '许可' : 'permit';
  const what = `${which} ${row.id} ${row.paperNo}: ${permitText(row, lang)}, ${daysText(row)}`;
  console.log(zh ? `${what}；通知 ${told} 个等待的小班` : `${what}; ${told} stands held by gate ${gateId} are told`);
}

async function withdraw(id: number, { json, lang, ...options }: WithdrawOptions): Promise<void> {
  const withdrawn = await withDatabase({ ...options, lang }, async (db) => {
    const on = options.on ?? (await todayAt(db, await gateOfPermit(db, id)));
    return withdrawPermit(db, { id, on });
  });
  if (isRefusal(withdrawn)) throw refusalError(withdrawn, lang, exitOf(withdrawn.refused));
  if (json) return printJson(withdrawn);
  const { liftedOn: on } = withdrawn.permit;
  console.log(
    lang === 'zh' ? `许可 ${id} 已撤销，自 ${on} 起恢复封禁` : `permit ${id} is withdrawn, ${on} is barred again`,
  );
}

function exitOf(refused: string): number {
  return refused === 'GATE_UNKNOWN' || refused === 'PERMIT_UNKNOWN' ? EXIT.notFound : EXIT.refused;
}
