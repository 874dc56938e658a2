/** Land-conversion parcels: households, yearly acceptance, and what the land register is told. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { daysBetween, type IsoDate } from '../../domain/day.ts';
import { refuse } from '../../domain/errors.ts';
import { label } from '../../domain/labels.ts';
import type { Language } from '../../domain/language.ts';
import { conversionTasks, type ConversionTask } from '../../domain/register/conversion.ts';
import { parcelsOf, writeConversionDone, writeHouseholds, type Household } from '../../prisma/conversion-store.ts';
import type { Database } from '../../prisma/database.ts';
import { movedRefusal } from '../../prisma/lineage-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { countyNamed } from '../county-named.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { day, todayIn } from '../gate-options.ts';
import { senderOf } from '../outcome.ts';
import { printJson, printTable } from '../output.ts';
import { policiesAtHand } from '../policy-named.ts';
import { refusalError } from '../refusal-error.ts';
import { registerRules } from '../register-rules.ts';
import { areaText, wholeNumber } from '../units.ts';
import { standNamed } from './stands.ts';

type WriteOptions = GlobalOptions & { readonly by?: string };
type DoneOptions = WriteOptions & { readonly task: string; readonly on?: IsoDate; readonly paper?: string };
type LookOptions = GlobalOptions & { readonly json?: true };
type ListOptions = LookOptions & { readonly county: string; readonly limit: number };

const STAND = 'stand id (county-number), life id or workflow id';
const ROWS = 50;

export function addConversionCommands(root: Command): void {
  const group = root.command('conversion').description('parcels of the land-conversion programme 退耕还林');
  group
    .command('households')
    .argument('<stand>', STAND)
    .argument('<households...>', 'name=m²; the whole list, in the place of an earlier one', household, [])
    .description('make a stand a parcel, with its households; names are kept in the database alone')
    .option('--by <id>', 'id of who writes it down')
    .addHelpText('after', '\nExample:\n  standkeeper conversion households 140921-0001 张伟=30000 李强=20000')
    .action((reference: string, households: readonly Household[], _local: unknown, command: Command) =>
      settle(reference, households, command.optsWithGlobals<WriteOptions>()),
    );
  group
    .command('done')
    .argument('<stand>', STAND)
    .description('a task of the parcel is done: acceptance1 …, landUse, certificate')
    .requiredOption('--task <code>', 'see: conversion show')
    .addOption(new Option('--on <day>', 'day of it, YYYY-MM-DD; else today').argParser(day))
    .option('--paper <no>', 'number of its paper')
    .option('--by <id>', 'id of who writes it down')
    .addHelpText('after', '\nExample:\n  standkeeper conversion done 140921-0001 --task acceptance1 --on 2027-10-08')
    .action((reference: string, _local: unknown, command: Command) =>
      done(reference, command.optsWithGlobals<DoneOptions>()),
    );
  group
    .command('show')
    .argument('<stand>', STAND)
    .description('households and tasks of one parcel')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper conversion show 140921-0001')
    .action((reference: string, _local: unknown, command: Command) =>
      show(reference, command.optsWithGlobals<LookOptions>()),
    );
  group
    .command('list')
    .description('tasks of a county that are not done, the earliest due first')
    .requiredOption('--county <code|name>', 'county of a policy')
    .addOption(new Option('--limit <n>', 'rows shown; --json has all').default(ROWS).argParser(wholeNumber))
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper conversion list --county 140921')
    .action((_local: unknown, command: Command) => list(command.optsWithGlobals<ListOptions>()));
}

/** For commander, which hands on what it has gathered so far. */
function household(text: string, before: readonly Household[]): readonly Household[] {
  const [, name = '', area = ''] = /^(.+)=([1-9]\d{0,9})$/.exec(text.trim()) ?? [];
  if (name === '') throw new InvalidArgumentError(`${text} is no name=m², e.g. 张伟=30000.`);
  if (before.some((each) => each.household === name)) throw new InvalidArgumentError(`${name} is named twice.`);
  return [...before, { household: name, areaM2: Number(area) }];
}

async function settle(reference: string, households: readonly Household[], options: WriteOptions): Promise<void> {
  const { lang } = options;
  await withDatabase(options, async (db) => {
    const stand = await standNamed(db, reference, lang);
    await rulesAt(db, stand.countyCode, lang);
    const { lifeId, standId } = stand;
    const met = households.reduce((sum, { areaM2 }) => sum + areaM2, 0);
    if (met > stand.areaM2)
      throw refusalError(refuse('HOUSEHOLDS_ABOVE_AREA', { standId, met, wanted: stand.areaM2 }), lang);
    const refusal = await writeHouseholds(db, { lifeId, standId, by: senderOf(options).by, households });
    if (refusal) throw refusalError(refusal, lang);
    const size = areaText(met, lang);
    console.log(
      lang === 'zh'
        ? `${standId}：${households.length} 户，${size}`
        : `${standId}: ${households.length} households, ${size}`,
    );
  });
}

