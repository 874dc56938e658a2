/** Rows of stands that were not planted: a commencement stands in the place of the planting day (8c). */
import { describe, expect, test } from 'vitest';
import { label } from '../../domain/labels.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { ENCLOSURES } from '../../domain/stand/state.ts';
import { NO_MAPPING } from '../../imports/mapping.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { KNOWN } from './known.ts';

const read = (day: Record<string, string>, known = KNOWN) => {
  const cells = { 县代码: '140921', 小班号: '7', 树种: '油松', '面积(亩)': '150', 设计株数: '2000', ...day };
  const csv = [Object.keys(cells), Object.values(cells)].map((row) => row.join(',')).join('\n');
  return readStands(readTable(Buffer.from(`${csv}\n`)), NO_MAPPING, known);
};
const beginning = (day: Record<string, string>) => {
  const [draft] = read(day).drafts;
  return draft && [draft.method, draft.planting.plantedOn, draft.commencedOn, draft.workYear];
};
const faults = (day: Record<string, string>, known = KNOWN) =>
  read(day, known).problems.map(({ code, field, met, wanted }) => [code, field, met, wanted].filter(Boolean).join(' '));

describe('a row without a planting day', () => {
  test.each([
    [undefined, 'EXISTING'],
    ['既有幼林', 'EXISTING'],
    ['未成林地', 'EXISTING'],
    ['existing young stand', 'EXISTING'],
    ['退化林修复', 'RESTORATION'],
    ['Restoration', 'RESTORATION'],
    ['平茬复壮', 'COPPICE'],
    ['coppicing', 'COPPICE'],
  ])('and with a commencement, made by %s, begins as %s on that day', (text, method) => {
    const made = text === undefined ? {} : { 造林方式: text };
    expect(beginning({ 造林日期: '', 起算日期: '2026-04-10', ...made })).toEqual([
      method,
      '2026-04-10',
      '2026-04-10',
      2026,
    ]);
  });
  test.each(['天然更新', 'natural regeneration', 'natural colonisation'])('left to %s begins as NATURAL', (text) => {
    const day = { 起算日期: '2026-04-10', 造林方式: text };
    expect(read(day, { ...KNOWN, starts: ['NATURAL'] }).drafts[0]).toMatchObject({ method: 'NATURAL' });
    expect(faults(day)[0]).toMatch(/^START_NOT_RULED method NATURAL EXISTING, RESTORATION, COPPICE, ENCLOSURE_TREE, /);
  });
  test('needs no column of planting days either', () => {
    expect(beginning({ 'commencement date': '10.04.2026' })).toEqual(['EXISTING', '2026-04-10', '2026-04-10', 2026]);
  });
  test('that says it was planted lacks that day', () => {
    expect(faults({ 造林日期: '', 起算日期: '2026-04-10', 造林方式: '植苗' })).toEqual(['VALUE_MISSING plantedOn']);
    expect(faults({ 造林日期: '', 起算日期: '' })).toEqual(['VALUE_MISSING plantedOn']);
  });
  test.each([
    ['2026-11-24', []],
    ['2026-11-25', ['DAY_IN_FUTURE commencedOn 2026-11-25 2026-11-24']],
  ])('commences no later than today, 2026-11-24: %s', (day, expected) => {
    expect(faults({ 起算日期: day })).toEqual(expected);
  });
  test('is refused where the policy does not say how such a stand begins', () => {
    const day = { 起算日期: '2026-04-10', 造林方式: '平茬' };
    expect(faults(day, { ...KNOWN, starts: ['EXISTING'] })).toEqual(['START_NOT_RULED method COPPICE EXISTING']);
    expect(faults(day, { ...KNOWN, starts: [] })).toEqual(['START_NOT_RULED method COPPICE a planting day']);
  });
});

