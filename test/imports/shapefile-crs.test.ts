/** Reference systems of shapefiles, as China writes them: degrees, zones of 3° and 6° with their number and without, old datums. */
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { codeFor, meridianOf, zoneIn } from '../../imports/china-grids.ts';
import { referenceSystem } from '../../imports/crs.ts';
import { CGCS2000, dbfOf, said, shpOf, stand, stands, zipOf, type Ring } from './shapefile-files.ts';

const { lookup } = createRequire(import.meta.url)('@esri/proj-codes') as {
  lookup(code: number): { wkt: string; name: string } | undefined;
};
const prj = (code: number) => lookup(code)!.wkt;

/** One place in Dingxiang (113.02° E 38.48° N) in each system; by PROJ 9.5.1. */
const PLACES: Readonly<Record<string, readonly [code: number, x: number, y: number]>> = {
  'WGS 84': [4326, 113.02, 38.48],
  CGCS2000: [4490, 113.02, 38.48],
  'CGCS2000, 3° zone 38': [4526, 38414487.304176, 4261233.589786],
  'CGCS2000, 3° at 114°': [4547, 414487.304176, 4261233.589786],
  'CGCS2000, 3° zone 37': [4525, 37676267.228131, 4262712.393722],
  'CGCS2000, 6° zone 19': [4497, 19676267.228131, 4262712.393722],
  'CGCS2000, 6° at 111°': [4508, 676267.228131, 4262712.393722],
  'Xian 1980': [4610, 113.02, 38.48],
  'Xian 1980, 3° zone 38': [2362, 38414487.263872, 4261235.577119],
  'Xian 1980, 3° at 114°': [2383, 414487.263872, 4261235.577119],
  'Beijing 1954, 3° zone 38': [2414, 38414485.872112, 4261309.012061],
  'Beijing 1954, 6° zone 19': [21419, 19676270.180033, 4262787.840761],
  'web Mercator': [3857, 12581328.849456, 4647457.398166],
  'UTM 49 N': [32649, 676196.721239, 4261007.308876],
};

/** As GDAL writes it, in WKT 1 and in WKT 2. */
const GDAL =
  'PROJCS["CGCS2000 / 3-degree Gauss-Kruger zone 38",GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4490"]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",114],PARAMETER["scale_factor",1],PARAMETER["false_easting",38500000],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AUTHORITY["EPSG","4526"]]';
const GDAL2 =
  'PROJCRS["CGCS2000 / 3-degree Gauss-Kruger zone 38",BASEGEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4490]],CONVERSION["3-degree Gauss-Kruger zone 38",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8801]],PARAMETER["Longitude of natural origin",114,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8802]],PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1],ID["EPSG",8805]],PARAMETER["False easting",38500000,LENGTHUNIT["metre",1],ID["EPSG",8806]],PARAMETER["False northing",0,LENGTHUNIT["metre",1],ID["EPSG",8807]]],CS[Cartesian,2],AXIS["northing (X)",north,ORDER[1],LENGTHUNIT["metre",1]],AXIS["easting (Y)",east,ORDER[2],LENGTHUNIT["metre",1]],USAGE[SCOPE["Cadastre, engineering survey, topographic mapping (large scale)."],AREA["China - onshore between 112.5 and 115.5 E."],BBOX[21.52,112.5,45.45,115.5]],ID["EPSG",4526]]';

/** A square of 300 m around it, or of 0.003° in degrees. */
function file([code, x, y]: readonly [number, number, number], stated = prj(code)): Buffer {
  const size = Math.abs(x) <= 180 ? 0.003 : 300;
  const ring: Ring = [
    [x, y],
    [x, y + size],
    [x + size, y + size],
    [x + size, y],
    [x, y],
  ];
  return zipOf(stand({ 'stands.shp': shpOf([[ring]]), 'stands.prj': stated }));
}

describe('a stand lies where it is, in whatever system', () => {
  test.each(Object.entries(PLACES))('%s', (_, place) => {
    const { drafts, problems } = stands(file(place));
    expect(problems).toEqual([]);
    const [lon, lat] = (drafts[0]!.outline!.geometry as { coordinates: number[][][] }).coordinates[0]![0]!;
    expect(lon).toBeCloseTo(113.02, 9);
    expect(lat).toBeCloseTo(38.48, 9);
  });
  test('the point of the handbook: 116° E 40.5° N in zone 39, with its number and without', () => {
    for (const [code, x] of [
      [4527, 39_415_231.553721],
      [4548, 415_231.553721],
    ] as const) {
      const [lon, lat] = referenceSystem(prj(code)).toWgs84([x, 4_485_529.203152]);
      expect([lon, lat]).toEqual([expect.closeTo(116, 9), expect.closeTo(40.5, 9)]);
    }
  });
});

