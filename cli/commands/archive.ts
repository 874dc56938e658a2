/** Archives of stands: number, checklist, and what is missing in a county. */
import { Option, type Command } from 'commander';
import type { IsoDate } from '../../domain/day.ts';
import { itemsTold, missingItems } from '../../domain/register/archive.ts';
import { archivesOf, fileItem, numberArchive } from '../../prisma/archive-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { countyNamed } from '../county-named.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { day, todayIn } from '../gate-options.ts';
import { senderOf } from '../outcome.ts';
import { printJson, printTable } from '../output.ts';
import { policiesAtHand } from '../policy-named.ts';
import { refusalError } from '../refusal-error.ts';
import { registerRules } from '../register-rules.ts';
import { wholeNumber } from '../units.ts';
import { standNamed } from './stands.ts';

interface FileOptions extends GlobalOptions {
  readonly item: string;
  readonly paper?: string;
  readonly on?: IsoDate;
  readonly by?: string;
}
type NumberOptions = GlobalOptions & { readonly by?: string };
type MissingOptions = GlobalOptions & { readonly county: string; readonly limit: number; readonly json?: true };

const STAND = 'stand id (county-number), life id or workflow id';
const ROWS = 50;

export function addArchiveCommands(root: Command): void {
  const group = root.command('archive').description('archives of stands and their checklists 建档');
  group
    .command('number')
    .argument('<stand>', STAND)
    .argument('<number>', 'archive number')
    .description('give a stand its archive number')
    .option('--by <id>', 'id of who gives it')
    .addHelpText('after', '\nExample:\n  standkeeper archive number 140921-0001 DX-2026-0001')
    .action((reference: string, archiveNo: string, _local: unknown, command: Command) =>
      number(reference, archiveNo, command.optsWithGlobals<NumberOptions>()),
    );
  group
    .command('file')
    .argument('<stand>', STAND)
    .description('file an item of the checklist')
    .requiredOption('--item <code>', 'item of the policy’s checklist, e.g. designApproval')
    .option('--paper <no>', 'number of the paper')
    .addOption(new Option('--on <day>', 'day of the paper, YYYY-MM-DD; else today').argParser(day))
    .option('--by <id>', 'id of who files it')
    .addHelpText('after', '\nExample:\n  standkeeper archive file 140921-0001 --item designApproval --paper 2026-17')
    .action((reference: string, _local: unknown, command: Command) =>
      file(reference, command.optsWithGlobals<FileOptions>()),
    );
  group
    .command('missing')
    .description('open stands of a county whose archive lacks something')
    .requiredOption('--county <code|name>', 'county of a policy')
    .addOption(new Option('--limit <n>', 'rows shown; --json has all').default(ROWS).argParser(wholeNumber))
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper archive missing --county 140921')
    .action((_local: unknown, command: Command) => missing(command.optsWithGlobals<MissingOptions>()));
}

async function number(reference: string, archiveNo: string, options: NumberOptions): Promise<void> {
  const { lang } = options;
  const { standId } = await withDatabase(options, async (db) => {
    const stand = await standNamed(db, reference, lang);
    const { lifeId, standId: number } = stand;
    const refusal = await numberArchive(db, { lifeId, standId: number, archiveNo, by: senderOf(options).by });
    if (refusal) throw refusalError(refusal, lang);
    return stand;
  });
  console.log(lang === 'zh' ? `${standId}：档案号 ${archiveNo}` : `${standId}: archive number ${archiveNo}`);
}

async function file(reference: string, options: FileOptions): Promise<void> {
  const { item, paper, on, lang } = options;
  await withDatabase(options, async (db) => {
    const { lifeId, standId, countyCode } = await standNamed(db, reference, lang);
    const { policy } = countyNamed(await policiesAtHand(db), countyCode);
    const checklist = registerRules(policy, 'archive', lang);
    const name = checklist[item];
    if (name === undefined) {
      const wanted = Object.keys(checklist).join(', ');
      throw new CommandError(EXIT.usage, 'ITEM_UNKNOWN', {
        en: `${item} is no item of the checklist; wanted: one of ${wanted}`,
        zh: `清单中没有 ${item}，应为：${wanted}`,
      });
    }
    const filed = { item, filedOn: on ?? todayIn(policy), by: senderOf(options).by };
    const refusal = await fileItem(db, { lifeId, standId, ...filed, ...(paper !== undefined && { paperNo: paper }) });
    if (refusal) throw refusalError(refusal, lang);
    console.log(lang === 'zh' ? `${standId}：已归档 ${name.zh}` : `${standId}: ${name.en} is filed`);
  });
}

async function missing(options: MissingOptions): Promise<void> {
  const { limit, json, lang } = options;
  await withDatabase(options, async (db) => {
    const { county, policy } = countyNamed(await policiesAtHand(db), options.county);
    const checklist = registerRules(policy, 'archive', lang);
    const stands = (await archivesOf(db, county.code)).map(({ filed, papers, ...stand }) => ({
      ...stand,
      missing: missingItems(Object.keys(checklist), [
        ...filed,
        ...itemsTold(checklist, policy.papers, papers ?? undefined),
      ]),
    }));
    const rows = stands.filter(({ archiveNo, missing: lacks }) => archiveNo === null || lacks.length > 0);
    if (json) return printJson({ county: county.code, stands: stands.length, rows });
    const zh = lang === 'zh';
    printTable(
      rows.slice(0, limit),
      [
        { heading: zh ? '小班' : 'stand', of: ({ standId }) => standId },
        { heading: zh ? '年度' : 'year', of: ({ workYear }) => workYear },
        { heading: zh ? '档案号' : 'archive', of: ({ archiveNo }) => archiveNo },
        {
          heading: zh ? '缺少' : 'missing',
          of: ({ missing: lacks }) => lacks.map((item) => checklist[item]![lang]).join(zh ? '、' : ', '),
        },
      ],
      zh ? '档案齐全' : 'every archive is whole',
    );
    console.log(
      zh
        ? `${stands.length} 个小班，${rows.length} 个档案不全`
        : `${rows.length} of ${stands.length} stands lack something`,
    );
  });
}
