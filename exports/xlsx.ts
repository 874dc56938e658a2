/** XLSX: one sheet, its headings frozen, days as days; rows go into the zip as they come. */
import { open } from 'node:fs/promises';
import { Zip, ZipDeflate } from 'fflate';
import type { ExportTable, TableWriter } from './table.ts';
import { workbookFiles } from './xlsx-files.ts';
import { SheetRows } from './xlsx-rows.ts';

const SHEET = 'xl/worksheets/sheet1.xml';

export async function xlsxWriter(path: string, table: ExportTable): Promise<TableWriter> {
  const file = await open(path, 'w');
  const packed: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    packed.push(chunk);
  });
  const flush = () => file.writeFile(Buffer.concat(packed.splice(0)));
  for (const [name, text] of Object.entries(workbookFiles(table))) entryIn(zip, name).push(Buffer.from(text), true);
  const sheet = entryIn(zip, SHEET);
  const rows = new SheetRows(table);
  sheet.push(Buffer.from(rows.head()));
  return {
    async write(page) {
      if (page.length > 0) sheet.push(Buffer.from(page.map((row) => rows.row(row)).join('')));
      await flush();
    },
    async end() {
      sheet.push(Buffer.from(rows.foot()), true);
      zip.end();
      await flush();
      await file.close();
    },
    abandon: () => file.close(),
  };
}

function entryIn(zip: Zip, name: string): ZipDeflate {
  const entry = new ZipDeflate(name, { level: 6 });
  zip.add(entry);
  return entry;
}
