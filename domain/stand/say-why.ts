/** The "why" of a duty as a sentence, in Chinese and English from the same facts. */
import { sayClause } from '../labels-clauses.ts';
import { label } from '../labels.ts';
import type { Language } from '../language.ts';
import type { AgendaItem } from './agenda.ts';
import type { Behind } from './behind.ts';
import type { NameOf } from './say-about.ts';
import { sayCause } from './say-code.ts';
import { sayBehind } from './say-met.ts';
import type { FollowUp, Needs } from './state.ts';
import type { WhyLine } from './why.ts';

/** @example sayWhy(line, 'en') // 'survival check (open): owed since 2026-04-10 because of planting; 2026-09-01…2026-10-31; …' */
export function sayWhy(line: WhyLine, language: Language, nameOf: NameOf = (code) => code): string {
  const duty = label('duty', line.code, language);
  const state = line.inForce ? label('ban', 'inForce', language) : label('state', line.state, language);
  const cause = line.byDamage ? label('cause', 'damage', language) : sayCause(line.cause, language);
  const zh = language === 'zh';
  const window = `${zh ? '期限 ' : ''}${line.opensOn}…${line.dueOn}${countedWords(line, language)}`;
  const rest = [
    verdictWords(line, language),
    window,
    needsWords(line, language, nameOf),
    optionWords(line, language),
    `${zh ? '依据' : 'by'} ${sayClause(line.clause, language)}`,
    rulesWords(line, language),
    stepWords(line, language),
    ...standingWords(line, language),
    nextWords(line, language),
  ].filter(Boolean);
  return zh
    ? `${partWords(line, language)}${duty}（${state}）：自 ${line.since} 起，因${cause}${resultWords(line, language)}；${rest.join('；')}。`
    : `${partWords(line, language)}${duty} (${state}): owed since ${line.since} because of ${cause}${resultWords(line, language)}; ${rest.join('; ')}.`;
}

function verdictWords({ verdict }: WhyLine, language: Language): string {
  return verdict === undefined ? '' : sayBehind(verdict, language);
}

function countedWords({ countedFrom }: WhyLine, language: Language): string {
  if (countedFrom === undefined) return '';
  const anchor = label('cause', countedFrom.anchor, language);
  return language === 'zh'
    ? `（自${anchor} ${countedFrom.on} 起算）`
    : ` (counted from ${anchor} on ${countedFrom.on})`;
}

function optionWords({ options }: WhyLine, language: Language): string {
  if (options === undefined) return '';
  return language === 'zh' ? `可选：${sayOptions(options, 'zh')}` : `to choose: ${sayOptions(options, 'en')}`;
}

/** Branches of a decision as they are written in a report, each with its word. */
export function sayOptions(options: readonly string[], language: Language): string {
  const each = options.map((option) => `${option} (${label('option', option, language)})`);
  return language === 'zh' ? each.join('、') : each.join(', ');
}

function partWords({ parts }: WhyLine, language: Language): string {
  if (parts === undefined) return '';
  return language === 'zh' ? `部分 ${parts.join('、')}：` : `${parts.join(', ')}: `;
}

/** A result that is not simply the county's names its level, and the one whose place it took. */
function resultWords({ result }: WhyLine, language: Language): string {
  if (result === undefined) return '';
  const verdict = label('verdict', result.verdict, language);
  const level = label('level', result.level ?? 'COUNTY', language);
  const instead = result.before === undefined ? '' : insteadWords(result.before, language);
  return language === 'zh'
    ? `（${level}判定${verdict}，调查 ${result.surveyId}${instead}）`
    : ` (${verdict} by the ${level}, survey ${result.surveyId}${instead})`;
}

function insteadWords({ verdict, surveyId }: Pick<Behind, 'verdict' | 'surveyId'>, language: Language): string {
  const word = label('verdict', verdict, language);
  return language === 'zh' ? `，取代${word}（调查 ${surveyId}）` : ` instead of ${word}, survey ${surveyId}`;
}

/** Rules that the stand has not had from its planting on. */
function rulesWords({ rules }: WhyLine, language: Language): string {
  if (rules === undefined) return '';
  const { policy, since, before } = rules;
  return language === 'zh'
    ? `自 ${since} 起适用 ${policy}，此前为 ${before}`
    : `rules of ${policy} since ${since}, before that ${before}`;
}

