/** Cases for people: in one line, and as a table. */
import { daysBetween, type IsoDate } from '../domain/day.ts';
import { label } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import { isCaseOverdue } from '../domain/register/stand-case.ts';
import type { CaseRow, Find } from '../prisma/case-store.ts';
import { printTable } from './output.ts';

export function sayCase({ caseNo, standId, kind, dueOn, closedOn, outcome }: CaseRow, lang: Language): string {
  const zh = lang === 'zh';
  const end =
    closedOn === undefined || outcome === undefined
      ? `${zh ? '期限' : 'due'} ${dueOn}`
      : `${zh ? '结案' : 'closed'} ${closedOn}, ${label('case', outcome, lang)}`;
  return [`${zh ? '案件' : 'case'} ${caseNo}`, standId, label('case', kind, lang), end].join(', ');
}

export function printCases(
  rows: readonly CaseRow[],
  finds: readonly Find[],
  { today, lang }: { readonly today: IsoDate; readonly lang: Language },
): void {
  const zh = lang === 'zh';
  const late = (row: CaseRow) => (isCaseOverdue(row, today) ? daysBetween(row.dueOn, today) : undefined);
  printTable(
    rows,
    [
      { heading: zh ? '案件' : 'case', of: ({ caseNo }) => caseNo },
      { heading: zh ? '小班' : 'stand', of: standsText },
      { heading: zh ? '类别' : 'kind', of: ({ kind }) => label('case', kind, lang) },
      { heading: zh ? '发现日期' : 'found', of: ({ foundOn }) => foundOn },
      { heading: zh ? '期限' : 'due', of: ({ dueOn }) => dueOn },
      { heading: zh ? '逾期天数' : 'days late', of: late, right: true },
      { heading: zh ? '承办人' : 'owner', of: ({ owner }) => owner },
      { heading: zh ? '结案' : 'closed', of: ({ closedOn }) => closedOn },
      { heading: zh ? '结果' : 'outcome', of: ({ outcome }) => outcome && label('case', outcome, lang) },
      { heading: zh ? '批准文号' : 'approval', of: ({ approvalNo }) => approvalNo },
    ],
    zh ? '没有案件' : 'no cases',
  );
  for (const find of finds) {
    const { seenOn } = find;
    const cause = label('damage', find.cause, lang);
    console.log(
      zh
        ? `! ${standsText(find)}：${seenOn} 报告受损（${cause}），尚未立案`
        : `! ${standsText(find)}: damage of ${seenOn} (${cause}) has no case; open one with: standkeeper case open ${find.nowIn[0]}`,
    );
  }
}

/** Where it was found, and which stands have the land now. */
function standsText({ standId, nowIn = [standId] }: Pick<CaseRow, 'standId' | 'nowIn'>): string {
  return nowIn.length === 1 && nowIn[0] === standId ? standId : `${standId} → ${nowIn.join(', ')}`;
}
