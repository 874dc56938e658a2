/** Commands that look at stands: from the rows; `why` and `show` ask the living workflow too. */
import { Option, type Command } from 'commander';
import { label, percent, type Language } from '../../domain/labels.ts';
import { sayWhy } from '../../domain/stand/say-why.ts';
import { timelineOf } from '../../domain/stand/timeline.ts';
import { why } from '../../domain/stand/why.ts';
import type { Database } from '../../prisma/database.ts';
import { listStands, nearestStands, findStand, standLog, standState, type StandRow } from '../../prisma/stand-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printFacts, printJson, printTable } from '../output.ts';
import { areaText, wholeNumber } from '../units.ts';

const PAGE = 50;

interface ListOptions extends GlobalOptions {
  readonly county?: string;
  readonly stage?: string;
  readonly overdue?: true;
  readonly after?: string;
  readonly limit: number;
  readonly json?: true;
}

type OneOptions = GlobalOptions & { readonly json?: true };

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
  add(stands, 'show', 'one stand whole: facts, duties, last verdict', 'stands show 140921-0001', show);
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
}

type Action = (db: Database, stand: StandRow, options: OneOptions) => Promise<void>;

function add(stands: Command, name: string, description: string, example: string, action: Action): void {
  stands
    .command(name)
    .argument('<stand>', 'stand id (county-number), life id or workflow id')
    .description(description)
    .option('--json', 'print data')
    .addHelpText('after', `\nExample:\n  standkeeper ${example}`)
    .action(async (reference: string, _local: unknown, command: Command) => {
      const options = command.optsWithGlobals<OneOptions>();
      await withDatabase(options, async (db) => action(db, await standNamed(db, reference), options));
    });
}

/** @throws CommandError with the nearest stands where there is none */
export async function standNamed(db: Database, reference: string): Promise<StandRow> {
  const stand = await findStand(db, reference);
  if (stand !== undefined) return stand;
  const nearest = await nearestStands(db, reference);
  throw new CommandError(
    EXIT.notFound,
    'STAND_UNKNOWN',
    `there is no stand ${reference}; nearest: ${nearest.join(', ') || 'none at all'}`,
  );
}

async function list(options: ListOptions): Promise<void> {
  const { county, stage, overdue, after, limit } = options;
  const filter = { ...(county && { county }), ...(stage && { stage }), ...(overdue && { overdue }) };
  await withDatabase(options, async (db) => {
    const from = after === undefined ? undefined : await standNamed(db, after);
    const rows = await listStands(db, filter, { size: limit, ...(from && { after: from }) });
    if (options.json) return printJson(rows);
    printTable(rows, columns(options.lang), 'no stands; import some with: standkeeper import stands FILE');
    if (rows.length === limit) console.log(`\nmore: --after ${rows.at(-1)!.standId}`);
  });
}

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

function rateOf({ livePoints, basePoints }: StandRow): string | undefined {
  return livePoints === undefined || basePoints === undefined ? undefined : percent(livePoints, basePoints);
}

async function show(db: Database, stand: StandRow, { json, lang }: OneOptions): Promise<void> {
  const state = await standState(db, stand.lifeId);
  if (json) return printJson({ ...stand, state });
  printFacts([
    ['stand 小班', stand.standId],
    ['work year 作业年度', stand.workYear],
    ['stage 阶段', label('stage', stand.stage, lang)],
    ['species 树种', stand.species],
    ['area 面积', areaText(stand.areaM2, lang)],
    ['planted 造林日期', stand.plantedOn],
    ['survival 成活率', rateOf(stand)],
    ['verdict 判定', stand.verdict && label('verdict', stand.verdict, lang)],
    ['workflow', stand.workflowId],
  ]);
  console.log('');
  printTable(
    state?.duties ?? [],
    [
      { heading: lang === 'zh' ? '任务' : 'duty', of: ({ id }) => id },
      { heading: lang === 'zh' ? '名称' : 'what', of: ({ code }) => label('duty', code, lang) },
      { heading: lang === 'zh' ? '状态' : 'state', of: (duty) => label('state', duty.state, lang) },
      { heading: lang === 'zh' ? '开始' : 'opens', of: ({ opensOn }) => opensOn },
      { heading: lang === 'zh' ? '到期' : 'due', of: ({ dueOn }) => dueOn },
      { heading: lang === 'zh' ? '办结' : 'closed', of: ({ closedOn }) => closedOn },
    ],
    'no duties yet: the workflow has not begun',
  );
}

async function showWhy(db: Database, stand: StandRow, { json, lang }: OneOptions): Promise<void> {
  const state = await standState(db, stand.lifeId);
  const lines = state === undefined ? [] : why(state);
  if (json) return printJson(lines);
  if (lines.length === 0) {
    console.log(
      lang === 'zh' ? `${stand.standId}：目前没有未完成的任务。` : `${stand.standId} owes nothing at present.`,
    );
  }
  for (const line of lines) console.log(sayWhy(line, lang));
}

async function showEvents(db: Database, stand: StandRow, { json, lang }: OneOptions): Promise<void> {
  const log = await standLog(db, stand.lifeId);
  if (json) return printJson(log.turns);
  printTable(
    timelineOf(log.seed, log.turns),
    [
      { heading: '#', of: ({ turn }) => turn, right: true },
      { heading: lang === 'zh' ? '日期' : 'date', of: ({ on }) => on },
      { heading: lang === 'zh' ? '阶段' : 'stage', of: ({ stage }) => label('stage', stage, lang) },
      { heading: lang === 'zh' ? '动作' : 'deed', of: ({ deed }) => deed },
      { heading: lang === 'zh' ? '内容' : 'about', of: ({ about, dutyId }) => about || dutyId },
      { heading: lang === 'zh' ? '依据' : 'clause', of: ({ clause }) => clause },
      { heading: lang === 'zh' ? '谁' : 'who', of: ({ who }) => who },
    ],
    'nothing has happened yet',
  );
}
