/** Files as nobody should send them: each row is read as it was meant, or refused by name; never a crash. */
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { ImportError, sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands, type StandDrafts } from '../../imports/stands.ts';
import { NO_MAPPING, readMapping } from '../../imports/mapping.ts';
import { held, type ReadOptions } from '../../imports/table.ts';
import { KNOWN } from './known.ts';
import { workbookOf } from './workbook-files.ts';

const HEADINGS = '县代码,小班号,树种,造林日期,面积(亩),设计株数,栽植株数';
const CELLS = ['140921', '0001', '油松', '2026-04-10', '150', '2000', '1990'] as const;
const COLUMNS = ['county', 'code', 'species', 'plantedOn', 'areaMu', 'designed', 'planted'] as const;

/** One row, with some of its cells put otherwise. */
function row(cells: Partial<Record<(typeof COLUMNS)[number], string>> = {}): string {
  return COLUMNS.map((column, index) => cells[column] ?? CELLS[index]).join(',');
}

const csv = (...rows: string[]) => `${HEADINGS}\n${rows.join('\n')}\n`;

const SQUARE = [
  [113.0, 38.5],
  [113.0036, 38.5],
  [113.0036, 38.5029],
  [113.0, 38.5029],
  [113.0, 38.5],
];
const HOLE = [
  [113.001, 38.501],
  [113.002, 38.501],
  [113.002, 38.502],
  [113.001, 38.502],
  [113.001, 38.501],
];
const moved = (ring: number[][], by: number) => ring.map(([x, y]) => [x! + by, y!]);
const STAND = {
  county: '140921',
  'stand no': '7',
  species: '油松',
  'planting date': '2026-04-10',
  'designed points': 2000,
};

const feature = (geometry: unknown, properties: object = STAND) => ({ type: 'Feature', properties, geometry });
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings });
const collection = (geometry: unknown, more: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features: [feature(geometry)] });

function read(file: string | Buffer, mapping = '', crs?: string): StandDrafts {
  const table = readTable(typeof file === 'string' ? Buffer.from(file) : file);
  return readStands(table, mapping === '' ? NO_MAPPING : readMapping(mapping), KNOWN, crs);
}

/** What is said of a file: the codes of its rows, or of the file as a whole. */
function said(file: string | Buffer, mapping = '', crs?: string): string {
  try {
    const { drafts, problems } = read(file, mapping, crs);
    return problems.length === 0
      ? `${drafts.length} taken`
      : problems.map((problem) => `${problem.row} ${problem.code}: ${sayProblem(problem, 'en')}`).join('; ');
  } catch (error) {
    if (error instanceof ImportError) return `${error.problem.code}: ${error.message}`;
    throw error;
  }
}

describe('an outline that is none is refused by what is wrong with it', () => {
  test.each([
    [
      'nulls in the place of numbers',
      polygon([
        [null, null],
        [1, 2],
        [null, 3],
        [1, 1],
      ]),
      'no pair of numbers',
    ],
    ['no coordinates', { type: 'Polygon', coordinates: null }, 'no positions'],
    ['a null in the place of a polygon', { type: 'MultiPolygon', coordinates: [null] }, 'no positions'],
    ['an empty MultiPolygon', { type: 'MultiPolygon', coordinates: [] }, 'no positions'],
    ['a word', 'POLYGON', 'no geometry'],
    ['a number', 5, 'no geometry'],
    ['a GeometryCollection', { type: 'GeometryCollection', geometries: [polygon(SQUARE)] }, 'a GeometryCollection'],
    ['a ring that is not closed', polygon([...SQUARE.slice(0, 4), [113, 38.501]]), 'not closed'],
    ['a hole outside', polygon(SQUARE, moved(HOLE, 0.01)), 'a hole at 113.01, 38.50 lies outside'],
    ['a hole larger than the outline', polygon(HOLE, SQUARE), 'lies outside'],
    ['a line of no area', polygon([SQUARE[0], SQUARE[1], SQUARE[2], SQUARE[1], SQUARE[0]]), 'no area'],
    [
      'a county',
      polygon(SQUARE.map(([x, y]) => [(x! - 113) * 200 + 112.8, (y! - 38.5) * 100 + 38.4])),
      'at most 20000',
    ],
    ['coordinates beyond any map', polygon(SQUARE.map(() => [1e308, -1e308])), '1.00e+308, -1.00e+308 lies on no map'],
  ])('%s', (_, geometry, words) => {
    expect(said(collection(geometry))).toMatch(/^1 GEOMETRY_BROKEN/);
    expect(said(collection(geometry))).toContain(words);
  });
  test('a feature without an outline is asked for its area', () => {
    expect(said(collection(null))).toBe('1 VALUE_MISSING: area is missing');
  });
  test('two hundred thousand corners are read within the time of a test', () => {
    const corner = (index: number) => {
      const angle = (index / 200_000) * 2 * Math.PI;
      return [113 + 0.001 * Math.cos(angle), 38.5 + 0.001 * Math.sin(angle)];
    };
    const ring = Array.from({ length: 200_000 }, (_, index) => corner(index));
    expect(said(collection(polygon([...ring, ring[0]])))).toBe('1 taken');
  });
});

