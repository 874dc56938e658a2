/** A zip as a bureau sends it, and as somebody sends it who means harm: read, or refused by name; never more than bargained for. */
import { constants, deflateRawSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ImportError } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { CGCS2000, dbfOf, said, shpOf, shxOf, stand, stands, zipOf } from './shapefile-files.ts';

describe('a zip with one layer is read', () => {
  test.each([
    ['the bare minimum', stand()],
    [
      'in a sub-folder',
      { 'county/2026/stands.shp': shpOf(), 'county/2026/stands.dbf': dbfOf(), 'county/2026/stands.prj': CGCS2000 },
    ],
    ['a Chinese name', { '定襄/小班.shp': shpOf(), '定襄/小班.dbf': dbfOf(), '定襄/小班.prj': CGCS2000 }],
    ['capital endings', { 'A.SHP': shpOf(), 'a.DBF': dbfOf(), 'A.PRJ': CGCS2000 }],
    ['what macOS leaves behind', stand({ '__MACOSX/._stands.shp': 'x', '.DS_Store': 'x', '._stands.dbf': 'x' })],
    [
      'companions nobody needs',
      stand({ 'stands.shp.xml': '<x/>', 'stands.sbn': 'x', 'stands.qpj': 'x', 'readme.txt': 'x' }),
    ],
    ['folders', stand({ 'empty/': '' })],
  ])('%s', (_, files) => {
    expect(said(zipOf(files))).toBe('1 taken');
  });
  test('behind a program that unpacks it, and with a comment behind it', () => {
    const zip = zipOf(stand());
    zip.writeUInt16LE(3, zip.length - 2);
    expect(said(Buffer.concat([zip, Buffer.from('abc')]))).toBe('1 taken');
  });
});

describe('a zip with several layers asks which', () => {
  const two = zipOf({
    ...stand(),
    'old/stands-2019.shp': shpOf(),
    'old/stands-2019.dbf': dbfOf(),
    'old/stands-2019.prj': CGCS2000,
  });
  test('both are listed', () => {
    expect(said(two)).toBe(
      'LAYER_UNCLEAR: the file holds several layers: stands, old/stands-2019; choose one with --layer',
    );
  });
  test.each(['stands-2019', 'old/stands-2019', 'OLD/Stands-2019', 'stands-2019.shp'])(
    '%s is enough of a name',
    (layer) => {
      expect(said(two, { layer })).toBe('1 taken');
    },
  );
  test('one that is not there is told those that are', () => {
    expect(said(two, { layer: 'x' })).toBe('LAYER_UNKNOWN: there is no layer x; wanted: stands, old/stands-2019');
  });
});

describe('what is missing or of another kind is named', () => {
  test.each([
    ['no table', stand({ 'stands.dbf': undefined }), 'SHAPEFILE_INCOMPLETE: there is stands.shp without stands.dbf'],
    ['no outlines', stand({ 'stands.shp': undefined }), 'SHAPEFILE_INCOMPLETE: there is stands.dbf without stands.shp'],
    ['a table of another name', { ...stand({ 'stands.dbf': undefined }), 'b.dbf': dbfOf() }, 'without stands.dbf'],
    ['no reference system', stand({ 'stands.prj': undefined }), 'CRS_MISSING: stands.prj is missing'],
    ['an empty reference system', stand({ 'stands.prj': ' \n' }), 'CRS_MISSING'],
    [
      'a text document',
      { '[Content_Types].xml': 'x', 'word/document.xml': 'x' },
      'an Office document that is no workbook',
    ],
    ['an OpenDocument sheet', { 'META-INF/manifest.xml': 'x', 'content.xml': 'x' }, 'an OpenDocument file'],
    ['KMZ', { 'doc.kml': 'x' }, 'FILE_KIND: the file is KMZ'],
    ['pictures', { 'a.png': 'x' }, 'without a shapefile (it holds a.png)'],
    [
      'a zip in a zip',
      { 'a/inner.zip': zipOf(stand()) },
      'ZIP_UNSUPPORTED: the file is an archive within the archive (a/inner.zip)',
    ],
  ])('%s', (_, files, words) => {
    expect(said(zipOf(files))).toContain(words);
  });
  test('a reference system given by hand stands in for a missing one', () => {
    expect(said(zipOf(stand({ 'stands.prj': undefined })), { crs: 'EPSG:4490' })).toBe('1 taken');
  });
  test('an archive beside the layer is said to be left unread', () => {
    expect(said(zipOf(stand({ 'inner.zip': 'x' })))).toBe(
      '1 taken\n0 ZIP_UNREAD: archives within the zip were not looked into: inner.zip',
    );
  });
  test.each([
    ['a bare .shp', shpOf(), 'a bare .shp'],
    ['a bare .dbf', dbfOf(), 'a bare .dbf'],
  ])('%s alone is told what belongs to it', (_, bytes, words) => {
    expect(said(bytes)).toContain(`FILE_KIND: the file is ${words}`);
    expect(said(bytes)).toContain('wanted: the .shp with its .dbf, .shx and .prj beside it, or a zip of them');
  });
});

describe('a path that leads out of the zip refuses all of it', () => {
  test.each([
    ['../stands.shp', 'a path without ..'],
    ['a/../../etc/passwd', 'a path without ..'],
    ['/etc/passwd', 'does not begin at the root'],
    ['C:/windows/x', 'without a drive letter'],
    ['c:x', 'without a drive letter'],
    ['a\\b.shp', 'no backslashes'],
    ['..\\x', 'no backslashes'],
    ['a\u0000b', 'without control characters'],
    ['a\nb', 'without control characters'],
  ])('%j', (path, words) => {
    expect(said(zipOf(stand({ [path]: 'x' })))).toMatch(/^ZIP_PATH_UNSAFE: /);
    expect(said(zipOf(stand({ [path]: 'x' })))).toContain(words);
  });
  test('two dots within a name lead nowhere', () => {
    expect(said(zipOf(stand({ 'a..b.txt': 'x' })))).toBe('1 taken');
  });
});

