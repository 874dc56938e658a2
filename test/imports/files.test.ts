/** Survey files as people send them: read, or refused with the reason; nothing in between. */
import iconv from 'iconv-lite';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { readMapping } from '../../imports/mapping.ts';
import { ImportError } from '../../imports/problems.ts';
import { readPlots } from '../../imports/plots.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { NO_MAPPING } from '../../imports/mapping.ts';
import { ESTONIA, realFile } from '../support/real-files.ts';
import { KNOWN } from './known.ts';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const CSV =
  '县代码,小班号,树种,造林日期,面积(亩),设计株数,栽植株数,苗龄\n140921,0001,油松,2026-04-10,150,2000,1990,2\n';

/** A square of about 10 ha in Dingxiang. */
const SQUARE = [
  [113.0, 38.5],
  [113.0036, 38.5],
  [113.0036, 38.5029],
  [113.0, 38.5029],
  [113.0, 38.5],
];

function feature(properties: object, coordinates: unknown = [SQUARE], type = 'Polygon'): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties, geometry: { type, coordinates } }],
  });
}

const STAND = {
  county: '140921',
  'stand no': '7',
  species: '油松',
  'planting date': '2026-04-10',
  'designed points': 2000,
};
const read = (text: string | Buffer, mapping = NO_MAPPING, crs?: string) =>
  readStands(readTable(typeof text === 'string' ? bytes(text) : text), mapping, KNOWN, crs);

