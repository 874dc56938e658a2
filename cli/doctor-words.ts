/** What the doctor finds in Chinese; programs and English readers have its own words. */
import type { Language } from '../domain/labels.ts';

const WORDS: Readonly<Record<string, string>> = {
  'an answer': '应答',
  database: '数据库',
  'migrations not yet applied': '待应用的数据库迁移',
  '0; apply them: standkeeper migrate': '0；请执行 standkeeper migrate',
  'messages not yet handed on': '待递交的消息',
  '0 some seconds after an import': '导入数秒后应为 0',
  worker: '工作进程',
  'at least 1; start one: standkeeper worker': '至少 1 个；请启动：standkeeper worker',
  'schedule of the nightly sweep': '夜间巡检计划',
  'not there': '不存在',
  'there; start a worker: standkeeper worker': '应存在；请启动：standkeeper worker',
  'stands alive in Temporal': '运行中的小班流程',
  'stands that wait for an operator': '等待运维的小班',
  '0; look at them in the Temporal UI, then: standkeeper unpark':
    '0；请在 Temporal 界面查看，再执行 standkeeper unpark',
  'clocks beside this machine’s': '各机时钟',
  turns: '步',
  'last nightly sweep': '上次夜间巡检',
  'none yet': '尚无',
  'at most 2 s apart; let each machine follow a time server': '相差不超过 2 秒；各机应与时间服务器同步',
  'workflow tasks that are stuck': '卡住的流程任务',
  '0; its history in the Temporal UI names the error; a fixed release takes it up by itself':
    '0；错误见 Temporal 界面的历史；修正版发布后自动继续',
  'turns not written for an hour': '一小时以上未写入的步',
  '0; its failing activity in the Temporal UI names the error; it is tried again until it succeeds':
    '0；错误见 Temporal 界面；将重试至成功',
};

const TEMPLATES: readonly (readonly [RegExp, string])[] = [
  [/^(\d+) stands$/, '$1 个小班'],
  [/^(\d+) on (\S+)$/, '$1 个，队列 $2'],
  [/^next (\S+)$/, '下次 $1'],
  [/^paused$/, '已暂停'],
  [/^0; (\d+) stands looked at, the likeliest first$/, '0；已查 $1 个小班，最可能者在先'],
  [/^Temporal (\S+) s, database (\S+) s, worker (\S+) s$/, 'Temporal $1 秒，数据库 $2 秒，工作进程 $3 秒'],
  [/^(\S+): (\d+) logs folded, (\d+) findings, (\d+) left$/, '$1：核对日志 $2 份，发现 $3 项，未处理 $4 项'],
  [/^one a night; look at the schedule in the Temporal UI$/, '每夜一次；请查看 Temporal 界面中的计划'],
  [/^an answer from (\S+)$/, '$1 应答'],
  [/^unpaused; schedule (\S+) in the Temporal UI$/, '应未暂停；Temporal 界面中的计划 $1'],
];

export function sayFinding(text: string, language: Language): string {
  if (language === 'en') return text;
  const known = WORDS[text];
  if (known !== undefined) return known;
  const template = TEMPLATES.find(([pattern]) => pattern.test(text));
  return template === undefined ? text : text.replace(...template);
}
