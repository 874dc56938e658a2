/** The "why" of a duty as a sentence, in Chinese and English from the same facts. */
import { label, type Language } from '../labels.ts';
import type { WhyLine } from './why.ts';

/** @example sayWhy(line, 'en') // 'survival check (open) since 2026-04-10, because of planting: 2026-09-01…2026-10-31; …' */
export function sayWhy(line: WhyLine, language: Language): string {
  const duty = label('duty', line.code, language);
  const state = label('state', line.state, language);
  const cause = causeWords(line.cause, language);
  const window = `${line.opensOn}…${line.dueOn}`;
  return language === 'zh'
    ? `${duty}（${state}）：自 ${line.since} 起，因${cause}；期限 ${window}${needsWords(line, language)}；依据 ${line.clause}${nextWords(line, language)}。`
    : `${duty} (${state}): owed since ${line.since} because of ${cause}; ${window}${needsWords(line, language)}; by ${line.clause}${nextWords(line, language)}.`;
}

/** A cause is an anchor, or a duty `code-round`. */
function causeWords(cause: string, language: Language): string {
  const code = cause.replace(/-\d+(\..*)?$/, '');
  return code === cause ? label('cause', cause, language) : `${label('duty', code, language)} ${cause}`;
}

function needsWords({ needs }: WhyLine, language: Language): string {
  const { seedlings, stockAge } = needs ?? {};
  if (seedlings === undefined) return '';
  const age = stockAge === undefined ? '' : language === 'zh' ? `（${stockAge} 年生）` : ` aged ${stockAge} years`;
  return language === 'zh' ? `；需苗 ${seedlings} 株${age}` : `; needs ${seedlings} seedlings${age}`;
}

function nextWords({ next, step }: WhyLine, language: Language): string {
  const reached =
    step === undefined || step < 1 ? '' : language === 'zh' ? `；已至第 ${step} 级` : `; step ${step} reached`;
  if (next === undefined) return reached;
  return language === 'zh'
    ? `${reached}；${next.on} ${whatWords(next.what, language)}`
    : `${reached}; on ${next.on}: ${whatWords(next.what, language)}`;
}

const WHAT = {
  open: { en: 'it opens', zh: '开始' },
  miss: { en: 'its window is missed', zh: '作业期错过' },
  lapse: { en: 'it lapses', zh: '失效' },
} as const;

function whatWords(what: string, language: Language): string {
  if (what in WHAT) return WHAT[what as keyof typeof WHAT][language];
  const code = what.split(' ').at(-1) ?? what;
  return label('step', code, language);
}
