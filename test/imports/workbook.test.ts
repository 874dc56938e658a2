/** Workbooks as bureaus keep them: read as they show, or refused by the name of the sheet and cell. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ImportError } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { dayOf } from '../../imports/sheet-values.ts';
import { readSurveys } from '../../imports/surveys.ts';
import { formatOf } from '../../imports/number-format.ts';
import { NO_MAPPING } from '../../imports/mapping.ts';
import { KNOWN } from './known.ts';
import { said, stands } from './shapefile-files.ts';
import { styled, workbookOf, type CellOf, type SheetOf } from './workbook-files.ts';

const HEADINGS = ['县代码', '小班号', '树种', '造林日期', '面积(亩)', '设计株数'];
const STAND: readonly CellOf[] = ['140921', '0001', '油松', styled(46_122, 1), 150, 2000];
const sheet = (...rows: (readonly CellOf[])[]): SheetOf => ({ rows: [HEADINGS, ...rows] });
const book = (...rows: (readonly CellOf[])[]) => workbookOf({ sheets: { 小班: sheet(...rows) } });
/** The one stand, with a cell put otherwise; columns from A. */
const withCell = (column: number, cell: CellOf) => book(STAND.with(column, cell));
const formula = (result: string) => ({ xml: `><f>A1</f>${result}` });

