/** Cells under headings that are alike, or under none: kept, or named; never lost in silence. */
import { describe, expect, test } from 'vitest';
import { distinct } from '../../imports/headings.ts';
import { NO_MAPPING } from '../../imports/mapping.ts';
import { sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { KNOWN } from './known.ts';
import { workbookOf, type CellOf } from './workbook-files.ts';

const HEADINGS = ['县代码', '小班号', '树种', '造林日期', '面积(公顷)', '设计株数'];
const CELLS: readonly CellOf[] = ['140921', '0001', '油松', '2026-04-10', '10', '2000'];

const csvOf = (rows: readonly (readonly CellOf[])[]) =>
  Buffer.from(`${rows.map((row) => row.map((cell) => cell ?? '').join(',')).join('\n')}\n`);
const sheetOf = (rows: readonly (readonly CellOf[])[]) => workbookOf({ sheets: { 小班: { rows } } });
const read = (file: Uint8Array) => readStands(readTable(file), NO_MAPPING, KNOWN);

describe.each([
  ['CSV', csvOf],
  ['XLSX', sheetOf],
])('in a %s', (_, fileOf) => {
  test('of two columns of one heading both are kept', () => {
    const { drafts, others } = read(
      fileOf([
        [...HEADINGS, '备注', '备注'],
        [...CELLS, '坡上', '坡下'],
      ]),
    );
    expect(others).toEqual(['备注', '备注 (2)']);
    expect(drafts[0]?.others).toEqual({ 备注: '坡上', '备注 (2)': '坡下' });
  });

  test.each([
    [['wkt'], ['POINT (113 38.5)']],
    [
      ['wkt', 'wkt 2'],
      ['POINT (113 3', '8.5)'],
    ],
    [
      ['lon', 'lat'],
      ['113', '38.5'],
    ],
  ])('the outline in %j is drawn, and not kept a second time beside it', (headings, cells) => {
    const { drafts, others } = read(
      fileOf([
        [...HEADINGS, ...headings, '备注'],
        [...CELLS, ...cells, '坡上'],
      ]),
    );
    expect(drafts[0]?.outline?.centre).toEqual([113, 38.5]);
    expect(others).toEqual(['备注']);
    expect(drafts[0]?.others).toEqual({ 备注: '坡上' });
  });

  test('cells without a heading above them are named by their addresses', () => {
    const { drafts, warnings } = read(
      fileOf(
        [[...HEADINGS, '', '备注'], [...CELLS, '补', '坡上'], CELLS.toSpliced(1, 1, '0002')].map((row) => [
          ...row,
          ...Array.from({ length: 8 - row.length }, () => ''),
        ]),
      ),
    );
    expect(drafts).toHaveLength(2);
    expect(warnings.map((warning) => sayProblem(warning, 'en'))).toEqual([
      'cells without a heading above them were passed over: G2',
    ]);
  });
});

test.each(['小班\n号', '小 班 号', '小班\u200b号', '\u200e小班号'])(
  'a heading broken into lines, or with signs nobody sees, is the heading it shows: %j',
  (heading) => {
    const { drafts } = read(sheetOf([HEADINGS.with(1, heading), CELLS]));
    expect(drafts.map(({ code }) => code)).toEqual(['0001']);
  },
);

test('a blank line above the headings is counted in the addresses of cells without one', () => {
  const file = Buffer.from(`,,,,,,\n${[...HEADINGS, ''].join(',')}\n${[...CELLS, '补'].join(',')}\n`);
  expect(read(file).warnings).toEqual([{ row: 0, code: 'CELLS_OUTSIDE', met: 'G3' }]);
});

test.each([
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [
    ['a', 'a', 'a'],
    ['a', 'a (2)', 'a (3)'],
  ],
  [
    ['a', 'a', 'a (2)'],
    ['a', 'a (3)', 'a (2)'],
  ],
  [[], []],
])('of headings %j rows keep their cells under %j', (headings, keys) => {
  expect(distinct(headings)).toEqual(keys);
});

describe('the holder of the tenure', () => {
  const holderIn = (headings: readonly string[], cells: readonly string[]) =>
    read(
      csvOf([
        [...HEADINGS, ...headings],
        [...CELLS, ...cells],
      ]),
    );
  test.each(['林权人', '经营主体', '权属', 'owner', 'Tenure Holder', 'landowner'])('is read from %s', (heading) => {
    const { drafts, others } = holderIn([heading], ['张伟']);
    expect([drafts[0]?.owner, others]).toEqual(['张伟', []]);
  });
  test('is named by the plainest of several columns; the others are kept as they stand, and no file is refused', () => {
    const { drafts, others, problems } = holderIn(['权属', '林权人', 'owner'], ['集体', '张伟', 'Zhang']);
    expect([drafts[0]?.owner, others, problems]).toEqual(['张伟', ['权属', 'owner'], []]);
  });
  test('may be several, in lines of one cell', () => {
    expect(holderIn(['林权人'], ['"张伟\n 李强"']).drafts[0]?.owner).toBe('张伟; 李强');
  });
  test.each([
    ['2000 characters', 2000, []],
    ['one more', 2001, ['VALUE_BROKEN']],
  ])('may take %s', (_, length, codes) => {
    expect(holderIn(['owner'], ['x'.repeat(length)]).problems.map(({ code }) => code)).toEqual(codes);
  });
  test('may be given once for all rows', () => {
    const mapping = { ...NO_MAPPING, constants: { owner: '林场' } };
    expect(readStands(readTable(csvOf([HEADINGS, CELLS])), mapping, KNOWN).drafts[0]?.owner).toBe('林场');
  });
});
