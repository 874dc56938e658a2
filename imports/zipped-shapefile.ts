/** The shapefile in a zip. */
import { layerIn, nestedArchives, type WholeLayer } from './layers.ts';
import { ImportError } from './problems.ts';
import { MOST_TEXT_BYTES, readShapefile, type ShapefileParts } from './shapefile.ts';
import type { ReadOptions, RowFault, SourceTable } from './table.ts';
import type { ZipEntry } from './zip.ts';
import { inflater } from './zip-inflate.ts';

/** @throws ImportError where the zip, or a part of the shapefile, is broken, missing, unclear or too large */
export function readZippedShapefile(
  zip: Uint8Array,
  entries: readonly ZipEntry[],
  { layer: asked, encoding }: ReadOptions,
): SourceTable {
  const table = readShapefile(partsOf(zip, layerIn(entries, asked)), encoding);
  return { ...table, remarks: [...(table.remarks ?? []), ...unreadIn(nestedArchives(entries))] };
}

function partsOf(zip: Uint8Array, { name, parts }: WholeLayer): ShapefileParts {
  const inflate = inflater(zip);
  const { shp, dbf, shx, prj, cpg } = parts;
  [prj, cpg].forEach(refuseLongText);
  return {
    name,
    ...(prj && { prj: inflate(prj) }),
    ...(cpg && { cpg: inflate(cpg) }),
    shp: inflate(shp),
    dbf: inflate(dbf),
    ...(shx && { shx: inflate(shx) }),
  };
}

function refuseLongText(entry: ZipEntry | undefined): void {
  if (entry === undefined || entry.statedBytes <= MOST_TEXT_BYTES) return;
  const met = `${entry.path} with ${entry.statedBytes} bytes`;
  throw new ImportError({ code: 'ZIP_TOO_LARGE', met, wanted: `at most ${MOST_TEXT_BYTES}` });
}

const MOST_NAMED = 10;

function unreadIn(archives: readonly string[]): readonly RowFault[] {
  return archives.length === 0 ? [] : [{ code: 'ZIP_UNREAD', met: archives.slice(0, MOST_NAMED).join(', ') }];
}
