/** Rows of counts: whole stands, or plots that are one count together. */
import { describe, expect, test } from 'vitest';
import { NO_MAPPING, readMapping, type Mapping } from '../../imports/mapping.ts';
import { sayProblem } from '../../imports/problems.ts';
import { readPlots } from '../../imports/plots.ts';
import { readTable } from '../../imports/read.ts';
import { readSurveys } from '../../imports/surveys.ts';
import { KNOWN } from './known.ts';

const STAND = { standId: '140921-0001', plantedOn: '2026-04-10', designedPoints: 2000 };
const OLD = { ...STAND, standId: '140921-0003', plantedOn: '2020-04-10' };
const OTHER = { ...STAND, standId: '140921-0002' };

function read(headings: string, ...rows: string[]) {
  return readWith(NO_MAPPING, headings, rows);
}

function readWith(mapping: Mapping, headings: string, rows: readonly string[]) {
  const table = readTable(Buffer.from(`${headings}\n${rows.join('\n')}\n`));
  return readSurveys(table, mapping, KNOWN, {
    find: (id) => [STAND, OTHER, OLD].find(({ standId }) => standId === id),
    nearest: () => [STAND.standId],
  });
}

const said = (headings: string, ...rows: string[]) =>
  read(headings, ...rows).problems.map((problem) => `${problem.row} ${problem.code}: ${sayProblem(problem, 'en')}`);

const WHOLE = '小班号,调查日期,活株数';
const PLOTS = '小班号,调查日期,样地号,活株数,样地设计株数';

describe('a count of a whole stand', () => {
  test('is taken', () => {
    expect(read(WHOLE, '140921-0001,2026-09-25,1699').drafts).toMatchObject([
      { row: 1, rows: [1], standId: '140921-0001', capturedOn: '2026-09-25', counts: { livePoints: 1699 } },
    ]);
  });
  test.each([
    ['NaN', 'livePoints is NaN'],
    ['-3', 'livePoints is -3'],
    ['Infinity', 'livePoints is Infinity'],
    ['1000000000', 'livePoints is 1000000000'],
    ['', 'livePoints is missing'],
    ['2401', 'livePoints is 2401; wanted: 0 to 2400'],
  ])('of %j live points is refused', (live, words) => {
    expect(said(WHOLE, `140921-0001,2026-09-25,${live}`).join()).toContain(words);
  });
  test('with everything wrong hears all of it at once', () => {
    expect(said(`${WHOLE},样地设计株数,栽植株数`, '140921-0009,2027-01-01,x,0,-1')).toHaveLength(5);
  });
  test.each([
    ['样地设计株数', '2001', 'designedPoints is 2001; wanted: 0 to 2000'],
    ['样地设计株数', '0', 'designedPoints is 0; wanted: a whole number from 1'],
    ['栽植株数', '2401', 'plantedPoints is 2401; wanted: 0 to 2400'],
    ['栽植株数', '0', 'plantedPoints is 0; wanted: a whole number from 1'],
  ])('with %s of %s is refused, as the stand itself would', (heading, points, words) => {
    expect(said(`${WHOLE},${heading}`, `140921-0001,2026-09-25,100,${points}`).join()).toContain(words);
  });
  test('the same twice in a file is taken once, another figure of the same day is another count', () => {
    const rows = ['140921-0001,2026-09-25,1699', '140921-0001,2026-09-25,1699', '140921-0001,2026-09-25,1700'];
    expect(said(WHOLE, ...rows)).toEqual([
      '2 SURVEY_TWICE: the count of 140921-0001 · 2026-09-25 stands in row 1 already',
    ]);
    expect(read(WHOLE, ...rows).drafts.map(({ row }) => row)).toEqual([1, 3]);
  });
});

describe('a rate in place of a count', () => {
  const RATE = '小班号,调查日期,成活率';
  test.each([
    ['85', 1700],
    ['85%', 1700],
    ['85 ％', 1700],
    ['84.95', 1699],
    ['0', 0],
    ['0.85%', 17],
    ['100', 2000],
  ])('%s of 2,000 are %i live points', (rate, live) => {
    expect(read(RATE, `140921-0001,2026-09-25,${rate}`).drafts[0]!.counts.livePoints).toBe(live);
  });
  test.each([
    ['0.85', 'it could be a fraction'],
    ['1', 'it could be a fraction'],
    ['850%', '0 to 100 %'],
    ['850', '0 to 100 %'],
    ['-3%', '0 to 100 %'],
  ])('%s is refused: %s', (rate, words) => {
    expect(said(RATE, `140921-0001,2026-09-25,${rate}`).join()).toContain(words);
  });
});

