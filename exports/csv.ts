/** CSV in UTF-8 with its mark, by which spreadsheets know the encoding; outlines as WKT in the last column. */
import { open } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { ExportRow, ExportTable, TableWriter } from './table.ts';
import { wktOf } from './wkt.ts';

const BOM = '\uFEFF';
/** What begins a formula in a spreadsheet. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

export async function csvWriter(path: string, { columns, isDrawn }: ExportTable): Promise<TableWriter> {
  const file = await open(path, 'w');
  const headings = [...columns.map(({ heading }) => heading), ...(isDrawn ? ['wkt'] : [])];
  const line = ({ cells, geometry }: ExportRow) => [
    ...cells.map(harmless),
    ...(isDrawn ? [geometry && wktOf(geometry)] : []),
  ];
  await file.writeFile(BOM + stringify([headings], { record_delimiter: 'windows' }));
  return {
    write: (rows) => file.writeFile(stringify(rows.map(line), { record_delimiter: 'windows' })),
    end: () => file.close(),
    abandon: () => file.close(),
  };
}

/** A name someone once typed must not run as a formula; the import takes the apostrophe off again. */
function harmless(cell: string | number | undefined): string | number | undefined {
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell;
}
