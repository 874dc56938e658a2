/** The county's self-check of a year's plantings: what its report tells, by when, and which stands it lacks. */
import { Option, type Command } from 'commander';
import { dayInYear, daysBetween, type IsoDate } from '../../domain/day.ts';
import { label } from '../../domain/labels.ts';
import type { Language } from '../../domain/language.ts';
import { selfChecked, type SelfChecked } from '../../domain/register/self-check.ts';
import { standsCounted } from '../../prisma/self-check-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { countyNamed } from '../county-named.ts';
import { writeCsvFile, type CsvColumn } from '../csv-file.ts';
import { todayIn } from '../gate-options.ts';
import { printJson, printTable } from '../output.ts';
import { policiesAtHand } from '../policy-named.ts';
import { registerRules } from '../register-rules.ts';
import { areaText, wholeNumber } from '../units.ts';

interface ListOptions extends GlobalOptions {
  readonly county: string;
  readonly year: number;
  readonly missing?: true;
  readonly csv?: string;
  readonly overwrite?: true;
  readonly json?: true;
}

export function addSelfCheckCommands(root: Command): void {
  const group = root.command('selfcheck').description("the county's self-check of its plantings 县级自查");
  group
    .command('report')
    .description('every stand that was planted in a year, with the count of that autumn, and what is missing')
    .requiredOption('--county <code|name>', 'county of a policy')
    .addOption(new Option('--year <year>', 'year of the plantings').argParser(wholeNumber).makeOptionMandatory())
    .option('--missing', 'only what is not counted')
    .option('--csv <file>', 'write the list as CSV; a file that is there is kept unless --overwrite is given')
    .option('--overwrite', 'write over a file of that name')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper selfcheck report --county 140921 --year 2026 --missing')
    .action((_local: unknown, command: Command) => report(command.optsWithGlobals<ListOptions>()));
}

async function report(options: ListOptions): Promise<void> {
  const { year, missing, json, csv, lang } = options;
  await withDatabase(options, async (db) => {
    const { county, policy } = countyNamed(await policiesAtHand(db), options.county);
    const rules = registerRules(policy, 'selfCheck', lang);
    const stands = await standsCounted(db, county.code);
    const all = stands.flatMap(({ state, countsOf }) => selfChecked(state, countsOf, { year, rules }));
    const rows = missing ? all.filter(({ count }) => count === undefined) : all;
    const told = { dueOn: dayInYear(year, rules.dueBy), all };
    if (csv !== undefined) {
      const order = { path: csv, overwrite: options.overwrite === true, lang, at: new Date().toISOString() };
      await writeCsvFile(order, { name: 'selfcheck', columns: COLUMNS }, (write) => write(rows));
    }
    if (json) return printJson({ county: county.code, year, dueOn: told.dueOn, ...sumsOf(all), rows });
    const shown = COLUMNS.map(({ kind, of, ...words }) => ({
      heading: words[lang],
      of: (row: SelfChecked) => of(row, lang),
      right: kind === 'whole',
    }));
    printTable(rows, shown, lang === 'zh' ? '没有符合的小班' : 'no such stand');
    console.log(`\n${summary(told, todayIn(policy), lang)}`);
  });
}

const COLUMNS: readonly CsvColumn<SelfChecked>[] = [
  { en: 'stand', zh: '小班', kind: 'text', of: ({ standId }) => standId },
  { en: 'part', zh: '部分', kind: 'text', of: ({ partId }) => partId },
  { en: 'area_m2', zh: '面积（平方米）', kind: 'whole', of: ({ areaM2 }) => areaM2 },
  { en: 'planted', zh: '造林日期', kind: 'day', of: ({ plantedOn }) => plantedOn },
  { en: 'counted', zh: '自查日期', kind: 'day', of: ({ count }) => count?.capturedOn },
  {
    en: 'level',
    zh: '级别',
    kind: 'text',
    of: ({ count }, lang) => count && label('level', count.level ?? 'COUNTY', lang),
  },
  {
    en: 'verdict',
    zh: '结论',
    kind: 'text',
    of: ({ count }, lang) => count?.verdict && label('verdict', count.verdict, lang),
  },
  { en: 'days_late', zh: '逾期天数', kind: 'whole', of: ({ daysLate }) => daysLate },
];

/** Plantings, those counted in time or late, and those that are missing, with their area. */
function sumsOf(all: readonly SelfChecked[]) {
  const missing = all.filter(({ count }) => count === undefined);
  const m2 = (rows: readonly SelfChecked[]) => rows.reduce((sum, { areaM2 }) => sum + areaM2, 0);
  return {
    plantings: all.length,
    areaM2: m2(all),
    late: all.filter(({ daysLate }) => daysLate !== undefined).length,
    missing: missing.length,
    missingM2: m2(missing),
  };
}

function summary(
  { dueOn, all }: { readonly dueOn: IsoDate; readonly all: readonly SelfChecked[] },
  today: IsoDate,
  lang: Language,
): string {
  const { plantings, areaM2, missing, missingM2, late } = sumsOf(all);
  const overdue = missing > 0 && today > dueOn ? daysBetween(dueOn, today) : 0;
  if (lang === 'zh')
    return `自查报告期限 ${dueOn}${overdue === 0 ? '' : `，已逾期 ${overdue} 天`}：造林 ${plantings} 块 ${areaText(areaM2, lang)}，缺自查 ${missing} 块 ${areaText(missingM2, lang)}，逾期自查 ${late} 块`;
  const delay = overdue === 0 ? '' : `, ${overdue} days late`;
  return `report due ${dueOn}${delay}: ${plantings} plantings on ${areaText(areaM2, lang)}; not counted: ${missing} on ${areaText(missingM2, lang)}; counted late: ${late}`;
}
