/** What stands beside the duties of a stand, in Chinese and English: limits that have passed, second verdicts. */
import { sayClause } from '../labels-clauses.ts';
import { label } from '../labels.ts';
import type { Language } from '../language.ts';
import type { PastLimit } from './past-limit.ts';
import { sayDuty } from './say-code.ts';
import { sayAsked } from './say-met.ts';
import type { SecondMet, StandingSecond } from './second-met.ts';

/** @param isInParts - names the part where the stand has several */
export function sayPastLimit(past: PastLimit, language: Language, isInParts = false): string {
  const { partId, stage, since, dutyId, limitOn, countedFrom, fulfilledBy } = past;
  const zh = language === 'zh';
  const clause = sayClause(past.clause, language);
  const anchor = countedFrom && label('cause', countedFrom.anchor, language);
  const counted =
    countedFrom === undefined
      ? ''
      : zh
        ? `，自${anchor} ${countedFrom.on} 起算`
        : `, counted from ${anchor} on ${countedFrom.on}`;
  const each = fulfilledBy.map(
    ({ id, code, opensOn, dueOn }) =>
      `${zh ? sayDuty(id, 'zh') : `${label('duty', code, 'en')} ${id}`}${zh ? '（' : ' ('}${opensOn}…${dueOn}${zh ? '）' : ')'}`,
  );
  const word = label('stage', stage, language);
  if (zh) {
    const still = each.length === 0 ? '现无可使其达成的任务' : `仍可由${each.join('、')}达成`;
    return `${isInParts ? `部分 ${partId} ` : ''}${word}：自 ${since} 起；${sayDuty(dutyId, 'zh')} 至 ${limitOn}（${clause}${counted}）；${still}。`;
  }
  const limit = label('duty', dutyId.replace(/-.*$/, ''), 'en');
  const still =
    each.length === 0 ? 'nothing that is owed would still fulfil it' : `${each.join(', ')} may still fulfil it`;
  return `${isInParts ? `${partId} is ` : ''}${word} since ${since}: ${limit} ${dutyId} was ${limitOn} (${clause}${counted}); ${still}.`;
}

/** @param isInParts - names the part where the stand has several */
export function saySecond(second: StandingSecond, language: Language, isInParts = false): string {
  const { partId, code, verdict, on, surveyId } = second;
  const figures = saySecondMet(second, language);
  const [kind, word] = [label('judgement', code, language), label('verdict', verdict, language)];
  const clause = sayClause(second.clause, language);
  if (language === 'zh') {
    const by = surveyId === undefined ? '' : `调查 ${surveyId} `;
    return `${isInParts ? `部分 ${partId} ` : ''}${kind}：${on} ${by}判定${word}${figures && `：${figures}`}；依据 ${clause}。`;
  }
  const by = surveyId === undefined ? '' : ` by survey ${surveyId}`;
  return `${isInParts ? `${partId}: ` : ''}${kind}: ${word}${by}, recorded ${on}${figures && `: ${figures}`}; by ${clause}.`;
}

/** Empty where nothing is known of its count. */
function saySecondMet({ asked, otherwise }: SecondMet, language: Language): string {
  if (asked.length === 0) return '';
  const zh = language === 'zh';
  const facts = asked.map((each) => sayAsked(each, language)).join(zh ? '，' : ', ');
  if (otherwise === undefined) return facts;
  const isMet = asked.some(({ holds }) => holds);
  const other = label('verdict', otherwise, language);
  if (zh) return `${facts}；${isMet ? '否则' : '任一达到即'}为${other}`;
  return `${facts}; ${isMet ? 'else' : 'any of them would do for'}: ${other}`;
}
