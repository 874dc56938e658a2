/** The table of a shapefile: its words in whatever encoding, its numbers and days as programs leave them, its names cut off. */
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import {
  dbfOf,
  FIELDS,
  said,
  shpOf,
  SQUARE,
  STAND,
  stand,
  stands,
  table,
  zipOf,
  type Field,
} from './shapefile-files.ts';

const withTable = (dbf: Buffer, more = {}) => zipOf(stand({ 'stands.dbf': dbf, ...more }));
const draft = (zip: Buffer, mapping = {}) => stands(zip, mapping).drafts[0];

describe('the encoding is as given by hand, as the .cpg says, as the header says, else found out', () => {
  test.each([
    ['GB18030 with nothing said', dbfOf({ languageId: 0 }), {}],
    ['UTF-8 with nothing said', dbfOf({ encoding: 'utf8' }), {}],
    ['GBK, as the .cpg says', dbfOf(), { 'stands.cpg': 'CP936' }],
    ['GBK, as the .cpg says in another way', dbfOf(), { 'stands.cpg': 'GBK\r\n' }],
    ['936, as the .cpg says', dbfOf(), { 'stands.cpg': '936' }],
    ['OEM 936, as the .cpg says', dbfOf(), { 'stands.cpg': 'OEM 936' }],
    ['UTF-8, as the .cpg says with its mark', dbfOf({ encoding: 'utf8' }), { 'stands.cpg': '\uFEFFUTF-8' }],
    ['65001, as the .cpg says', dbfOf({ encoding: 'utf8' }), { 'stands.cpg': '65001' }],
    ['the .cpg goes before the header', dbfOf({ encoding: 'utf8', languageId: 0x4d }), { 'stands.cpg': 'UTF-8' }],
    ['GBK, as the header says', dbfOf({ languageId: 0x4d }), {}],
    ['«ANSI of this machine» says nothing', dbfOf({ languageId: 0x57 }), {}],
  ])('%s', (_, dbf, more) => {
    expect(draft(withTable(dbf, more))).toMatchObject({
      countyCode: '140921',
      planting: { species: 'PINUS_TABULIFORMIS' },
    });
  });
  test('Big5, as the .cpg says', () => {
    const fields = [...FIELDS, { name: 'name', bytes: 10 }];
    const dbf = dbfOf({
      fields: fields.map((field) => ({ ...field, name: ascii(field) })),
      rows: [[...STAND, '東溝']],
      encoding: 'big5',
    });
    expect(table(withTable(dbf, { 'stands.cpg': 'Big5' })).rows[0]!.values['name']).toBe('東溝');
  });
  test.each([
    [0x10, 'cp850', 'Müller'],
    [0x26, 'cp866', 'Иванов'],
    [0x23, 'cp852', 'Łukasz'],
    [0x6b, 'cp857', 'Çağlar'],
    [0xcb, 'cp1253', 'Ελάτη'],
  ])('byte %i of the header says %s: %s', (languageId, encoding, name) => {
    const fields = [...FIELDS, { name: 'name', bytes: 10 }].map((field) => ({ ...field, name: ascii(field) }));
    const dbf = dbfOf({ fields, rows: [[...STAND, iconv.encode(name, encoding)]], languageId });
    expect(table(withTable(dbf)).rows[0]!.values['name']).toBe(name);
  });
  test('given by hand it goes before a .cpg that is wrong', () => {
    const zip = withTable(dbfOf(), { 'stands.cpg': 'UTF-8' });
    expect(said(zip)).toBe(
      'ENCODING_DIFFERS: the text is not in utf-8, as the .cpg says: stands.dbf: the name of column 1; give the encoding it is in with --encoding',
    );
    expect(said(zip, { encoding: 'gb18030' })).toBe('1 taken');
  });
  test('text in none is named with its place', () => {
    const fields = FIELDS.map((field) => ({ ...field, name: ascii(field) }));
    const dbf = dbfOf({
      fields,
      languageId: 0,
      rows: [
        STAND.with(2, '华北落叶松和侧柏'),
        ['140921', Buffer.from([0x31, 0xff, 0xff, 0x31]), '油松', '20260410', '1'],
      ],
    });
    const zip = withTable(dbf, { 'stands.shp': shpOf([[SQUARE], [SQUARE]]) });
    expect(said(zip)).toContain(
      'ENCODING_DIFFERS: the text is not in UTF-8 or GB18030: stands.dbf: row 2, column code',
    );
  });
  test.each(['SYSTEM', 'OEM', 'ANSI'])('a .cpg that says %s names the encoding of a machine nobody has', (cpg) => {
    const zip = withTable(dbfOf(), { 'stands.cpg': cpg });
    expect(said(zip)).toBe(
      `ENCODING_NAME_UNKNOWN: the encoding ${cpg} (whatever the machine that wrote it used) is not known; wanted: UTF-8, GB18030, Big5, CP1252, … (--encoding goes before the .cpg)`,
    );
    expect(said(zip, { encoding: 'gb18030' })).toBe('1 taken');
  });
  test.each(['ANSI 1252', '1252', 'windows-1252', 'ISO 88591', '88591', 'ISO-8859-1', 'ISO8859-1'])(
    'a .cpg of %s is one of western letters',
    (cpg) => {
      const fields = [...FIELDS, { name: 'name', bytes: 10 }].map((field) => ({ ...field, name: ascii(field) }));
      const dbf = dbfOf({ fields, rows: [[...STAND.with(2, '1'), iconv.encode('Mõisa', 'cp1252')]] });
      expect(table(withTable(dbf, { 'stands.cpg': cpg })).rows[0]!.values['name']).toBe('Mõisa');
    },
  );
  test.each(['EBCDIC-X', 'utf-16le', 'base64', ''])('the encoding %j is not one of a table', (encoding) => {
    expect(said(withTable(dbfOf()), { encoding })).toMatch(/^ENCODING_NAME_UNKNOWN/);
  });
});