describe('an outline that is one is taken', () => {
  test.each([
    ['heights are left aside', polygon(SQUARE.map((position) => [...position, 1200])), 101_020],
    ['a hole is no area', polygon(SQUARE, HOLE), 91_344],
    ['a hole may touch the outline in a corner', polygon(SQUARE, [SQUARE[0], HOLE[1], HOLE[3], SQUARE[0]]), 86_506],
  ])('%s', (_, geometry, areaM2) => {
    const [draft] = read(collection(geometry)).drafts;
    expect(draft!.areaM2).toBeCloseTo(areaM2, -2);
    expect(draft!.outline!.box).toEqual([113, 38.5, 113.0036, 38.5029]);
  });
});

describe('the reference system', () => {
  const named = (name: string) => ({ type: 'name', properties: { name } });
  test.each([
    [named('urn:ogc:def:crs:EPSG::4490')],
    [named('urn:ogc:def:crs:OGC:1.3:CRS84')],
    [named('OGC:CRS84')],
    [named('EPSG:4326')],
    [named('http://www.opengis.net/def/crs/EPSG/0/4490')],
    [{ type: 'EPSG', properties: { code: 4326 } }],
    ['EPSG:4326'],
    [null],
  ])('of the file is known in each of its forms: %j', (crs) => {
    expect(said(collection(polygon(SQUARE), { crs }))).toBe('1 taken');
  });
  test.each([[{ type: 'link', properties: { href: 'x' } }], [named('local')], [5]])(
    'that says nothing is refused: %j',
    (crs) => {
      expect(said(collection(polygon(SQUARE), { crs }))).toMatch(/^CRS_UNKNOWN/);
    },
  );

  const GAUSS = '+proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs';
  const WKT1 =
    'PROJCS["CM_114E",GEOGCS["GCS",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
  const WKT2 =
    'PROJCRS["CM 114E",BASEGEOGCRS["CGCS2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]]],CONVERSION["CM 114E",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of natural origin",114,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1]],PARAMETER["False easting",500000,LENGTHUNIT["metre",1]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],CS[Cartesian,2],AXIS["northing (X)",north,ORDER[1],LENGTHUNIT["metre",1]],AXIS["easting (Y)",east,ORDER[2],LENGTHUNIT["metre",1]]]';
  /** The square's corner in metres, as each system has it. */
  const METRES: readonly (readonly [crs: string, x: number, y: number])[] = [
    ['EPSG:4547', 412_787.4, 4_263_464.8],
    ['epsg::4547', 412_787.4, 4_263_464.8],
    ['urn:ogc:def:crs:EPSG::4547', 412_787.4, 4_263_464.8],
    ['4547', 412_787.4, 4_263_464.8],
    ['EPSG:4526', 38_412_787.4, 4_263_464.8],
    ['EPSG:3857', 12_579_102.5, 4_650_301.8],
    ['EPSG:32649', 674_402.3, 4_263_184.4],
    [GAUSS, 412_787.4, 4_263_464.8],
    [WKT1, 412_787.4, 4_263_464.8],
    [WKT2, 412_787.4, 4_263_464.8],
  ];
  const square = (x: number, y: number) => [
    [x, y],
    [x + 300, y],
    [x + 300, y + 300],
    [x, y + 300],
    [x, y],
  ];
  test.each(METRES)('given by hand as %s puts 38.5° N, 113° E where it is', (crs, x, y) => {
    const [draft] = read(collection(polygon(square(x, y))), '', crs).drafts;
    expect(draft!.outline!.box[0]).toBeCloseTo(113, 2);
    expect(draft!.outline!.box[1]).toBeCloseTo(38.5, 2);
  });
  test.each(['EPSG:99999', 'EPSG:abc', 'foo', '', '+proj=bogus', '+foo', 'PROJCS["x"]', 'PROJCS['])(
    'given by hand as «%s» is refused by name',
    (crs) => {
      expect(said(collection(polygon(SQUARE)), '', crs)).toMatch(/^CRS_UNKNOWN/);
    },
  );
  test('with swapped axes is suspected aloud, in degrees and in metres', () => {
    const swapped = (ring: readonly (readonly number[])[]) => ring.map(([x, y]) => [y, x]);
    expect(said(collection(polygon(swapped(SQUARE))))).toContain('its axes seem swapped');
    expect(said(collection(polygon(swapped(square(412_787, 4_263_465)))), '', 'EPSG:4547')).toContain(
      'axes seem swapped',
    );
  });
});

