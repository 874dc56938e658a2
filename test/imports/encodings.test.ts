/** Texts that do not say what they are in: read where their words leave no doubt, and said to be; else asked about. */
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { NO_MAPPING, readMapping } from '../../imports/mapping.ts';
import { ImportError, sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { KNOWN } from './known.ts';
import { dbfOf, FIELDS, said, STAND, stand, zipOf } from './shapefile-files.ts';

const csv = (name: string, species = 'PINUS_TABULIFORMIS') =>
  `county,stand no,name,species,planting date,area_ha,designed points\n140921,1,${name},${species},2026-04-10,10,2000\n`;

/** The stand's name and what is said of the file, or why it is not read. */
function read(text: string, encoding: string, mapping = '') {
  const given = mapping === '' ? NO_MAPPING : readMapping(mapping);
  try {
    const { drafts, problems, warnings } = readStands(readTable(iconv.encode(text, encoding), given), given, KNOWN);
    expect(problems).toEqual([]);
    return [drafts[0]!.name, ...warnings.map((warning) => `${warning.code}: ${sayProblem(warning, 'en')}`)];
  } catch (error) {
    if (error instanceof ImportError) return [`${error.problem.code}: ${error.message}`];
    throw error;
  }
}

describe('a text that is not UTF-8', () => {
  test('and has the shape of Chinese is read as GB18030, with the words it was told by', () => {
    expect(read(csv('岢岚东沟', '油松'), 'gb18030')).toEqual([
      '岢岚东沟',
      'ENCODING_GUESSED: the file does not say what its text is in; it is read as gb18030: 岢岚东沟, 油松; if these are no words of yours, state another with --encoding',
    ]);
  });
  test.each([
    ['Mäntylä', 'cp1252', 'cp1252'],
    ['Grüße am Weg', 'cp1250', 'cp1252'],
    ['Źródło', 'cp1250', 'cp1250'],
  ])('and has the same words in each page of Windows that makes words is read: %s in %s', (name, encoding, told) => {
    expect(read(csv(name), encoding)).toEqual([name, expect.stringContaining(`is read as ${told}: `)]);
  });
  test.each([
    ['Mõisa', 'cp1252', 'cp1252 («Mõisa»), cp1250 («Mőisa»)'],
    ['côté', 'cp1252', 'cp1257 («cōté»)'],
    ['Сосна', 'cp1251', 'cp1251 («Сосна»)'],
    ['Леса', 'cp1251', 'cp1251 («Леса»), gb18030 («隋襦»)'],
    ['森林', 'big5', 'big5 («森林»)'],
    ['Mäntylä', 'cp850', 'cp850 («Mäntylä»)'],
    ['Kızılçam', 'cp1254', 'cp1254 («Kızılçam»)'],
    ['スギ造林地', 'shift_jis', 'shift_jis («スギ造林地»)'],
    ['소나무숲의아름다운골짜기마을', 'euc-kr', 'euc-kr («소나무숲의아름다운골짜기마을»)'],
  ])('and could be other words is refused with each reading: %s in %s', (name, encoding, readings) => {
    const [said] = read(csv(name), encoding);
    expect(said).toMatch(/^ENCODING_UNCLEAR: /);
    expect(said).toContain(readings);
    expect(read(csv(name), encoding, `encoding: ${encoding}`)).toEqual([name]);
  });
  test('and has signs that steer a terminal is no text, whatever its words', () => {
    expect(read(csv('caf\u00e9\u0001'), 'latin1')[0]).toContain('ENCODING_UNKNOWN');
  });
});

describe('a .dbf that names no encoding', () => {
  const withTable = (dbf: Buffer) => zipOf(stand({ 'stands.dbf': dbf }));
  const dbf = (name: string, encoding: string) =>
    withTable(
      dbfOf({
        encoding,
        languageId: 0,
        fields: [...FIELDS.map((field, at) => ({ ...field, name: LATIN[at]! })), { name: 'name', bytes: 6 }],
        rows: [[...STAND.with(2, 'PINUS_TABULIFORMIS'), iconv.encode(name, encoding)]],
      }),
    );
  const LATIN = ['county', 'code', 'species', 'planted_on', 'designed'];

  test('and is in GB18030 is said to be read so, a last half character aside', () => {
    expect(said(withTable(dbfOf({ languageId: 0 })))).toContain('0 ENCODING_GUESSED: the file does not say');
    expect(said(dbf('东沟北坡', 'gb18030'))).toContain('is read as gb18030: 东沟北');
  });
  test('and is in UTF-8 needs no word', () => {
    expect(said(dbf('东沟', 'utf8'))).not.toContain('ENCODING');
  });
  test('and has other words in other pages is refused with each reading', () => {
    expect(said(dbf('Mõisa', 'cp1257'))).toContain('cp1250 («Mőisa»), cp1257 («Mõisa»)');
  });
});
