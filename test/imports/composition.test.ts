/** Shares of species (树种组成): kept, never made into points, and held against the main species. */
import { expect, test } from 'vitest';
import { NO_MAPPING } from '../../imports/mapping.ts';
import { sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { KNOWN } from './known.ts';

function read(composition: string, species = '油松', heading = '树种组成') {
  const file = `县,小班号,树种,造林日期,面积(亩),设计株数,${heading}\n140921,1,${species},2026-04-10,15,1000,${composition}\n`;
  return readStands(readTable(Buffer.from(file)), NO_MAPPING, KNOWN);
}

const told = (...given: Parameters<typeof read>) =>
  read(...given)
    .warnings.filter(({ row }) => row > 0)
    .map((warning) => sayProblem(warning, 'en'));

test.each(['8油2柞', '10油', '油松7:侧柏3', '白杨'])('%s is kept as it stands, and said to be', (composition) => {
  const { drafts, warnings } = read(composition);
  expect(drafts[0]?.others).toEqual({ 树种组成: composition });
  expect(drafts[0]?.planting).toMatchObject({ species: 'PINUS_TABULIFORMIS', designedPoints: 1000 });
  expect(warnings.map(({ code, met }) => [code, met])).toEqual([['COMPOSITION_KEPT', '树种组成']]);
});

test.each([
  ['侧柏7油松3', '油松'],
  ['油松3:侧柏7', '油松'],
  ['3油松7侧柏', '油松'],
  ['侧柏70%、油松30%', '油松'],
])('%s says otherwise than the main species %s', (composition, species) => {
  expect(told(composition, species)).toEqual([
    `树种组成 says ${composition}; taken is species PINUS_TABULIFORMIS, which says otherwise`,
  ]);
});

test.each([
  ['油松7:侧柏3', '油松'],
  ['油松5:侧柏5', '侧柏'],
  ['8柏2油', '油松'],
  ['混交', '油松'],
])('%s beside %s leaves no doubt of it, or says nothing', (composition, species) => {
  expect(told(composition, species)).toEqual([]);
});

test.each(['树种组成式', '树种组', '混交比', 'Species composition'])('%s is a heading of shares', (heading) => {
  expect(read('8油2柞', '油松', heading).warnings.map(({ met }) => met)).toEqual([heading]);
});

test.each(['备注', '组', 'soil composition'])('%s is none', (heading) => {
  expect(read('8油2柞', '油松', heading).warnings).toEqual([]);
});
