/** What a cell means: numbers, units, days and rates as people of several countries write them. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { isoDate } from '../../domain/day.ts';
import { localeOf } from '../../imports/locale.ts';
import { LANGUAGES, monthCalled } from '../../imports/month-names.ts';
import { NO_MAPPING, readMapping } from '../../imports/mapping.ts';
import { ImportError, sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { readPoints, readRatio } from '../../imports/values.ts';
import { KNOWN } from './known.ts';

interface Cells {
  readonly plantedOn?: string;
  readonly area?: string;
  readonly density?: string;
  readonly designed?: string;
  readonly altitude?: string;
  readonly name?: string;
}

/** A file of one row for each of the given cells, sound but for them. */
function read(rows: readonly Cells[], mapping = '', areaHeading = 'area_ha') {
  const headings = `county;stand no;name;species;planting date;${areaHeading};density per ha;designed points;altitude`;
  const lines = rows.map(({ plantedOn = '2026-04-10', area = '10', density = '1650', ...cells }, index) =>
    [140921, index + 1, cells.name ?? '', '油松', plantedOn, area, density, cells.designed ?? '', cells.altitude ?? '']
      .map((cell) => `"${cell}"`)
      .join(';'),
  );
  const table = readTable(Buffer.from(`${headings}\n${lines.join('\n')}\n`));
  return readStands(table, mapping === '' ? NO_MAPPING : readMapping(mapping), KNOWN);
}

const areas = (cells: readonly string[], ...rest: [string?, string?]) =>
  read(
    cells.map((area) => ({ area })),
    ...rest,
  ).drafts.map(({ areaM2 }) => areaM2 / 10_000);
const days = (cells: readonly string[], mapping?: string) =>
  read(
    cells.map((plantedOn) => ({ plantedOn })),
    mapping,
  );
const planted = (cells: readonly string[], mapping?: string) =>
  days(cells, mapping).drafts.map(({ planting }) => planting.plantedOn);
const said = ({ problems, warnings }: Pick<ReturnType<typeof read>, 'problems' | 'warnings'>) =>
  [...problems, ...warnings].map((problem) => `${problem.row} ${problem.code}: ${sayProblem(problem, 'en')}`);
const codes = (drafts: ReturnType<typeof read>) => said(drafts).map((line) => line.split(':')[0]);

