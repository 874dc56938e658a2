/** What the commands on the nightly sweep say. */
import { SWEEP_BY_HAND } from '../contract/names.ts';
import type { SweepDone } from '../contract/sweep.ts';
import type { Language } from '../domain/language.ts';
import { FINDINGS_READ } from '../prisma/sweep-store.ts';

export const NO_SWEEP = {
  en: 'no worker has ever run here; start one: standkeeper worker',
  zh: '此处从未运行过 worker；请启动：standkeeper worker',
};

export const FIRST_ONLY = {
  en: `the latest ${FINDINGS_READ} only; fewer by --open or --nights`,
  zh: `仅列出最近 ${FINDINGS_READ} 条；可用 --open 或 --nights 缩小范围`,
};

/** @param queue - the one that the nightly sweep is on */
export function sayNotBegun(queue: string, lang: Language): string {
  return lang === 'zh'
    ? `没有 worker 处理 ${queue}；未开始核对，请启动：standkeeper worker`
    : `no worker serves ${queue}; nothing was begun, start one: standkeeper worker`;
}

export function sayBegun(queue: string, lang: Language): string {
  return lang === 'zh'
    ? `${SWEEP_BY_HAND} 正在 ${queue} 上运行；等待结束`
    : `${SWEEP_BY_HAND} runs on ${queue}; waiting for its end`;
}

/** @param since - instant at which the other one began */
export function sayJoined(since: string, lang: Language): string {
  return lang === 'zh'
    ? `${SWEEP_BY_HAND} 自 ${since} 起已在运行；不另行开始，等待其结束`
    : `${SWEEP_BY_HAND} already runs, since ${since}; joined it instead of a second one, waiting for its end`;
}

/** One that folds a thirtieth is no answer to who asked for every log. */
export function sayOtherRuns(since: string, lang: Language): string {
  return lang === 'zh'
    ? `${SWEEP_BY_HAND} 自 ${since} 起已在运行，且未带 --all；未作任何改动，待其结束后重发同一命令`
    : `${SWEEP_BY_HAND} already runs, since ${since}, without --all; nothing was changed, send the same command again once it has ended`;
}

export function sayLeftAlone(lang: Language): string {
  return lang === 'zh'
    ? `已没有 worker 处理 ${SWEEP_BY_HAND}；启动 worker 后它会继续：standkeeper worker。重发同一命令即可等待其结束`
    : `no worker serves ${SWEEP_BY_HAND} any more; it goes on once one does: standkeeper worker. The same command waits for it again`;
}

export function sayEnded(why: string, lang: Language): string {
  return lang === 'zh'
    ? `${SWEEP_BY_HAND} 被终止（${why}）；请重发同一命令`
    : `${SWEEP_BY_HAND} was ended (${why}); send the same command again`;
}

export function sayLooked({ looked }: SweepDone, lang: Language): void {
  const { foldLogs = 0, reviveStands = 0, wakeSleepers = 0, lookForStrays = 0 } = looked;
  console.log(
    lang === 'zh'
      ? `已核对日志 ${foldLogs} 份、未结案小班 ${reviveStands} 个、流程 ${lookForStrays} 个，逾期未处理 ${wakeSleepers} 个`
      : `${foldLogs} logs folded, ${reviveStands} open stands and ${lookForStrays} workflows compared, ${wakeSleepers} late`,
  );
}
