/** What a resync lists, in both languages. */
import { expect, test } from 'vitest';
import { sayGap } from '../../cli/gap-words.ts';
import { gapsBetween } from '../../domain/stand/gap.ts';
import { plantedStand } from '../support/regimes.ts';
import { Life } from '../domain/stand/life.ts';

test.each([
  [{ what: 'turns', log: '3', workflow: '5' }, 'turns: log 3, workflow 5', '步数：日志 3，流程 5'],
  [
    { what: 'verdict of s 12', workflow: 'REPLANT 2027-09-20' },
    'verdict of s 12: log –, workflow REPLANT 2027-09-20',
    '判定 s 12：日志 –，流程 REPLANT 2027-09-20',
  ],
  [{ what: 'suspended', log: '2027-05-01' }, 'suspended: log 2027-05-01, workflow –', '中止：日志 2027-05-01，流程 –'],
])('%j', (gap, en, zh) => {
  expect([sayGap(gap, 'en'), sayGap(gap, 'zh')]).toEqual([en, zh]);
});

test('every difference of a life that was lost has Chinese words', () => {
  const life = new Life(plantedStand());
  const before = life.state;
  life.survey('2027-09-20', 1500);
  life.send('2027-09-21', { type: 'suspend', commandId: 'c-suspend', reason: 'DISPUTE' });
  life.send('2027-09-22', { type: 'close', commandId: 'c-close', reason: 'SOLD' });
  const gaps = gapsBetween(before, life.state);
  const first = new Set(gaps.map((gap) => sayGap(gap, 'zh').split(/[ ：]/, 1)[0]));
  expect(first).toEqual(new Set(['步数', '事件数', '阶段', '结案', '中止', '任务', '判定', '指令']));
});