describe('JSON in other wrappings', () => {
  const line = (number: number) =>
    JSON.stringify(feature(polygon(moved(SQUARE, number * 0.01)), { ...STAND, 'stand no': number }));
  test.each([
    ['a feature a line', `${line(1)}\n${line(2)}\n`, '2 taken'],
    ['a feature a line, each with its separator', `\u001e${line(1)}\n\u001e${line(2)}\n`, '2 taken'],
    ['a single feature', line(1), '1 taken'],
    ['a feature a line, cut off', `${line(1)}\n${line(2).slice(0, -5)}`, 'FILE_BROKEN'],
    ['a bare geometry', JSON.stringify(polygon(SQUARE)), 'FILE_KIND: the file is JSON of type Polygon'],
    ['a list of records', '[{"a":1}]', 'FILE_KIND: the file is a JSON list'],
    ['a null among the features', '{"type":"FeatureCollection","features":[null]}', 'FILE_KIND'],
    [
      'properties that are a list',
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":[1],"geometry":null}]}',
      'COLUMN_MISSING',
    ],
    ['brackets without end', '['.repeat(100_000), 'FILE_BROKEN'],
  ])('%s', (_, file, words) => {
    expect(said(file)).toContain(words);
  });
  test.each([
    ['a table for a code', { 'stand no': { a: 1 } }, 'code is {"a":1}'],
    ['a truth for a code', { 'stand no': true }, 'code is true; wanted: a stand number'],
    ['a code of 19 digits for a number', { 'stand no': 2 ** 60 }, 'more digits than a number holds'],
    ['a list for a number', { 'designed points': [5] }, 'designedPoints is [5]'],
    ['a truth for a number', { 'designed points': true }, 'designedPoints is true'],
    ['a zero byte in a name', { name: 'a\u0000b' }, 'name is a\ufffdb'],
    ['half a character in a name', { name: 'a\ud800' }, 'VALUE_BROKEN'],
    ['blanks for a species', { species: '  ' }, 'species is missing'],
  ])('%s is refused by field', (_, properties, words) => {
    const file = JSON.stringify({
      type: 'FeatureCollection',
      features: [feature(polygon(SQUARE), { ...STAND, ...properties })],
    });
    expect(said(file)).toContain(words);
  });
});

