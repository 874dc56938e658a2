/** Sound files of each kind, to be mutated: with what rules are read by, several years, units, orders of days, outlines. */
import iconv from 'iconv-lite';
import { CGCS2000, dbfOf, FIELDS, shpOf, shxOf, square, STAND, zipOf } from './shapefile-files.ts';

interface Fuzzed {
  readonly kind: string;
  readonly sound: readonly Buffer[];
  /** A part of a file back in its place. */
  readonly whole: (mutated: Buffer) => Buffer;
}

const CSV = `县代码;小班号;树种;造林日期;面积;设计株数;海拔;wkt
140921;0001;油松;10.04.2026;150亩;2.000;1200 m;"POLYGON Z((113 38.5 9,113.003 38.5 9,113.003 38.503 9,113 38.503 9,113 38.5 9))"
140921;0002;侧柏;25/04/2026;1.234,5 m²;1 650 株;900,5;"POLYGON((113.002 38.5,113.006 38.5,113.006 38.503,113.002 38.503,113.002 38.5))"
定襄;0003;落叶松;10. huhtikuuta 2026;12,5 ha;1650;;
140921;0004;油松;二〇二六年四月十日;12,5;45392;;
`;
const SURVEYS = `code,调查日期,样地号,活株数,样地设计株数,survival_2021,survival_2022,Y1
140921-0001,03/04/2026,1,45,50,0.85,85%,1
140921-0001,45392,2,41,50,,80,
`;
const SQUARES = [0, 1, 2].map((index) => square(113 + index * 0.002, 38.5, 0.003));
const GEOJSON = JSON.stringify({
  type: 'FeatureCollection',
  crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } },
  features: SQUARES.map((ring, index) => ({
    type: 'Feature',
    id: index,
    properties: {
      county: 140921,
      code: index,
      species: '油松',
      planted: 'April 10, 2026',
      'designed points': 2000,
      area_ha: 8.7,
    },
    geometry: { type: 'MultiPolygon', coordinates: [[ring.map((position) => [...position, 900])]] },
  })),
});

const bytes = (text: string) => Buffer.from(text, 'utf8');
const parts = () => {
  const shp = shpOf(SQUARES.map((ring) => [ring]));
  const rows = SQUARES.map((_, index) => STAND.map((cell, column) => (column === 1 ? String(index) : cell)));
  return { shp, dbf: dbfOf({ fields: FIELDS, rows }), shx: shxOf(shp), prj: bytes(CGCS2000) };
};
const zipped = (other: Partial<Record<keyof ReturnType<typeof parts>, Buffer>>) => {
  const { shp, dbf, shx, prj } = { ...parts(), ...other };
  return zipOf({ 'a.shp': shp, 'a.dbf': dbf, 'a.shx': shx, 'a.prj': prj });
};
const asItIs = (mutated: Buffer) => mutated;

export const FUZZED: readonly Fuzzed[] = [
  { kind: 'CSV', sound: [bytes(CSV), bytes(SURVEYS), iconv.encode(CSV, 'gb18030')], whole: asItIs },
  { kind: 'GeoJSON', sound: [bytes(GEOJSON)], whole: asItIs },
  { kind: 'zipped shapefile', sound: [zipped({})], whole: asItIs },
  { kind: '.shp within its zip', sound: [parts().shp], whole: (shp) => zipped({ shp }) },
  { kind: '.dbf within its zip', sound: [parts().dbf], whole: (dbf) => zipped({ dbf }) },
  { kind: '.prj within its zip', sound: [parts().prj], whole: (prj) => zipped({ prj }) },
];