describe('a sheet is a table', () => {
  test('of texts, numbers and days, as a CSV of it would be', () => {
    expect(stands(book(STAND)).drafts[0]).toMatchObject({
      row: 1,
      countyCode: '140921',
      code: '0001',
      areaM2: 100_000,
      planting: { plantedOn: '2026-04-10', species: 'PINUS_TABULIFORMIS', designedPoints: 2000 },
    });
  });
  test('whose rows are counted from its headings, blank ones too', () => {
    const rows = [[undefined], HEADINGS, STAND, [], STAND.with(1, '0003')];
    const { drafts } = stands(workbookOf({ sheets: { a: { rows } } }));
    expect(drafts.map(({ row, code }) => [row, code])).toEqual([
      [1, '0001'],
      [3, '0003'],
    ]);
  });
  test.each([
    ['the day', styled(46_122, 1), '2026-04-10'],
    ['a Chinese form of it', styled(46_122, 2), '2026-04-10'],
    ['a form with the name of the month', styled(46_122, 6), '2026-04-10'],
    ['the day with a time', styled(46_122.75, 1), '2026-04-10'],
    ['a formula that gives it', { xml: 's="1"><f>TODAY()</f><v>46122</v>' }, '2026-04-10'],
    ['a text', '2026年4月10日', '2026-04-10'],
    ['a cell of type day', { xml: 't="d"><v>2026-04-10T00:00:00</v>' }, '2026-04-10'],
  ])('planted on %s', (_, cell, day) => {
    expect(stands(withCell(3, cell)).drafts[0]!.planting.plantedOn).toBe(day);
  });
  test('days count from 1904 where the workbook says so', () => {
    const file = workbookOf({ from1904: true, sheets: { a: sheet(STAND.with(3, styled(44_660, 1))) } });
    expect(stands(file).drafts[0]!.planting.plantedOn).toBe('2026-04-10');
  });
  test.each([
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [60, false, undefined],
    [61, false, '1900-03-01'],
    [46_122.5, false, '2026-04-10T12:00:00'],
    [46_121.999_999_9, false, '2026-04-10'],
    [0, true, '1904-01-01'],
    [44_660, true, '2026-04-10'],
    [2_958_465, false, '9999-12-31'],
    [2_958_466, false, undefined],
    [-1, true, undefined],
  ])('serial %d (from 1904: %s) is %s', (serial, from1904, day) => {
    expect(dayOf(serial, from1904)).toBe(day);
  });
  test.each([
    ['a number', 7, '7'],
    ['a number shown with zeros', styled(7, 4), '0007'],
    ['a formula', { xml: 't="str"><f>A1</f><v>7a</v>' }, '7a'],
    ['text in pieces', { xml: 't="inlineStr"><is><r><t>1</t></r><r><t>2</t></r><rPh><t>x</t></rPh></is>' }, '12'],
    ['full-width digits', '１２/3', '12-3'],
  ])('a stand number may be %s', (_, cell, code) => {
    expect(stands(withCell(1, cell)).drafts[0]!.code).toBe(code);
  });
  test('texts may be kept apart from their cells', () => {
    const shared =
      '<sst><si><t>油</t></si><si><r><t xml:space="preserve">油</t></r><r><t>松_x000D_</t></r><rPh><t>x</t></rPh></si></sst>';
    const rel =
      '<Relationships><Relationship Id="r0" Type="t/worksheet" Target="worksheets/sheet0.xml"/><Relationship Id="x" Type="t/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="s" Type="t/styles" Target="styles.xml"/></Relationships>';
    const files = { 'xl/sharedStrings.xml': shared, 'xl/_rels/workbook.xml.rels': rel };
    const file = workbookOf({ sheets: { a: sheet(STAND.with(2, { xml: 't="s"><v>1</v>' })) }, files });
    expect(stands(file).drafts[0]!.planting.species).toBe('PINUS_TABULIFORMIS');
  });
  test.each([
    ['yyyy年m月d日', 'day'],
    ['e年', 'month'],
    ['[$-804]日', 'day'],
    ['m月', 'month'],
    ['yyyy"年"m"月"', 'month'],
    ['mmm-yy', 'month'],
    ['yyyy', 'month'],
    ['d-mmm-yy', 'day'],
    ['#,##0日', 'worded'],
    ['0年', 'worded'],
    ['0"日"', 'worded'],
    ['yyyy-mm-dd hh:mm:ss.000', 'day'],
  ])('the form %s is that of a %s', (code, kind) => {
    expect(formatOf(164, code).kind).toBe(kind);
  });
  test.each([
    ['0.0" ha"', 12.5, 125_000],
    ['0.00亩', 150, 100_000],
    ['#,##0.00\\ "m²"', 100_000, 100_000],
    ['G/通用格式"公顷"', 1.234, 12_340],
    ['0.0" ha";-0.0" ha";"–"', 0.57, 5700],
    ['0.0', 15, 10_000],
  ])('the unit that the form %s shows is one in the cell', (form, number, m2) => {
    const rows = sheet(STAND.with(4, styled(number, 8)));
    expect(stands(workbookOf({ forms: [form], sheets: { a: rows } }))).toMatchObject({
      drafts: [{ areaM2: m2 }],
      problems: [],
    });
  });
  test.each([
    ['"ca. "0', 'areaMu is ca. 12500; wanted'],
    ['0.0,', 'areaMu is "12500, shown as another number by its format, in E2"; wanted'],
    ['0.0,"亩"', 'areaMu is "12500, shown as another number by its format, in E2"; wanted'],
    ['[>=10000]0.0,"万亩";0"亩"', 'areaMu is "12500, shown as another number by its format, in E2"; wanted'],
    ['0" USD"', 'areaMu is 12500 USD; wanted'],
  ])('a number that the form %s shows as something else is refused', (form, words) => {
    const file = workbookOf({ forms: [form], sheets: { a: sheet(STAND.with(4, styled(12_500, 8))) } });
    expect(said(file)).toContain(words);
  });
  test('rows that a filter hides are read, and said to be', () => {
    const rows = [HEADINGS, STAND, STAND.with(1, '0002'), STAND.with(1, '0003')];
    expect(said(workbookOf({ sheets: { a: { rows, hidden: [3, 5] } } }))).toBe(
      '3 taken\n0 ROWS_HIDDEN: rows that the sheet hides, by a filter or by hand, are read like the others: 2',
    );
  });
  test('columns that the sheet hides are read, and said to be; those beside the table are none', () => {
    const rows = [HEADINGS, STAND];
    const hiding = (first: number, last: number) =>
      workbookOf({ sheets: { a: { rows, hiddenColumns: [first, last] } } });
    expect(said(hiding(5, 16_384))).toBe(
      `1 taken\n0 COLUMNS_HIDDEN: columns that the sheet hides are read like the others: ${HEADINGS.slice(4).join(', ')}`,
    );
    expect(said(hiding(HEADINGS.length + 1, 16_384))).toBe('1 taken');
  });
  test('the words of a form are part of a stand number, and its zeros', () => {
    const file = workbookOf({ forms: ['"XB-"000'], sheets: { a: sheet(STAND.with(1, styled(7, 8))) } });
    expect(stands(file).drafts[0]!.code).toBe('XB-007');
  });
  test('a month that was typed without a day is no day of planting', () => {
    const file = withCell(3, styled(46_113, 7));
    expect(stands(file)).toMatchObject({ drafts: [], problems: [{ row: 1, met: '2026-04' }] });
  });
  test('a share in percent is one of a hundred', () => {
    const rows = [
      ['小班号', '调查日期', '成活率'],
      ['140921-0001', styled(46_290, 1), styled(0.29, 3)],
    ];
    const stand = { standId: '140921-0001', plantedOn: '2026-04-10', designedPoints: 1000 };
    const lookup = { find: () => stand, nearest: () => [] };
    const table = readTable(workbookOf({ sheets: { a: { rows } } }));
    expect(readSurveys(table, NO_MAPPING, KNOWN, lookup).drafts[0]).toMatchObject({
      capturedOn: '2026-09-25',
      counts: { livePoints: 290 },
    });
  });
});

