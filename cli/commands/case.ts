/** Cases: grazing or felling found on a stand, land that is taken. Nothing of them is told to the stand. */
import { Option, type Command } from 'commander';
import type { IsoDate } from '../../domain/day.ts';
import { isRefusal, refuse, type Refusal } from '../../domain/errors.ts';
import {
  CASE_KINDS,
  CASE_OUTCOMES,
  caseDueOn,
  FOUND_BY,
  outcomeRefusal,
  type CaseKind,
  type CaseOutcome,
} from '../../domain/register/stand-case.ts';
import { shippedPolicy } from '../../policies/load.ts';
import { closeCase, findsWithoutCase, listCases, openCase } from '../../prisma/case-store.ts';
import { printCases, sayCase } from '../case-table.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { countyNamed } from '../county-named.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { day, todayIn } from '../gate-options.ts';
import { senderOf } from '../outcome.ts';
import { printJson } from '../output.ts';
import { policiesAtHand } from '../policy-named.ts';
import { refusalError } from '../refusal-error.ts';
import { registerRules } from '../register-rules.ts';
import { standNamed } from './stands.ts';

interface OpenOptions extends GlobalOptions {
  readonly kind: string;
  readonly found?: IsoDate;
  readonly due?: IsoDate;
  readonly owner?: string;
  readonly approval?: string;
  readonly by?: string;
  readonly json?: true;
}

interface CloseOptions extends GlobalOptions {
  readonly outcome: CaseOutcome;
  readonly approval?: string;
  readonly on?: IsoDate;
  readonly by?: string;
  readonly json?: true;
}

interface ListOptions extends GlobalOptions {
  readonly county?: string;
  readonly overdue?: true;
  readonly all?: true;
  readonly json?: true;
}

/** As they are written on the command line. */
const KINDS: Readonly<Record<string, CaseKind>> = Object.fromEntries(
  CASE_KINDS.map((kind) => [kind.toLowerCase().replace('_', '-'), kind]),
);

export function addCaseCommands(root: Command): void {
  const group = root.command('case').description('finds on stands that somebody must answer for 案件');
  addOpen(group);
  group
    .command('list')
    .description('open cases, the earliest due first, and finds that no case was opened for')
    .option('--county <code|name>', 'only this county')
    .addOption(new Option('--overdue', 'only those past their due day').conflicts('all'))
    .option('--all', 'closed ones too')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper case list --county 140921 --overdue')
    .action((_local: unknown, command: Command) => list(command.optsWithGlobals<ListOptions>()));
  group
    .command('close')
    .argument('<case>', 'number of the case, e.g. 140921-2027-3')
    .description('end a case; a land take with its approval number, or once the land is given back')
    .addOption(new Option('--outcome <code>', 'how it ended').choices(CASE_OUTCOMES).makeOptionMandatory())
    .option('--approval <no>', 'number of the approval, with --outcome APPROVED')
    .addOption(new Option('--on <day>', 'day of its end, YYYY-MM-DD; else today').argParser(day))
    .option('--by <id>', 'id of who closes it')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper case close 140921-2027-3 --outcome RESTORED')
    .action((caseNo: string, _local: unknown, command: Command) =>
      close(caseNo, command.optsWithGlobals<CloseOptions>()),
    );
}

function addOpen(group: Command): void {
  group
    .command('open')
    .argument('<stand>', 'stand id (county-number), life id or workflow id')
    .description('write down what was found; it gets a number and a due day')
    .addOption(new Option('--kind <kind>', 'what was found').choices(Object.keys(KINDS)).makeOptionMandatory())
    .addOption(new Option('--found <day>', 'day of the find, YYYY-MM-DD; else today').argParser(day))
    .addOption(new Option('--due <day>', 'else as the policy says').argParser(day))
    .option('--owner <name>', 'person who answers for it; kept in the database alone')
    .option('--approval <no>', 'number by which a land take is approved: it is written down as closed')
    .option('--by <id>', 'id of who opens it')
    .option('--json', 'print data')
    .addHelpText(
      'after',
      '\nExample:\n  standkeeper case open 140921-0001 --kind grazing --found 2027-06-01 --owner 张伟 --by chief-7',
    )
    .action((reference: string, _local: unknown, command: Command) =>
      open(reference, command.optsWithGlobals<OpenOptions>()),
    );
}

async function open(reference: string, options: OpenOptions): Promise<void> {
  const { owner, approval, json, lang } = options;
  const kind = KINDS[options.kind]!;
  const row = await withDatabase(options, async (db) => {
    const { lifeId, standId, countyCode } = await standNamed(db, reference, lang);
    const { policy } = countyNamed(await policiesAtHand(db), countyCode);
    const today = todayIn(policy);
    const foundOn = options.found ?? today;
    const dueOn = options.due ?? caseDueOn(foundOn, kind, registerRules(policy, 'cases', lang));
    const wrong = daysRefusal({ foundOn, dueOn, today });
    if (wrong !== undefined) throw refused(wrong, lang);
    const refusal = approval === undefined ? undefined : outcomeRefusal(kind, 'APPROVED', approval);
    if (refusal !== undefined) throw refused(refusal, lang);
    const opened = await openCase(db, {
      lifeId,
      standId,
      countyCode,
      kind,
      foundOn,
      dueOn,
      by: senderOf(options).by,
      ...(owner !== undefined && { owner }),
      ...(approval !== undefined && { approvalNo: approval }),
    });
    if (isRefusal(opened)) throw refused(opened, lang);
    return opened;
  });
  if (json) printJson(row);
  else console.log(sayCase(row, lang));
}

interface Days {
  readonly foundOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly today: IsoDate;
}

function daysRefusal({ foundOn, dueOn, today }: Days): Refusal | undefined {
  if (foundOn > today) return refuse('CASE_DAYS', { met: foundOn, wanted: `a find up to ${today}` });
  return dueOn < foundOn ? refuse('CASE_DAYS', { met: dueOn, wanted: `due from ${foundOn} on` }) : undefined;
}

async function close(caseNo: string, options: CloseOptions): Promise<void> {
  const { outcome, approval, json, lang } = options;
  const today = todayIn(shippedPolicy());
  const on = options.on ?? today;
  if (on > today) throw refused(refuse('CASE_DAYS', { met: on, wanted: `an end up to ${today}` }), lang);
  const end = { on, outcome, by: senderOf(options).by, ...(approval !== undefined && { approvalNo: approval }) };
  const done = await withDatabase(options, (db) => closeCase(db, caseNo, end));
  if (isRefusal(done)) throw refused(done, lang);
  if (json) printJson(done);
  else console.log(sayCase(done, lang));
}

async function list(options: ListOptions): Promise<void> {
  const { overdue, all, json, lang } = options;
  await withDatabase(options, async (db) => {
    const { county } = options;
    const named = county === undefined ? undefined : countyNamed(await policiesAtHand(db), county);
    const today = todayIn(named?.policy ?? shippedPolicy());
    const filter = { ...(named && { county: named.county.code }), ...(all && { all }) };
    const rows = await listCases(db, { ...filter, ...(overdue && { dueBefore: today }) });
    const finds = await findsWithoutCase(db, FOUND_BY, named?.county.code);
    if (json) return printJson({ cases: rows, finds });
    printCases(rows, finds, { today, lang });
  });
}

function refused(refusal: Refusal, lang: GlobalOptions['lang']): CommandError {
  const exitCode = refusal.refused === 'CASE_UNKNOWN' ? EXIT.notFound : EXIT.refused;
  return refusalError(refusal, lang, exitCode);
}
