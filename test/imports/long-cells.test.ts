/** One cell, heading or format that is far too long is refused by name; nobody waits for it. */
import { describe, expect, test } from 'vitest';
import { NO_MAPPING } from '../../imports/mapping.ts';
import { ImportError, sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { KNOWN } from './known.ts';
import { workbookOf } from './workbook-files.ts';

/** Linear work on such a cell takes milliseconds; what looks at each pair of its signs takes minutes, and runs into the test's limit. */
const N = 400_000;
const LIMIT_MS = 60_000;

const HEADINGS = ['county', 'stand no', 'species', 'planting date', 'area_ha', 'designed points', 'owner', 'wkt'];
const ROW = ['140921', 'A1', '油松', '2026-04-10', '10', '2000', 'Wang', ''];

function said(file: Buffer): string {
  try {
    const { problems, drafts } = readStands(readTable(file), NO_MAPPING, KNOWN);
    return [`${drafts.length} taken`, ...problems.map((each) => `${each.code} ${sayProblem(each, 'en')}`)].join('\n');
  } catch (error) {
    if (error instanceof ImportError) return `${error.problem.code} ${error.message}`;
    throw error;
  }
}

const csv = (...lines: readonly (readonly string[])[]) =>
  Buffer.from(lines.map((cells) => `${cells.map((cell) => `"${cell}"`).join(',')}\n`).join(''));
const withCell = (heading: string, cell: string) => csv(HEADINGS, ROW.with(HEADINGS.indexOf(heading), cell));
const withFormat = (code: string, styles = 1) =>
  workbookOf({
    sheets: { a: { rows: [HEADINGS, ROW] } },
    files: {
      'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${code}"/></numFmts><cellXfs>${'<xf numFmtId="200"/>'.repeat(styles)}</cellXfs></styleSheet>`,
    },
  });

describe('a cell of 400,000 characters is read or refused at once', () => {
  test.each([
    ['blanks within an area', withCell('area_ha', `1x${' '.repeat(N)}y`), 'areaHa'],
    ['blanks within a stand number', withCell('stand no', `a${' '.repeat(N)}b`), 'at most 2000 characters'],
    ['blanks between holders', withCell('owner', `a${' '.repeat(N)}b`), 'at most 2000 characters'],
    ['groups of digits', withCell('area_ha', `1${',000'.repeat(N / 4)}x`), 'at most 2000 characters'],
    ['a day of dots', withCell('planting date', `1${'.1'.repeat(N / 2)}x!`), 'at most 2000 characters'],
    ['blanks behind the word of an outline', withCell('wkt', `POLYGON${' '.repeat(N)}x`), 'it is no WKT'],
    ['an outline of one word', withCell('wkt', 'A'.repeat(N)), 'it is no WKT'],
    ['an outline of one number', withCell('wkt', `POLYGON((${'1'.repeat(N)}))`), 'GEOMETRY_BROKEN'],
    ['an outline without a comma', withCell('wkt', `POLYGON((${'-1 '.repeat(N)}x))`), 'it is no WKT'],
    ['a heading of dashes', csv([...HEADINGS, `2020${'_'.repeat(N)}x!`], [...ROW, '1']), '1 taken'],
    ['a number format', withFormat('['.repeat(N)), 'a number format of 400000 characters'],
    ['a number format of 20,000 styles', withFormat(`${'m'.repeat(250)}h`, 20_000), '1 taken'],
  ])(
    '%s',
    (_, file, words) => {
      expect(said(file)).toContain(words);
    },
    LIMIT_MS,
  );
});

test.each([
  ['2,000 characters of holders', 2000, '1 taken'],
  ['one more', 2001, 'at most 2000 characters'],
])('%s', (_, length, words) => {
  expect(said(withCell('owner', 'x'.repeat(length)))).toContain(words);
});

test.each([
  ['POLYGON((113 38.5,113.0036 38.5,113.0036 38.5029,113 38.5029,113 38.5))'],
  ['  polygon  z\n( ( 113  38.5\t9 , 113.0036 38.5 9,113.0036 38.5029 9,113 38.5029 9,113 38.5 9 ) ) '],
])('an outline is read whatever blanks it is written with: %j', (wkt) => {
  expect(said(withCell('wkt', wkt))).toBe('1 taken');
});
