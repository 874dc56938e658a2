/** A mapping that was used is kept for the next file of its kind: written and read again it is the same. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { NO_MAPPING, readMapping, writeMapping, type Mapping } from '../../imports/mapping.ts';
import { ImportError } from '../../imports/problems.ts';
import { dbfOf, FIELDS, said, STAND, stand, stands, zipOf } from './shapefile-files.ts';

const field = fc.constantFrom('county', 'code', 'species', 'plantedOn', 'areaHa', 'livePoints');
const word = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.constantFrom(
    '2026-04-10',
    '0012',
    'yes',
    'null',
    '~',
    '1e3',
    'a: b',
    '# x',
    ' blank ',
    '小班号',
    '{}',
    '-',
    "it's",
  ),
);
const MAPPINGS: fc.Arbitrary<Mapping> = fc.record(
  {
    columns: fc.dictionary(field, fc.array(word, { minLength: 1, maxLength: 3 })),
    constants: fc.dictionary(field, fc.oneof(word, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))),
    values: fc.dictionary(field, fc.dictionary(word, fc.oneof(word, fc.integer()), { minKeys: 1 })),
    acknowledge: fc.subarray(['OUTSIDE_COUNTY'] as const),
    crs: word,
    layer: word,
    encoding: word,
  },
  { requiredKeys: ['columns', 'constants', 'values', 'acknowledge'] },
);

test.prop([MAPPINGS])('whatever it holds', (mapping) => {
  expect(plain(readMapping(writeMapping(mapping)))).toEqual(plain(mapping));
});

/** Tables without a prototype are tables; -0 is 0 in YAML. */
function plain(mapping: Mapping): unknown {
  return JSON.parse(JSON.stringify(mapping));
}

test('nothing found and nothing given is an empty file that reads as nothing', () => {
  expect(readMapping(writeMapping(NO_MAPPING))).toEqual(NO_MAPPING);
});

test('a file read by its own headings is read again by the columns that were found', () => {
  const zip = zipOf(stand());
  const { columns, drafts } = stands(zip);
  const kept = readMapping(writeMapping({ ...NO_MAPPING, columns }));
  expect(kept.columns).toEqual({
    county: ['县代码'],
    code: ['小班号'],
    species: ['树种'],
    plantedOn: ['造林日期'],
    designedPoints: ['设计株数'],
  });
  expect(stands(zip, kept).drafts).toEqual(drafts);
});

test('a cut-off heading that was found is kept as the file has it, and there is nothing more to say', () => {
  const fields = [...FIELDS, { name: '栽植株数', bytes: 10 }];
  const zip = zipOf(stand({ 'stands.dbf': dbfOf({ encoding: 'utf8', fields, rows: [[...STAND, '1990']] }) }));
  const { columns } = stands(zip);
  expect(columns['plantedPoints']).toEqual(['栽植株']);
  expect(said(zip, readMapping(writeMapping({ ...NO_MAPPING, columns })))).toBe('1 taken');
});

describe('a mapping holds what belongs to files of its kind', () => {
  test('reference system, layer and encoding', () => {
    expect(readMapping('crs: 4526\nlayer: stands-2026\nencoding: gb18030')).toEqual({
      ...NO_MAPPING,
      crs: '4526',
      layer: 'stands-2026',
      encoding: 'gb18030',
    });
  });
  test('each is one text', () => {
    expect(() => readMapping('layer: [a, b]')).toThrow(ImportError);
    expect(() => readMapping('crs: ""')).toThrow('mapping: crs is ; wanted: one text');
  });
});
