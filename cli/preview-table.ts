/** A preview for people and programs: by county, with the sum, and what its numbers rest on. */
import { sayClause } from '../domain/labels-clauses.ts';
import type { Language } from '../domain/language.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import type { CrewDayNorms } from './crew-days.ts';
import { printJson, printTable, type Column } from './output.ts';
import { totalOf, type CountyEffect } from './preview-policy.ts';

interface Shown {
  readonly policy: LoadedPolicy;
  readonly norms: CrewDayNorms;
  readonly lang: Language;
  readonly json?: true;
}

type Row = Omit<CountyEffect, 'countyCode'> & { readonly county: string };

export function printPreview(counties: readonly CountyEffect[], { policy, norms, lang, json }: Shown): void {
  const { clause, mark } = norms;
  const name = `${policy.policy}@${policy.version}`;
  const all = totalOf(counties);
  if (json) return printJson({ policy: name, hash: policy.hash, crewDaysBy: { clause, mark }, all, counties });
  const zh = lang === 'zh';
  const named = counties.map(({ countyCode, ...county }): Row => {
    const words = policy.counties[countyCode]?.[lang];
    return { ...county, county: words === undefined ? countyCode : `${countyCode} ${words}` };
  });
  const rows = named.length > 1 ? [...named, { ...all, county: zh ? '合计' : 'all' }] : named;
  printTable(rows, columns(zh), '');
  console.log('');
  const grace = policy.limits.arrearsDays;
  console.log(
    zh
      ? `将逾期：${grace} 天宽限期满时未办即逾期、按现行规则尚未逾期的任务`
      : `become overdue: late at the end of the grace of ${grace} days unless done, and not so by the rules until now`,
  );
  console.log(zh ? `工日依据：${sayClause(`${clause} · ${mark}`, lang)}` : `crew-days by: ${clause} · ${mark}`);
}

function columns(zh: boolean): readonly Column<Row>[] {
  const number = (heading: string, of: (row: Row) => number): Column<Row> => ({ heading, of, right: true });
  return [
    { heading: zh ? '县' : 'county', of: ({ county }) => county },
    number(zh ? '小班' : 'stands', ({ stands }) => stands),
    number(zh ? '受影响' : 'touched', ({ touched }) => touched),
    number(zh ? '改期' : 'moved', ({ moved }) => moved),
    number(zh ? '撤销' : 'withdrawn', ({ withdrawn }) => withdrawn),
    number(zh ? '新增' : 'added', ({ added }) => added),
    number(zh ? '原已逾期' : 'overdue already', ({ overdueBefore }) => overdueBefore),
    number(zh ? '将逾期' : 'become overdue', ({ becomeOverdue }) => becomeOverdue),
    { heading: zh ? '新增工日' : 'crew-days added', of: ({ crewDays }) => crewDays.toFixed(1), right: true },
    number(zh ? '拒绝' : 'refused', ({ refused }) => refused),
    number(zh ? '已适用' : 'in force', ({ inForce }) => inForce),
  ];
}