describe('plots of one stand and day are one count, whole or not at all', () => {
  test('they are added up', () => {
    const { drafts } = read(PLOTS, '140921-0001,2026-09-25,1,45,50', '140921-0001,2026-09-25,2,41,50');
    expect(drafts).toMatchObject([{ rows: [1, 2], counts: { livePoints: 86, designedPoints: 100 } }]);
  });
  test.each([
    ['a plot that cannot be read', '140921-0001,2026-09-25,2,x,50'],
    ['a plot without its design', '140921-0001,2026-09-25,2,41,'],
    ['a plot whose day cannot be read', '140921-0001,2026-13-25,2,41,50'],
    ['a plot far above its design', '140921-0001,2026-09-25,2,61,50'],
  ])('%s keeps the others back, and another stand goes on', (_, faulty) => {
    const rows = ['140921-0001,2026-09-25,1,45,50', faulty, '140921-0002,2026-09-25,1,45,50'];
    expect(said(PLOTS, ...rows)).toContain(
      '1 PLOTS_INCOMPLETE: the count of 140921-0001 · 2026-09-25 waits for all of its plots; row 2 is refused',
    );
    expect(read(PLOTS, ...rows).drafts.map(({ standId }) => standId)).toEqual(['140921-0002']);
  });
  test('a plot number that stands twice is refused: which of them is it?', () => {
    const rows = ['140921-0001,2026-09-25,1,45,50', '140921-0001,2026-09-25,1,41,50'];
    expect(said(PLOTS, ...rows)).toEqual([
      '1 PLOT_TWICE: plot 1 stands in row 1 already',
      '2 PLOT_TWICE: plot 1 stands in row 1 already',
    ]);
    expect(() => readPlots(Buffer.from('plot,live,designed\n1,9,10\n1,8,10\n'))).toThrow(
      'plot 1 stands in row 1 already',
    );
  });
  test('plots of more points than the stand has are of another stand', () => {
    const rows = ['140921-0001,2026-09-25,1,900,1500', '140921-0001,2026-09-25,2,900,1500'];
    expect(said(PLOTS, ...rows)[0]).toBe('1 COUNT_ABOVE_DESIGN: designedPoints is 3000; wanted: 0 to 2000');
  });
  test('ten thousand plots of one stand are added up', () => {
    const rows = Array.from({ length: 10_000 }, (_, number) => `140921-0001,2026-09-25,${number},0,1`);
    expect(said(PLOTS, ...rows)[0]).toContain('designedPoints is 10000');
  });
});

describe('a column of survival', () => {
  const rates = (...cells: readonly string[]) =>
    cells.map((rate, index) => `140921-0001,2026-09-${String(index + 1).padStart(2, '0')},${rate}`);
  const live = (heading: string, ...cells: readonly string[]) =>
    read(`小班号,调查日期,${heading}`, ...rates(...cells)).drafts.map(({ counts }) => counts.livePoints);
  test('of three parts of one and nothing above is read as parts of one, and said to be', () => {
    expect(live('成活率', '0.85', '0.9', '0.29', '1', '0')).toEqual([1700, 1800, 580, 2000, 0]);
    const { warnings } = read('小班号,调查日期,成活率', ...rates('0.85', '0.9', '0.29'));
    expect(warnings).toMatchObject([{ row: 0, code: 'RATIOS_SETTLED', met: '0.85', wanted: '3' }]);
  });
  test.each([
    ['of two parts of one', '成活率', ['0.85', '0.9']],
    ['that holds a percentage as well', '成活率', ['0.85', '0.9', '0.29', '85']],
    ['whose heading has the sign of per cent', '成活率(%)', ['0.85', '0.9', '0.29']],
  ])('%s is asked about', (_, heading, cells) => {
    const lines = said(`小班号,调查日期,${heading}`, ...rates(...cells));
    expect(lines[0]).toContain('or a mapping that reads the column as survivalRatio');
  });
  test('is of parts of one where a mapping says so', () => {
    const { drafts } = readWith(readMapping('columns: { survivalRatio: r }'), '小班号,调查日期,r', rates('0.85'));
    expect(drafts[0]!.counts.livePoints).toBe(1700);
  });
});

