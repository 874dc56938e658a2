/** A difference between a log and its workflow, in words. */
import type { Language } from '../domain/language.ts';
import type { Gap } from '../domain/stand/gap.ts';

/** What a gap names first; an id follows where there are several. */
const KINDS_ZH: Readonly<Record<string, string>> = {
  turns: '步数',
  events: '事件数',
  stage: '阶段',
  closed: '结案',
  suspended: '中止',
  duty: '任务',
  'verdict of': '判定',
  command: '指令',
};

/** @example sayGap({ what: 'turns', log: '3', workflow: '5' }, 'en') // 'turns: log 3, workflow 5' */
export function sayGap({ what, log = '–', workflow = '–' }: Gap, lang: Language): string {
  if (lang === 'en') return `${what}: log ${log}, workflow ${workflow}`;
  const [, kind = what, id = ''] = /^(verdict of|\S+) ?(.*)$/.exec(what) ?? [];
  return `${KINDS_ZH[kind] ?? kind}${id && ` ${id}`}：日志 ${log}，流程 ${workflow}`;
}
