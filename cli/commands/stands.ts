/** Commands that look at stands: from their rows, so that they answer while no worker runs. */
import { Option, type Command } from 'commander';
import { label } from '../../domain/labels.ts';
import type { Language } from '../../domain/language.ts';
import type { Database } from '../../prisma/database.ts';
import { findLives, findStand, listStands, nearestStands, type StandRow } from '../../prisma/stand-store.ts';
import { withDatabase, withStands, type GlobalOptions } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printJson, printTable } from '../output.ts';
import { refusalError } from '../refusal-error.ts';
import { rateOf, showEvents, showStand } from '../show-stand.ts';
import { showWhy } from '../show-why.ts';
import { areaText, wholeNumber } from '../units.ts';
import { showWhatIf, type WhatIfOptions } from '../whatif.ts';

const PAGE = 50;

interface ListOptions extends GlobalOptions {
  readonly county?: string;
  readonly stage?: string;
  readonly overdue?: true;
  readonly after?: string;
  readonly limit: number;
  readonly json?: true;
}

type OneOptions = GlobalOptions & { readonly json?: true; readonly live?: true };

export function addStandCommands(root: Command): void {
  const stands = root.command('stands').description('planted stands 小班');
  stands
    .command('list')
    .description('stands by their number, a page at a time')
    .option('--county <code>', 'only this county')
    .option('--stage <stage>', 'only this stage, e.g. REPLANT_DUE')
    .option('--overdue', 'only stands with a duty past its due day')
    .option('--after <stand>', 'go on after this stand')
    .addOption(new Option('--limit <n>', 'rows a page').default(PAGE).argParser(wholeNumber))
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper stands list --county 140921 --overdue')
    .action(async (_local: unknown, command: Command) => list(command.optsWithGlobals<ListOptions>()));
  add(stands, 'show', 'one stand whole: facts, duties, last verdict', 'stands show 140921-0001', show).option(
    '--live',
    'ask the running workflow as well: its next timer, turns not yet written, why it is parked',
  );
  add(
    stands,
    'why',
    'what is owed now, by which clause, since when, and what comes next',
    'stands why 140921-0001',
    showWhy,
  );
  add(
    stands,
    'events',
    'the life of a stand, turn by turn, from its log',
    'stands events 140921-0001 --json',
    showEvents,
  );
  add(
    stands,
    'whatif',
    'what a count, a damage, a work or a delay would lead to, beside what happens without it; nothing is written',
    "stands whatif 140921-0001 --outcomes '2027-09-20 survey live=1500; on replant'",
    (db, stand, options) => showWhatIf(db, stand, options as OneOptions & WhatIfOptions),
  )
    .requiredOption('--outcomes <file|text>', 'what people would report, as in: standkeeper simulate --help')
    .option('--until <day>', 'last day told; else a year after the last outcome');
}

type Action = (db: Database, stand: StandRow, options: OneOptions) => Promise<void>;

function add(stands: Command, name: string, description: string, example: string, action: Action): Command {
  return stands
    .command(name)
    .argument('<stand>', 'stand id (county-number), life id or workflow id')
    .description(description)
    .option('--json', 'print data')
    .addHelpText('after', `\nExample:\n  standkeeper ${example}`)
    .action(async (reference: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<OneOptions>();
      await withDatabase(options, async (db) => action(db, await standNamed(db, reference, options.lang), options));
    });
}

async function show(db: Database, stand: StandRow, options: OneOptions): Promise<void> {
  if (!options.live) return showStand(db, stand, options);
  await withStands(options, async ({ stands }) => {
    const view = await stands.view(stand.workflowId);
    if (view.kind === 'seen') return showStand(db, stand, options, view.seen);
    if (view.kind === 'refused') throw refusalError(view.refusal, options.lang);
    throw new CommandError(EXIT.outage, 'OUTAGE', {
      en: `${view.what} is away (${view.met}); ask again, or without --live`,
      zh: `${view.what} 暂不可用（${view.met}）；请重试，或不加 --live`,
    });
  });
}

/** @throws CommandError with the nearest stands where there is none */
export async function standNamed(db: Database, reference: string, lang: Language = 'en'): Promise<StandRow> {
  const stand = await findStand(db, reference);
  if (stand !== undefined) return stand;
  const nearest = (await nearestStands(db, reference)).join(', ');
  const said = {
    en: `there is no stand ${reference}; nearest: ${nearest || 'none at all'}`,
    zh: `没有小班 ${reference}；最接近的：${nearest || '一个也没有'}`,
  };
  throw new CommandError(EXIT.notFound, 'STAND_UNKNOWN', said[lang]);
}

/** What cannot be undone asks for more: a number may have been imported anew meanwhile. */
export async function lifeNamed(db: Database, reference: string, lang: Language): Promise<StandRow> {
  const lives = await findLives(db, reference);
  if (lives.length < 2) return lives[0] ?? standNamed(db, reference, lang);
  const ids = lives.map(({ workflowId, stage }) => `${workflowId} (${label('stage', stage, lang)})`).join(', ');
  const said = {
    en: `stand ${reference} has ${lives.length} lives: ${ids}; wanted: the workflow id of one`,
    zh: `小班 ${reference} 有 ${lives.length} 个生命周期：${ids}；应给出其中一个的流程编号`,
  };
  throw new CommandError(EXIT.refused, 'SEVERAL_LIVES', said[lang]);
}

async function list(options: ListOptions): Promise<void> {
  const { county, stage, overdue, after, limit } = options;
  const filter = { ...(county && { county }), ...(stage && { stage }), ...(overdue && { overdue }) };
  await withDatabase(options, async (db) => {
    const from = after === undefined ? undefined : await standNamed(db, after, options.lang);
    const rows = await listStands(db, filter, { size: limit, ...(from && { after: from }) });
    if (options.json) return printJson(rows);
    printTable(rows, columns(options.lang), emptyText(Object.keys(filter).length > 0, options.lang));
    if (rows.length === limit)
      console.log(`\n${options.lang === 'zh' ? '下一页' : 'more'}: --after ${rows.at(-1)!.standId}`);
  });
}

/** Who asks for some of the stands has others; a start takes the worker a moment. */
function emptyText(isAskedFor: boolean, lang: Language): string {
  const zh = lang === 'zh';
  if (!isAskedFor) return zh ? '没有小班；导入：standkeeper import stands 文件' : NO_STANDS;
  return zh ? '没有符合条件的小班（刚导入的稍后才开始）' : 'no such stands; those just imported begin in a moment';
}

const NO_STANDS = 'no stands; import some with: standkeeper import stands FILE';

function columns(lang: Language) {
  const zh = lang === 'zh';
  return [
    { heading: zh ? '小班' : 'stand', of: (row: StandRow) => row.standId },
    { heading: zh ? '年度' : 'year', of: (row: StandRow) => row.workYear },
    { heading: zh ? '阶段' : 'stage', of: (row: StandRow) => label('stage', row.stage, lang) },
    { heading: zh ? '面积' : 'area', of: (row: StandRow) => areaText(row.areaM2, lang), right: true },
    { heading: zh ? '造林日期' : 'planted', of: (row: StandRow) => row.plantedOn },
    { heading: zh ? '成活率' : 'alive', of: rateOf, right: true },
    { heading: zh ? '下一步' : 'next', of: (row: StandRow) => row.nextDueOn },
    {
      heading: zh ? '级' : 'step',
      of: (row: StandRow) => (row.overdueStep > 0 ? row.overdueStep : undefined),
      right: true,
    },
  ];
}
