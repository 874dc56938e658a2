/** Files of kinds that are not read are named, with what to do. */
import { expect, test } from 'vitest';
import { said, zipOf } from './shapefile-files.ts';

const ADVICE = 'Export > Save Features As';
const ESRI = {
  displayFieldName: '',
  geometryType: 'esriGeometryPolygon',
  spatialReference: { wkid: 4490 },
  features: [{ attributes: { 小班号: '1' }, geometry: { rings: [] } }],
};

test.each([
  ['KML', '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>'],
  ['GML', '<?xml version="1.0"?><!-- by ogr2ogr --><wfs:FeatureCollection xmlns:gml="http://www.opengis.net/gml"/>'],
  ['GPX', '<?xml version="1.0"?><gpx version="1.1"/>'],
  ['a web page (HTML), which some programs name .xls', '<html><table><tr><td>小班号</td></tr></table></html>'],
  ['an Excel 2003 table in XML', '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="u">'],
  ['XML or HTML', '<?xml version="1.0"?><osm/>'],
  ['a MapInfo .tab', '!table\n!version 300\n'],
  ['MapInfo interchange (.mif)', 'Version 300\nCharset "WindowsSimpChinese"\nDelimiter ","\n'],
  ['a drawing (DXF)', '  0\r\nSECTION\r\n  2\r\nHEADER\r\n'],
  ['Parquet', 'PAR1\u0015\u0004PAR1'],
  ['FlatGeobuf', 'fgb\u0003fgb\u0001abc'],
  ['a dump of a database (SQL)', '-- PostgreSQL database dump\nSET x = 1;\n'],
  ['TopoJSON', '{"type":"Topology","objects":{"a":{}},"arcs":[]}'],
  ['an ArcGIS FeatureSet (Esri JSON)', JSON.stringify(ESRI)],
])('%s', (kind, text) => {
  const words = said(Buffer.from(text));
  expect(words).toContain(`FILE_KIND: the file is ${kind}; wanted: `);
  expect(words).toContain(ADVICE);
});

test('a CSV whose first words are those of no other kind is read', () => {
  expect(said(Buffer.from('version;stand no\n300;1\n'))).not.toContain('FILE_KIND');
});

test('an OpenDocument table in its zip is named', () => {
  const file = zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'META-INF/manifest.xml': '<x/>' });
  expect(said(file)).toContain('FILE_KIND: the file is an OpenDocument file; wanted: ');
});
