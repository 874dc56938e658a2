/** Files of text that are not read, named by how they begin. */

const KINDS: readonly (readonly [form: RegExp, kind: string])[] = [
  [/^<(?:[^>]*>\s*<)*kml[\s/>]/i, 'KML'],
  [/^<(?:[^>]*>\s*<)*(?:gml|wfs):/i, 'GML'],
  [/^<(?:[^>]*>\s*<)*gpx[\s/>]/i, 'GPX'],
  [/^<(?:!doctype html|html[\s/>])/i, 'a web page (HTML), which some programs name .xls'],
  [/^<(?:[^>]*>\s*<)*Workbook[\s/>]/, 'an Excel 2003 table in XML'],
  [/^</, 'XML or HTML'],
  [/^!table\b/i, 'a MapInfo .tab'],
  [/^version\s+\d+\s*[\r\n]+(?:charset|delimiter|unique|index|coordsys|columns)\b/i, 'MapInfo interchange (.mif)'],
  [/^0\s*[\r\n]+\s*SECTION\s*[\r\n]/, 'a drawing (DXF)'],
  [/^PAR1/, 'Parquet'],
  [/^fgb\u0003fgb/, 'FlatGeobuf'],
  [/^-- (?:PostgreSQL|MySQL) /, 'a dump of a database (SQL)'],
  [/^\{\\rtf/, 'a text of a word processor (RTF)'],
];

/** @param beginning - without the blanks before it */
export function textKind(beginning: string): string | undefined {
  return KINDS.find(([form]) => form.test(beginning.slice(0, 4096)))?.[1];
}

/** JSON that GIS write beside GeoJSON; undefined where it is another. */
export function jsonKind(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if ('arcs' in data && 'objects' in data) return 'TopoJSON';
  const isOfEsri = 'geometryType' in data || 'spatialReference' in data || 'displayFieldName' in data;
  return isOfEsri && !('type' in data) ? 'an ArcGIS FeatureSet (Esri JSON)' : undefined;
}
