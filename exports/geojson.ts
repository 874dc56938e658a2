/** GeoJSON (RFC 7946): one collection, one feature a line. */
import { open } from 'node:fs/promises';
import type { ExportRow, ExportTable, TableWriter } from './table.ts';

export async function geoJsonWriter(path: string, { name, columns, at }: ExportTable): Promise<TableWriter> {
  const file = await open(path, 'w');
  let before = '';
  const feature = ({ cells, geometry }: ExportRow) => {
    const properties = Object.fromEntries(columns.map(({ heading }, index) => [heading, cells[index] ?? null]));
    return JSON.stringify({ type: 'Feature', properties, geometry: geometry ?? null });
  };
  await file.writeFile(
    `{"type":"FeatureCollection","name":${JSON.stringify(name)},"exportedAt":"${at}","features":[\n`,
  );
  return {
    async write(rows) {
      if (rows.length === 0) return;
      await file.writeFile(before + rows.map(feature).join(',\n'));
      before = ',\n';
    },
    async end() {
      await file.writeFile('\n]}\n');
      await file.close();
    },
    abandon: () => file.close(),
  };
}
