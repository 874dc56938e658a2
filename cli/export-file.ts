/** Rows of the database as a file: under its name only once it is whole. */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Geometry } from 'geojson';
import { localDay } from '../domain/calendar.ts';
import { sayRefusal, type Refusal } from '../domain/errors.ts';
import type { Language } from '../domain/language.ts';
import type { TableWriter } from '../exports/table.ts';
import { WRITERS, type ExportFormat } from '../exports/writers.ts';
import { CellTooLongError, rowsRefusal } from '../exports/xlsx-limits.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import type { Database, Queries } from '../prisma/database.ts';
import {
  exportRows,
  type ExportFilter,
  type ExportKind,
  type ExportSize,
  type StandToExport,
} from '../prisma/export-store.ts';
import { holdersOn } from '../prisma/tenure-store.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { cellsOf, columnsFor, headingsOf, type HeldStand, type SourceColumn } from './export-columns.ts';
import { taken, unwritable } from './files.ts';
import { progressOf, type Progress } from './progress.ts';

export interface ExportOrder {
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  readonly path: string;
  readonly filter: ExportFilter;
  readonly overwrite: boolean;
  /** With the holders of the tenure, of stands. */
  readonly owners?: true;
  readonly lang: Language;
  readonly policy: LoadedPolicy;
  readonly nowMs: number;
}

export interface ExportReport {
  readonly file: string;
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  readonly rows: number;
  /** Of those that may have an outline, how many have none. */
  readonly undrawn?: number;
  /** Versions of the rules by which the rows were judged. */
  readonly policies: readonly string[];
  readonly exportedAt: string;
}

/** @throws CommandError where the file is there already, cannot be written or has no room; nothing is left behind */
export async function exportFile(db: Database, order: ExportOrder): Promise<ExportReport> {
  refuseTaken(order);
  const part = `${order.path}.part-${process.pid}`;
  try {
    const report = await new FileExport(order, part).run(db);
    await atDisk(order.path, () => renameSync(part, order.path));
    return report;
  } catch (error) {
    letGo(part);
    throw error instanceof CellTooLongError ? withoutRoom(order, error.refusal) : error;
  }
}

function withoutRoom({ path, lang }: ExportOrder, refusal: Refusal): CommandError {
  return new CommandError(EXIT.refused, refusal.refused, `${path}: ${sayRefusal(refusal, lang)}`);
}

/** What cannot be taken away, as under a name that is too long, was never made. */
function letGo(part: string): void {
  try {
    rmSync(part, { force: true });
  } catch {
    // The reason why the export failed tells more.
  }
}

/** @throws CommandError where a file of that name must be kept, or cannot be there */
export function refuseTaken({ path, overwrite }: Pick<ExportOrder, 'path' | 'overwrite'>): void {
  if (!existsSync(path)) {
    if (existsSync(dirname(path))) return;
    throw new CommandError(EXIT.notFound, 'FOLDER_UNKNOWN', {
      en: `${dirname(path)} is not there; wanted: a folder for the file`,
      zh: `文件夹 ${dirname(path)} 不存在`,
    });
  }
  if (!statSync(path).isFile())
    throw new CommandError(EXIT.refused, 'FILE_EXISTS', {
      en: `${path} is no file that could be written over; wanted: a new name`,
      zh: `${path} 不是可覆盖的文件，请换一个新文件名`,
    });
  if (!overwrite) throw new CommandError(EXIT.refused, 'FILE_EXISTS', taken(path, 'OVERWRITE'));
}

/** A disk that fails is one line; a fault of our own keeps its stack, and the database, asked elsewhere, its words. */
export async function atDisk<T>(path: string, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { code, syscall, name, message } = error as NodeJS.ErrnoException;
    // Files name the call of the system that failed; SQLite, which writes GeoPackages, has words alone.
    if (syscall === undefined && name !== 'SQLite3Error') throw error;
    const why = code ?? message;
    throw new CommandError(EXIT.failed, 'FILE_UNWRITABLE', unwritable(path, why));
  }
}

/** Whether rows may have the outline of their stand. */
function isDrawn(kind: ExportKind): boolean {
  return kind !== 'surveys';
}

