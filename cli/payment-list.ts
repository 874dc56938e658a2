/** Payments of many stands, page by page: sums of all, and rows as far as they are shown or written. */
import { localDay } from '../domain/calendar.ts';
import type { IsoDate } from '../domain/day.ts';
import type { Language } from '../domain/language.ts';
import type { Deduction } from '../domain/payment/deduction.ts';
import { holderOn } from '../domain/register/tenure.ts';
import type { Database } from '../prisma/database.ts';
import { livesToPay, type PaidLife, type PaymentFilter } from '../prisma/payment-store.ts';
import { tenureLines } from '../prisma/tenure-store.ts';
import { printDeductions } from './contract-table.ts';
import { deductionsOf } from './contract-works.ts';
import { printJson } from './output.ts';
import { writeCsv } from './payment-csv.ts';
import { noneStated, refuseUnknown } from './payment-none.ts';
import { PaymentSums, rowsOf, type PaymentRow } from './payment-rows.ts';
import { printNotPaid, printRows, printSums } from './payment-table.ts';
import { policiesAtHand } from './policy-named.ts';
import { termsReader, type TermsChoice, type TermsFound } from './payment-terms.ts';

export interface ListOptions extends TermsChoice {
  readonly lang: Language;
  readonly limit: number;
  readonly csv?: string;
  readonly overwrite?: true;
  readonly json?: true;
}

/** Many stands on their way: sums of all, rows as far as they are shown. */
export class PaymentListing {
  private readonly db: Database;
  private readonly filter: PaymentFilter;
  private readonly options: ListOptions;
  private readonly sums = new PaymentSums();
  private readonly rows: PaymentRow[] = [];
  private deductions: readonly Deduction[] = [];
  private total = 0;
  private stands = 0;
  /** Stands that no terms were found for, by policy. */
  private readonly without = new Map<string, TermsFound & { readonly stands: number }>();

  constructor(db: Database, filter: PaymentFilter, options: ListOptions) {
    this.db = db;
    this.filter = filter;
    this.options = options;
  }

  async read(hear: (rows: readonly PaymentRow[]) => Promise<void>): Promise<void> {
    const termsOf = termsReader(this.db, this.options);
    for await (const page of livesToPay(this.db, this.filter)) {
      const rows: PaymentRow[] = [];
      const tenures = await tenureLines(
        this.db.prisma,
        page.map(({ lifeId }) => lifeId),
      );
      for (const life of page) {
        this.stands += 1;
        const found = await termsOf(life);
        if (found.terms === undefined) this.pass(found);
        else {
          const own = await rowsOf(this.db, life, found.terms);
          rows.push(...own.map((row) => withHolder(row, tenures.get(life.lifeId)!, todayOf(life))));
        }
      }
      this.keep(rows);
      await hear(rows);
    }
    this.deductions = await deductionsOf(this.db, this.filter, await policiesAtHand(this.db));
    this.refuseWhereNone();
  }

  write(path: string): Promise<void> {
    const { lang, overwrite = false } = this.options;
    return writeCsv({ path, overwrite, lang, at: new Date().toISOString() }, (write) => this.read(write));
  }

  private pass(found: TermsFound): void {
    this.without.set(found.policy, { ...found, stands: (this.without.get(found.policy)?.stands ?? 0) + 1 });
  }

  private keep(rows: readonly PaymentRow[]): void {
    const { json, limit, csv } = this.options;
    this.total += rows.length;
    for (const row of rows) {
      this.sums.add(row);
      if (csv === undefined && (json || this.rows.length < limit)) this.rows.push(row);
    }
  }

  /** A scheme that none of them has is a slip of the pen. */
  private refuseWhereNone(): void {
    const [found] = this.without.values();
    if (this.total === 0 && found !== undefined) refuseUnknown(found, this.options);
  }

  print(): void {
    const { json, csv, lang, limit } = this.options;
    const without = [...this.without.values()].map(({ policy, stands }) => ({ policy, stands }));
    const listed = csv === undefined ? { rows: this.rows } : { file: csv };
    if (json) {
      const sums = this.sums.all();
      const { stands, total, deductions } = this;
      return printJson({ stands, total, sums, without, deductions, ...listed });
    }
    const zh = lang === 'zh';
    if (this.stands === 0)
      return console.log(zh ? '没有符合条件的小班' : 'no stands; import some with: standkeeper import stands FILE');
    for (const { policy, stands } of without) console.log(`${stands} × ${noneStated(policy, lang)}`);
    if (this.total === 0) return;
    printSums(this.sums.all(), lang);
    if (csv !== undefined) console.log(zh ? `\n${csv}：${this.total} 行` : `\n${csv}: ${this.total} rows`);
    else this.printShown(limit);
    if (this.deductions.length > 0) console.log('');
    printDeductions(this.deductions, lang);
    printNotPaid(lang);
  }

  private printShown(limit: number): void {
    const { lang } = this.options;
    console.log('');
    printRows(this.rows, lang);
    if (this.total <= limit) return;
    console.log(
      lang === 'zh' ? `\n共 ${this.total} 行，其余见：--csv FILE` : `\n${this.total} rows in all; the rest: --csv FILE`,
    );
  }
}

function withHolder(row: PaymentRow, tenures: Parameters<typeof holderOn>[0], today: IsoDate): PaymentRow {
  const holder = holderOn(tenures, row.since ?? today);
  return { ...row, ...(holder !== undefined && { holder }) };
}

function todayOf({ seed }: PaidLife): IsoDate {
  return localDay(Date.now(), seed.regime.timeZone);
}
