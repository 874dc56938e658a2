/** What a sweep's findings are called, and what an operator does about those that are left. */
import type { FindingKind } from '../contract/sweep.ts';
import type { Language } from '../domain/language.ts';
import type { FindingRow } from '../prisma/sweep-store.ts';
import type { Said } from './exit-codes.ts';
import { printTable } from './output.ts';

/** `todo` is for what was not put right. */
const WORDS: Readonly<Record<FindingKind, Said & { readonly todo: Said }>> = {
  ROW_DIFFERS: { en: 'row disagrees with its log', zh: '数据行与日志不一致', todo: { en: '', zh: '' } },
  CHAIN_BROKEN: {
    en: 'log is not the one that was written',
    zh: '日志链断裂',
    todo: { en: 'restore the log from a backup; nothing was changed', zh: '从备份恢复日志；未作任何改动' },
  },
  LOG_UNREADABLE: {
    en: 'log cannot be folded',
    zh: '日志无法读取',
    todo: { en: 'run the release that wrote it', zh: '运行写入该日志的版本' },
  },
  NOT_RUNNING: {
    en: 'open, and no workflow',
    zh: '未结案但流程不在运行',
    todo: { en: 'mend its log first', zh: '先修复其日志' },
  },
  OVERSLEPT: {
    en: 'due, and asleep',
    zh: '到期未处理',
    todo: { en: 'look at the worker of its queue', zh: '检查其队列的 worker' },
  },
  LOG_BEHIND: {
    en: 'log has lost turns',
    zh: '日志缺失，流程已走得更远',
    todo: { en: 'take the workflow’s state over: standkeeper resync', zh: '用流程的状态补录：standkeeper resync' },
  },
  LOG_AHEAD: {
    en: 'workflow has lost turns',
    zh: '流程落后于日志',
    todo: {
      en: 'end its run in the Temporal UI, then: standkeeper rebuild',
      zh: '在 Temporal 界面结束其运行，然后：standkeeper rebuild',
    },
  },
  RUN_WITHOUT_ROW: {
    en: 'workflow without a stand',
    zh: '流程无对应小班',
    todo: { en: 'end it, or restore its row', zh: '结束该流程，或恢复其数据行' },
  },
  RUN_OF_CLOSED_LIFE: {
    en: 'workflow of a closed life',
    zh: '已结案流程仍在运行',
    todo: { en: 'end it in the Temporal UI', zh: '在 Temporal 界面结束' },
  },
  MESSAGE_WAITS: { en: 'message waits', zh: '消息滞留', todo: { en: 'read its last error', zh: '查看其最近的错误' } },
  SURVEY_WAITS: {
    en: 'survey waits',
    zh: '调查滞留',
    todo: { en: 'send it again under its id', zh: '以原编号重新提交' },
  },
};

export function sayKind(kind: FindingKind, lang: Language): string {
  return WORDS[kind][lang];
}

/** Of what was not put right. */
export function todoFor(kind: FindingKind, lang: Language): string {
  return WORDS[kind].todo[lang];
}

export function printFindings(found: readonly FindingRow[], lang: Language): void {
  const zh = lang === 'zh';
  printTable(
    found,
    [
      { heading: '', of: ({ repaired }) => (repaired ? '✓' : '✗') },
      { heading: zh ? '核对时间' : 'sweep', of: ({ sweptAt }) => sweptAt.slice(0, 16).replace('T', ' ') },
      { heading: zh ? '问题' : 'what', of: ({ kind }) => sayKind(kind, lang) },
      { heading: zh ? '对象' : 'where', of: ({ subject }) => subject },
      { heading: zh ? '发现' : 'found', of: (row) => row.found },
    ],
    zh ? '未发现问题' : 'nothing was found',
  );
}