describe('several years of survival in one row are a count for each year', () => {
  const readOld = (headings: string, mapping: string, ...rows: string[]) =>
    readWith(mapping === '' ? NO_MAPPING : readMapping(mapping), headings, rows);
  const counted = (headings: string, mapping: string, ...rows: string[]) =>
    readOld(headings, mapping, ...rows).drafts.map(({ capturedOn, counts }) => [capturedOn, counts.livePoints]);
  const DAY = 'constants: { capturedOn: 09-25 }';
  test.each([
    ['code,survival_2021,survival_2022', '140921-0003,85,80%'],
    ['code,Survival 2021 (%),survival (2022)', '140921-0003,85,80'],
    ['code,2021成活率,2022年成活率', '140921-0003,85,80'],
    ['code,活株数2021,活株数_2022年', '140921-0003,1700,1600'],
    ['code,live_2021,live_2022', '140921-0003,1700,1600'],
    ['code,Y1,Y2', '140921-0003,85,80'],
    ['code,Y1,Y2', '140921-0003,1700,1600'],
    ['code,survival year 1,survival year 2', '140921-0003,85,80'],
    ['code,第1年,第2年', '140921-0003,85,80'],
  ])('%s', (headings, row) => {
    expect(counted(headings, DAY, row)).toEqual([
      ['2021-09-25', 1700],
      ['2022-09-25', 1600],
    ]);
  });
  test('a year has its own day where a column gives it', () => {
    const headings = 'code,survival_2021,date_2021,survival_2022,date_2022';
    expect(counted(headings, '', '140921-0003,85,2021-09-20,80,2022-10-01')).toEqual([
      ['2021-09-20', 1700],
      ['2022-10-01', 1600],
    ]);
  });
  test.each([
    ['code,survival_2022,live_2022', '140921-0003,85%,1234', [['2022-09-25', 1234]]],
    ['code,live_2022,survival_2022', '140921-0003,1234,85%', [['2022-09-25', 1234]]],
    ['code,live_2022,survival_2022', '140921-0003,,85%', [['2022-09-25', 1700]]],
  ])('all that a year has is one count, as it is without years: %s of %s', (headings, row, counts) => {
    expect(counted(headings, DAY, row)).toEqual(counts);
  });
  test('two columns of one figure of a year are refused', () => {
    expect(() => counted('code,survival_2022,成活率2022', DAY, '140921-0003,85,80')).toThrow(
      'two columns give the survivalPercent: survival_2022, 成活率2022',
    );
  });
  test.each([
    ['code,survey date,survival_2022', '', '140921-0003,2022-10-01,85', [['2022-10-01', 1700]]],
    ['code,survey date,survival_2022', DAY, '140921-0003,2022-10-01,85', [['2022-10-01', 1700]]],
    [
      'code,when,survival_2022',
      `{columns: {capturedOn: when}, ${DAY}}`,
      '140921-0003,2022-10-01,85',
      [['2022-10-01', 1700]],
    ],
    ['code,survey date,survival_2022', DAY, '140921-0003,,85', [['2022-09-25', 1700]]],
    [
      'code,survey date,survival_2021,survival_2022',
      DAY,
      '140921-0003,2022-10-01,85,80',
      [
        ['2021-09-25', 1700],
        ['2022-10-01', 1600],
      ],
    ],
    ['code,survey date,survival_2021,survival_2022', '', '140921-0003,2022-10-01,85,80', [['2022-10-01', 1600]]],
  ])('the day of the row goes before that of every year: %s with %j', (headings, mapping, row, counts) => {
    expect(counted(headings, mapping, row)).toEqual(counts);
  });
  test('a row whose day is of another of its years lacks that of the first, and says so', () => {
    const { problems } = readOld('code,survey date,survival_2021,survival_2022', '', '140921-0003,2022-10-01,85,80');
    expect(problems).toEqual([{ row: 1, code: 'VALUE_MISSING', field: 'capturedOn' }]);
  });
  test.each([
    ['code,survival_2021,survival_2024', ['2021-02-28', '2024-02-29']],
    ['code,survival Y1,survival Y4', ['2021-02-28', '2024-02-29']],
  ])('29 February is the last day of the month: %s', (headings, days) => {
    const { drafts } = readOld(headings, 'constants: { capturedOn: 02-29 }', '140921-0003,85,80');
    expect(drafts.map(({ capturedOn }) => capturedOn)).toEqual(days);
  });
  test('a heading with the sign of per cent makes no parts of one of its values', () => {
    const rows = ['140921-0003,0.5,0.8', '140921-0003,0.3,0.4'];
    expect(readOld('code,survival_2021,survival_2022', DAY, ...rows).drafts).toHaveLength(4);
    const { drafts, problems } = readOld('code,survival_2021 (%),survival_2022 (%)', DAY, ...rows);
    expect([drafts, problems.map(({ code }) => code)]).toEqual([[], Array(4).fill('VALUE_BROKEN')]);
  });
  test('an empty year is none', () => {
    expect(counted('code,survival_2021,survival_2022', DAY, '140921-0003,,80')).toEqual([['2022-09-25', 1600]]);
  });
  test('days are not guessed: without one the file is refused', () => {
    expect(() => readOld('code,survival_2021,survival_2022', '', '140921-0003,85,80')).toThrow(
      'the columns survival_2021, survival_2022 name a year and no day',
    );
  });
  test('what is wrong with the row is said once, what is wrong with a year is said of it', () => {
    const { problems } = readOld('code,survival_2021,survival_2022', DAY, '140921-0009,85,80', '140921-0003,850,80');
    expect(problems.map(({ row, code }) => `${row} ${code}`)).toEqual(['1 STAND_UNKNOWN', '2 VALUE_BROKEN']);
  });
  test('years before the planting are refused', () => {
    const { drafts, problems } = readOld('code,survival_2021,survival_2026', DAY, '140921-0001,85,80');
    expect([drafts.map(({ capturedOn }) => capturedOn), problems.map(({ code }) => code)]).toEqual([
      ['2026-09-25'],
      ['DAY_BEFORE_PLANTING'],
    ]);
  });
  test('the mapping to be kept names no column that is in no file', () => {
    expect(readOld('code,survival_2021,survival_2022', DAY, '140921-0003,85,80').columns).toEqual({ code: ['code'] });
  });
  test('coordinates Y1 and Y2 beside a count are no years', () => {
    expect(counted('code,date,live,Y1,Y2', '', '140921-0003,2021-09-25,1700,4263000,4263100')).toEqual([
      ['2021-09-25', 1700],
    ]);
  });
});