describe('encodings', () => {
  test.each([
    ['UTF-16, low byte first', iconv.encode(csv(row()), 'utf16-le', { addBOM: true }), '1 taken'],
    ['UTF-16, high byte first', iconv.encode(csv(row()), 'utf16-be', { addBOM: true }), '1 taken'],
    ['UTF-16 without its mark', iconv.encode(csv(row()), 'utf16-le'), 'ENCODING_UNKNOWN'],
    ['UTF-8 cut within a character', Buffer.from(`${HEADINGS}\n140921,0001,油`).subarray(0, -1), 'FILE_BROKEN'],
  ])('%s', (_, file, words) => {
    expect(said(file)).toContain(words);
  });
  test('rare characters of GB18030 are read: 㙍 of two tables, 𠮷 of the second plane', () => {
    const file = iconv.encode(
      csv(row()).replace('县代码', '小班名称,县代码').replace('140921', '㙍𠮷沟,140921'),
      'gb18030',
    );
    expect(read(file).drafts[0]!.name).toBe('㙍𠮷沟');
  });
});

const GEOPACKAGE_HEAD = Buffer.from('SQLite format 3'.padEnd(100, '\0'));

describe('an encoding or a layer that is asked for is used or refused, never passed over', () => {
  const western = iconv.encode('stand,name\n1,Mäntyäinen\n', 'cp1252');
  const finnish = (encoding: string) =>
    held(readTable(iconv.encode('stand,name\n1,Mäntyäinen\n', encoding), { encoding })).rows[0]!.values;
  const refusal = (file: Uint8Array, options: ReadOptions) => {
    try {
      return held(readTable(file, options)).rows.length;
    } catch (error) {
      return error instanceof ImportError ? `${error.problem.code}: ${error.message}` : error;
    }
  };
  test.each(['cp1252', 'Windows-1252', 'latin1', 'utf8'])('a CSV in %s is read as that', (encoding) => {
    expect(finnish(encoding)).toEqual({ stand: '1', name: 'Mäntyäinen' });
  });
  test('a GeoJSON likewise', () => {
    const file = iconv.encode(collection(polygon(SQUARE)).replace('油松', 'Mänty'), 'cp1252');
    expect(held(readTable(file, { encoding: 'cp1252' })).rows[0]!.values).toMatchObject({ species: 'Mänty' });
  });
  test.each([
    [
      'a CSV in another encoding',
      western,
      { encoding: 'utf8' },
      'ENCODING_DIFFERS: the text is not in utf8: character',
    ],
    ['a CSV in none that is known', western, { encoding: 'latin99' }, 'ENCODING_NAME_UNKNOWN'],
    ['a layer of a CSV', Buffer.from('stand\n1\n'), { layer: 'stands' }, 'LAYER_UNKNOWN: there is no layer stands'],
    ['a layer of a GeoJSON', Buffer.from(collection(null)), { layer: 'a' }, 'LAYER_UNKNOWN: there is no layer a'],
    ['the encoding of a workbook', workbookOf({}), { encoding: 'gbk' }, 'ENCODING_NEEDLESS: an XLSX workbook'],
    ['the encoding of a GeoPackage', GEOPACKAGE_HEAD, { encoding: 'gbk' }, 'ENCODING_NEEDLESS: a GeoPackage'],
  ])('%s', (_, file, options, words) => {
    expect(refusal(file, options)).toContain(words);
  });
});

describe('files of other kinds are named', () => {
  test.each([
    ['504b0506', 'an empty zip archive'],
    ['504b0304', 'XLSX'],
    ['89504e470d0a1a0a', 'a PNG picture'],
    ['1f8b0800', 'a gzip archive'],
    [Buffer.from('<?xml version="1.0"?><kml/>').toString('hex'), 'KML'],
  ])('%s', (hex, words) => {
    expect(said(Buffer.from(hex, 'hex'))).toMatch(/^FILE_KIND/);
    expect(said(Buffer.from(hex, 'hex'))).toContain(words);
  });
});

