/** Payments for people and programs: one stand whole, and many with their sums. */
import { sayClause } from '../domain/labels-clauses.ts';
import { label, percent } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import { loweredOf, type PaymentEntry } from '../domain/payment/ledger.ts';
import { paymentsOf, type PartPayment, type TranchePayment } from '../domain/payment/payments.ts';
import type { Deduction } from '../domain/payment/deduction.ts';
import type { PaymentTerms } from '../domain/payment/terms.ts';
import type { PaidLife } from '../prisma/payment-store.ts';
import { printDeductions } from './contract-table.ts';
import { printFacts, printJson, printTable } from './output.ts';
import type { PaymentRow, PaymentSum } from './payment-rows.ts';
import { ratio, sayLowered, sayPayment } from './say-payment.ts';
import { areaText, yuanText } from './units.ts';

interface Shown {
  readonly json?: true;
  readonly lang: Language;
}

/** Said wherever payments are shown to people. */
const NOT_PAID = { en: 'computed from the log; nothing is paid here', zh: '据记录计算，本系统不付款' } as const;

interface StandPayments {
  readonly terms: PaymentTerms;
  readonly ledger: readonly PaymentEntry[];
  /** What contractors of its land are charged. */
  readonly deductions: readonly Deduction[];
}

export function printPayments(
  life: PaidLife,
  { terms, ledger, deductions }: StandPayments,
  { json, lang }: Shown,
): void {
  const payments = paymentsOf(life.state, terms);
  const lowered = payments.map(({ tranche }) => ({ tranche, ...loweredOf(ledger, terms, tranche) }));
  const { tranches: _, ...facts } = terms;
  if (json) {
    const told = payments.map((payment, index) => {
      const { tranche: _tranche, ...less } = lowered[index]!;
      return { ...payment, ...less };
    });
    return printJson({ standId: life.standId, lifeId: life.lifeId, ...facts, payments: told, deductions, ledger });
  }
  const zh = lang === 'zh';
  const areaM2 = life.state.parts.reduce((sum, part) => sum + part.areaM2, 0);
  printFacts([
    [zh ? '小班' : 'stand', life.standId],
    [zh ? '兑付方案' : 'scheme', `${terms.title[lang]} (${terms.scheme}, ${terms.policy})`],
    [zh ? '单价' : 'price', priceText(terms, lang)],
    [zh ? '面积' : 'area', areaText(areaM2, lang)],
    [zh ? '说明' : 'note', NOT_PAID[lang]],
  ]);
  console.log('');
  for (const payment of payments) console.log(sayPayment(payment, areaM2, lang));
  for (const each of lowered) if (each.by !== undefined) console.log(sayLowered(each.tranche, each, lang));
  printDeductions(deductions, lang);
  if (life.state.parts.length > 1) printParts(payments, lang);
  printLedger(ledger, terms, lang);
}

function priceText({ yuanPerMu, priceClause = '' }: PaymentTerms, lang: Language): string {
  if (yuanPerMu === undefined) return lang === 'zh' ? '未定，仅列比例' : 'none stated, shares alone';
  return lang === 'zh'
    ? `${yuanPerMu} 元/亩（${sayClause(priceClause, lang)}）`
    : `${yuanPerMu} yuan per mu (${priceClause})`;
}

function printParts(payments: readonly TranchePayment[], lang: Language): void {
  const zh = lang === 'zh';
  type Row = PartPayment & { readonly title: string };
  const rows = payments.flatMap(({ tranche, parts }) =>
    parts.map((part): Row => ({ ...part, title: tranche.title[lang] })),
  );
  console.log('');
  printTable(
    rows,
    [
      { heading: zh ? '批次' : 'tranche', of: ({ title }) => title },
      { heading: zh ? '部分' : 'part', of: ({ partId }) => partId },
      { heading: zh ? '面积' : 'area', of: ({ areaM2 }) => areaText(areaM2, lang), right: true },
      { heading: zh ? '检查结果' : 'rate', of: ({ rate }) => rate && percent(rate.counted, rate.of), right: true },
      { heading: zh ? '合格自' : 'qualifies since', of: ({ since }) => since },
      { heading: zh ? '应兑付' : 'due on', of: ({ dueM2 }) => areaText(dueM2, lang), right: true },
    ],
    '',
  );
}

