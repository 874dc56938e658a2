/** Seedlings needed and ordered as tables. */
import type { IsoDate } from '../domain/day.ts';
import { label } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import type { SeedlingDemand } from '../domain/register/seedling-demand.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import type { OrderRow } from '../prisma/seedling-store.ts';
import type { CsvColumn } from './csv-file.ts';
import { printTable } from './output.ts';
import { sayProvenance } from './seedling-demand.ts';

type Rules = NonNullable<LoadedPolicy['registers']['seedlings']>;
type Columns = readonly CsvColumn<SeedlingDemand>[];

/** As the list goes out, and as a file has it. */
export function demandColumns(policy: LoadedPolicy, rules: Rules): Columns {
  return [
    { en: 'season', zh: '季节', kind: 'text', of: ({ season }, lang) => label('window', season, lang) },
    { en: 'species', zh: '树种', kind: 'text', of: ({ species }, lang) => policy.species[species]?.[lang] ?? species },
    { en: 'age', zh: '苗龄', kind: 'whole', of: ({ stockAge }) => stockAge },
    {
      en: 'provenance',
      zh: '种源',
      kind: 'text',
      of: ({ provenance }, lang) => sayProvenance(rules, provenance, lang),
    },
    { en: 'seedlings', zh: '需苗', kind: 'whole', of: ({ seedlings }) => seedlings },
    { en: 'reserve', zh: '备用', kind: 'whole', of: ({ reserve }) => reserve },
    { en: 'plantings', zh: '作业数', kind: 'whole', of: ({ duties }) => duties },
    { en: 'ordered', zh: '已订', kind: 'whole', of: ({ ordered }) => ordered },
    { en: 'short', zh: '缺苗', kind: 'whole', of: ({ short }) => short },
    { en: 'order_by', zh: '订购期限', kind: 'day', of: ({ orderBy }) => orderBy },
  ];
}

/** A line of its own for what is short, and whether its day of ordering has passed. */
export function sayShortage(row: SeedlingDemand, today: IsoDate, columns: Columns, lang: Language): string {
  const what = columns.slice(0, 4).flatMap(({ of }) => of(row, lang) ?? []);
  const { ordered, seedlings, short, orderBy } = row;
  const isLate = orderBy !== undefined && today > orderBy;
  if (lang === 'zh')
    return `! ${what.join('，')}：缺苗 ${short} 株（需 ${seedlings}，已订 ${ordered}）${isLate ? `，订购期限 ${orderBy} 已过` : ''}`;
  return `! ${what.join(', ')}: ${short} short (${ordered} ordered of ${seedlings})${isLate ? `; orders were due on ${orderBy}` : ''}`;
}

interface Words {
  readonly policy: LoadedPolicy;
  readonly rules: Rules;
  readonly lang: Language;
}

export function printDemand(rows: readonly SeedlingDemand[], columns: Columns, lang: Language): void {
  const shown = columns.map(({ kind, of, ...words }) => ({
    heading: words[lang],
    of: (row: SeedlingDemand) => of(row, lang),
    right: kind === 'whole',
  }));
  printTable(rows, shown, lang === 'zh' ? '该年度没有补植或重造' : 'no planting of that year needs seedlings');
}

export function printOrders(rows: readonly OrderRow[], { policy, rules, lang }: Words): void {
  const zh = lang === 'zh';
  printTable(
    rows,
    [
      { heading: zh ? '编号' : 'order', of: ({ id }) => id, right: true },
      { heading: zh ? '季节' : 'season', of: ({ season }) => label('window', season, lang) },
      { heading: zh ? '树种' : 'species', of: ({ species }) => policy.species[species]?.[lang] ?? species },
      { heading: zh ? '苗龄' : 'age', of: ({ stockAge }) => stockAge, right: true },
      { heading: zh ? '种源' : 'provenance', of: ({ provenance }) => sayProvenance(rules, provenance, lang) },
      { heading: zh ? '株数' : 'seedlings', of: ({ quantity }) => quantity, right: true },
      { heading: zh ? '订购日期' : 'ordered', of: ({ orderedOn }) => orderedOn },
      { heading: zh ? '单号' : 'paper', of: ({ orderNo }) => orderNo },
      { heading: zh ? '订购人' : 'by', of: ({ by }) => by },
    ],
    zh ? '没有订单' : 'no orders; write one down with: standkeeper seedlings order',
  );
}