describe('where a stand lies is written in its cells', () => {
  const drawn = (headings: readonly string[], cells: readonly CellOf[]) =>
    workbookOf({
      sheets: {
        a: {
          rows: [
            [...HEADINGS, ...headings],
            [...STAND, ...cells],
          ],
        },
      },
    });
  const WKT = 'POLYGON ((113 38.5, 113.0036 38.5, 113.0036 38.5029, 113 38.5029, 113 38.5))';
  test.each([
    ['as WKT', ['wkt'], [WKT], 'Polygon'],
    ['as WKT over several cells', ['WKT', 'wkt 2'], [WKT.slice(0, 20), WKT.slice(20)], 'Polygon'],
    ['as longitude and latitude', ['经度', '纬度'], [113, 38.5], 'Point'],
    ['as text of them', ['lon', 'Lat'], ['113,001°', '38.5'], 'Point'],
    ['not at all', [], [], undefined],
    ['or left empty', ['lon', 'lat'], [], undefined],
  ])('%s', (_, headings, cells, type) => {
    expect(stands(drawn(headings, cells)).drafts[0]!.outline?.geometry.type).toBe(type);
  });
  test('a longitude that is no number is named', () => {
    expect(said(drawn(['lon', 'lat'], ['112°75′', 38.5]))).toBe(
      '0 taken\n1 GEOMETRY_BROKEN: the outline cannot be used: a point at ["112°75′",38.5]',
    );
  });
});

describe('a cell that shows no value is named', () => {
  test.each([
    ['an error', 5, { xml: 't="e"><v>#REF!</v>' }, 'designedPoints is "#REF! in F2"; wanted: a number'],
    ['an error for a day', 3, { xml: 't="e"><v>#N/A</v>' }, 'plantedOn is "#N/A in D2"'],
    ['a formula nobody has worked out', 5, formula(''), 'designedPoints is "a formula without its result in F2"'],
    ['one whose result is left empty', 5, formula('<v></v>'), 'designedPoints is "a formula without its result in F2"'],
    ['a day no calendar has', 3, styled(60, 1), 'plantedOn is "day 60 in D2"'],
    ['a text that is not there', 1, { xml: 't="s"><v>7</v>' }, 'code is "no text in B2"'],
  ])('%s', (_, column, cell, words) => {
    expect(said(withCell(column, cell))).toContain(`1 VALUE_BROKEN: ${words}`);
  });
  test('an error in a column that nobody reads harms nothing', () => {
    const rows = [
      [...HEADINGS, 'remarks'],
      [...STAND, { xml: 't="e"><v>#REF!</v>' }],
    ];
    expect(said(workbookOf({ sheets: { a: { rows } } }))).toBe('1 taken');
  });
  test('a formula that gives nothing is an empty cell', () => {
    expect(said(withCell(1, { xml: 't="str"><f>A1</f><v></v>' }))).toBe('0 taken\n1 VALUE_MISSING: code is missing');
  });
  test('a note beside the table is passed over and said to be', () => {
    expect(said(book([...STAND, undefined, 'ask Wang']))).toBe(
      '1 taken\n0 CELLS_OUTSIDE: cells without a heading above them were passed over: H2',
    );
  });
});

describe('merged cells', () => {
  test('among the headings refuse the sheet', () => {
    const file = workbookOf({ sheets: { 小班: { ...sheet(STAND), merged: ['A1:B1'] } } });
    expect(said(file)).toBe(
      'CELLS_MERGED: the cells A1:B1 of sheet 小班 are merged; wanted: one row of headings, one a column',
    );
  });
  test('below them refuse their rows', () => {
    const rows = ['0001', '0002', '0003', '0004'].map((code) => STAND.with(1, code));
    const merged = ['A3:A4', 'H2:H9'];
    expect(said(workbookOf({ sheets: { a: { ...sheet(...rows), merged } } }))).toBe(
      [
        '2 taken',
        '2 CELLS_MERGED: the cells A3:A4 are merged; wanted: a value in each cell',
        '3 CELLS_MERGED: the cells A3:A4 are merged; wanted: a value in each cell',
      ].join('\n'),
    );
  });
});