describe('tables with ragged edges', () => {
  test.each([
    [
      'a row with too many cells is refused with its line',
      csv(`${row()},x`, row({ code: '2' })),
      '1 ROW_RAGGED: line 2 has 8 cells; wanted: 7, as the headings have',
    ],
    [
      'a row with too few cells is refused with its line',
      csv(row(), '140921,3,油松', row({ code: '2' })),
      '2 ROW_RAGGED: line 3 has 3 cells; wanted: 7, as the headings have',
    ],
    ['empty cells beyond the headings are none', csv(`${row()},,`), '1 taken'],
    [
      'blank rows are counted as a spreadsheet counts them',
      `\n\n${csv(row(), '', ',,,,,,', row({ code: '2', designed: 'x' }))}`,
      '4 VALUE_BROKEN: designedPoints is x; wanted: a number',
    ],
    [
      'a last row that is short and has no end was cut off',
      csv(row(), row({ code: '2' })).slice(0, -18),
      'FILE_BROKEN: the file cannot be read to its end: it breaks off in line 3, after 4 of 7 cells',
    ],
    [
      'a quoted line break is no new row',
      csv(`140921,0001,"油\n松",2026-04-10,150,2000,1990`),
      '1 SPECIES_UNKNOWN: species 油\ufffd松 is not known; nearest: 油松, 樟子松, 落叶松',
    ],
    [
      'the first line of Excel’s that names the delimiter is none',
      `sep=;\n${csv(row()).replaceAll(',', ';')}`,
      '1 taken',
    ],
    [
      'a delimiter within a quoted heading does not count',
      csv(row()).replace('栽植株数', '"栽植;;;;;;;;;株数"'),
      '1 taken',
    ],
    [
      'a heading that stands twice is refused',
      csv(row()).replace('栽植株数', '小班号'),
      'COLUMN_TWICE: two columns give the code: 小班号, 小班号; wanted: one, or a mapping file that chooses',
    ],
  ])('%s', (_, file, words) => {
    expect(said(file)).toBe(words);
  });
  test('a mapping cannot choose between two headings of one name', () => {
    expect(said(csv(row()).replace('栽植株数', '小班号'), 'columns: { code: 小班号 }')).toMatch(/^COLUMN_TWICE/);
  });
  test('a last row without a line break is taken, and the remark names the value that may have been cut', () => {
    expect(read(csv(row()).trimEnd()).warnings[0]).toMatchObject({ row: 1, code: 'ROW_UNENDED', met: '1990' });
  });
});

describe('numbers', () => {
  test.each([
    ['1,5', undefined],
    ['12,345.5', undefined],
    ['1,234', 'a comma that could mark thousands or decimals'],
    ['１５０', undefined],
    ['0', 'a number above 0, at most 300000'],
    ['-3', 'a number above 0'],
    ['0.0000001', 'at least 1 m²'],
    ['15000000', 'at most 300000'],
    ['1e5', 'a number'],
    ['NaN', 'a number'],
    ['Infinity', 'a number'],
    ['150亩', undefined],
    ['10 ha', undefined],
    ['150 株', 'a number'],
  ])('an area of %s 亩: %s', (areaMu, words) => {
    const met = said(csv(row({ areaMu: `"${areaMu}"` })));
    if (words === undefined) expect(met).not.toContain('areaMu is');
    else expect(met).toContain(words);
  });
  test.each([
    ['2,000', 2000],
    ['2 000', 2000],
    ['2000.0', 2000],
    ['２０００', 2000],
    ['100000000', 100_000_000],
  ])('%s designed points are %i', (designed, points) => {
    expect(read(csv(row({ designed: `"${designed}"`, planted: '' }))).drafts[0]!.planting.designedPoints).toBe(points);
  });
  test.each(['0', '-5', '2000.5', '1e3', 'NaN', '二千', '100000001', '1000000000', '99999999999999999999'])(
    '%s designed or planted points are refused: the database could not hold them, or nobody can plant them',
    (points) => {
      expect(said(csv(row({ designed: points })))).toContain('VALUE_BROKEN: designedPoints');
      expect(said(csv(row({ planted: points })))).toContain('VALUE_BROKEN: plantedPoints');
    },
  );
});

