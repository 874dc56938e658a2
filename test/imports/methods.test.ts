/** The words files have for how a stand was made, in the languages of the policies and their neighbours. */
import { describe, expect, test } from 'vitest';
import { methodCalled, startCalled } from '../../imports/methods.ts';
import { NO_MAPPING, readMapping } from '../../imports/mapping.ts';
import { sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { KNOWN } from './known.ts';

const HEADINGS = '县代码,小班号,树种,面积(亩),设计株数,造林方式,造林日期,起算日期';
const read = (method: string, days = '2026-04-10,', mapping = NO_MAPPING) =>
  readStands(readTable(Buffer.from(`${HEADINGS}\n140921,1,油松,150,2000,${method},${days}\n`)), mapping, KNOWN);
const said = (...row: Parameters<typeof read>) => read(...row).problems.map((problem) => sayProblem(problem, 'en'));

describe('a planting', () => {
  const chinese = ['植苗', '植苗造林', '人工造林', '人工植苗', '栽植', '容器苗', '裸根苗', '植树造林', '扦插'];
  const english = ['planting', 'Planted', 'hand planted', 'Machine plant', 'bare-root seedlings', 'container stock'];
  const others = ['Istutus', 'istutettu', 'plantering', 'istutamine', 'Pflanzung'];
  test.each([...chinese, ...english, ...others])('is called %s', (word) => {
    expect([methodCalled(word), startCalled(word)]).toEqual(['PLANTING', undefined]);
    expect(read(word).drafts[0]!.method).toBe('PLANTING');
  });
});

describe('a sowing', () => {
  test.each(['播种', '直播', '撒播', 'sowing', 'Direct seeding', 'sown', 'Kylvö', 'sådd', 'külv', 'Saat'])(
    'is called %s',
    (word) => {
      expect(read(word).drafts[0]!.method).toBe('DIRECT_SOWING');
    },
  );
});

describe('a beginning without a planting', () => {
  test.each([
    ['Luontainen uudistaminen', 'NATURAL'],
    ['naturlig föryngring', 'NATURAL'],
    ['looduslik uuendus', 'NATURAL'],
    ['Natural regeneration', 'NATURAL'],
    ['平茬复壮', 'COPPICE'],
    ['退化林修复', 'RESTORATION'],
    ['既有幼林', 'EXISTING'],
  ])('is called %s', (word, start) => {
    expect(startCalled(word)).toBe(start);
  });
});

describe('a word that is not known', () => {
  test.each(['mixed', '补植', '7'])('is refused and named, not taken for a planting: %s', (word) => {
    expect(said(word)).toEqual([
      `the way of planting ${word} is not known; known are e.g. 植苗, 播种, 飞播, 人工造林, planting, direct sowing, aerial seeding, istutus, kylvö; values: method in a mapping file translates others`,
    ]);
  });
  test('is refused of a stand that was not planted, with the beginnings there are', () => {
    expect(said('mixed', ',2026-04-10')[0]).toContain(
      'known are e.g. 既有幼林, 退化林修复, 平茬, 天然更新, 封山育林, existing',
    );
  });
  test.each([
    ['机播', 'DIRECT_SOWING', '2026-04-10,'],
    ['补植', 'PLANTING', '2026-04-10,'],
    ['旧林', 'EXISTING', ',2026-04-10'],
  ])('is read as a mapping file translates it: %s as %s', (word, method, days) => {
    const mapping = readMapping(`values: { method: { ${word}: ${method} } }`);
    expect(read(word, days, mapping).drafts[0]!.method).toBe(method);
  });
});
