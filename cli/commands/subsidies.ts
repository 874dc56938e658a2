/** The command that lists subsidies of protected land by parcel and year; nothing is paid, and nothing is written. */
import { Option, type Command } from 'commander';
import { sayClause } from '../../domain/labels-clauses.ts';
import { label } from '../../domain/labels.ts';
import type { Language } from '../../domain/language.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { countyNamed } from '../county-named.ts';
import { writeCsvFile, type CsvColumn } from '../csv-file.ts';
import { printJson, printTable } from '../output.ts';
import { policiesAtHand, policyNamed } from '../policy-named.ts';
import { subsidyList, type SubsidyList, type SubsidyRow } from '../subsidy-list.ts';
import { areaText, muOf, wholeNumber, yuanText } from '../units.ts';

interface Options extends GlobalOptions {
  readonly county: string;
  readonly year: number;
  readonly policy?: string;
  readonly limit: number;
  readonly csv?: string;
  readonly overwrite?: true;
  readonly json?: true;
}

const ROWS = 50;

export function addSubsidyCommand(payments: Command): void {
  payments
    .command('subsidies')
    .description('what flags of protected land bring, by parcel and year 公益林、天然林补助')
    .requiredOption('--county <county>', 'county of a policy, by code or name')
    .addOption(new Option('--year <year>', 'year of the subsidy').argParser(wholeNumber).makeOptionMandatory())
    .option('--policy <name|file>', 'rates of a policy that ships, or of a file; else of the county’s')
    .addOption(new Option('--limit <n>', 'rows shown; sums and files have all').default(ROWS).argParser(wholeNumber))
    .option('--csv <file>', 'write all rows as CSV; a file that is there is kept unless --overwrite is given')
    .option('--overwrite', 'write over a file of that name')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper payments subsidies --county 140921 --year 2027')
    .action((_local: unknown, command: Command) => list(command.optsWithGlobals<Options>()));
}

async function list(options: Options): Promise<void> {
  const { json, lang, csv, overwrite = false } = options;
  await withDatabase(options, async (db) => {
    const known = options.policy === undefined ? await policiesAtHand(db) : [policyNamed(options.policy)];
    const { county, policy } = countyNamed(known, options.county);
    const found = await subsidyList(db, { county: county.code, year: options.year, policy, lang });
    if (csv !== undefined) {
      const order = { path: csv, overwrite, lang, at: new Date().toISOString() };
      const columns = columnsOf(found, county.code);
      await writeCsvFile(order, { name: 'subsidies', columns }, (write) => write(found.rows));
    }
    if (json) return printJson({ county: county.code, ...found });
    print(found, options);
  });
}

function columnsOf({ year, countedOn, schemes }: SubsidyList, county: string): readonly CsvColumn<SubsidyRow>[] {
  const ruleOf = (code: string) => schemes.find((scheme) => scheme.code === code)!;
  return [
    { en: 'county', zh: '县', kind: 'text', of: () => county },
    { en: 'stand', zh: '小班', kind: 'text', of: ({ standId }) => standId },
    { en: 'year', zh: '年度', kind: 'whole', of: () => year },
    { en: 'counted_on', zh: '截至', kind: 'day', of: () => countedOn },
    { en: 'scheme', zh: '补助项目', kind: 'text', of: ({ scheme }, lang) => ruleOf(scheme).title[lang] },
    { en: 'flags', zh: '保护标记', kind: 'text', of: (row, lang) => flagsText(row, lang) },
    { en: 'area_mu', zh: '面积（亩）', kind: 'number', of: ({ areaM2 }) => muOf(areaM2) },
    { en: 'yuan_per_mu', zh: '标准（元/亩）', kind: 'number', of: ({ scheme }) => ruleOf(scheme).yuanPerMu },
    {
      en: 'yuan',
      zh: '金额（元）',
      kind: 'number',
      of: ({ amountFen }) => (amountFen === undefined ? undefined : amountFen / 100),
    },
    { en: 'holder', zh: '权利人', kind: 'text', of: ({ holder }) => holder },
    { en: 'clause', zh: '依据', kind: 'text', of: ({ scheme }) => ruleOf(scheme).clause },
  ];
}

function flagsText({ flags }: SubsidyRow, lang: Language): string {
  return flags.map((flag) => label('protection', flag, lang)).join(lang === 'zh' ? '、' : ', ');
}

function print({ countedOn, provisional, schemes, sums, rows }: SubsidyList, { lang, limit, csv }: Options): void {
  const zh = lang === 'zh';
  const sooner = zh ? '，年度未满，按今日计' : ', as of today: the year is not over';
  console.log(`${zh ? '截至' : 'counted on'} ${countedOn}${provisional ? sooner : ''}`);
  for (const [index, { parcels, areaM2, amountFen }] of sums.entries()) {
    const { title, yuanPerMu, clause } = schemes[index]!;
    const amount = amountFen === undefined ? (zh ? '未规定标准' : 'no rate ruled') : yuanText(amountFen, lang);
    const rate = yuanPerMu === undefined ? '' : zh ? `，每亩 ${yuanPerMu} 元` : ` at ${yuanPerMu} yuan per mu`;
    console.log(
      zh
        ? `${title.zh}：${parcels} 个小班，${areaText(areaM2, lang)}${rate}，${amount}；依据 ${sayClause(clause, lang)}`
        : `${title.en}: ${parcels} ${parcels === 1 ? 'parcel' : 'parcels'}, ${areaText(areaM2, lang)}${rate}, ${amount}; by ${clause}`,
    );
  }
  if (csv === undefined) {
    console.log('');
    printRows(rows.slice(0, limit), schemes, lang);
    if (rows.length > limit) console.log(zh ? `共 ${rows.length} 行` : `${rows.length} rows in all; --csv has them`);
  } else console.log(zh ? `\n${csv}：${rows.length} 行` : `\n${csv}: ${rows.length} rows`);
}

function printRows(rows: readonly SubsidyRow[], schemes: SubsidyList['schemes'], lang: Language): void {
  const zh = lang === 'zh';
  printTable(
    rows,
    [
      { heading: zh ? '小班' : 'stand', of: ({ standId }) => standId },
      {
        heading: zh ? '补助项目' : 'scheme',
        of: ({ scheme }) => schemes.find(({ code }) => code === scheme)!.title[lang],
      },
      { heading: zh ? '保护标记' : 'flags', of: (row) => flagsText(row, lang) },
      { heading: zh ? '面积' : 'area', of: ({ areaM2 }) => areaText(areaM2, lang), right: true },
      {
        heading: zh ? '金额' : 'amount',
        of: ({ amountFen }) => (amountFen === undefined ? undefined : yuanText(amountFen, lang)),
        right: true,
      },
      { heading: zh ? '权利人' : 'holder', of: ({ holder }) => holder },
    ],
    zh ? '没有受保护的小班' : 'no stand is protected there',
  );
}
