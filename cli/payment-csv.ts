/** Payments of many stands as a CSV file: under its name only once it is whole. */
import { renameSync, rmSync } from 'node:fs';
import { label, type Language } from '../domain/labels.ts';
import { csvWriter } from '../exports/csv.ts';
import type { Cell, ExportColumn, TableWriter } from '../exports/table.ts';
import { atDisk, refuseTaken } from './export-file.ts';
import type { PaymentRow } from './payment-rows.ts';
import { muOf } from './units.ts';

interface Column extends Pick<ExportColumn, 'kind'> {
  readonly en: string;
  readonly zh: string;
  readonly of: (row: PaymentRow, lang: Language) => Cell;
}

const yuan = (fen: number | undefined) => (fen === undefined ? undefined : fen / 100);

const COLUMNS: readonly Column[] = [
  { en: 'county', zh: '县', kind: 'text', of: ({ countyCode }) => countyCode },
  { en: 'stand', zh: '小班', kind: 'text', of: ({ standId }) => standId },
  { en: 'work_year', zh: '作业年度', kind: 'whole', of: ({ workYear }) => workYear },
  { en: 'stage', zh: '阶段', kind: 'text', of: ({ stage }, lang) => label('stage', stage, lang) },
  { en: 'area_mu', zh: '面积（亩）', kind: 'number', of: ({ areaM2 }) => muOf(areaM2) },
  { en: 'policy', zh: '政策', kind: 'text', of: ({ policy }) => policy },
  { en: 'scheme', zh: '兑付方案', kind: 'text', of: ({ scheme }) => scheme },
  { en: 'tranche', zh: '批次', kind: 'text', of: ({ title }, lang) => title[lang] },
  { en: 'percent', zh: '比例（%）', kind: 'number', of: ({ percent }) => percent },
  { en: 'check', zh: '检查', kind: 'text', of: ({ check }, lang) => label('duty', check, lang) },
  { en: 'least_rate', zh: '应达比率', kind: 'number', of: ({ leastRate }) => leastRate },
  { en: 'state', zh: '状态', kind: 'text', of: ({ state }, lang) => label('payment', state, lang) },
  { en: 'since', zh: '应兑付自', kind: 'day', of: ({ since }) => since },
  { en: 'check_due', zh: '检查到期', kind: 'day', of: ({ expected }) => expected?.dueOn },
  { en: 'qualifying_mu', zh: '合格面积（亩）', kind: 'number', of: ({ qualifyingM2 }) => muOf(qualifyingM2) },
  { en: 'due_mu', zh: '应兑付面积（亩）', kind: 'number', of: ({ dueM2 }) => muOf(dueM2) },
  { en: 'due_yuan', zh: '应付（元）', kind: 'number', of: ({ dueFen }) => yuan(dueFen) },
  { en: 'kept_back_yuan', zh: '暂扣（元）', kind: 'number', of: ({ heldFen }) => yuan(heldFen) },
  { en: 'claim_back_mu', zh: '应收回面积（亩）', kind: 'number', of: ({ loweredM2 }) => muOf(loweredM2) },
  { en: 'claim_back_yuan', zh: '应收回（元）', kind: 'number', of: ({ loweredFen }) => yuan(loweredFen) },
  { en: 'clause', zh: '依据', kind: 'text', of: ({ clause }) => clause },
];

export interface CsvOrder {
  readonly path: string;
  readonly overwrite: boolean;
  readonly lang: Language;
  readonly at: string;
}

/**
 * @param fill - hands page after page to the writer
 * @throws CommandError where the file is there already or cannot be written; nothing is left behind
 */
export async function writeCsv(
  order: CsvOrder,
  fill: (write: (rows: readonly PaymentRow[]) => Promise<void>) => Promise<void>,
): Promise<void> {
  const { path, lang, at } = order;
  refuseTaken(order);
  const part = `${path}.part-${process.pid}`;
  const columns = COLUMNS.map(({ kind, ...words }) => ({ heading: words[lang], kind }));
  let writer: TableWriter | undefined;
  try {
    const table = { name: 'payments', columns, isDrawn: false, longestWkt: 0, at };
    const open = await atDisk(path, () => csvWriter(part, table));
    writer = open;
    const cells = (row: PaymentRow) => ({ cells: COLUMNS.map(({ of }) => of(row, lang)) });
    await fill((rows) => atDisk(path, () => open.write(rows.map(cells))));
    writer = undefined;
    await atDisk(path, () => open.end());
    await atDisk(path, () => renameSync(part, path));
  } catch (error) {
    await writer?.abandon().catch(() => undefined);
    rmSync(part, { force: true });
    throw error;
  }
}