describe('a zip of another form is named', () => {
  const lied = (lie: object) => said(zipOf(stand(), { 'stands.dbf': lie }));
  test.each([
    [
      'locked with a password',
      { flags: 1 },
      'ZIP_UNSUPPORTED: the file is stands.dbf, which is locked with a password',
    ],
    [
      'packed by another method',
      { method: 14 },
      'ZIP_UNSUPPORTED: the file is stands.dbf, which is packed by method 14',
    ],
    ['ZIP64', { statedBytes: 0xffffffff }, 'ZIP_UNSUPPORTED: the file is stands.dbf, which is in ZIP64'],
    ['a link', { mode: 0o120777 }, 'ZIP_UNSUPPORTED: the file is stands.dbf, which is a link'],
    [
      'a wrong checksum',
      { crc32: 1 },
      'FILE_BROKEN: the file cannot be read to its end: zip: stands.dbf: its checksum',
    ],
    [
      'rubbish',
      { packed: Buffer.from('rubbish, not deflated') },
      'FILE_BROKEN: the file cannot be read to its end: zip: stands.dbf',
    ],
  ])('%s', (_, lie, words) => {
    expect(lied(lie)).toContain(words);
  });
  test('the marks of ZIP64 and of a split archive', () => {
    const zip = zipOf(stand());
    const marked = (offset: number, value: number) => {
      const other = Buffer.from(zip);
      other.writeUInt16LE(value, other.length - 22 + offset);
      return said(other);
    };
    expect(marked(10, 0xffff)).toBe('ZIP_UNSUPPORTED: the file is a ZIP64 archive; wanted: a plain zip archive');
    expect(marked(4, 3)).toContain('one part of a split archive');
  });
  test('the same file twice', () => {
    expect(said(zipOf(stand({ 'STANDS.shp': shpOf() })))).toContain('zip: STANDS.shp is in it twice');
  });
  test('a list of more files than any bureau sends', () => {
    const zip = zipOf(stand());
    zip.writeUInt16LE(20_000, zip.length - 12);
    expect(said(zip)).toBe('ZIP_TOO_LARGE: the zip holds 20000 files; wanted: at most 10000 files');
  });
});

describe('a zip bomb is refused before it goes off', () => {
  /** A gigabyte of zeros in a megabyte: one block of a million bytes, a thousand times over. */
  const million = deflateRawSync(Buffer.alloc(1 << 20), { finishFlush: constants.Z_FULL_FLUSH });
  const bomb = Buffer.concat([...Array.from({ length: 1024 }, () => million), deflateRawSync(Buffer.alloc(0))]);
  const memoryMb = () => process.resourceUsage().maxRSS / 1024;

  test.each([
    [
      'an honest one',
      1 << 30,
      /^ZIP_TOO_LARGE: the zip holds stands.dbf with 1073741824 bytes; wanted: at most 268435456 in all$/,
    ],
    [
      'one that says it is small',
      1000,
      /^ZIP_TOO_LARGE: the zip holds stands.dbf with more than the 1000 bytes it states/,
    ],
    [
      'one that says it is just bearable',
      200_000_000,
      /^ZIP_TOO_LARGE: .* with more than the 200000000 bytes|times as many/,
    ],
    ['one that says it is nothing', 0, /^ZIP_TOO_LARGE/],
  ])('%s', (_, statedBytes, words) => {
    const before = memoryMb();
    const zip = zipOf(stand(), { 'stands.dbf': { packed: bomb, statedBytes } });
    expect(said(zip)).toMatch(words);
    expect(memoryMb() - before).toBeLessThan(64 + (statedBytes < 1 << 28 ? (2 * statedBytes) / (1 << 20) : 0));
  });
  test('many bearable parts are unbearable together', () => {
    const part = Buffer.concat([...Array.from({ length: 150 }, () => million), deflateRawSync(Buffer.alloc(0))]);
    const lie = { packed: Buffer.concat([part]), statedBytes: 150 << 20 };
    expect(said(zipOf(stand(), { 'stands.shp': lie, 'stands.dbf': lie }))).toMatch(/^ZIP_TOO_LARGE/);
  });
  test('a .prj of a gigabyte is none', () => {
    const zip = zipOf(stand(), { 'stands.prj': { packed: bomb, statedBytes: 1 << 30 } });
    expect(said(zip)).toContain('ZIP_TOO_LARGE: the zip holds stands.prj with 1073741824 bytes; wanted: at most 65536');
  });
});

const SOUND = zipOf(stand({ 'stands.shx': shxOf(shpOf()) }));
test.prop([fc.integer({ min: 22, max: SOUND.length - 1 })])('cut off anywhere it is refused by name', (length) => {
  expect(said(SOUND.subarray(0, length))).toMatch(/^(FILE_BROKEN|FILE_KIND)/);
});
test.prop([fc.integer({ min: 4, max: SOUND.length - 1 }), fc.integer({ min: 0, max: 255 })])(
  'with any byte changed it is read or refused by name, and nothing else happens',
  (at, byte) => {
    const zip = Buffer.from(SOUND);
    zip[at] = byte;
    try {
      stands(zip);
    } catch (error) {
      expect(error).toBeInstanceOf(ImportError);
    }
  },
);
test('too short for a zip it is the beginning of one', () => {
  expect(() => readTable(SOUND.subarray(0, 10))).toThrow(/the file is a zip archive/);
});