const HEIGHTS = 'VERTCS["Yellow_Sea_1985",VDATUM["Yellow_Sea_1985"],PARAMETER["Direction",1.0],UNIT["Meter",1.0]]';

describe('the forms of a .prj', () => {
  test.each([
    ['WKT of GDAL, with codes', GDAL],
    ['WKT 2', GDAL2],
    ['with a mark of UTF-8 and a line break', `\uFEFF${prj(4526)}\r\n`],
    ['a code instead of WKT', 'EPSG:4526'],
    ['with heights, as Esri writes it', `${prj(4526)},${HEIGHTS}`],
    ['with heights, as GDAL writes it', `COMPD_CS["both",${prj(4526)},${HEIGHTS}]`],
    ['over several lines', prj(4526).replaceAll(',', ',\n  ')],
  ])('%s', (_, stated) => {
    expect(said(file(PLACES['CGCS2000, 3° zone 38']!, stated))).toBe('1 taken');
  });
  test('a stand keeps the short name of its system', () => {
    expect(stands(file(PLACES['CGCS2000, 3° zone 38']!)).drafts[0]!.crs).toBe('CGCS2000_3_Degree_GK_Zone_38');
    expect(referenceSystem(GDAL).name).toBe('EPSG:4526');
  });
  test.each([
    ['words', 'the usual one'],
    ['WKT that breaks off', 'PROJCS["CGCS2000_3_Degree'],
    ['a projection nobody knows', prj(4526).replace('Gauss_Kruger', 'Zauberkugel')],
    ['a system of its own', 'LOCAL_CS["mine",UNIT["Meter",1]]'],
  ])('%s is named', (_, stated) => {
    expect(said(file(PLACES['CGCS2000, 3° zone 38']!, stated))).toMatch(/^CRS_UNKNOWN/);
  });
});

describe('a .prj that contradicts the coordinates is named with what is met and what is wanted', () => {
  const [degrees, zone38, middle114] = ['CGCS2000', 'CGCS2000, 3° zone 38', 'CGCS2000, 3° at 114°'].map(
    (name) => PLACES[name]!,
  ) as [(typeof PLACES)[string], (typeof PLACES)[string], (typeof PLACES)[string]];
  test.each([
    [
      'it wants a zone before the easting, and there is none',
      middle114,
      4526,
      'eastings around 38500000, with zone 38 before it (central meridian 114°); if the coordinates are right, give --crs EPSG:4547',
    ],
    [
      'it wants none, and there is one',
      zone38,
      4547,
      'eastings around 500000 and no zone before it (central meridian 114°); if the coordinates are right, give --crs EPSG:4526',
    ],
    [
      'it wants another zone',
      zone38,
      4527,
      'eastings around 39500000, with zone 39 before it (central meridian 117°); if the coordinates are right, give --crs EPSG:4526',
    ],
    ['in Xian 1980', zone38, 2382, 'give --crs EPSG:2362'],
    ['in Beijing 1954', zone38, 2434, 'give --crs EPSG:2414'],
    [
      'it wants degrees, and they are metres',
      zone38,
      4490,
      'degrees; these look like metres, e.g. --crs EPSG:4526 for zone 38',
    ],
    ['it wants degrees, and they are metres of no zone', middle114, 4490, 'degrees; these look like metres'],
    ['it wants metres, and they are degrees', degrees, 4526, 'metres; these look like degrees (--crs EPSG:4490)'],
  ])('%s', (_, place, code, words) => {
    const zip = file(place, prj(code));
    expect(said(zip)).toMatch(/^CRS_DIFFERS: the coordinates do not fit the reference system /);
    expect(said(zip)).toContain(`met x ${place[1].toFixed(2)}, y ${place[2].toFixed(2)}; wanted: `);
    expect(said(zip)).toContain(words);
  });
  test('what the message proposes is right', () => {
    expect(said(file(zone38, prj(4547)), { crs: 'EPSG:4526' })).toBe('1 taken');
  });
  test('a system given by hand is held against the coordinates as well', () => {
    expect(said(file(zone38), { crs: 'EPSG:4547' })).toMatch(/^CRS_DIFFERS/);
    expect(said(file(zone38), { crs: '+proj=tmerc +lon_0=114 +x_0=500000 +ellps=GRS80' })).toMatch(/^CRS_DIFFERS/);
  });
  test('a single stand that is off is the fault of its row', () => {
    const [, x, y] = zone38;
    const at = (left: number): Ring => [
      [left, y],
      [left, y + 300],
      [left + 300, y + 300],
      [left + 300, y],
      [left, y],
    ];
    const { rows } = {
      rows: [
        ['140921', '1', '油松', '20260410', '5'],
        ['140921', '2', '油松', '20260410', '5'],
      ],
    };
    const zip = zipOf(
      stand({
        'stands.shp': shpOf([[at(x)], [at(x - 38_000_000)]]),
        'stands.dbf': dbfOf({ rows }),
        'stands.prj': prj(4526),
      }),
    );
    expect(said(zip)).toMatch(/^1 taken\n2 (GEOMETRY_BROKEN|OUTSIDE_COUNTY)/);
  });
});

