/** Papers of the planting stock in a row: told as far as they are there, and asked for by no import. */
import { describe, expect, test } from 'vitest';
import { NO_MAPPING } from '../../imports/mapping.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { provenanceOf } from '../../policies/names.ts';
import { EAST, XINZHOU } from '../support/regimes.ts';
import { KNOWN } from './known.ts';

function read(cells: Readonly<Record<string, string>>) {
  const row = {
    县: '定襄',
    小班号: '0147',
    造林日期: '2026-04-10',
    树种: '油松',
    '面积(公顷)': '10',
    设计株数: '2000',
    ...cells,
  };
  const csv = [Object.keys(row).join(','), Object.values(row).join(',')].join('\n');
  const { drafts, problems } = readStands(readTable(Buffer.from(`${csv}\n`)), NO_MAPPING, KNOWN);
  return { papers: drafts[0]?.planting.papers, problems };
}

const WHOLE = {
  苗木生产经营许可证号: 'SX-17',
  植物检疫证书号: '140921-88',
  苗木标签号: 'B-301',
  苗木质量检验合格证号: 'A-5',
  苗木产地: '宁武县苗圃',
  到苗数量: '2200',
};

describe('the papers of a row', () => {
  test('are read each by its heading; where the stock was grown becomes the county', () => {
    expect(read(WHOLE).papers).toEqual({
      licence: 'SX-17',
      quarantine: '140921-88',
      label: 'B-301',
      quality: 'A-5',
      provenance: '140925',
      quantity: '2200',
    });
  });
  test('may be there in part, or not at all: an old stand is taken in as it is', () => {
    expect(read({ 苗木产地: '本地种源' }).papers).toEqual({ provenance: EAST });
    expect(read({})).toEqual({ papers: undefined, problems: [] });
  });
  test.each([
    ['苗木标签号', 'B'.repeat(65), 'stockLabel'],
    ['到苗数量', 'many', 'stockQuantity'],
  ])('%s that says none is named', (heading, text, field) => {
    expect(read({ [heading]: text }).problems).toMatchObject([{ code: 'VALUE_BROKEN', field }]);
  });
});

describe('where stock was grown', () => {
  test.each([
    ['140925', '140925'],
    ['宁武', '140925'],
    ['山西省忻州市宁武县东寨苗圃', '140925'],
    ['Ningwu nursery', '140925'],
    ['五台县林场', '140922'],
    ['五台山风景名胜区苗圃', '140971'],
    ['本地种源', EAST],
    ['local provenance', EAST],
    ['管涔山', '管涔山'],
    ['红花尔基', '红花尔基'],
  ])('%s is %s', (text, wanted) => expect(provenanceOf(XINZHOU, EAST, text)).toBe(wanted));
});
