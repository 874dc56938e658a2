/** Titles, notes and comments above a table: passed over and named, and never taken for headings or stands. */
import { describe, expect, test } from 'vitest';
import { NO_MAPPING } from '../../imports/mapping.ts';
import { ImportError, sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { KNOWN } from './known.ts';
import { workbookOf, type CellOf } from './workbook-files.ts';

type Row = readonly CellOf[];

const HEADINGS: Row = ['县代码', '小班号', '树种', '造林日期', '面积(亩)', '设计株数'];
const CELLS: Row = ['140921', '0001', '油松', '2026-04-10', '15', '2000'];

type FileOf = (rows: readonly Row[], merged?: readonly string[]) => Buffer;

const csvOf =
  (delimiter: string): FileOf =>
  (rows) =>
    Buffer.from(`${rows.map((row) => row.map((cell) => cell ?? '').join(delimiter)).join('\n')}\n`);
const sheetOf: FileOf = (rows, merged = []) => workbookOf({ sheets: { 小班: { rows, merged } } });

function said(file: Uint8Array): readonly string[] {
  try {
    const { drafts, problems, warnings } = readStands(readTable(file), NO_MAPPING, KNOWN);
    const told = [...problems, ...warnings].map((problem) => `${problem.row} ${sayProblem(problem, 'en')}`);
    return [drafts.map(({ code, row }) => `${code} of row ${row}`).join(), ...told];
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return [error.message];
  }
}

describe.each([
  ['a CSV', csvOf(',')],
  ['a CSV with bars', csvOf('|')],
  ['a CSV with tabs', csvOf('\t')],
  ['an XLSX', sheetOf],
])('in %s', (_, fileOf) => {
  test('a title and a note above the headings are passed over and named', () => {
    const rows = [['定襄县造林小班一览表'], [], ['填报单位：林业局', undefined, '单位：亩、株'], HEADINGS, CELLS];
    expect(said(fileOf(rows, ['A1:F1']))).toEqual([
      '0001 of row 1',
      '0 lines above the headings were passed over: «定襄县造林小班一览表», «填报单位：林业局 单位：亩、株»',
    ]);
  });

  test('comments after # are passed over, a heading that begins with # is none', () => {
    expect(said(fileOf([['# exported by X'], ['# of 2026', 'and 2025'], HEADINGS, CELLS]))).toEqual([
      '0001 of row 1',
      '0 lines above the headings were passed over: «# exported by X», «# of 2026 and 2025»',
    ]);
    expect(
      said(
        fileOf([
          ['#No', ...HEADINGS],
          ['a', ...CELLS],
        ]),
      ),
    ).toEqual(['0001 of row 1']);
  });

  test('a first row that numbers the columns is no stand; the others keep their numbers', () => {
    const rows: readonly Row[] = [HEADINGS, ['1', '2', '3', '4', '（5）', '6'], CELLS];
    expect(said(fileOf(rows))).toEqual([
      '0001 of row 2',
      '0 the first row numbers the columns and was passed over: 1, 2, 3, 4, (5), 6',
    ]);
    expect(said(fileOf(rows.with(1, ['1', '2', '3', '4', '5', '7'])))[0]).toBe('0001 of row 2');
    expect(said(fileOf(rows.with(1, ['1', '2', '3', '4', '5', '7']))).join()).toContain('1 county 1 is not known');
  });

  test('without a title the first line has the headings, whatever comes below it', () => {
    expect(said(fileOf([HEADINGS, CELLS]))).toEqual(['0001 of row 1']);
    expect(readTable(fileOf([['小班号'], ['0001'], ['0002']])).columns).toEqual(['小班号']);
  });

  test('a row of values is never taken for the headings below a title', () => {
    expect(readTable(fileOf([['小班号'], ['A1', '2026-04-10', '坡上']])).columns[0]).toBe('小班号');
  });

  test('a title that has as many cells as the headings is met as a heading', () => {
    expect(said(fileOf([['造林', '一览'], HEADINGS, CELLS]))[0]).toContain('columns met: 造林, 一览');
  });
});

test('the first line of a CSV that names its delimiter may stand in quotes', () => {
  const file = Buffer.from(`"sep=;"\r\n${HEADINGS.join(';')}\r\n${CELLS.join(';')}\r\n`);
  expect(said(file)).toEqual(['0001 of row 1']);
});