describe('old datums are read as they are, and the size of the difference is said once', () => {
  test.each([
    ['Xian 1980', 2362, '50–150 m'],
    ['Beijing 1954', 2414, '50–100 m'],
  ])('%s', (_, code, size) => {
    const place = Object.values(PLACES).find(([each]) => each === code)!;
    expect(said(file(place))).toBe(
      `1 taken\n0 DATUM_KEPT: the datum of ${lookup(code)!.wkt.split('"')[1]} is taken as if it were WGS 84; the outlines may lie ${size} off, their areas hold`,
    );
  });
  test('Pulkovo 1942 has the ellipsoid of Beijing 1954 and lies further off', () => {
    const [, x, y] = PLACES['Beijing 1954, 6° zone 19']!;
    expect(said(file([28419, x, y]))).toContain(
      'Pulkovo_1942_GK_Zone_19 is taken as if it were WGS 84; the outlines may lie 20–170 m off',
    );
  });
  test('the old grid of New Zealand has its middle at 173° E 41° S', () => {
    const [lon, lat] = referenceSystem('EPSG:27200').toWgs84([2_510_000, 6_023_150]);
    expect(lon).toBeCloseTo(173, 2);
    expect(lat).toBeCloseTo(-41, 2);
  });
  test('a shift given by hand is made, and there is nothing to say', () => {
    const [, x, y] = PLACES['Beijing 1954, 3° zone 38']!;
    const crs = '+proj=tmerc +lon_0=114 +x_0=38500000 +ellps=krass +towgs84=15.8,-154.4,-82.3';
    expect(said(file([2414, x, y]), { crs })).toBe('1 taken');
  });
  test('a lossy export of web Mercator is doubted', () => {
    const mercator = `PROJCS["Mercator",${CGCS2000.replace('D_China_2000', 'D_unknown')},PROJECTION["Mercator"],PARAMETER["central_meridian",0],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["Meter",1]]`;
    expect(said(file([3395, 12_581_328, 4_621_000], mercator))).toContain('CRS_DOUBTFUL');
  });
});

describe('the codes a message proposes are those of the register', () => {
  const DATUMS = ['CGCS2000', 'Xian_1980', 'Beijing_1954'] as const;
  const grids = DATUMS.flatMap((datum) => [
    ...Array.from({ length: 21 }, (_, step) => ({ datum, zone: 25 + step, meridian: 75 + 3 * step })),
    ...Array.from({ length: 11 }, (_, step) => ({ datum, zone: 13 + step, meridian: 75 + 6 * step })),
    ...Array.from({ length: 21 }, (_, step) => ({ datum, zone: 0, meridian: 75 + 3 * step })),
  ]);
  test.each(grids)('$datum, zone $zone at $meridian°', ({ datum, zone, meridian }) => {
    const code = codeFor(datum, zone, meridian)!;
    const wkt = prj(Number(code.slice(5)));
    expect(wkt).toContain(`PROJCS["${datum}`);
    expect(wkt).toContain(`PARAMETER["False_Easting",${zone === 0 ? '' : zone}500000.0]`);
    expect(wkt).toContain(`PARAMETER["Central_Meridian",${meridian}.0]`);
    if (zone > 0) expect(meridianOf(zone)).toBe(meridian);
  });
  test.each([
    [39_415_231, 39],
    [13_000_000, 13],
    [12_999_999, 0],
    [45_999_999, 45],
    [46_000_000, 0],
    [415_231, 0],
    [-39_415_231, 0],
  ])('an easting of %d is of zone %d', (x, zone) => {
    expect(zoneIn(x)).toBe(zone);
  });
});