/** One file on its way. */
class FileExport {
  private readonly order: ExportOrder;
  private readonly part: string;
  private readonly at: string;
  private readonly columns: ReturnType<typeof columnsFor>;
  private readonly policies = new Set<string>();
  private writer: TableWriter | undefined;
  private progress: Progress | undefined;
  private done = 0;
  private undrawn = 0;

  constructor(order: ExportOrder, part: string) {
    this.order = order;
    this.part = part;
    this.columns = columnsFor(order.owners ?? false);
    this.at = new Date(order.nowMs).toISOString();
  }

  async run(db: Database): Promise<ExportReport> {
    const { kind, format, path } = this.order;
    try {
      const rows = await this.writeAll(db);
      const undrawn = isDrawn(kind) ? { undrawn: this.undrawn } : {};
      const policies = [...this.policies].toSorted();
      return { file: path, kind, format, rows, ...undrawn, policies, exportedAt: this.at };
    } catch (error) {
      await this.abandon();
      throw error;
    } finally {
      this.progress?.end();
    }
  }

  private async writeAll(db: Database): Promise<number> {
    const { kind, filter } = this.order;
    const size = await this.writePages(db, kind, filter);
    await this.begin(size);
    await atDisk(this.order.path, () => this.writer!.end());
    this.writer = undefined;
    return size.rows;
  }

  private writePages(db: Database, kind: ExportKind, filter: ExportFilter): Promise<ExportSize> {
    switch (kind) {
      case 'stands':
        return exportRows(db, kind, filter, async (page, size, tx) =>
          this.writePage(this.columns.stands, await this.withHolders(tx, page), size),
        );
      case 'polygons':
        return exportRows(db, kind, filter, (page, size) => this.writePage(this.columns.polygons, page, size));
      case 'parts':
        return exportRows(db, kind, filter, (page, size) => this.writePage(this.columns.parts, page, size));
      case 'surveys':
        return exportRows(db, kind, filter, (page, size) => this.writePage(this.columns.surveys, page, size));
      case 'tasks':
        return exportRows(db, kind, filter, (page, size) => this.writePage(this.columns.tasks, page, size));
    }
  }

  /** Asked for where they are wanted alone. */
  private async withHolders(tx: Queries, page: readonly StandToExport[]): Promise<readonly HeldStand[]> {
    if (!this.order.owners) return page;
    const today = localDay(this.order.nowMs, this.order.policy.timeZone);
    const lives = page.map(({ lifeId }) => lifeId);
    const holders = await holdersOn(tx, lives, today);
    return page.map((row) => {
      const holder = holders.get(row.lifeId);
      return { ...row, ...(holder !== undefined && { holder }) };
    });
  }

  private async writePage<Row extends { readonly policy: string; readonly geometry: Geometry | null }>(
    columns: readonly SourceColumn<Row>[],
    page: readonly Row[],
    size: ExportSize,
  ): Promise<void> {
    await this.begin(size);
    page.forEach(({ policy }) => this.policies.add(policy));
    this.undrawn += page.filter(({ geometry }) => geometry === null).length;
    const words = { lang: this.order.lang, policy: this.order.policy, at: this.at };
    const rows = page.map((row) => ({
      cells: cellsOf(columns, row, words),
      ...(row.geometry && { geometry: row.geometry }),
    }));
    await atDisk(this.order.path, () => this.writer!.write(rows));
    this.progress?.step((this.done += page.length));
  }

  /** The size of the whole is known with its first page; an empty export has headings alone. */
  private async begin({ rows, longestOutline }: ExportSize): Promise<void> {
    if (this.writer !== undefined) return;
    const { kind, format, lang, path } = this.order;
    const refusal = format === 'xlsx' ? rowsRefusal(rows) : undefined;
    if (refusal !== undefined) throw withoutRoom(this.order, refusal);
    this.progress = progressOf(kind, rows);
    const table = {
      name: kind,
      columns: headingsOf(this.columns[kind] as readonly SourceColumn<never>[], lang),
      isDrawn: isDrawn(kind),
      longestWkt: longestOutline,
      at: this.at,
    };
    this.writer = await atDisk(path, () => WRITERS[format](this.part, table));
  }

  /** A writer that failed once may fail again as it closes; what failed first is what counts. */
  private async abandon(): Promise<void> {
    await this.writer?.abandon().catch(() => undefined);
  }
}