/** One line a follow-up: what was done, planned or reported, on which verdict, and what rules now. */
export function sayFollowUp(followUp: FollowUp, language: Language): string {
  const { id, what, partId, dutyId, surveyId, raisedOn } = followUp;
  const before = label('verdict', followUp.verdictBefore, language);
  const now = label('verdict', followUp.verdictNow, language);
  const done = label('followUp', what, language);
  const duty = sayCause(dutyId, language);
  return language === 'zh'
    ? `遗留 ${id}：部分 ${partId} 的${duty}${done}，依据为${before}；${raisedOn} 起调查 ${surveyId} 判定${now}，请处理。`
    : `follow-up ${id}: ${duty} of ${partId} was ${done} on ${before}; since ${raisedOn} survey ${surveyId} says ${now}; somebody must see to it.`;
}

function needsWords({ needs, reserve }: WhyLine, language: Language, nameOf: NameOf): string {
  const { seedlings, stockAge, bySpecies } = needs ?? {};
  if (seedlings === undefined) return '';
  const age = stockAge === undefined ? '' : language === 'zh' ? `（${stockAge} 年生）` : ` aged ${stockAge} years`;
  const mix = mixWords(bySpecies, language, nameOf);
  const more = reserve === undefined ? '' : language === 'zh' ? `，另备 ${reserve} 株` : `, and ${reserve} in reserve`;
  return language === 'zh'
    ? `需苗 ${seedlings} 株${mix}${age}${more}`
    : `needs ${seedlings} seedlings${mix}${age}${more}`;
}

function mixWords(bySpecies: Needs['bySpecies'], language: Language, nameOf: NameOf): string {
  if (bySpecies === undefined) return '';
  const each = Object.entries(bySpecies).map(([species, seedlings]) => `${nameOf(species)} ${seedlings}`);
  return language === 'zh' ? `（${each.join('、')}）` : ` (${each.join(', ')})`;
}

/** What keeps it from going on. */
function standingWords(line: WhyLine, language: Language): readonly string[] {
  const { heldUntil, barredUntil, excused, suspendedOn } = line;
  const zh = language === 'zh';
  return [
    ...(suspendedOn === undefined
      ? []
      : [
          zh
            ? `自 ${suspendedOn} 起中止计时`
            : `the clock stands since ${suspendedOn}, nothing comes before it goes on`,
        ]),
    ...(heldUntil === undefined
      ? []
      : [
          zh
            ? `受封禁或待保险查勘，${heldUntil} 前不派发`
            : `barred by a gate or an insurer, not handed out before ${heldUntil}`,
        ]),
    ...(barredUntil === undefined
      ? []
      : [zh ? `受封禁，${barredUntil} 前逾期阶梯暂停` : `the field is barred, no step before ${barredUntil}`]),
    ...(excused === undefined ? [] : [zh ? `封禁 ${excused} 天不计入逾期` : `${excused} barred days do not count`]),
  ];
}

function stepWords({ stepReached, step }: WhyLine, language: Language): string {
  if (stepReached === undefined) return '';
  const { code, on, avoidedBy } = stepReached;
  const letter = label('step', code, language);
  return language === 'zh'
    ? `已至第 ${step} 级${letter}（${on} 发出），${avoidedBy} 前（含当日）上报即可避免`
    : `step ${step} reached, ${letter} of ${on}: a report by ${avoidedBy} would have kept it away`;
}

function nextWords({ next, heldUntil }: WhyLine, language: Language): string {
  if (next === undefined) return '';
  // Of a bar without an end that is only the day on which it is asked again.
  if (next.what === 'open' && next.on === heldUntil)
    return language === 'zh' ? `${next.on} 起若已解除则开始` : `on ${next.on}: it opens, unless it is still barred`;
  return language === 'zh'
    ? `${next.on} ${whatWords(next.what, language)}`
    : `on ${next.on}: ${whatWords(next.what, language)}`;
}

const WHAT: Readonly<Record<Exclude<AgendaItem['what'], 'step'>, Readonly<Record<Language, string>>>> = {
  open: { en: 'it opens', zh: '开始' },
  miss: { en: 'its window is missed', zh: '作业期错过' },
  lapse: { en: 'it lapses', zh: '失效' },
  file: { en: 'it is filed', zh: '上报' },
  pass: { en: 'its time is over', zh: '期限届满' },
  review: { en: 'whether it ends is asked', zh: '研究是否解除' },
};

function whatWords(what: string, language: Language): string {
  if (isByTime(what)) return WHAT[what][language];
  const code = what.split(' ').at(-1) ?? what;
  return label('step', code, language);
}

function isByTime(what: string): what is keyof typeof WHAT {
  return what in WHAT;
}
