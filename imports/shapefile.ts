/** A zipped shapefile as a table: its rows with their outlines. */
import { readDbf, type Dbf } from './dbf.ts';
import { textReader, type TextIn } from './dbf-text.ts';
import { isReadable, valueIn } from './dbf-values.ts';
import { layerIn, nestedArchives, type WholeLayer } from './layers.ts';
import { ImportError } from './problems.ts';
import { readShp, type Shape } from './shp.ts';
import type { RowFault, SourceRow, SourceTable } from './table.ts';
import { zipEntries } from './zip.ts';
import { inflater } from './zip-inflate.ts';

/** What a caller may know better than the file. */
export interface ReadOptions {
  /** Of several layers in a zip. */
  readonly layer?: string;
  /** Of a shapefile's table. */
  readonly encoding?: string;
}

/** A .prj or .cpg is a few lines. */
const MOST_TEXT_BYTES = 65_536;

/** @throws ImportError where the zip, or a part of the shapefile, is broken, missing, unclear or too large */
export function readShapefile(zip: Uint8Array, { layer: asked, encoding }: ReadOptions = {}): SourceTable {
  const entries = zipEntries(zip);
  const layer = layerIn(entries, asked);
  const { shp, dbf, shx, prj, cpg } = partsOf(zip, layer);
  const name = `${layer.name}.dbf`;
  const data = readDbf(dbf, name);
  const textIn = textReader({
    dbf: data,
    name,
    ...(cpg && { cpg }),
    ...(encoding !== undefined && { given: encoding }),
  });
  const shapes = readShp({ shp, count: data.count, name: `${layer.name}.shp`, ...(shx && { shx }) });
  const fields = data.fields.filter(isReadable).map((field) => ({ field, column: textIn(field.name) }));
  return {
    columns: fields.map(({ column }) => column),
    cutColumns: fields.filter(({ field }) => mayBeCut(field.name)).map(({ column }) => column),
    rows: rowsOf({ data, textIn, shapes, fields }),
    remarks: [...deletedIn(data), ...unreadIn(nestedArchives(entries))],
    ...(prj ? { crs: prj } : { crsMissing: `${layer.name}.prj` }),
  };
}

/** Of the index nothing is needed, so a locked or broken one is as good as none; the others are asked for. */
function partsOf(zip: Uint8Array, { parts }: WholeLayer) {
  const inflate = inflater(zip);
  const text = (part: 'prj' | 'cpg') => {
    const entry = parts[part];
    if (entry === undefined) return undefined;
    if (entry.statedBytes > MOST_TEXT_BYTES)
      throw new ImportError({
        code: 'ZIP_TOO_LARGE',
        met: `${entry.path} with ${entry.statedBytes} bytes`,
        wanted: `at most ${MOST_TEXT_BYTES}`,
      });
    // The mark of UTF-8 is trimmed with the blanks.
    return Buffer.from(inflate(entry)).toString('utf8').replace(/\0/g, '').trim() || undefined;
  };
  return {
    prj: text('prj'),
    cpg: text('cpg'),
    shp: inflate(parts.shp),
    dbf: inflate(parts.dbf),
    shx: parts.shx && inflate(parts.shx),
  };
}

interface Parts {
  readonly data: Dbf;
  readonly textIn: TextIn;
  readonly shapes: readonly Shape[];
  readonly fields: readonly { readonly field: Dbf['fields'][number]; readonly column: string }[];
}

/** Deleted rows are counted, so row 7 is the seventh of any program that shows the file. */
function rowsOf({ data, textIn, shapes, fields }: Parts): readonly SourceRow[] {
  return shapes.flatMap((shape, index) => {
    if (data.isDeleted(index)) return [];
    const cells = fields.map(({ field, column }) => [column, valueIn(field, data.cell(index, field), textIn)]);
    return [{ row: index + 1, values: Object.fromEntries(cells) as SourceRow['values'], ...shape }];
  });
}

/** A name has room for 10 bytes; where the next character found no room, there may have been more of it. */
function mayBeCut(name: Uint8Array): boolean {
  return name.length >= 10 || (name.length >= 8 && name.at(-1)! >= 0x80);
}

const MOST_NAMED = 10;

function deletedIn(data: Dbf): readonly RowFault[] {
  const rows: number[] = [];
  for (let index = 0; index < data.count; index += 1) if (data.isDeleted(index)) rows.push(index + 1);
  if (rows.length === 0) return [];
  const more = rows.length > MOST_NAMED ? `, … (${rows.length} in all)` : '';
  return [{ code: 'ROWS_DELETED', met: `${rows.slice(0, MOST_NAMED).join(', ')}${more}` }];
}

function unreadIn(archives: readonly string[]): readonly RowFault[] {
  return archives.length === 0 ? [] : [{ code: 'ZIP_UNREAD', met: archives.slice(0, MOST_NAMED).join(', ') }];
}
