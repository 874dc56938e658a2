/** Insured stands: their losses, the notice of each, and the visit that replanting waits for. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { localDay, momentOf, startOfDayMs } from '../../domain/calendar.ts';
import { isIsoDate, type IsoDate } from '../../domain/day.ts';
import { isRefusal, refuse } from '../../domain/errors.ts';
import type { Language } from '../../domain/language.ts';
import { isNoticeLate } from '../../domain/register/insurance.ts';
import type { LoadedPolicy } from '../../policies/load.ts';
import type { Database } from '../../prisma/database.ts';
import {
  insuredStands,
  writeInsurance,
  writeLossDeed,
  type LossDeed,
  type LossOfLife,
} from '../../prisma/insurance-store.ts';
import type { StandRow } from '../../prisma/stand-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { countyNamed } from '../county-named.ts';
import { day } from '../gate-options.ts';
import { isSettled, printLosses, sayLoss } from '../insurance-table.ts';
import { senderOf } from '../outcome.ts';
import { printJson } from '../output.ts';
import { policiesAtHand } from '../policy-named.ts';
import { refusalError } from '../refusal-error.ts';
import { registerRules } from '../register-rules.ts';
import { standNamed } from './stands.ts';

interface InsureOptions extends GlobalOptions {
  readonly policy: string;
  readonly insurer?: string;
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly by?: string;
}
type LossOptions = GlobalOptions & { readonly seen: IsoDate; readonly by?: string };
type NoticeOptions = LossOptions & { readonly at?: LocalTime; readonly claim?: string };
type VisitOptions = LossOptions & { readonly on?: IsoDate };
type ListOptions = GlobalOptions & { readonly county: string; readonly all?: true; readonly json?: true };

const STAND = 'stand id (county-number), life id or workflow id';

export function addInsuranceCommands(root: Command): void {
  const group = root.command('insurance').description('insured stands, their losses and the insurer’s visit 森林保险');
  group
    .command('insure')
    .argument('<stand>', STAND)
    .description('write down that a stand is insured; hours, days and perils are those of the policy of its county')
    .requiredOption('--policy <no>', 'number of the insurance')
    .option('--insurer <name>', 'who insures it')
    .addOption(new Option('--from <day>', 'first insured day, YYYY-MM-DD').argParser(day).makeOptionMandatory())
    .addOption(new Option('--until <day>', 'last insured day, YYYY-MM-DD').argParser(day).makeOptionMandatory())
    .option('--by <id>', 'id of who writes it down')
    .addHelpText(
      'after',
      '\nExample:\n  standkeeper insurance insure 140921-0001 --policy PICC-2027-81 --from 2027-01-01 --until 2027-12-31',
    )
    .action((reference: string, _local: unknown, command: Command) =>
      insure(reference, command.optsWithGlobals<InsureOptions>()),
    );
  ofLoss(group.command('notice'))
    .description('the insurer was told of a loss')
    .addOption(new Option('--at <time>', 'local time, YYYY-MM-DDTHH:MM; else now').argParser(localTime))
    .option('--claim <no>', 'number the insurer gave it')
    .addHelpText(
      'after',
      '\nExample:\n  standkeeper insurance notice 140921-0001 --seen 2027-06-01 --at 2027-06-02T09:30 --claim 81-3',
    )
    .action((reference: string, _local: unknown, command: Command) =>
      notice(reference, command.optsWithGlobals<NoticeOptions>()),
    );
  ofLoss(group.command('visit'))
    .description('the insurer has seen a loss: what waits for him is tried again at once')
    .addOption(new Option('--on <day>', 'day of the visit, YYYY-MM-DD; else today').argParser(day))
    .addHelpText('after', '\nExample:\n  standkeeper insurance visit 140921-0001 --seen 2027-06-01 --on 2027-06-09')
    .action((reference: string, _local: unknown, command: Command) =>
      visit(reference, command.optsWithGlobals<VisitOptions>()),
    );
  group
    .command('list')
    .description('losses of a county’s insured stands that wait for their notice or their visit, the earliest first')
    .requiredOption('--county <code|name>', 'county of a policy')
    .option('--all', 'settled ones too')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper insurance list --county 140921')
    .action((_local: unknown, command: Command) => list(command.optsWithGlobals<ListOptions>()));
}

function ofLoss(command: Command): Command {
  return command
    .argument('<stand>', STAND)
    .addOption(new Option('--seen <day>', 'day of the damage, as it was reported').argParser(day).makeOptionMandatory())
    .option('--by <id>', 'id of who writes it down');
}

interface LocalTime {
  readonly on: IsoDate;
  readonly hour: number;
  readonly minute: number;
}

/** For commander; the zone is known once the stand is. */
function localTime(text: string): LocalTime {
  const [, on = '', hour = '', minute = ''] = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (!isIsoDate(on)) throw new InvalidArgumentError(`${text} is no local time, e.g. 2027-06-02T09:30.`);
  return { on, hour: Number(hour), minute: Number(minute) };
}