function printLedger(ledger: readonly PaymentEntry[], { tranches }: PaymentTerms, lang: Language): void {
  const zh = lang === 'zh';
  const titleOf = (code: string) => tranches.find((tranche) => tranche.code === code)?.title[lang];
  const money = (fen: number | undefined) => (fen === undefined ? undefined : yuanText(fen, lang));
  console.log('');
  printTable(
    ledger,
    [
      { heading: zh ? '日期' : 'on', of: ({ on }) => on },
      { heading: zh ? '批次' : 'tranche', of: ({ tranche }) => titleOf(tranche) },
      { heading: zh ? '面积变动' : 'area', of: ({ dueM2 }) => areaText(dueM2, lang), right: true },
      { heading: zh ? '应付变动' : 'due', of: ({ dueFen }) => money(dueFen), right: true },
      { heading: zh ? '暂扣变动' : 'kept back', of: ({ heldFen }) => money(heldFen), right: true },
      { heading: zh ? '调查' : 'survey', of: ({ surveyId }) => surveyId },
      { heading: zh ? '依据' : 'because', of: ({ because }) => because && sayClause(because, lang) },
    ],
    zh ? '尚无应兑付事项' : 'nothing has fallen due yet',
  );
}

export function printSums(sums: readonly PaymentSum[], lang: Language): void {
  const zh = lang === 'zh';
  const money = (fen: number | undefined) => (fen === undefined ? undefined : yuanText(fen, lang));
  printTable(
    sums,
    [
      { heading: zh ? '批次' : 'tranche', of: ({ title, percent: share }) => `${title[lang]} (${share} %)` },
      { heading: zh ? '小班' : 'stands', of: ({ stands }) => stands, right: true },
      { heading: label('payment', 'WAITING', lang), of: ({ waiting }) => waiting, right: true },
      { heading: label('payment', 'SHORT', lang), of: ({ short }) => short, right: true },
      { heading: label('payment', 'DUE', lang), of: ({ due }) => due, right: true },
      { heading: zh ? '应兑付面积' : 'due on', of: ({ dueM2 }) => areaText(dueM2, lang), right: true },
      { heading: zh ? '应付' : 'amount', of: ({ dueFen }) => money(dueFen), right: true },
      { heading: zh ? '暂扣' : 'kept back', of: ({ heldFen }) => money(heldFen), right: true },
      { heading: zh ? '应收回' : 'to claim back', of: ({ loweredFen }) => money(loweredFen), right: true },
    ],
    '',
  );
}

export function printRows(rows: readonly PaymentRow[], lang: Language): void {
  const zh = lang === 'zh';
  const money = (fen: number | undefined) => (fen === undefined ? undefined : yuanText(fen, lang));
  const lowered = ({ loweredM2, loweredFen }: PaymentRow) =>
    loweredM2 === 0 ? undefined : (money(loweredFen) ?? areaText(loweredM2, lang));
  printTable(
    rows,
    [
      { heading: zh ? '小班' : 'stand', of: ({ standId }) => standId },
      { heading: zh ? '年度' : 'year', of: ({ workYear }) => workYear },
      { heading: zh ? '批次' : 'tranche', of: ({ title }) => title[lang] },
      { heading: zh ? '状态' : 'state', of: ({ state }) => label('payment', state, lang) },
      { heading: zh ? '自/检查期' : 'since, or check', of: ({ since, expected }) => since ?? expected?.dueOn },
      { heading: zh ? '应达' : 'wanted', of: ({ leastRate }) => ratio(leastRate), right: true },
      { heading: zh ? '应兑付面积' : 'due on', of: ({ dueM2 }) => areaText(dueM2, lang), right: true },
      { heading: zh ? '应付' : 'amount', of: ({ dueFen }) => money(dueFen), right: true },
      { heading: zh ? '应收回' : 'to claim back', of: lowered, right: true },
      { heading: zh ? '权利人' : 'holder', of: ({ holder }) => holder },
    ],
    '',
  );
}

export function printNotPaid(lang: Language): void {
  console.log(`\n${NOT_PAID[lang]}`);
}