const ASCII = ['county', 'code', 'species', 'planted_on', 'designed'];
function ascii(field: Field): string {
  return ASCII[FIELDS.findIndex(({ name }) => name === field.name)] ?? String(field.name);
}

describe('texts that fill their cell are cut off within a character, as programs do', () => {
  test.each([
    ['UTF-8', 'utf8'],
    ['GB18030', 'gb18030'],
  ])('%s', (_, encoding) => {
    const fields: Field[] = [...FIELDS, { name: '小班名', bytes: 7 }];
    const long = iconv.encode('东沟村北坡', encoding);
    const zip = withTable(dbfOf({ encoding, fields, rows: [[...STAND, long]] }));
    expect(table(zip).rows[0]!.values['小班名']).toBe(encoding === 'utf8' ? '东沟' : '东沟村');
  });
});

describe('a heading has room for 10 bytes', () => {
  const headed = (name: string, encoding = 'gb18030', cell = '1990', more: readonly Field[] = []) =>
    withTable(
      dbfOf({ encoding, fields: [...FIELDS, { name, bytes: 10 }, ...more], rows: [[...STAND, cell, '5', '5']] }),
    );

  test('a heading cut off within a character is read by its beginning, and said to be', () => {
    const zip = headed('栽植株数', 'utf8');
    expect(draft(zip)!.planting.plantedPoints).toBe(1990);
    expect(said(zip)).toContain(
      '0 COLUMN_CUT: the column 栽植株, whose name was cut off, is read as plantedPoints (栽植株数)',
    );
  });
  test.each([
    ['planted_po', 'plantedPoints (planted points)'],
    ['planted po', 'plantedPoints (planted points)'],
    ['nursery_ye', 'nurseryYears (nursery years)'],
  ])('%s', (name, words) => {
    expect(said(headed(name, 'gb18030', '2'))).toContain(`is read as ${words}`);
  });
  test('a beginning of two fields is read as none', () => {
    const zip = headed('造林面积(公顷)');
    expect(said(zip)).toBe(
      '1 taken\n0 COLUMN_UNCLEAR: the name of column 造林面积( was cut off and could be 造林面积(公顷), 造林面积(亩); it is passed over unless a mapping file chooses',
    );
    expect(said(zip, { columns: { plantedPoints: ['造林面积('] } })).toBe('1 taken');
  });
  test('a whole heading goes before one that only begins like it', () => {
    const zip = headed('planted_po', 'gb18030', '7', [{ name: '栽植株数', bytes: 4 }]);
    expect(draft(zip)!.planting.plantedPoints).toBe(5);
  });
  test('two that begin one field are a choice for the mapping', () => {
    const zip = headed('planted_po', 'gb18030', '7', [{ name: 'planted_st', bytes: 4 }]);
    expect(said(zip)).toContain('COLUMN_TWICE: two columns give the plantedPoints: planted_po, planted_st');
  });
  test('a short name is whole, however it begins', () => {
    expect(said(headed('plant'))).toBe('1 taken');
  });
  test('the word for the day is cut off too', () => {
    const fields = FIELDS.map((field) => (field.name === '造林日期' ? { ...field, name: '造林日' } : field));
    expect(draft(withTable(dbfOf({ encoding: 'utf8', fields })))!.planting.plantedOn).toBe('2026-04-10');
  });
});

