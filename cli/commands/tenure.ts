/** Who holds a stand, and in which townships it lies. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { IsoDate } from '../../domain/day.ts';
import { refuse } from '../../domain/errors.ts';
import { label, percent } from '../../domain/labels.ts';
import { holdersOf } from '../../domain/register/tenure.ts';
import { addressees, responsibleTownship, townshipRates, type TownshipShare } from '../../domain/register/township.ts';
import {
  lettersSince,
  sharedStands,
  tenureLines,
  townshipsOf,
  writeTenure,
  writeTownships,
} from '../../prisma/tenure-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { countyNamed } from '../county-named.ts';
import { day } from '../gate-options.ts';
import { senderOf } from '../outcome.ts';
import { printJson, printTable } from '../output.ts';
import { policiesAtHand } from '../policy-named.ts';
import { refusalError } from '../refusal-error.ts';
import { areaText, wholeNumber } from '../units.ts';
import { standNamed } from './stands.ts';

type HolderOptions = GlobalOptions & { readonly name: string; readonly from: IsoDate; readonly by?: string };
type LookOptions = GlobalOptions & { readonly json?: true };
type ListOptions = LookOptions & { readonly county: string };
type LetterOptions = ListOptions & { readonly since: IsoDate; readonly limit: number };

const STAND = 'stand id (county-number), life id or workflow id';
const ROWS = 50;

export function addTenureCommands(root: Command): void {
  const group = root.command('tenure').description('holders of stands and their townships 权属');
  group
    .command('holder')
    .argument('<stand>', STAND)
    .description('write down who holds a stand from a day on; money that falls due from then on is theirs')
    .requiredOption('--name <name>', 'person, household, collective or unit; kept in the database alone')
    .addOption(new Option('--from <day>', 'first day, YYYY-MM-DD').argParser(day).makeOptionMandatory())
    .option('--by <id>', 'id of who writes it down')
    .addHelpText('after', '\nExample:\n  standkeeper tenure holder 140921-0001 --name 李村合作社 --from 2027-01-01')
    .action((reference: string, _local: unknown, command: Command) =>
      hold(reference, command.optsWithGlobals<HolderOptions>()),
    );
  group
    .command('show')
    .argument('<stand>', STAND)
    .description('holders of one stand and of its land before, the first one first')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper tenure show 140921-0001')
    .action((reference: string, _local: unknown, command: Command) =>
      show(reference, command.optsWithGlobals<LookOptions>()),
    );
  group
    .command('townships')
    .argument('<stand>', STAND)
    .argument('<shares...>', 'township=m², one or several, together the whole stand', share, [])
    .description('write down in which townships a stand lies; the larger share is responsible')
    .addHelpText('after', '\nExample:\n  standkeeper tenure townships 140921-0001 河边镇=60000 蒋村乡=40000')
    .action((reference: string, shares: readonly TownshipShare[], _local: unknown, command: Command) =>
      divide(reference, shares, command.optsWithGlobals<GlobalOptions>()),
    );
  group
    .command('rates')
    .description('area and survival of each township of a county, by share')
    .requiredOption('--county <code|name>', 'county of a policy')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper tenure rates --county 140921')
    .action((_local: unknown, command: Command) => rates(command.optsWithGlobals<ListOptions>()));
  addLetters(group);
}

/** Below `tenure`. */
function addLetters(group: Command): void {
  group
    .command('letters')
    .description('letters of the ladder in a county: the township they go to, and those that get a copy')
    .requiredOption('--county <code|name>', 'county of a policy')
    .addOption(new Option('--since <day>', 'issued from this day on, YYYY-MM-DD').argParser(day).makeOptionMandatory())
    .addOption(new Option('--limit <n>', 'rows shown; --json has all').default(ROWS).argParser(wholeNumber))
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper tenure letters --county 140921 --since 2027-11-01')
    .action((_local: unknown, command: Command) => letters(command.optsWithGlobals<LetterOptions>()));
}

/** For commander, which hands on what it has gathered so far. */
function share(text: string, before: readonly TownshipShare[]): readonly TownshipShare[] {
  const [, township = '', area = ''] = /^(.+)=([1-9]\d{0,9})$/.exec(text.trim()) ?? [];
  if (township === '') throw new InvalidArgumentError(`${text} is no township=m², e.g. 河边镇=60000.`);
  if (before.some((each) => each.township === township)) throw new InvalidArgumentError(`${township} is named twice.`);
  return [...before, { township, areaM2: Number(area) }];
}