describe('of several sheets', () => {
  test.each([
    ['empty', {}],
    ['empty and hidden', { state: 'hidden' }],
  ])('that are all %s nothing is read', (_, more) => {
    const empty = { rows: [], ...more };
    expect(said(workbookOf({ sheets: { a: empty, b: empty, c: empty } }))).toBe('FILE_EMPTY: the file is empty');
  });
  const two = { 小班: sheet(STAND), 旧: sheet(STAND.with(1, '9')) };
  test('one must be chosen, in whatever case', () => {
    expect(said(workbookOf({ sheets: two }))).toBe(
      'LAYER_UNCLEAR: the file holds several layers: 小班, 旧; choose one with --layer',
    );
    expect(stands(workbookOf({ sheets: two }), { layer: ' 旧 ' }).drafts[0]!.code).toBe('9');
    expect(said(workbookOf({ sheets: two }), { layer: 'x' })).toBe(
      'LAYER_UNKNOWN: there is no layer x; wanted: 小班, 旧',
    );
  });
  test('empty and hidden ones do not count', () => {
    const sheets = { ...two, 旧: { ...two.旧, state: 'hidden' }, Sheet3: { rows: [] } };
    expect(stands(workbookOf({ sheets })).drafts[0]!.code).toBe('0001');
  });
});

describe('workbooks of another form are named', () => {
  test.each([
    ['with macros', { 'xl/vbaProject.bin': 'x' }, 'FILE_KIND: the file is a workbook with macros (XLSM)'],
    ['with old macros', { 'xl/macrosheets/sheet1.xml': 'x' }, 'FILE_KIND: the file is a workbook with macros (XLSM)'],
    ['binary ones', { 'xl/workbook.bin': 'x' }, 'FILE_KIND: the file is a binary workbook (XLSB)'],
    ['without their sheet', { 'xl/worksheets/sheet0.xml': undefined }, 'sheet0.xml is not in the workbook'],
    [
      'cut off within a sheet',
      { 'xl/worksheets/sheet0.xml': '<worksheet><sheetData><row>' },
      'sheet0.xml: unexpected end',
    ],
    ['that are no XML', { 'xl/workbook.xml': 'x' }, 'workbook.xml: missing start tag'],
    [
      'whose rows go back',
      { 'xl/worksheets/sheet0.xml': '<worksheet><row r="2"><c/></row><row r="1"/></worksheet>' },
      'sheet0.xml: row 1 comes after row 2',
    ],
    [
      'with a cell nowhere',
      { 'xl/worksheets/sheet0.xml': '<worksheet><row r="2"><c r="ZZZ2"/></row></worksheet>' },
      'sheet0.xml: row 2 has a cell ZZZ2',
    ],
  ])('%s', (_, files, words) => {
    expect(said(workbookOf({ sheets: { a: sheet(STAND) }, files }))).toContain(words);
  });
  test('locked ones and old ones', () => {
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]);
    expect(said(old)).toContain('FILE_KIND: the file is an old Excel file (.xls)');
    expect(said(Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')]))).toContain(
      'FILE_KIND: the file is an Excel workbook locked with a password',
    );
  });
  test('an entity that stands for a billion others is not followed', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></worksheet>`;
    expect(said(workbookOf({ sheets: { a: sheet(STAND) }, files: { 'xl/worksheets/sheet0.xml': bomb } }))).toBe(
      'FILE_NO_ROWS: the file has a header and no rows',
    );
  });
});

const SOUND = workbookOf({ sheets: { a: sheet(STAND, STAND.with(1, '0002')) } });

describe('a damaged workbook ends in a report or a named error', () => {
  const survives = (bytes: Buffer) => {
    try {
      stands(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(ImportError);
    }
  };
  test.prop([fc.nat(SOUND.length - 1)], { numRuns: 200 })('cut off anywhere', (at) => survives(SOUND.subarray(0, at)));
  test.prop([fc.array(fc.tuple(fc.nat(SOUND.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })], {
    numRuns: 400,
  })('with any bytes changed', (flips) => {
    const damaged = Buffer.from(SOUND);
    for (const [at, value] of flips) damaged[at] = value;
    survives(damaged);
  });
  test.prop([fc.array(fc.tuple(fc.nat(400), fc.string({ maxLength: 3 })), { minLength: 1, maxLength: 3 })], {
    numRuns: 300,
  })('with any letters of its sheet changed', (changes) => {
    let xml =
      '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>小班号</t></is></c></row><row r="2"><c r="A2" s="1"><f>A1</f><v>46122</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>';
    for (const [at, text] of changes) xml = xml.slice(0, at) + text + xml.slice(at + 1);
    survives(workbookOf({ sheets: { a: sheet(STAND) }, files: { 'xl/worksheets/sheet0.xml': xml } }));
  });
});
