/** What a sweep's findings are called, and what an operator does about those that are left. */
import type { FindingKind } from '../contract/sweep.ts';
import type { Language } from '../domain/labels.ts';
import type { FindingRow } from '../prisma/sweep-store.ts';
import { printTable } from './output.ts';

type Words = Readonly<Record<Language, string>> & { readonly todo: string };

const WORDS: Readonly<Record<FindingKind, Words>> = {
  ROW_DIFFERS: { en: 'row disagrees with its log', zh: '数据行与日志不一致', todo: '' },
  CHAIN_BROKEN: {
    en: 'log is not the one that was written',
    zh: '日志链断裂',
    todo: 'restore the log from a backup; nothing was changed',
  },
  LOG_UNREADABLE: { en: 'log cannot be folded', zh: '日志无法读取', todo: 'run the release that wrote it' },
  NOT_RUNNING: { en: 'open, and no workflow', zh: '未结案但流程不在运行', todo: 'mend its log first' },
  OVERSLEPT: { en: 'due, and asleep', zh: '到期未处理', todo: 'look at the worker of its queue' },
  LOG_BEHIND: {
    en: 'log has lost turns',
    zh: '日志缺失，流程已走得更远',
    todo: 'take the workflow’s state over: standkeeper resync',
  },
  LOG_AHEAD: {
    en: 'workflow has lost turns',
    zh: '流程落后于日志',
    todo: 'end its run in the Temporal UI, then: standkeeper rebuild',
  },
  RUN_WITHOUT_ROW: { en: 'workflow without a stand', zh: '流程无对应小班', todo: 'end it, or restore its row' },
  RUN_OF_CLOSED_LIFE: { en: 'workflow of a closed life', zh: '已结案流程仍在运行', todo: 'end it in the Temporal UI' },
  MESSAGE_WAITS: { en: 'message waits', zh: '消息滞留', todo: 'read its last error' },
  SURVEY_WAITS: { en: 'survey waits', zh: '调查滞留', todo: 'send it again under its id' },
};

export function sayKind(kind: FindingKind, lang: Language): string {
  return WORDS[kind][lang];
}

/** Of what was not put right. */
export function todoFor(kind: FindingKind): string {
  return WORDS[kind].todo;
}

export function printFindings(found: readonly FindingRow[], lang: Language): void {
  printTable(
    found,
    [
      { heading: '', of: ({ repaired }) => (repaired ? '✓' : '✗') },
      { heading: 'sweep', of: ({ sweptAt }) => sweptAt.slice(0, 16).replace('T', ' ') },
      { heading: 'what', of: ({ kind }) => sayKind(kind, lang) },
      { heading: 'where', of: ({ subject }) => subject },
      { heading: 'found', of: (row) => row.found },
    ],
    'nothing was found',
  );
}
