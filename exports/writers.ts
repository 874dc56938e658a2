/** The forms a file may have. */
import { csvWriter } from './csv.ts';
import { geoJsonWriter } from './geojson.ts';
import { geoPackageWriter } from './geopackage.ts';
import type { ExportTable, TableWriter } from './table.ts';
import { xlsxWriter } from './xlsx.ts';

type OpenWriter = (path: string, table: ExportTable) => Promise<TableWriter>;

export const WRITERS = {
  csv: csvWriter,
  xlsx: xlsxWriter,
  geojson: geoJsonWriter,
  gpkg: geoPackageWriter,
} as const satisfies Record<string, OpenWriter>;

export type ExportFormat = keyof typeof WRITERS;