describe('values as programs leave them', () => {
  const value = (type: string, cell: string | Buffer, bytes = 12) =>
    table(withTable(dbfOf({ fields: [{ name: 'v', type, bytes }], rows: [[cell]] }))).rows[0]!.values['v'];

  test.each([
    ['a number', 'N', '        2000', 2000],
    ['a number with decimals', 'N', '     10.9920', 10.992],
    ['a number in powers of ten', 'F', '1.0992e+004', 10992],
    ['a number left blank', 'N', '', undefined],
    ['a number that did not fit', 'N', '************', undefined],
    ['zeros padded with nothing', 'N', Buffer.alloc(12), undefined],
    ['a code of digits keeps its zeros', 'N', '0012', '0012'],
    ['more digits than a number holds', 'N', '140921000100020003', '140921000100020003'],
    ['a comma for decimals', 'N', '12,5', '12,5'],
    ['a day', 'D', '20260410', '20260410'],
    ['a day left blank', 'D', '', undefined],
    ['a day of zeros', 'D', '00000000', undefined],
    ['yes', 'L', 'T', 'T'],
    ['neither yes nor no', 'L', '?', undefined],
    ['blanks', 'C', '   ', undefined],
    ['a text with what was in memory behind it', 'C', Buffer.from('abc\0rest'), 'abc'],
  ])('%s', (_, type, cell, wanted) => {
    expect(value(type, cell, type === 'N' ? 18 : 12)).toEqual(wanted);
  });
  test('a whole number of four bytes', () => {
    const cell = Buffer.alloc(4);
    cell.writeInt32LE(-7);
    expect(value('I', cell, 4)).toBe(-7);
  });
  test('a memo lies elsewhere: its column is none', () => {
    const fields: Field[] = [
      { name: 'v', bytes: 4 },
      { name: 'm', type: 'M', bytes: 10 },
    ];
    expect(table(withTable(dbfOf({ fields, rows: [['a', '1']] }))).columns).toEqual(['v']);
  });
  test('a text longer than 255 bytes, as FoxPro writes it', () => {
    const dbf = dbfOf({ fields: [{ name: 'v', bytes: 300 }], rows: [['x'.repeat(299)]] });
    dbf.set([300 % 256, 1], 32 + 16);
    expect(table(withTable(dbf)).rows[0]!.values['v']).toHaveLength(299);
  });
  test('a day that does not exist is refused in its row', () => {
    const row = STAND.with(3, '20260230');
    expect(said(withTable(dbfOf({ rows: [row] })))).toContain(
      '1 VALUE_BROKEN: plantedOn is 20260230; wanted: a day that exists',
    );
  });
});

describe('rows', () => {
  const three = { rows: ['0001', '0002', '0003'].map((code) => STAND.with(1, code)) };
  const shp = shpOf([[SQUARE], [SQUARE], undefined]);

  test('a deleted row is passed over and said to be; the others keep their numbers and outlines', () => {
    const zip = withTable(dbfOf({ ...three, deleted: [1] }), { 'stands.shp': shp });
    expect(said(zip)).toBe(
      '1 taken\n3 VALUE_MISSING: area is missing\n0 ROWS_DELETED: rows that were deleted in the file were passed over: 1',
    );
    expect(stands(zip).drafts[0]).toMatchObject({ row: 2, code: '0002' });
  });
  test('all of them deleted leave none', () => {
    expect(said(withTable(dbfOf({ deleted: [1] })))).toMatch(/^FILE_NO_ROWS/);
  });
  test('a row without an outline is a stand where its area is stated', () => {
    const fields: Field[] = [...FIELDS, { name: '面积(亩)', type: 'N', bytes: 8 }];
    const zip = withTable(dbfOf({ fields, rows: [[...STAND, '150']] }), { 'stands.shp': shpOf([undefined]) });
    expect(draft(zip)).toMatchObject({ areaM2: 100_000 });
  });
  test('more rows than outlines are matched by nobody', () => {
    expect(said(withTable(dbfOf(three)))).toContain('stands.shp: it has 1 outlines and its .dbf 3 rows');
  });
  test.each([
    ['cut off', (dbf: Buffer) => dbf.subarray(0, -40), 'stands.dbf: it states 1 rows and has 0; was it cut off?'],
    ['of a few bytes', (dbf: Buffer) => dbf.subarray(0, 9), 'stands.dbf: it has 9 bytes'],
    ['of dBASE 7', (dbf: Buffer) => Buffer.concat([Buffer.from([4]), dbf.subarray(1)]), 'dBASE 7'],
    [
      'whose fields make no row',
      (dbf: Buffer) => (dbf.writeUInt16LE(99, 10), dbf),
      'its 5 fields do not make a row of 99 bytes',
    ],
    ['with no fields', (dbf: Buffer) => (dbf.set([13], 32), dbf), 'its 0 fields'],
    ['with a row of no bytes', (dbf: Buffer) => (dbf.writeUInt16LE(0, 10), dbf), 'do not make a row of 0 bytes'],
  ])('a table %s is refused by name', (_, broken, words) => {
    expect(said(withTable(broken(dbfOf())))).toContain(words);
  });
});