describe('days', () => {
  test.each([
    ['2026-04-10 08:00', '2026-04-10'],
    ['2026/4/10 0:00:00', '2026-04-10'],
    ['2026-04-10T00:00:00', '2026-04-10'],
    ['2026-04-10Z', '2026-04-10'],
    ['2026-04-09T16:00:00.000Z', '2026-04-10'],
    ['2026-04-09T15:59:59Z', '2026-04-09'],
    ['2026-04-10T00:00:00+08:00', '2026-04-10'],
    ['２０２６－０４－１０', '2026-04-10'],
    ['2026年4月10日', '2026-04-10'],
    ['2024-02-29', '2024-02-29'],
    ['1950-01-01', '1950-01-01'],
  ])('%s is %s in Shanghai', (plantedOn, day) => {
    expect(read(csv(row({ plantedOn }))).drafts[0]!.planting.plantedOn).toBe(day);
  });
  test.each([
    ['1775779200000', 'a day that exists'],
    ['2026-02-29', 'a day that exists'],
    ['2026-04-10T99:99:99Z', 'a day that exists'],
    ['0000-00-00', 'a day that exists'],
    ['1899-12-30', 'a day from 1950-01-01'],
    ['1949-12-31', 'a day from 1950-01-01'],
    ['2026-11-25', 'after today'],
    ['9999-12-31', 'after today'],
  ])('%s is refused: %s', (plantedOn, words) => {
    expect(said(csv(row({ plantedOn })))).toContain(words);
  });
});

describe('stand numbers become short ASCII, for they are part of workflow ids', () => {
  test.each([
    ['a/b', 'a-b'],
    ['12 / 3', '12-3'],
    ['a\\b', 'a-b'],
    ['１２ａ', '12a'],
    ['38301:002:0593', '38301:002:0593'],
  ])('%s is taken as %s', (code, taken) => {
    expect(read(csv(row({ code }))).drafts[0]!.code).toBe(taken);
  });
  test.each(['x'.repeat(49), 'x'.repeat(300), '东1', '\u001b[2J', '1~2', '..', '-1', '#'])('%j is refused', (code) => {
    expect(said(csv(row({ code })))).toContain(
      'wanted: 1 to 48 letters A–Z, digits, dots, colons, dashes and underscores',
    );
  });
  test.each(['Total', 'Summe:', 'kokku', '合计', 'yhteensä'])('a row of sums is none of a stand: %s', (code) => {
    expect(said(csv(row({ code })))).toContain('a stand number; this looks like a row of sums');
  });
  test.each(['total-1', 'SUM3'])('a stand may be called %s', (code) => {
    expect(read(csv(row({ code }))).drafts[0]!.code).toBe(code);
  });
  test('a message shows no character that steers a terminal, and no more than 400 of them', () => {
    expect(said(csv(row({ code: '\u001b[2J' })))).not.toContain('\u001b');
    expect(said(csv(row({ code: 'x'.repeat(5000) }))).length).toBeLessThan(700);
  });
  test('the same stand in other spellings is one', () => {
    const file = csv(
      row({ code: '12a' }),
      row({ code: '12A', county: '定襄县' }),
      row({ code: '１２ａ', county: 'Dingxiang' }),
    );
    expect(said(file)).toBe(
      '2 STAND_TWICE: stand 140921-12A/2026 stands in row 1 already; 3 STAND_TWICE: stand 140921-12a/2026 stands in row 1 already',
    );
  });
});

describe('outlines in a cell', () => {
  const withCell = (cell: string) => `${HEADINGS},wkt\n${row()},"${cell.replaceAll('"', '""')}"\n`;
  const ring = SQUARE.map((position) => position.join(' ')).join(',');
  test.each([
    [`POLYGON((${ring}))`, '1 taken'],
    [`MULTIPOLYGON(((${ring})))`, '1 taken'],
    [`SRID=4326;POLYGON Z((${SQUARE.map((position) => `${position.join(' ')} 9`).join(',')}))`, '1 taken'],
    ['{"type":"Point","coordinates":[113,38.5]}', '1 taken'],
    ['POINT(113 38.5)', '1 taken'],
    ['POLYGON((', 'no WKT'],
    ['garbage', 'no WKT'],
    ['POLYGON EMPTY', 'no positions'],
    ['LINESTRING(1 2,3 4)', 'a LineString'],
    ['GEOMETRYCOLLECTION(POINT(1 2))', 'no WKT'],
  ])('%s: %s', (cell, words) => {
    expect(said(withCell(cell))).toContain(words);
  });
  test('an outline of another reference system than those before it is refused', () => {
    const cell = (number: number, srid: number) =>
      `${row({ code: String(number) })},"SRID=${srid};POLYGON((${ring}))"\n`;
    expect(said(`${HEADINGS},wkt\n${cell(1, 4326)}${cell(2, 4547)}`)).toContain(
      '2 GEOMETRY_BROKEN: the outline cannot be used: it is in EPSG:4547; the rows before it are in EPSG:4326',
    );
  });
});