describe('a row of an enclosure', () => {
  const TYPES = [
    ['封山育林（乔木型）', 'ENCLOSURE_TREE'],
    ['封山育林 乔灌型', 'ENCLOSURE_TREE_SHRUB'],
    ['封山育林灌木型', 'ENCLOSURE_SHRUB'],
    ['封育（灌草型）', 'ENCLOSURE_SHRUB_GRASS'],
    ['封沙育林，灌木型', 'ENCLOSURE_SHRUB'],
    ['有林地封育', 'ENCLOSURE_FOREST'],
    ['现有灌木林地封育', 'ENCLOSURE_SHRUBLAND'],
    ['enclosure of trees', 'ENCLOSURE_TREE'],
    ['Enclosure (tree-shrub)', 'ENCLOSURE_TREE_SHRUB'],
    ['enclosure for shrubs', 'ENCLOSURE_SHRUB'],
    ['enclosed for shrubs and grass', 'ENCLOSURE_SHRUB_GRASS'],
  ] as const;
  test.each(TYPES)('made by %s begins as %s', (text, method) => {
    const cells = { 封育日期: '2026-04-10', 造林方式: text };
    expect(beginning(cells)).toEqual([method, '2026-04-10', '2026-04-10', 2026]);
  });
  test.each(ENCLOSURES)('%s is read back by the words in which it is written out', (method) => {
    const written = LANGUAGES.map((lang) => label('method', method, lang));
    const read = written.map((text) => beginning({ 封育日期: '2026-04-10', 造林方式: `"${text}"` })?.[0]);
    expect(read).toEqual([method, method]);
  });
  test('tells its type in a column of its own, or with its method', () => {
    const cells = { 封育开始日期: '2026-04-10', 造林方式: '封山育林', 封育类型: '乔灌型' };
    expect(beginning(cells)?.[0]).toBe('ENCLOSURE_TREE_SHRUB');
  });
  test.each(['封山育林', '有林地和灌木林地封育'])('%s does not say which one it is: its type is asked for', (text) => {
    expect(faults({ 封育日期: '2026-04-10', 造林方式: text })[0]).toMatch(
      `VALUE_BROKEN enclosureType ${text} 乔木型, 乔灌型, 灌木型, 灌草型, 有林地, 灌木林地 (`,
    );
  });
  test('has no planting day: one in its place would make it owe the checks of a planting', () => {
    const day = { 造林日期: '2026-04-10', 造林方式: '封山育林（乔木型）' };
    expect(faults(day)).toEqual(['VALUE_MISSING commencedOn']);
    expect(beginning({ ...day, 起算日期: '2026-03-01' })?.[0], 'planted, then closed').toBe('PLANTING');
  });
});

describe('site preparation (M0a) and stock on arrival (M0b)', () => {
  const days = (preparedOn: string, stockOn: string) => ({
    造林日期: '2026-04-10',
    整地日期: preparedOn,
    到苗日期: stockOn,
  });
  test('are kept with the planting, whose last day is its own', () => {
    const [draft] = read(days('2025-10-20', '2026-04-08')).drafts;
    expect(draft!.planting).toMatchObject({ plantedOn: '2026-04-10', preparedOn: '2025-10-20', stockOn: '2026-04-08' });
    expect(draft!.commencedOn).toBeUndefined();
  });
  test.each([
    ['2026-04-10', '2026-04-10', []],
    ['2026-04-11', '2026-04-08', ['VALUE_BROKEN preparedOn 2026-04-11 a day up to the planting 2026-04-10']],
    ['2025-10-20', '2026-04-11', ['VALUE_BROKEN stockOn 2026-04-11 a day up to the planting 2026-04-10']],
  ])('do not follow it: %s, %s', (preparedOn, stockOn, expected) => {
    expect(faults(days(preparedOn, stockOn))).toEqual(expected);
  });
});

describe('a row with both days is planted', () => {
  test('whatever else its method says, and keeps when its duty began', () => {
    const days = { 造林日期: '2026-04-10', 起算日期: '2025-10-01', 造林方式: '退化林修复' };
    expect(beginning(days)).toEqual(['PLANTING', '2026-04-10', '2025-10-01', 2026]);
  });
  test.each([
    ['2026-04-10', []],
    ['2026-04-11', ['VALUE_BROKEN commencedOn 2026-04-11 a day up to the planting 2026-04-10']],
  ])('which its commencement does not follow: %s', (day, expected) => {
    expect(faults({ 造林日期: '2026-04-10', 起算日期: day })).toEqual(expected);
  });
});