/** The rules of a county's policy, and its day. */
async function rulesAt(db: Database, county: string, lang: Language) {
  const named = countyNamed(await policiesAtHand(db), county);
  return {
    county: named.county,
    rules: registerRules(named.policy, 'conversion', lang),
    today: todayIn(named.policy),
  };
}

async function done(reference: string, options: DoneOptions): Promise<void> {
  const { task, paper, lang } = options;
  await withDatabase(options, async (db) => {
    const { lifeId, standId, countyCode, plantedOn } = await standNamed(db, reference, lang);
    const { rules, today } = await rulesAt(db, countyCode, lang);
    const known = conversionTasks(plantedOn, new Map(), rules).map((each) => each.task);
    if (!known.includes(task)) {
      const message = {
        en: `${task} is no task of a parcel; wanted: one of ${known.join(', ')}`,
        zh: `退耕还林地块没有事项 ${task}，应为：${known.map((each) => `${each}（${taskName(each, 'zh')}）`).join('、')}`,
      };
      throw new CommandError(EXIT.usage, 'TASK_UNKNOWN', message);
    }
    const on = options.on ?? today;
    if (on > today) throw refusalError(refuse('WORK_IN_FUTURE', { met: on, wanted: today }), lang);
    const write = { lifeId, standId, task, on, by: senderOf(options).by };
    const refusal = await writeConversionDone(db, { ...write, ...(paper !== undefined && { paperNo: paper }) });
    if (refusal) throw refusalError(refusal, lang);
    console.log(
      lang === 'zh' ? `${standId}：${taskName(task, lang)} 已完成` : `${standId}: ${taskName(task, lang)} done`,
    );
  });
}

async function show(reference: string, options: LookOptions): Promise<void> {
  const { json, lang } = options;
  await withDatabase(options, async (db) => {
    const { lifeId, standId, countyCode, workflowId } = await standNamed(db, reference, lang);
    const { rules, today } = await rulesAt(db, countyCode, lang);
    const [parcel] = await parcelsOf(db, { lifeId });
    if (parcel === undefined)
      throw refusalError((await movedRefusal(db, workflowId)) ?? refuse('PARCEL_UNKNOWN', { standId }), lang);
    const { households, plantedOn } = parcel;
    const rows = conversionTasks(plantedOn, parcel.done, rules).map((each) => ({ standId, ...each }));
    if (json) return printJson({ standId, households, tasks: rows });
    const zh = lang === 'zh';
    printTable(
      households,
      [
        { heading: zh ? '农户' : 'household', of: ({ household: name }) => name },
        { heading: zh ? '面积' : 'area', of: ({ areaM2 }) => areaText(areaM2, lang), right: true },
      ],
      '',
    );
    console.log('');
    printTasks(rows, today, lang);
  });
}

async function list(options: ListOptions): Promise<void> {
  const { limit, json, lang } = options;
  await withDatabase(options, async (db) => {
    const { county, rules, today } = await rulesAt(db, options.county, lang);
    const parcels = await parcelsOf(db, { countyCode: county.code });
    const rows = parcels
      .flatMap(({ standId, plantedOn, done: told }) =>
        conversionTasks(plantedOn, told, rules).map((each) => ({ standId, ...each })),
      )
      .filter(({ doneOn }) => doneOn === undefined)
      .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)));
    if (json) return printJson({ county: county.code, parcels: parcels.length, rows });
    printTasks(rows.slice(0, limit), today, lang);
    if (rows.length > limit)
      console.log(lang === 'zh' ? `共 ${rows.length} 行` : `${rows.length} rows in all; --json has them`);
  });
}

function printTasks(
  rows: readonly (ConversionTask & { readonly standId: string })[],
  today: IsoDate,
  lang: Language,
): void {
  const zh = lang === 'zh';
  const late = ({ dueOn, doneOn }: ConversionTask) =>
    doneOn === undefined && today > dueOn ? daysBetween(dueOn, today) : undefined;
  printTable(
    rows,
    [
      { heading: zh ? '小班' : 'stand', of: ({ standId }) => standId },
      { heading: zh ? '事项' : 'task', of: ({ task }) => taskName(task, lang) },
      { heading: zh ? '期限' : 'due', of: ({ dueOn }) => dueOn },
      { heading: zh ? '逾期天数' : 'days late', of: late, right: true },
      { heading: zh ? '完成' : 'done', of: ({ doneOn }) => doneOn },
    ],
    zh ? '没有未完成的事项' : 'nothing is left to do',
  );
}

function taskName(task: string, lang: Language): string {
  const [, year] = /^acceptance(\d+)$/.exec(task) ?? [];
  if (year === undefined) return label('conversion', task, lang);
  return lang === 'zh' ? `第 ${year} 年验收` : `acceptance of year ${year}`;
}