async function hold(reference: string, options: HolderOptions): Promise<void> {
  const { name: holder, from: fromOn, lang } = options;
  const { standId } = await withDatabase(options, async (db) => {
    const stand = await standNamed(db, reference, lang);
    const written = { fromOn, holder, by: senderOf(options).by };
    const refusal = await writeTenure(db, { lifeId: stand.lifeId, standId: stand.standId, ...written });
    if (refusal) throw refusalError(refusal, lang);
    return stand;
  });
  console.log(
    lang === 'zh' ? `${standId}：自 ${fromOn} 起权利人为 ${holder}` : `${standId}: ${holder} from ${fromOn} on`,
  );
}

async function show(reference: string, options: LookOptions): Promise<void> {
  const { json, lang } = options;
  const rows = await withDatabase(options, async (db) => {
    const { lifeId } = await standNamed(db, reference, lang);
    return holdersOf((await tenureLines(db.prisma, [lifeId])).get(lifeId)!);
  });
  if (json) return printJson(rows);
  const zh = lang === 'zh';
  printTable(
    rows,
    [
      { heading: zh ? '自' : 'from', of: ({ fromOn }) => fromOn },
      { heading: zh ? '权利人' : 'holder', of: ({ holder }) => holder },
    ],
    zh ? '没有权属记录' : 'nobody is written down; do it with: standkeeper tenure holder',
  );
}

async function divide(reference: string, shares: readonly TownshipShare[], options: GlobalOptions): Promise<void> {
  const { lang } = options;
  const { standId } = await withDatabase(options, async (db) => {
    const stand = await standNamed(db, reference, lang);
    const met = shares.reduce((sum, { areaM2 }) => sum + areaM2, 0);
    if (met !== stand.areaM2) {
      const refusal = refuse('TOWNSHIPS_NOT_WHOLE', { standId: stand.standId, met, wanted: stand.areaM2 });
      throw refusalError(refusal, lang);
    }
    const refusal = await writeTownships(db, stand, shares);
    if (refusal) throw refusalError(refusal, lang);
    return stand;
  });
  const responsible = responsibleTownship(shares);
  console.log(lang === 'zh' ? `${standId}：由${responsible}负责` : `${standId}: ${responsible} is responsible`);
}

async function rates(options: ListOptions): Promise<void> {
  const { json, lang } = options;
  const rows = await withDatabase(options, async (db) => {
    const { county } = countyNamed(await policiesAtHand(db), options.county);
    return townshipRates(await sharedStands(db, county.code));
  });
  if (json) return printJson(rows);
  const zh = lang === 'zh';
  printTable(
    rows,
    [
      { heading: zh ? '乡镇' : 'township', of: ({ township }) => township },
      { heading: zh ? '负责小班' : 'stands', of: ({ stands }) => stands, right: true },
      { heading: zh ? '面积' : 'area', of: ({ areaM2 }) => areaText(areaM2, lang), right: true },
      {
        heading: zh ? '成活率' : 'survival',
        of: ({ livePoints, basePoints }) => (basePoints === 0 ? undefined : percent(livePoints, basePoints)),
        right: true,
      },
    ],
    zh ? '没有小班' : 'no stands',
  );
}

async function letters(options: LetterOptions): Promise<void> {
  const { since, limit, json, lang } = options;
  const rows = await withDatabase(options, async (db) => {
    const { county } = countyNamed(await policiesAtHand(db), options.county);
    const issued = await lettersSince(db, county.code, since);
    const townships = await townshipsOf(db, issued);
    return issued.map(({ lifeId, areaM2: _, ...letter }) => ({ ...letter, ...addressees(townships.get(lifeId)!) }));
  });
  if (json) return printJson(rows);
  const zh = lang === 'zh';
  printTable(
    rows.slice(0, limit),
    [
      { heading: zh ? '签发' : 'issued', of: ({ issuedOn }) => issuedOn },
      { heading: zh ? '小班' : 'stand', of: ({ standId }) => standId },
      { heading: zh ? '任务' : 'duty', of: ({ dutyId }) => dutyId },
      { heading: zh ? '文书' : 'letter', of: ({ code }) => label('step', code, lang) },
      { heading: zh ? '回复期限' : 'reply by', of: ({ replyDueOn }) => replyDueOn },
      { heading: zh ? '主送乡镇' : 'township', of: ({ township }) => township },
      { heading: zh ? '抄送' : 'copies', of: ({ copies }) => copies?.join(zh ? '、' : ', ') || undefined },
    ],
    zh ? '没有文书' : 'no letters',
  );
  if (rows.length > limit) console.log(zh ? `共 ${rows.length} 行` : `${rows.length} rows in all; --json has them`);
}
