/** Rows as a CSV file: under its name only once it is whole. */
import { renameSync, rmSync } from 'node:fs';
import type { Language } from '../domain/language.ts';
import { csvWriter } from '../exports/csv.ts';
import type { Cell, ExportColumn, TableWriter } from '../exports/table.ts';
import { atDisk, refuseTaken } from './export-file.ts';

export interface CsvColumn<Row> extends Pick<ExportColumn, 'kind'> {
  readonly en: string;
  readonly zh: string;
  readonly of: (row: Row, lang: Language) => Cell;
}

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
export async function writeCsvFile<Row>(
  order: CsvOrder,
  { name, columns }: { readonly name: string; readonly columns: readonly CsvColumn<Row>[] },
  fill: (write: (rows: readonly Row[]) => Promise<void>) => Promise<void>,
): Promise<void> {
  const { path, lang, at } = order;
  refuseTaken(order);
  const part = `${path}.part-${process.pid}`;
  const headings = columns.map(({ kind, ...words }) => ({ heading: words[lang], kind }));
  let writer: TableWriter | undefined;
  try {
    const table = { name, columns: headings, isDrawn: false, longestWkt: 0, at };
    const open = await atDisk(path, () => csvWriter(part, table));
    writer = open;
    const cells = (row: Row) => ({ cells: columns.map(({ of }) => of(row, lang)) });
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
