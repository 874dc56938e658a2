/** Commands on crew tasks: what is out, and reporting one done. */
import { Option, type Command } from 'commander';
import { label } from '../../domain/labels.ts';
import type { Language } from '../../domain/language.ts';
import type { Papers } from '../../domain/stand/reported.ts';
import { sumOf } from '../../domain/stand/mix.ts';
import { reserveOf } from '../../domain/stand/needs.ts';
import type { FieldBars } from '../../domain/stand/field-bars.ts';
import { sayFieldBars, sayNeeds } from '../../domain/stand/say-field-bars.ts';
import { sayOptions } from '../../domain/stand/say-why.ts';
import type { Database } from '../../prisma/database.ts';
import { findTask, listTasks, type TaskFilter, type TaskRow } from '../../prisma/task-store.ts';
import { withDatabase, withStands, type GlobalOptions } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { newDesign } from '../new-design.ts';
import { paperOption, papersAsked, papersTold } from '../paper-option.ts';
import { printOutcome, senderOf } from '../outcome.ts';
import { printFacts, printJson, printTable } from '../output.ts';
import { pointsOfSpecies, seedlingsOfSpecies } from '../species-points.ts';
import { fieldBarsOf } from '../task-field.ts';
import { partOfTask } from '../task-part.ts';
import { count, metres, wholeNumber } from '../units.ts';
import { fellingOf, fellingOption, hits, stripsOf, type CutOptions } from '../cut-options.ts';

const STATES = ['dispatched', 'submitted', 'accepted', 'withdrawn', 'missed'] as const;
const PAGE = 50;

interface ListOptions extends GlobalOptions {
  readonly county?: string;
  readonly state?: (typeof STATES)[number];
  readonly after?: string;
  readonly limit: number;
  readonly json?: true;
}

interface SubmitOptions extends GlobalOptions, CutOptions {
  readonly done: string;
  readonly points?: number;
  readonly of?: readonly string[];
  readonly prepared?: string;
  readonly stock?: string;
  readonly option?: string;
  readonly declarant?: string;
  readonly paper?: Papers;
  readonly m2?: number;
  readonly designed?: number;
  readonly planted?: number;
  readonly species?: string;
  readonly nurseryYears?: number;
  readonly unit?: string;
  readonly by?: string;
  readonly commandId?: string;
  readonly json?: true;
}

export function addTaskCommands(root: Command): void {
  const tasks = root.command('tasks').description('tasks handed to crews 任务');
  tasks
    .command('list')
    .description('tasks, the earliest due first')
    .option('--county <code>', 'only this county')
    .addOption(new Option('--state <state>', 'only this state').choices(STATES).default('dispatched'))
    .option('--after <task>', 'go on after this task')
    .addOption(new Option('--limit <n>', 'rows a page').default(PAGE).argParser(wholeNumber))
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper tasks list --county 140921')
    .action(async (_local: unknown, command: Command) => list(command.optsWithGlobals<ListOptions>()));
  tasks
    .command('show')
    .argument('<task>', 'task id')
    .description('one task whole')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper tasks show 140921-0001~9f3c1a/survivalCheck-0.1')
    .action(async (id: string, _local: unknown, command: Command) => show(id, command.optsWithGlobals<ListOptions>()));
  tasks
    .command('submit')
    .argument('<task>', 'task id of a replanting, re-establishment or decision')
    .description('report a task done; a count goes through: survey submit')
    .requiredOption('--done <day>', 'local day on which it was done, YYYY-MM-DD')
    .addOption(new Option('--points <n>', 'points replanted').argParser(count))
    .option('--of <species=points...>', 'of these, points of each species, where the design is mixed 各树种株数')
    .option('--prepared <day>', 'of a planting: day its site was prepared 整地日期')
    .option('--stock <day>', 'of a planting: day its stock arrived 到苗日期')
    .option('--option <branch>', 'branch of a decision, e.g. continue')
    .option('--declarant <id>', 'id of who declares it done, where the rule asks for one')
    .addOption(paperOption())
    .addOption(
      new Option('--m2 <n>', 'm² of a new planting that is planted now; the rest is still owed').argParser(count),
    )
    .addOption(fellingOption())
    .addOption(new Option('--closure-before <hits/of>', 'of a felling: closure before it 伐前郁闭度').argParser(hits))
    .addOption(new Option('--closure-after <hits/of>', 'of a felling: closure after it 伐后郁闭度').argParser(hits))
    .addOption(new Option('--cut-m2 <n>', 'of a coppice: m² that were cut 平茬面积').argParser(count))
    .addOption(new Option('--strip-width <m>', 'of a coppice: width of a working strip in m 带宽').argParser(metres))
    .addOption(new Option('--designed <n>', 'designed points of a new planting').argParser(count))
    .addOption(new Option('--planted <n>', 'planted points of a new planting; else as designed').argParser(count))
    .option('--species <name>', 'species of a new planting; else as before')
    .addOption(new Option('--nursery-years <n>', 'age of its stock in years; else as before').argParser(count))
    .option('--unit <id>', 'unit that did it; its counts do not bind afterwards')
    .option('--by <id>', 'id of the sender')
    .option('--command-id <id>', 'send again under the same id: it takes effect once')
    .option('--json', 'print data')
    .addHelpText(
      'after',
      '\nExample:\n  standkeeper tasks submit 140921-0001~9f3c1a/replant-0.1 --done 2027-04-02 --points 301 \\\n    --paper licence=SX-17 quarantine=140921-88 label=B-301 quality=A-5 provenance=140921 quantity=320',
    )
    .action(async (id: string, _local: unknown, command: Command) =>
      submit(id, command.optsWithGlobals<SubmitOptions>()),
    );
}