describe('a mapping file says what is wrong with it, once', () => {
  const bare = csv(row({ plantedOn: '' }));
  test.each([
    ['columns: { code: { a: b } }', 'columns.code is {"a":"b"}'],
    ['columns: { code: }', 'columns.code is null'],
    ['columns: { code: [] }', 'columns.code is []'],
    ['columns: 5', 'columns is 5'],
    ['values: { species: pine }', 'values.species is pine'],
    ['values: { species: { pine: [a] } }', 'values.species is {"pine":["a"]}'],
    ['values: { constructor: { a: b } }', 'a field under values is constructor'],
    ['acknowledge: { a: b }', 'acknowledge is {"a":"b"}'],
    ['acknowledge: EVERYTHING', 'acknowledge is EVERYTHING'],
    ['constants: { plantedOn: 2026-02-30 }', 'constants.plantedOn is 2026-02-30'],
    ['constants: { plantedOn: [1] }', 'constants.plantedOn is [1]'],
    ['constants: { plantedOn: true }', 'constants.plantedOn is true'],
    ['constants: { county: Nowhere }', 'constants.county is Nowhere'],
    ['constants: { species: 油杉 }', 'constants.species is 油杉'],
    ['constants: { densityPerHa: -3 }', 'constants.densityPerHa is -3'],
    ['5', 'the file is a number'],
    ['a: &a [*a]', 'a key is a'],
  ])('%s', (mapping, words) => {
    expect(said(bare, mapping)).toMatch(/^MAPPING_BROKEN/);
    expect(said(bare, mapping)).toContain(words);
  });
  test.each([
    'constants: { plantedOn: 2026-04-10 }',
    '%YAML 1.1\n---\nconstants: { plantedOn: 2026-04-10 }',
    'constants: { plantedOn: !!timestamp 2026-04-10 }',
    '{ "constants": { "plantedOn": "2026-04-10" } }',
  ])('a day may stand in it without quotes: %s', (mapping) => {
    expect(said(bare, mapping)).toBe('1 taken');
  });
  test('a word that every object knows is translated only where the mapping says so', () => {
    expect(said(csv(row({ species: 'constructor' })), 'values: { species: { pine: 油松 } }')).toContain(
      'SPECIES_UNKNOWN',
    );
  });
});

describe('a file cut at any byte', () => {
  const sound = [
    Buffer.from(csv(row(), row({ code: '2' }), row({ code: '3' }))),
    iconv.encode(csv(row(), row({ code: '2' }), row({ code: '3' })), 'gb18030'),
    Buffer.from(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [1, 2].map((number) =>
          feature(polygon(moved(SQUARE, number * 0.01)), { ...STAND, 'stand no': number }),
        ),
      }),
    ),
  ];
  test.each(sound.map((file, index) => [['UTF-8 CSV', 'GB18030 CSV', 'GeoJSON'][index]!, file] as const))(
    'is read or refused by name: %s',
    (_, file) => {
      const whole = new Set(read(file).drafts.map((draft) => JSON.stringify(draft)));
      for (let cut = 0; cut < file.length; cut += 1) {
        const part = file.subarray(0, cut);
        if (/^[A-Z]+_/.test(said(part))) continue;
        const { drafts, warnings } = read(part);
        // Only the last row can have lost digits, and then the remark says so.
        const changed = drafts.filter((draft) => !whole.has(JSON.stringify(draft)));
        expect(changed.map((draft) => draft.row)).toEqual(
          changed.flatMap((draft) =>
            warnings.filter((warning) => warning.row === draft.row).map((warning) => warning.row),
          ),
        );
      }
    },
  );
});
