/** Payments of many stands as a CSV file. */
import { label } from '../domain/labels.ts';
import { writeCsvFile, type CsvColumn, type CsvOrder } from './csv-file.ts';
import type { PaymentRow } from './payment-rows.ts';
import { muOf } from './units.ts';

const yuan = (fen: number | undefined) => (fen === undefined ? undefined : fen / 100);

const COLUMNS: readonly CsvColumn<PaymentRow>[] = [
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
  { en: 'holder', zh: '权利人', kind: 'text', of: ({ holder }) => holder },
  { en: 'clause', zh: '依据', kind: 'text', of: ({ clause }) => clause },
];

/** @param fill - hands page after page to the writer */
export function writeCsv(
  order: CsvOrder,
  fill: (write: (rows: readonly PaymentRow[]) => Promise<void>) => Promise<void>,
): Promise<void> {
  return writeCsvFile(order, { name: 'payments', columns: COLUMNS }, fill);
}