async function list(options: ListOptions): Promise<void> {
  const { county, state, after, limit } = options;
  const filter: TaskFilter = { ...(county && { county }), ...(state && { state }) };
  await withDatabase(options, async (db) => {
    const from = after === undefined ? undefined : await taskNamed(db, after);
    const rows = await listTasks(db, filter, { size: limit, ...(from && { after: from }) });
    const bars = await fieldBarsOf(db, rows);
    const shown = rows.map((row) => ({ ...row, ...(bars.has(row.id) && { field: bars.get(row.id)! }) }));
    if (options.json) return printJson(shown);
    printTable(
      shown,
      columns(options.lang),
      options.lang === 'zh' ? '目前没有办理中的任务' : 'no tasks: nothing is open now',
    );
    if (rows.length === limit)
      console.log(`\n${options.lang === 'zh' ? '下一页' : 'more'}: --after ${rows.at(-1)!.id}`);
  });
}

type Shown = TaskRow & { readonly field?: FieldBars };

function columns(lang: Language) {
  const zh = lang === 'zh';
  return [
    { heading: zh ? '任务' : 'task', of: (row: Shown) => row.id },
    { heading: zh ? '名称' : 'what', of: (row: Shown) => label('duty', row.code, lang) },
    { heading: zh ? '状态' : 'state', of: (row: Shown) => label('state', row.state, lang) },
    { heading: zh ? '开始' : 'opens', of: (row: Shown) => row.opensOn },
    { heading: zh ? '到期' : 'due', of: (row: Shown) => row.dueOn },
    { heading: zh ? '需苗' : 'seedlings', of: (row: Shown) => row.seedlings, right: true },
    { heading: zh ? '苗龄' : 'stock age', of: (row: Shown) => row.stockAge, right: true },
    {
      heading: zh ? '封禁' : 'barred',
      of: ({ field }: Shown) => (field && sayFieldBars(field, lang).join(zh ? '；' : '; ')) || undefined,
    },
  ];
}

async function taskNamed(db: Database, id: string): Promise<TaskRow> {
  const task = await findTask(db, id);
  if (task !== undefined) return task;
  throw new CommandError(EXIT.notFound, 'TASK_UNKNOWN', {
    en: `there is no task ${id}; wanted: an id from: standkeeper tasks list`,
    zh: `没有任务 ${id}，编号见 standkeeper tasks list`,
  });
}

async function show(id: string, { json, lang, ...asked }: ListOptions): Promise<void> {
  const zh = lang === 'zh';
  await withDatabase({ ...asked, lang }, async (db) => {
    const task = await taskNamed(db, id);
    const about = await partOfTask(db, task);
    const regime = about?.regime;
    const bySpecies = about?.duty.needs?.bySpecies;
    const reserve = regime && reserveOf(regime.limits, task);
    const papers = regime && papersAsked(regime, task.code);
    const branches = regime?.duties[task.code]?.options;
    const options = branches && Object.keys(branches);
    const field = (await fieldBarsOf(db, [task])).get(task.id);
    const more = {
      ...(bySpecies && { bySpecies }),
      ...(reserve !== undefined && { reserve }),
      ...(papers !== undefined && { papers }),
      ...(options && { options }),
      ...(field && { field }),
    };
    if (json) return printJson({ ...task, ...more });
    printFacts([
      [zh ? '任务' : 'task', task.id],
      [zh ? '小班' : 'stand', task.standId],
      [zh ? '名称' : 'what', label('duty', task.code, lang)],
      [zh ? '状态' : 'state', label('state', task.state, lang)],
      [zh ? '期限' : 'days', `${task.opensOn}…${task.dueOn}`],
      [zh ? '需苗' : 'seedlings', task.seedlings],
      [zh ? '其中' : 'of each species', about && (await seedlingsOfSpecies(db, about, lang))],
      [zh ? '备用' : 'in reserve', reserve],
      [zh ? '苗龄' : 'stock age', task.stockAge],
      [zh ? '随附材料' : 'papers', papers],
      [zh ? '可选处置' : 'to choose', options && sayOptions(options, lang)],
      [zh ? '作业条件' : 'needs', field && sayNeeds(field, lang)],
      ...(field ? sayFieldBars(field, lang) : []).map((line) => [zh ? '封禁' : 'barred', line] as const),
    ]);
  });
}

async function submit(id: string, options: SubmitOptions): Promise<void> {
  await withStands(options, async ({ db, stands }) => {
    const task = await taskNamed(db, id);
    const papers = options.paper && (await papersTold(db, task, options.paper));
    const bySpecies = options.of && (await pointsOfSpecies(db, task, options.of));
    const design = options.designed === undefined ? {} : await newDesign(db, task, options);
    const command = {
      ...senderOf(options),
      dutyId: task.dutyId,
      doneOn: options.done,
      ...(options.points !== undefined && { points: options.points }),
      ...(bySpecies && { bySpecies, points: options.points ?? sumOf(bySpecies) }),
      ...(options.prepared !== undefined && { preparedOn: options.prepared }),
      ...(options.stock !== undefined && { stockOn: options.stock }),
      ...(options.option !== undefined && { option: options.option }),
      ...(options.unit !== undefined && { unit: options.unit }),
      ...(options.declarant !== undefined && { declarant: options.declarant }),
      ...(papers && { papers }),
      ...(options.m2 !== undefined && { areaM2: options.m2 }),
      ...fellingOf(options),
      ...stripsOf(options),
      ...design,
    };
    const outcome = await stands.submitWork(task.workflowId, command);
    printOutcome(outcome, options);
  });
}
