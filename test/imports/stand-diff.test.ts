/** What a file says of stands that are kept: new, the same, or otherwise field by field. */
import { describe, expect, test } from 'vitest';
import { NO_MAPPING } from '../../imports/mapping.ts';
import { readTable } from '../../imports/read.ts';
import { diffStand, type KeptStand } from '../../imports/stand-diff.ts';
import { readStands } from '../../imports/stands.ts';
import { KNOWN } from './known.ts';

const KEPT: KeptStand = {
  name: '北坡',
  owner: '张伟',
  species: 'PINUS_TABULIFORMIS',
  plantedOn: '2026-04-10',
  areaM2: 100_000,
  designedPoints: 2000,
  plantedPoints: 1980,
  nurseryYears: 2,
  altitudeM: 1200,
  method: 'PLANTING',
};
const ROW = {
  县代码: '140921',
  小班号: '0001',
  小班名称: '北坡',
  林权人: '张伟',
  树种: '油松',
  造林日期: '2026-04-10',
  '面积(亩)': '150',
  设计株数: '2000',
  栽植株数: '1980',
  苗龄: '2',
  海拔: '1200',
  造林方式: '植苗',
};

function draftOf(row: Readonly<Record<string, string>>) {
  const csv = `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`;
  const { drafts, problems } = readStands(readTable(new TextEncoder().encode(csv)), NO_MAPPING, KNOWN);
  expect(problems).toEqual([]);
  return drafts[0]!;
}

/** The same place in a square of that side in degrees. */
function drawn(west: number, side = 0.003) {
  const [east, south, north] = [west + side, 38.5, 38.5 + side];
  return `"POLYGON ((${west} ${south}, ${east} ${south}, ${east} ${north}, ${west} ${north}, ${west} ${south}))"`;
}

const differing = (row: Readonly<Record<string, string>>, kept: KeptStand = KEPT) =>
  diffStand(draftOf(row), kept).fields.map(({ field, kept: was, file }) => [field, was, file]);

describe('a stand of a file', () => {
  test('is new where none is kept under its number', () => {
    expect(diffStand(draftOf(ROW), undefined)).toEqual({ row: 1, stand: '140921-0001/2026', is: 'NEW', fields: [] });
  });
  test('is the same where it says what is kept', () => {
    expect(diffStand(draftOf(ROW), KEPT)).toEqual({ row: 1, stand: '140921-0001/2026', is: 'SAME', fields: [] });
  });
  test.each([
    ['小班名称', '南坡', ['name', '北坡', '南坡']],
    ['林权人', '李强', ['owner', '张伟', '李强']],
    ['树种', '侧柏', ['species', 'PINUS_TABULIFORMIS', 'PLATYCLADUS']],
    ['造林日期', '2026-04-11', ['plantedOn', '2026-04-10', '2026-04-11']],
    ['面积(亩)', '151.5', ['areaM2', '100000', '101000']],
    ['设计株数', '2001', ['designedPoints', '2000', '2001']],
    ['栽植株数', '1979', ['plantedPoints', '1980', '1979']],
    ['苗龄', '3', ['nurseryYears', '2', '3']],
    ['海拔', '1201', ['altitudeM', '1200', '1201']],
    ['造林方式', '直播', ['method', 'PLANTING', 'DIRECT_SOWING']],
  ])('of another %s says what is kept and what the file has', (heading, cell, told) => {
    expect(differing({ ...ROW, [heading]: cell })).toEqual([told]);
  });
  test.each(['小班名称', '林权人', '栽植株数', '苗龄', '海拔', '造林方式'] as const)(
    'that says nothing of its %s says nothing otherwise, column or not',
    (heading) => {
      const { [heading]: _, ...without } = ROW;
      expect([differing({ ...ROW, [heading]: '' }), differing(without)]).toEqual([[], []]);
    },
  );
  test('says what nothing is kept of', () => {
    const { owner: _, ...kept } = KEPT;
    expect(differing(ROW, kept)).toEqual([['owner', undefined, '张伟']]);
  });
});

describe('its outline', () => {
  const kept = (row: Readonly<Record<string, string>>): KeptStand => {
    const { box, areaM2 } = draftOf(row).outline!;
    return { ...KEPT, areaM2, box, drawnM2: areaM2 };
  };
  const { '面积(亩)': _, ...unmeasured } = ROW;
  const at = (west: number, side?: number) => ({ ...unmeasured, wkt: drawn(west, side) });
  test('may come back through another system, some metres off', () => {
    expect(differing(at(113.00005), kept(at(113)))).toEqual([]);
  });
  test('is another one where it has moved', () => {
    expect(differing(at(113.0005), kept(at(113)))).toEqual([
      ['outline', '113.00000 38.50000 113.00300 38.50300', '113.00050 38.50000 113.00350 38.50300'],
    ]);
  });
  test('is another one where its border has moved within the same box', () => {
    const { drawnM2 = 0, ...rest } = kept(at(113));
    expect(differing(at(113), { ...rest, drawnM2: drawnM2 * 1.02 })).toEqual([
      ['outline', expect.stringMatching(/^\d+ m²$/), `${drawnM2} m²`],
    ]);
  });
});