interface Met {
  readonly stand: StandRow;
  readonly policy: LoadedPolicy;
  readonly zone: string;
}

async function met(db: Database, reference: string, { lang }: GlobalOptions): Promise<Met> {
  const stand = await standNamed(db, reference, lang);
  const { policy } = countyNamed(await policiesAtHand(db), stand.countyCode);
  return { stand, policy, zone: policy.counties[stand.countyCode]!.timeZone ?? policy.timeZone };
}

async function insure(reference: string, options: InsureOptions): Promise<void> {
  const { policy: policyNo, insurer, from: fromOn, until: untilOn, lang } = options;
  await withDatabase(options, async (db) => {
    const { stand, policy } = await met(db, reference, options);
    const terms = registerRules(policy, 'insurance', lang);
    if (untilOn < fromOn) throw refusalError(refuse('LOSS_DAYS', { met: untilOn, wanted: `${fromOn}…` }), lang);
    const { lifeId, standId } = stand;
    const said = { policyNo, ...(insurer !== undefined && { insurer }), fromOn, untilOn, ...terms };
    const refusal = await writeInsurance(db, { lifeId, standId, ...said, by: senderOf(options).by });
    if (refusal) throw refusalError(refusal, lang);
    console.log(
      lang === 'zh'
        ? `${standId}：保单 ${policyNo}，${fromOn} 至 ${untilOn}`
        : `${standId}: insured under ${policyNo} from ${fromOn} to ${untilOn}`,
    );
  });
}

async function notice(reference: string, options: NoticeOptions): Promise<void> {
  const { seen: seenOn, claim, lang } = options;
  await withDatabase(options, async (db) => {
    const found = await met(db, reference, options);
    const nowMs = Date.now();
    const { zone } = found;
    const said = options.at;
    const atMs = said === undefined ? nowMs : startOfDayMs(said.on, zone, said.hour) + said.minute * MINUTE_MS;
    const notified = momentOf(atMs, zone);
    refuseDay(notified.on, { seenOn, today: localDay(nowMs, zone), lang });
    await write(db, found, options, { notified: { ...notified, ...(claim !== undefined && { claimNo: claim }) } });
  });
}

const MINUTE_MS = 60_000;

async function visit(reference: string, options: VisitOptions): Promise<void> {
  const { seen: seenOn, lang } = options;
  await withDatabase(options, async (db) => {
    const found = await met(db, reference, options);
    const today = localDay(Date.now(), found.zone);
    const visitedOn = options.on ?? today;
    refuseDay(visitedOn, { seenOn, today, lang });
    await write(db, found, options, { visitedOn });
  });
}

function refuseDay(on: IsoDate, { seenOn, today, lang }: { seenOn: IsoDate; today: IsoDate; lang: Language }): void {
  if (on >= seenOn && on <= today) return;
  throw refusalError(refuse('LOSS_DAYS', { met: on, wanted: `${seenOn}…${today}` }), lang);
}

async function write(
  db: Database,
  { stand, zone }: Met,
  options: LossOptions,
  deed: Pick<LossDeed, 'notified' | 'visitedOn'>,
): Promise<void> {
  const { seen: seenOn, lang } = options;
  const { by } = senderOf(options);
  const at = new Date().toISOString();
  const loss = await writeLossDeed(db, stand, { zone, at, seenOn, by, ...deed });
  if (isRefusal(loss)) throw refusalError(loss, lang);
  console.log(sayLoss({ standId: stand.standId, ...loss }, { zone, lang }));
}

async function list({ county: named, all, json, lang, ...options }: ListOptions): Promise<void> {
  await withDatabase({ lang, ...options }, async (db) => {
    const { county, policy } = countyNamed(await policiesAtHand(db), named);
    const zone = policy.counties[county.code]!.timeZone ?? policy.timeZone;
    const stands = await insuredStands(db, county.code, zone);
    const losses = stands.flatMap(({ standId, losses: own }) => own.map((loss) => ({ standId, ...loss })));
    const rows = losses.filter((loss) => all || !isSettled(loss)).toSorted(byNotice);
    const now = new Date().toISOString();
    if (json)
      return printJson({ county: county.code, insured: stands.length, rows: rows.map((row) => toldOf(row, now)) });
    printLosses(rows, { zone, now, lang });
    console.log(lang === 'zh' ? `${stands.length} 个小班已投保` : `${stands.length} stands are insured`);
  });
}

type Row = LossOfLife & { readonly standId: string };

function byNotice(a: Row, b: Row): number {
  return a.noticeBy < b.noticeBy ? -1 : Number(a.noticeBy > b.noticeBy);
}

function toldOf({ lifeId: _, ...row }: Row, now: string) {
  return { ...row, isNoticeLate: isNoticeLate(row, now) };
}
