/** Stand numbers that a spreadsheet has changed: read back where nothing is lost, else refused by name. */
import { describe, expect, test } from 'vitest';
import { NO_MAPPING, readMapping } from '../../imports/mapping.ts';
import { sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { KNOWN } from './known.ts';
import { said as saidOf } from './shapefile-files.ts';
import { styled, workbookOf, type CellOf } from './workbook-files.ts';

const HEADINGS = ['县代码', '小班号', '树种', '造林日期', '面积(亩)', '设计株数', '林班', '小号'];
const read = (code: string, mapping = NO_MAPPING) =>
  readStands(
    readTable(Buffer.from(`${HEADINGS.join(',')}\n140921,${code},油松,2026-04-10,150,2000,2026-1,2\n`)),
    mapping,
    KNOWN,
  );
const said = (code: string) => read(code).problems.map((problem) => sayProblem(problem, 'en'));
const sheet = (code: CellOf) =>
  saidOf(
    workbookOf({
      forms: ['m"-"d', 'yyyy/m/d'],
      sheets: { a: { rows: [HEADINGS, ['140921', code, '油松', styled(46_122, 1), 150, 2000]] } },
    }),
  );

describe('a stand number that reads as a day is refused: a spreadsheet makes one of 1-2', () => {
  test.each([
    ['2-Jan', '1-2'],
    ['02-Jan-26', '1-2'],
    ['Jan-02', '1-2'],
    ['2. Jan', '1-2'],
    ['1月2日', '1-2'],
    ['2026-01-02', '1-2'],
    ['2026/1/2', '1-2'],
    ['2026年1月2日', '1-2'],
    ['2026-01-02 00:00:00', '1-2'],
    ['02.01.2026', '1-2'],
    ['1/25/2026', '1-25'],
    ['12-Mai', '5-12'],
  ])('%s, typed perhaps as %s', (code, typed) => {
    expect(said(code)).toEqual([
      `the stand number ${code} reads as a day, as spreadsheets make of ${typed}; keep the column as text and write the number anew, or acknowledge CODE_IS_DAY in the mapping if it is right`,
    ]);
  });
  test.each([styled(46_024, 1), styled(46_024, 9)])('in a cell of a workbook likewise', (cell) => {
    expect(sheet(cell)).toContain('CODE_IS_DAY: the stand number 2026-01-02 reads as a day');
  });
  test.each(['1-2', '12/3', '2026-13-02', '2026-0102', 'S-2026', 'MAX-12', '2-Janus', '140921-0001', '1.2.3'])(
    '%s is none',
    (code) => {
      expect(said(code)).toEqual([]);
    },
  );
  test('unless it is acknowledged, or joined by a mapping from a year and two numbers', () => {
    expect(read('2026-01-02', readMapping('acknowledge: [CODE_IS_DAY]')).drafts[0]!.code).toBe('2026-01-02');
    expect(read('', readMapping('columns: { code: [林班, 小号] }')).drafts[0]!.code).toBe('2026-1-2');
  });
});

describe('a number that was calculated or cut is no stand number', () => {
  test.each(['12.000000001', '11.999999999', '12.00000000000001'])('%s has dust, and the number is named', (code) => {
    expect(said(code)).toEqual([`code is ${code}; wanted: 12, without the dust of a calculation`]);
  });
  test.each([1.1, 12.000000001])('%d as a number may have been another text', (code) => {
    expect(sheet(code)).toContain('wanted: it stored as text: as numbers 1.10 and 1.1 are one');
  });
  test.each(['1.10', '1.1', '12.01', '7.0'])('%s as a text stays as it stands', (code) => {
    expect(read(code).drafts[0]!.code).toBe(code);
  });
});

describe('="0001" keeps a number’s zeros in a spreadsheet, and is 0001', () => {
  test.each(['="0001"', '"=""0001"""'])('written as %s', (cell) => {
    expect(read(cell).drafts[0]!.code).toBe('0001');
  });
  test('in every cell of a table, its commas and line breaks too', () => {
    const rows = [
      '="小班号",县代码,树种,造林日期,面积(亩),设计株数,note',
      '="0001",="140921",油松,2026-04-10,150,="2000",="a, b"',
    ];
    for (const lineBreak of ['\n', '\r\n']) {
      const { rows: read } = readTable(Buffer.from(rows.join(lineBreak)));
      expect([...read].map(({ values }) => values)).toEqual([
        expect.objectContaining({ 小班号: '0001', 县代码: '140921', 设计株数: '2000', note: 'a, b' }),
      ]);
    }
  });
  test('a formula of more than a text is none, and a text that only begins like one stays whole', () => {
    expect(said('"=""a""&""b"""')).toHaveLength(1);
    const file = Buffer.from('小班号,note\n1,"see ,=""2"" there"\n');
    expect([...readTable(file).rows][0]!.values['note']).toBe('see ,="2" there');
  });
});
