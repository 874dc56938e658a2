/** A shapefile as a table: its rows with their outlines, whether its files come zipped or lie beside each other. */
import { readDbf, type Dbf } from './dbf.ts';
import { mayBeCut, textReader, type TextIn } from './dbf-text.ts';
import { isReadable, valueIn } from './dbf-values.ts';
import { distinct } from './headings.ts';
import { listed } from './listed.ts';
import { readShp } from './shp.ts';
import { anew, type Drawn, type RowFault, type SourceRow, type SourceTable } from './table.ts';

/** The files of one shapefile. */
export interface ShapefileParts {
  /** Path without ending, by which its files are named in messages. */
  readonly name: string;
  readonly shp: Uint8Array;
  readonly dbf: Uint8Array;
  readonly shx?: Uint8Array;
  readonly prj?: Uint8Array;
  readonly cpg?: Uint8Array;
}

/** A .prj or .cpg is a few lines. */
export const MOST_TEXT_BYTES = 65_536;

/**
 * @param encoding - of its texts, where the caller knows better than the file
 * @throws ImportError where a part is broken, or outlines and rows cannot be matched
 */
export function readShapefile(parts: ShapefileParts, encoding?: string): SourceTable {
  const { name, shp, dbf, shx } = parts;
  const [prj, cpg] = [textOf(parts.prj), textOf(parts.cpg)];
  const data = readDbf(dbf, `${name}.dbf`);
  const { textIn, remarks } = textReader({
    dbf: data,
    name: `${name}.dbf`,
    ...(cpg !== undefined && { cpg }),
    ...(encoding !== undefined && { given: encoding }),
  });
  const shapeOf = readShp({ shp, count: data.count, name: `${name}.shp`, ...(shx && { shx }) });
  const fields = data.fields.filter(isReadable).map((field) => ({ field, column: textIn(field.name) }));
  return {
    columns: fields.map(({ column }) => column),
    cutColumns: fields.filter(({ field }) => mayBeCut(field.name)).map(({ column }) => column),
    rows: anew(() => rowsOf({ data, textIn, shapeOf, fields })),
    remarks: [...remarks, ...deletedIn(data)],
    ...(prj === undefined ? { crsMissing: `${name}.prj` } : { crs: prj }),
  };
}

/** The mark of UTF-8 is trimmed with the blanks. */
function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && (Buffer.from(bytes).toString('utf8').replace(/\0/g, '').trim() || undefined);
}

interface Parts {
  readonly data: Dbf;
  readonly textIn: TextIn;
  readonly shapeOf: (index: number) => Drawn;
  readonly fields: readonly { readonly field: Dbf['fields'][number]; readonly column: string }[];
}

/** Deleted rows are counted, so row 7 is the seventh of any program that shows the file. */
function* rowsOf({ data, textIn, shapeOf, fields }: Parts): Generator<SourceRow> {
  const keys = distinct(fields.map(({ column }) => column));
  for (let index = 0; index < data.count; index += 1) {
    if (data.isDeleted(index)) continue;
    const cells = fields.map(({ field }, place) => [keys[place], valueIn(field, data.cell(index, field), textIn)]);
    yield { row: index + 1, values: Object.fromEntries(cells) as SourceRow['values'], ...shapeOf(index) };
  }
}

function deletedIn(data: Dbf): readonly RowFault[] {
  const rows: number[] = [];
  for (let index = 0; index < data.count; index += 1) if (data.isDeleted(index)) rows.push(index + 1);
  if (rows.length === 0) return [];
  return [{ code: 'ROWS_DELETED', met: listed(rows) }];
}