function refusal(act: () => unknown): ImportError {
  try {
    act();
  } catch (error) {
    if (error instanceof ImportError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('a file that cannot be read is named and nothing of it is taken', () => {
  test.each([
    ['an empty file', '', 'FILE_EMPTY'],
    ['blanks only', ' \n\n', 'FILE_EMPTY'],
    ['a header without rows', '县代码,小班号\n', 'FILE_NO_ROWS'],
    ['a GeoJSON without features', '{"type":"FeatureCollection","features":[]}', 'FILE_NO_ROWS'],
    ['a truncated GeoJSON', feature(STAND).slice(0, -20), 'FILE_BROKEN'],
    ['a truncated CSV', '小班号,造林日期\n"0001,2026', 'FILE_BROKEN'],
    ['JSON of another kind', '{"type":"Topology"}', 'FILE_KIND'],
    ['a list of no features', '{"type":"FeatureCollection","features":[{"a":1}]}', 'FILE_KIND'],
    ['a zip archive', Buffer.from('504b030414000000', 'hex').toString('latin1'), 'FILE_KIND'],
    ['no column for the stand', '县代码,树种\n140921,油松\n', 'COLUMN_MISSING'],
    ['two columns for the stand', '小班号,小班,造林日期\n1,2,2026-04-10\n', 'COLUMN_TWICE'],
  ])('%s', (_, text, code) => {
    expect(refusal(() => read(Buffer.from(text, 'latin1').equals(bytes(text)) ? text : bytes(text))).problem.code).toBe(
      code,
    );
  });
  test('text in no known encoding', () => {
    expect(refusal(() => readTable(Buffer.from([0xff, 0xfe, 0x00, 0x31, 0x00]))).problem.code).toBe('ENCODING_UNKNOWN');
  });
  test('an unknown reference system', () => {
    expect(refusal(() => read(feature(STAND), NO_MAPPING, 'EPSG:99999')).problem).toMatchObject({
      code: 'CRS_UNKNOWN',
      met: 'EPSG:99999',
    });
  });
});

describe('Chinese and English headers, encodings and delimiters', () => {
  test.each([
    ['UTF-8', bytes(CSV)],
    ['UTF-8 with a byte order mark', bytes(`\uFEFF${CSV}`)],
    ['GB18030', iconv.encode(CSV, 'gb18030')],
    ['semicolons', bytes(CSV.replaceAll(',', ';'))],
    ['tabs', bytes(CSV.replaceAll(',', '\t'))],
    ['full-width brackets and blanks', bytes(CSV.replace('面积(亩)', ' 面积（亩） '))],
  ])('%s', (_, file) => {
    const { drafts, problems } = read(file);
    expect(problems).toEqual([]);
    expect(drafts[0]).toMatchObject({
      countyCode: '140921',
      code: '0001',
      areaM2: 100_000,
      workYear: 2026,
      planting: {
        plantedOn: '2026-04-10',
        species: 'PINUS_TABULIFORMIS',
        designedPoints: 2000,
        plantedPoints: 1990,
        nurseryYears: 2,
      },
    });
  });
});

describe('the unit that planted', () => {
  test.each(['施工单位', '造林单位', 'planting_unit'])('is read from %s: its counts do not bind', (heading) => {
    expect(read(feature({ ...STAND, [heading]: '五台林业站（二队）' })).drafts[0]!.planting.units).toEqual([
      '五台林业站(二队)',
    ]);
  });
  test.each(['x'.repeat(65), '=cmd', 'a\u0000b'])('is refused as %j', (unit) => {
    expect(read(feature({ ...STAND, unit: 1, contractor: unit })).problems).toMatchObject([{ field: 'unit' }]);
  });
});

describe('a stand with faults is refused with all of them at once', () => {
  const faults = (properties: object, ...rest: [unknown?, string?]) =>
    read(feature({ ...STAND, ...properties }, ...rest)).problems.map(({ code, field }) =>
      `${code} ${field ?? ''}`.trim(),
    );
  test('everything missing is named together', () => {
    expect(read(feature({ 'stand no': '7' })).problems.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'VALUE_MISSING county',
      'OUTSIDE_COUNTY undefined',
      'VALUE_MISSING plantedOn',
      'VALUE_MISSING species',
      'VALUE_MISSING designedPoints',
    ]);
  });
  test.each([
    [{ county: 'Dingxang' }, ['COUNTY_UNKNOWN county', 'OUTSIDE_COUNTY']],
    [{ species: '油杉' }, ['SPECIES_UNKNOWN species']],
    [{ 'planting date': '2027-04-10' }, ['DAY_IN_FUTURE plantedOn']],
    [{ 'planting date': '2026-02-29' }, ['VALUE_BROKEN plantedOn']],
    [{ 'planting date': '04/10/2026' }, ['VALUE_BROKEN plantedOn']],
    [{ 'designed points': -5 }, ['VALUE_BROKEN designedPoints']],
    [{ 'designed points': 'NaN' }, ['VALUE_BROKEN designedPoints']],
    [{ 'designed points': 0 }, ['VALUE_BROKEN designedPoints']],
    [{ 'planted points': 2401 }, ['COUNT_ABOVE_DESIGN plantedPoints']],
    [{ area_ha: 0 }, ['VALUE_BROKEN areaHa']],
  ])('%j: %j', (properties, expected) => {
    expect(faults(properties)).toEqual(expected);
  });
  test('an unknown county or species is told the nearest', () => {
    expect(read(feature({ ...STAND, county: 'Dingxang' })).problems[0]!.wanted).toContain('Dingxiang');
  });
  test('2,400 planted of 2,000 designed is still taken', () => {
    expect(faults({ 'planted points': 2400 })).toEqual([]);
  });
  test.each([
    [
      'an outline that crosses itself',
      [[SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]],
      'Polygon',
      'GEOMETRY_BROKEN',
    ],
    ['a ring of three positions', [[SQUARE[0], SQUARE[1], SQUARE[0]]], 'Polygon', 'GEOMETRY_BROKEN'],
    ['a line', SQUARE, 'LineString', 'GEOMETRY_BROKEN'],
    [
      'metres taken for degrees',
      [
        [
          [500000, 4262000],
          [500300, 4262000],
          [500300, 4262300],
          [500000, 4262000],
        ],
      ],
      'Polygon',
      'GEOMETRY_BROKEN',
    ],
    ['an outline in another county', [SQUARE.map(([x, y]) => [x! - 2, y!])], 'Polygon', 'OUTSIDE_COUNTY'],
  ])('%s', (_, coordinates, type, code) => {
    expect(faults({}, coordinates, type)[0]).toBe(code);
  });
  test('swapped axes are suspected aloud', () => {
    const { problems } = read(feature(STAND, [SQUARE.map(([x, y]) => [y, x! - 40])]));
    expect(problems[0]!.code).toBe('OUTSIDE_COUNTY');
  });
  test('a stand that stands twice in the file is taken once', () => {
    const twice = `${CSV}140921,0001,油松,2026-04-12,150,2000,1990,2\n`;
    const { drafts, problems } = read(twice);
    expect([drafts.length, problems[0]]).toMatchObject([1, { row: 2, code: 'STAND_TWICE', wanted: '1' }]);
  });
});

test.each([
  ['planting of seedlings', 'PLANTING'],
  ['植苗', 'PLANTING'],
  ['seeding', 'DIRECT_SOWING'],
  ['direct seed', 'DIRECT_SOWING'],
  ['sowing', 'DIRECT_SOWING'],
  ['直播', 'DIRECT_SOWING'],
  ['飞播', 'AERIAL_SEEDING'],
  ['飞播造林', 'AERIAL_SEEDING'],
  ['飞机播种', 'AERIAL_SEEDING'],
  ['aerial seeding', 'AERIAL_SEEDING'],
])('the method «%s» is %s', (words, method) => {
  expect(read(CSV.replace('苗龄', '造林方式').replace(',2\n', `,${words}\n`)).drafts[0]!.method).toBe(method);
});

test.each(['=1+1', '-坡', '@a', '＝1', '－坡'])(
  'an exported name that begins a formula comes back as it was: %s',
  (name) => {
    const { drafts } = read(CSV.replace('苗龄', '小班名称').replace(',2\n', `,'${name}\n`));
    expect(drafts[0]!.name).toBe(name);
  },
);

describe('areas and designs', () => {
  test('the outline gives the area where no column does', () => {
    expect(read(feature(STAND)).drafts[0]!.areaM2).toBeGreaterThan(99_000);
  });
  test('a stated area that differs by more than 5 % is remarked, and stands', () => {
    const { drafts, warnings } = read(feature({ ...STAND, area_ha: 12 }));
    expect([drafts[0]!.areaM2, warnings[0]!.code]).toEqual([120_000, 'AREA_DIFFERS']);
  });
  test.each([
    ['密度(株/亩)', 111, 16_650],
    ['density per ha', 2000, 20_000],
  ])('a density (%s) over 10 ha gives the design', (header, density, designed) => {
    const { 'designed points': _, ...rest } = STAND;
    expect(read(feature({ ...rest, area_ha: 10, [header]: density })).drafts[0]!.planting.designedPoints).toBe(
      designed,
    );
  });
});

describe('a mapping file', () => {
  test('chooses columns, joins several, gives constants, translates words and acknowledges', () => {
    const mapping = readMapping(
      'columns: { code: [a, b] }\nconstants: { county: 140921 }\nvalues: { species: { kask: BETULA } }\nacknowledge: [OUTSIDE_COUNTY]',
    );
    const text = 'a,b,species,planting date,area_ha,designed points\n38301,9,kask,2026-04-10,1,1000\n';
    expect(read(text, mapping).drafts[0]).toMatchObject({
      code: '38301-9',
      countyCode: '140921',
      planting: { species: 'BETULA' },
    });
  });
  test.each([
    ['columms: {}', 'columms'],
    ['columns: { stnd: x }', 'stnd'],
    ['acknowledge: [EVERYTHING]', 'EVERYTHING'],
    ['- a', 'a list'],
    ['columns: [', 'Flow'],
  ])('%s is refused, naming it and what may be', (text, met) => {
    const { problem } = refusal(() => readMapping(text));
    expect([problem.code, problem.met]).toEqual(['MAPPING_BROKEN', expect.stringContaining(met)]);
  });
  test('a column it names must be there', () => {
    expect(refusal(() => read(CSV, readMapping('columns: { code: nummer }'))).problem).toMatchObject({
      code: 'COLUMN_MISSING',
      wanted: 'nummer',
    });
  });
});

describe('plots of one survey', () => {
  test('are read with what else was counted', () => {
    expect(readPlots(bytes('样地号,活株数,设计株数,死株数\n1,9,10,1\n2,8,10,2\n'))).toEqual([
      { number: 1, livePoints: 9, designedPoints: 10, deadPoints: 1 },
      { number: 2, livePoints: 8, designedPoints: 10, deadPoints: 2 },
    ]);
  });
  test('a damaged plot is named by row and field', () => {
    expect(refusal(() => readPlots(bytes('plot,live,designed\n1,-9,10\n'))).message).toContain(
      'livePoints of row 1 is -9',
    );
  });
});

describe('real files', () => {
  test('Estonian stands are named row by row as incomplete and outside the county, then read with a mapping', ({
    skip,
  }) => {
    const file = realFile('estonia-stands/stands.geojson');
    if (file === undefined) return skip();
    const bare = read(file);
    expect(bare.drafts).toEqual([]);
    for (let row = 1; row <= 10; row += 1) {
      const codes = bare.problems
        .filter((problem) => problem.row === row)
        .map(({ code: c, field }) => `${c} ${field ?? ''}`.trim());
      expect(codes).toEqual(
        expect.arrayContaining([
          'VALUE_MISSING county',
          'OUTSIDE_COUNTY',
          'VALUE_MISSING plantedOn',
          'VALUE_MISSING designedPoints',
        ]),
      );
    }
    const { drafts, problems } = read(file, readMapping(ESTONIA));
    expect(problems).toEqual([]);
    expect(drafts).toHaveLength(10);
    expect(drafts[0]!.outline!.centre[0]).toBeCloseTo(26.4, 0);
  });
  test('county boundaries are refused: no column gives a stand code', ({ skip }) => {
    const file = realFile('xinzhou-boundaries/xinzhou-counties.geojson');
    if (file === undefined) return skip();
    const { problem } = refusal(() => read(file));
    expect(problem).toMatchObject({ code: 'COLUMN_MISSING', field: 'code', met: expect.stringContaining('childNum') });
  });
});

describe('whatever is sent', () => {
  const seeds = [bytes(CSV), bytes(feature(STAND)), iconv.encode(CSV, 'gb18030')];
  test.prop(
    [fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 6 }), fc.nat(3000)],
    { numRuns: 400 },
  )('a damaged file ends in a report or a named error, never in a crash', (seed, flips, cut) => {
    const damaged = Buffer.from(seed.subarray(0, Math.max(seed.length - (cut % seed.length), 1)));
    for (const [at, value] of flips) damaged[at % damaged.length] = value;
    try {
      read(damaged);
    } catch (error) {
      expect(error).toBeInstanceOf(ImportError);
    }
  });
});