describe('a number is read where it can be read in one way', () => {
  test.each([
    ['1 234.5', 1234.5],
    ['1\u00a0234,5', 1234.5],
    ['1\u2009234,5', 1234.5],
    ['1\u202f234,5', 1234.5],
    ["1'234.5", 1234.5],
    ['1’234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['0,123', 0.123],
    ['12,50', 12.5],
    ['1,234.50', 1234.5],
    ['１２．５', 12.5],
    ['۱۲٫۵', 12.5],
    ['١٢٫٥', 12.5],
    ['१२.५', 12.5],
    ['๑๒.๕ ha', 12.5],
  ])('%s is %d', (area, ha) => {
    expect(areas([area])).toEqual([ha]);
  });
  test.each(['12 34', '1 2', '1,2,3', '12.34.5', '1,23,45', '1e3', '--5', '1.2.', '.'])('%s is none', (area) => {
    expect(codes(read([{ area }]))).toContain('1 VALUE_BROKEN');
  });
});

describe('what programs write for nothing is an empty cell', () => {
  test.each(['NULL', '<Null>', '(null)', '\\N', 'N/A', '#N/A', '  '])('%s', (nothing) => {
    const { drafts, problems } = read([{ altitude: nothing, name: nothing }]);
    expect([problems, drafts[0]?.altitudeM, drafts[0]?.name]).toEqual([[], undefined, undefined]);
    expect(said(read([{ plantedOn: nothing }]))).toContain('1 VALUE_MISSING: plantedOn is missing');
  });
  test.each(['Null', 'NA', '-', '\\Nord'])('%s is a name', (name) => {
    expect(read([{ name }]).drafts[0]?.name).toBe(name);
  });
  test.each(['-', '~15', '-9999', 'NaN'])('%s is no altitude or nothing', (altitude) => {
    expect(codes(read([{ altitude }]))).toEqual(['1 VALUE_BROKEN']);
  });
});

describe('a comma or point before three digits', () => {
  test('alone is asked about where it is a comma, and remarked where it is a point', () => {
    expect(said(read([{ area: '1,234' }]))[0]).toContain('the way of writing stated with --locale');
    expect(said(read([{ area: '1.234' }]))).toEqual([
      '0 DECIMALS_UNCLEAR: 1.234 of areaHa is read with decimals; if its point parts thousands, state the way of writing with --locale',
    ]);
  });
  test('is settled by another number of its column, and the settling one is named', () => {
    expect(areas(['1,234', '12.5'])).toEqual([1234, 12.5]);
    expect(areas(['1,234', '12,5'])).toEqual([1.234, 12.5]);
    expect(areas(['1.234', '12,5'])).toEqual([1234, 12.5]);
    expect(said(read([{ area: '1.234' }, { area: '12,5' }]))).toEqual([
      '0 DECIMALS_SETTLED: numbers of areaHa that could be read in two ways have decimals behind the mark «,», as 12,5 shows',
    ]);
  });
  test('is settled by the file’s other columns where its own says nothing', () => {
    const { drafts } = read([{ area: '12,5', density: '1.650' }]);
    expect(drafts[0]!.planting.designedPoints).toBe(20_625);
  });
  test('stays open where the file contradicts itself', () => {
    expect(codes(read([{ area: '12,5', altitude: '900.5', density: '1,650' }]))).toEqual(['1 VALUE_BROKEN']);
  });
  test.each([
    ['de', 1.234, 1234],
    ['en-US', 1234, 1.234],
    ['fi', 1.234, 1234],
    ['de-CH', 1234, 1.234],
    ['zh-CN', 1234, 1.234],
  ])('is what a stated %s says: a comma %d, a point %d', (locale, comma, point) => {
    expect(areas(['1,234', '1.234'], `locale: ${locale}`)).toEqual([comma, point]);
  });
  test.each([
    ['2,000', 2000],
    ['2.500', 2500],
    ['1.234.567', 1_234_567],
    ['1,23,456', 123_456],
    ['12,34,567', 1_234_567],
    ['2 000 株', 2000],
    ['0.2万株', 2000],
  ])('marks thousands where a whole number is wanted: %s', (designed, points) => {
    expect(read([{ designed }]).drafts[0]!.planting.designedPoints).toBe(points);
  });
  test('and zeros is asked about: 2.000 points are two or two thousand', () => {
    expect(said(read([{ designed: '2.000' }]))[0]).toContain('whose point cannot mark both thousands and decimals');
    expect(read([{ designed: '2.000' }], 'locale: de').drafts[0]!.planting.designedPoints).toBe(2000);
  });
});

describe('a unit in the cell goes before that of the heading', () => {
  test.each([
    ['10 ha', 10],
    ['10公顷', 10],
    ['10 hm²', 10],
    ['150亩', 10],
    ['150 mu', 10],
    ['100000 m²', 10],
    ['100 000 ㎡', 10],
    ['0.1 km²', 10],
    ['10 acres', 4.0469],
    ['12,5 га', 12.5],
  ])('%s', (area, ha) => {
    expect(areas([area])[0]).toBeCloseTo(ha, 4);
    expect(areas([area], '', '面积')[0]).toBeCloseTo(ha, 4);
  });
  test.each(['10 km', '10 株', '10 foo', 'ha'])('%s is no area', (area) => {
    expect(codes(read([{ area }]))).toContain('1 VALUE_BROKEN');
  });
  test.each([
    ['111株/亩', 16_650],
    ['1 665 株/公顷', 16_650],
    ['1665 stems/ha', 16_650],
    ['1665 stems per ha', 16_650],
    ['111/亩', 16_650],
    ['1665 kpl/ha', 16_650],
  ])('a density of %s on 10 ha', (density, points) => {
    expect(read([{ density }]).drafts[0]!.planting.designedPoints).toBe(points);
  });
  test.each([
    ['0.57万株', 5700],
    ['1.13万株', 11_300],
    ['0.0001万株', 1],
    ['2000.5 株', undefined],
    ['1.00005万株', undefined],
  ])('a design of %s', (designed, points) => {
    expect(read([{ designed, density: '' }]).drafts[0]?.planting.designedPoints).toBe(points);
  });
  test('each count in tens of thousands with two decimals is whole', () => {
    const cells = Array.from({ length: 9_999 }, (_, index) => `${(index + 1) / 100}万株`);
    expect(cells.map((cell) => readPoints(cell))).toEqual(cells.map((_, index) => (index + 1) * 100));
  });
  test.each([
    ['1200 m', 1200],
    ['1200米', 1200],
    ['1000 ft', 304.8],
  ])('an altitude of %s', (altitude, metres) => {
    expect(read([{ altitude }]).drafts[0]!.altitudeM).toBe(metres);
  });
  test('a column of areas that names no unit asks for one, row by row', () => {
    expect(said(read([{ area: '150' }], '', '面积'))[0]).toContain(
      'an area with its unit, e.g. 12.5 ha, 30 acres, 150 亩',
    );
  });
});

test.each([
  [0.85, 85],
  ['0.29', 29],
  ['85%', 85],
  ['85 %', 85],
  ['0.5%', 0.5],
  ['85', undefined],
  ['101%', undefined],
])('a part of one written %j is %s per cent', (cell, percent) => {
  const read = readRatio(cell);
  expect(typeof read === 'number' ? read : undefined).toBe(percent);
});

describe('a day with its month as a word is read in the languages survey files come in', () => {
  test.each([
    '10 April 2026',
    'April 10, 2026',
    'Apr 10th, 2026',
    '10-Apr-26',
    '10. April 2026',
    '10 avril 2026',
    '10 avr. 2026',
    '10 de abril de 2026',
    '10 abr 2026',
    '10. huhtikuuta 2026',
    '10. aprill 2026',
    '10 april 2026',
    '10 апреля 2026 г.',
    '10 апр. 2026',
    '2026 April 10',
    '10APR2026',
    '10 kwietnia 2026',
    '2026年4月10日',
    '2026. 4. 10.',
    '2026.4.10日',
    '๒๐๒๖-๐๔-๑๐',
    '2026. 04. 10',
    '2026년 4월 10일',
    '二〇二六年四月十日',
    '令和8年4月10日',
    '令和八年四月十日',
    'R8.4.10',
    'R08/04/10',
    '民國115年4月10日',
    '二零二六年四月十号',
    '10 April 2026 08:30',
  ])('%s', (text) => {
    expect(planted([text])).toEqual(['2026-04-10']);
  });
  test.each([
    ['令和元年5月1日', '2019-05-01'],
    ['平成31年4月30日', '2019-04-30'],
    ['H31.4.30', '2019-04-30'],
    ['昭和64年1月7日', '1989-01-07'],
    ['S63/12/31', '1988-12-31'],
  ])('of an era: %s is %s', (text, day) => {
    expect(planted([text])[0]).toBe(day);
  });
  test.each([
    '平成32年4月10日',
    '令和0年4月10日',
    '令和8年4月',
    'X8.4.10',
    '31 April 2026',
    '10 Aprul 2026',
    'April 2026',
    '2026年4月',
    '10 April April 2026',
    '二〇二六年',
    '10 4月',
  ])('%s is none', (text) => {
    expect(codes(days([text]))).toContain('1 VALUE_BROKEN');
  });
  test('no name of a month means another one in another language', () => {
    for (const language of LANGUAGES)
      for (let month = 1; month <= 12; month += 1)
        for (const form of ['long', 'short'] as const) {
          const format = new Intl.DateTimeFormat(language, { month: form, timeZone: 'UTC' });
          const name = format.format(Date.UTC(2026, month - 1, 15));
          if (!/\d/.test(name)) expect([language, name, monthCalled(name)]).toEqual([language, name, month]);
        }
  });
  test.prop([fc.integer({ min: -7305, max: 20_700 }), fc.constantFrom(...LANGUAGES)])(
    'every day from 1950 on is read again as each language writes it in full',
    (number, language) => {
      const day = isoDate(number);
      const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' });
      expect(planted([format.format(number * 86_400_000)])).toEqual([day]);
    },
  );
});

describe('day and month', () => {
  test('in a column that leaves their order open are not guessed: both readings are named and asked about', () => {
    expect(said(days(['03/04/2026', '05/06/2026']))).toEqual([
      '1 VALUE_BROKEN: plantedOn is 03/04/2026; wanted: the order stated with --locale: 2026-04-03 (dmy) or 2026-03-04 (mdy)',
      '2 VALUE_BROKEN: plantedOn is 05/06/2026; wanted: the order stated with --locale: 2026-06-05 (dmy) or 2026-05-06 (mdy)',
      '0 DAYS_UNCLEAR: every plantedOn that could be read in two ways leaves the order of day and month open (dmy, mdy), e.g. 03/04/2026, 05/06/2026; which is it? State it with --locale, e.g. en-GB (day first) or en-US (month first)',
    ]);
  });
  test.each([
    ['25/04/2026', ['2026-04-03', '2026-04-25'], 'dmy'],
    ['04/25/2026', ['2026-03-04', '2026-04-25'], 'mdy'],
  ])('are settled by one day that can be read in one way: %s', (witness, expected, order) => {
    expect(planted(['03/04/2026', witness])).toEqual(expected);
    expect(said(days(['03/04/2026', witness]))).toEqual([
      `0 DAYS_SETTLED: days of plantedOn are read in the order ${order}, as ${witness} shows`,
    ]);
  });
  test('of the same number are the same day in any order', () => {
    expect(planted(['04/04/2026'])).toEqual(['2026-04-04']);
  });
  test('of a column in two orders: what is clear is read, the rest refused', () => {
    const read = days(['25/04/2026', '04/25/2026', '03/04/2026']);
    expect(read.drafts.map(({ row }) => row)).toEqual([1, 2]);
    expect(codes(read)).toEqual(['3 VALUE_BROKEN', '0 DAYS_MIXED']);
  });
  test.each([
    ['en-GB', '2026-04-03'],
    ['en-US', '2026-03-04'],
    ['fr', '2026-04-03'],
  ])('are in the order of a stated %s', (locale, day) => {
    expect(planted(['03/04/2026', '3-4-2026'], `locale: ${locale}`)).toEqual([day, day]);
  });
  test('against the stated order are refused, not turned', () => {
    expect(said(days(['25/04/2026'], 'locale: en-US'))[0]).toContain('a day in the order mdy');
  });
  test('with dots and a full year stand day first, as everywhere', () => {
    expect(planted(['3.4.2026', '03. 04. 2026', '3.4.2026.'])).toEqual(['2026-04-03', '2026-04-03', '2026-04-03']);
  });
  test.each(['en', 'xx-YY', 'nonsense!', ''])('a locale «%s» that says nothing is refused', (locale) => {
    expect(() => localeOf(locale)).toThrow(ImportError);
  });
});

describe('a year of two figures', () => {
  test('is the latest that is not after today’s, and said so', () => {
    expect(planted(['28.04.26', '28.04.99'], 'locale: de')).toEqual(['2026-04-28', '1999-04-28']);
    expect(said(days(['28.04.26'], 'locale: de'))).toEqual([
      '0 YEARS_SHORT: years of two figures in plantedOn, e.g. 28.04.26, are read as 1927–2026',
    ]);
  });
  test('before or behind is told by a day that cannot be a year, or asked about', () => {
    expect(planted(['10.04.26', '31.03.26'])).toEqual(['2026-04-10', '2026-03-31']);
    expect(said(days(['26-04-10']))[0]).toContain('2010-04-26 (dmy) or 2026-04-10 (ymd)');
  });
});

describe('serial numbers of a spreadsheet', () => {
  test('count from 1900 where one of them would lie after today from 1904 on', () => {
    expect(planted(['45392', '40000'])).toEqual(['2024-04-10', '2009-07-06']);
    expect(codes(days(['45392']))).toEqual(['0 SERIALS_SETTLED']);
  });
  test('are asked about where both counts are possible', () => {
    expect(said(days(['40000']))[0]).toContain('means 2009-07-06 or 2013-07-07: state serials: 1900');
    expect(planted(['40000'], 'serials: 1900')).toEqual(['2009-07-06']);
    expect(planted(['40000.75'], 'serials: 1904')).toEqual(['2013-07-07']);
  });
  test('of another first day there are none', () => {
    expect(() => days(['40000'], 'serials: 1970')).toThrow('serials is 1970; wanted: 1900 or 1904');
  });
});

describe('damaged characters are named by row and column', () => {
  test.each([
    ['東\ufffd沟', '–'],
    ['???沟', '–'],
    ['锟斤拷', '–'],
    ['KÃ¤rkna', 'Kärkna'],
    ['娌规澗', '油松'],
  ])('%s', (name, meant) => {
    const { warnings } = read([{ name }]);
    expect(warnings).toMatchObject([{ row: 1, code: 'TEXT_DAMAGED', field: 'name', met: name, wanted: meant }]);
  });
  test.each(['Kärkna', 'Ömossa', '油松林', '联通', '？', 'Ñandú', 'Ärö', '五台山', 'Пихта'])('%s is sound', (name) => {
    expect(read([{ name }]).warnings).toEqual([]);
  });
});

describe('columns that give no field', () => {
  const file = (properties: object) =>
    readTable(
      Buffer.from(
        JSON.stringify({
          type: 'FeatureCollection',
          features: [
            {
              type: 'Feature',
              geometry: null,
              properties: {
                county: 140921,
                code: 1,
                species: '油松',
                planted: '2026-04-10',
                area_ha: 10,
                designed_points: 9,
                ...properties,
              },
            },
          ],
        }),
      ),
    );
  const others = (properties: object) => readStands(file(properties), NO_MAPPING, KNOWN).drafts[0]!.others;
  test('are kept as they stood, empty cells aside', () => {
    expect(others({ Omanik: 'Mets OÜ', siht: 3, ok: true, empty: null, list: [1, { a: 2 }] })).toEqual({
      Omanik: 'Mets OÜ',
      siht: 3,
      ok: true,
      list: '[1,{"a":2}]',
    });
  });
  test('that programs number and measure by themselves are not', () => {
    expect(others({ OBJECTID: 1, Shape_Leng: 2.5, Shape_Area: 9, FID: 0 })).toBeUndefined();
  });
  test('hold nothing that a database cannot store', () => {
    expect(others({ 'a\u0000b': 'c\u0000d\ud800' })).toEqual({ 'a\ufffdb': 'c\ufffdd\ufffd' });
  });
});

describe('a day that a program wrote as midnight in UTC is that day, west of Greenwich too', () => {
  const planted = (cell: string, timeZone: string) => {
    const text = `county,stand no,species,planting date,area_ha,designed points\n140921,1,油松,${cell},10,2000\n`;
    const { drafts, warnings } = readStands(readTable(Buffer.from(text)), NO_MAPPING, { ...KNOWN, timeZone });
    return [drafts[0]!.planting.plantedOn, ...warnings.map(({ code }) => code)];
  };
  test.each([
    ['2026-04-10T00:00:00Z', 'America/Vancouver', ['2026-04-10', 'DAYS_OF_UTC']],
    ['2026-04-10T00:00:00.000+00:00', 'America/Vancouver', ['2026-04-10', 'DAYS_OF_UTC']],
    ['2026-04-10T00:00:00Z', 'Asia/Shanghai', ['2026-04-10']],
    ['2026-04-10T00:00:01Z', 'America/Vancouver', ['2026-04-09']],
    ['2026-04-10T07:00:00Z', 'America/Vancouver', ['2026-04-10']],
    ['2026-04-09T16:00:00Z', 'Asia/Shanghai', ['2026-04-10']],
  ])('%s in %s', (cell, timeZone, expected) => {
    expect(planted(cell, timeZone)).toEqual(expected);
  });
});

describe('a day with more or less around it', () => {
  test.each([
    ['10.IV.2026', '2026-04-10'],
    ['10. XII 2025', '2025-12-10'],
    ['pe 10.4.2026', '2026-04-10'],
    ['Fri, 10 Apr 2026', '2026-04-10'],
    ['Friday 10 April 2026', '2026-04-10'],
    ['vendredi 10 avril 2026', '2026-04-10'],
    ['Mar 10, 2026', '2026-03-10'],
    ['2026年4月10日星期五', '2026-04-10'],
    ['2026年4月10日（周五）', '2026-04-10'],
  ])('%s is %s', (cell, day) => {
    expect(planted([cell])).toEqual([day]);
  });
  test.each(['4/2026', '2026-04', '2026年4月', '202604', 'April 2026', '2026', '2026年'])(
    'of %s the day is not guessed, and that is said',
    (cell) => {
      expect(said(days([cell]))).toEqual([
        `1 VALUE_BROKEN: plantedOn is ${cell}; wanted: a day; this is a month, or less, and none of its days is guessed`,
      ]);
    },
  );
  test.each(['10.IIX.2026', '10.XIII.2026', '31.IV.2026', 'iv 10 2026', 'Holzday 10.4.2026'])('%s is none', (cell) => {
    expect(codes(days([cell]))).toEqual(['1 VALUE_BROKEN']);
  });
});

describe('a density of 2.500', () => {
  const density = (cells: readonly string[], area: string, mapping = '') => {
    const result = read(
      cells.map((each) => ({ density: each, area })),
      mapping,
    );
    return result.problems.length > 0 ? said(result) : result.drafts.map(({ planting }) => planting.designedPoints);
  };
  test.each(['2.500', '1.111', '2,500', '2.500/ha'])('beside areas with decimal points is asked about: %s', (cell) => {
    expect(density([cell], '12.5')[0]).toMatch(
      /^1 VALUE_BROKEN: densityPerHa is .* wanted: a density whose point or comma cannot mark both thousands and decimals/,
    );
  });
  test('is asked about alone, too', () => {
    expect(density(['2.500'], '10')[0]).toContain('state the way of writing with --locale');
  });
  test('is read where its own column shows the mark, decimal commas stand beside it, or the way of writing is stated', () => {
    expect(density(['2.500', '1650,5'], '10')).toEqual([25_000, 16_505]);
    expect(density(['2.500'], '12,5')).toEqual([31_250]);
    expect(density(['2.500'], '10', 'locale: de')).toEqual([25_000]);
    expect(density(['2,500'], '10', 'locale: en-US')).toEqual([25_000]);
  });
  test('and 2500 or 1666.5 leave no doubt', () => {
    expect(density(['2500', '1666.5'], '12.5')).toEqual([31_250, 20_831]);
  });
});
