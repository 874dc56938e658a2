/** A shapefile whose files lie beside each other, as a bureau's folder has them. */
import { ImportError } from './problems.ts';
import { MOST_TEXT_BYTES, readShapefile } from './shapefile.ts';
import type { ReadOptions, SourceTable } from './table.ts';

/** @throws ImportError where the table is not beside the outlines, or a part is broken */
export function readLooseShapefile(shp: Uint8Array, { beside, encoding }: ReadOptions): SourceTable {
  const { name = 'the file', files = {} } = beside ?? {};
  const { dbf, shx, prj, cpg } = files;
  if (dbf === undefined)
    throw new ImportError({ code: 'SHAPEFILE_INCOMPLETE', met: `${name}.shp`, wanted: `${name}.dbf` });
  for (const [ending, bytes] of Object.entries({ prj, cpg }))
    if (bytes !== undefined && bytes.length > MOST_TEXT_BYTES)
      throw new ImportError({ code: 'FILE_BROKEN', met: `${name}.${ending}: it has ${bytes.length} bytes` });
  return readShapefile({ name, shp, dbf, ...(shx && { shx }), ...(prj && { prj }), ...(cpg && { cpg }) }, encoding);
}
