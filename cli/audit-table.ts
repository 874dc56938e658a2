/** Lists of audits for people and programs: stands drawn, what was found on them, and the rate of the whole. */
import { passedOver, passRate, type Passed } from '../domain/audit/rate.ts';
import { label, percent } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import type { InspectionLevel } from '../domain/stand/inspection.ts';
import { wholeOf } from '../domain/stand/whole.ts';
import type { DrawnStand, DrawRow } from '../prisma/audit-store.ts';
import { printFacts, printJson, printTable } from './output.ts';
import { areaText } from './units.ts';

interface Shown {
  readonly json?: true;
  readonly lang: Language;
}

/** @param already - drawn before: the list that stands, whatever was asked for now */
export function printDraw({ stands, ...facts }: DrawRow, { json, lang }: Shown, already = false): void {
  const rows = stands.map((stand) => rowOf(stand, facts.level));
  const judged = rows.flatMap(({ passed }) => passed ?? []);
  const rate = passRate(judged);
  const found = { audited: judged.length, ...(rate !== undefined && { passRate: rate }) };
  if (json) return printJson({ ...facts, ...found, already, stands: rows });
  const zh = lang === 'zh';
  if (already) console.log(zh ? '已抽取过，以下为原名单：' : 'drawn before; this is the list that stands:');
  printFacts([
    [zh ? '名单' : 'list', facts.id],
    [zh ? '县' : 'county', facts.countyCode],
    [zh ? '作业年度' : 'work year', facts.workYear],
    [zh ? '级别' : 'level', label('level', facts.level, lang)],
    [zh ? '种子' : 'seed', facts.seed],
    [zh ? '比例' : 'share', facts.share],
    [zh ? '总体' : 'drawn from', `${facts.ofStands}, ${areaText(facts.ofAreaM2, lang)}`],
    [zh ? '已核查' : 'audited', `${judged.length} / ${rows.length}`],
    [zh ? '合格折算率' : 'pass rate', rateText(judged)],
  ]);
  console.log('');
  printTable(rows, columns(lang), '');
}

function rowOf({ land = [], ...stand }: DrawnStand, level: InspectionLevel) {
  const passed = passedOver(land, level);
  const verdicts = [...new Set(land.flatMap((state) => wholeOf(state).verdict ?? []))];
  const verdict = verdicts.length > 1 ? 'MIXED' : verdicts[0];
  return { ...stand, ...(verdict !== undefined && { verdict }), ...(passed && { passed }) };
}

function rateText(judged: readonly Passed[]): string | undefined {
  const below = judged.reduce((sum, { passedBelowM2 }) => sum + passedBelowM2, 0);
  const found = judged.reduce((sum, { passedM2 }) => sum + passedM2, 0);
  return below === 0 ? undefined : percent(found, below);
}

function columns(lang: Language) {
  const zh = lang === 'zh';
  type Row = ReturnType<typeof rowOf>;
  const area = (areaM2: number | undefined) => (areaM2 === undefined ? undefined : areaText(areaM2, lang));
  return [
    { heading: '#', of: (row: Row) => row.position, right: true },
    { heading: zh ? '小班' : 'stand', of: (row: Row) => row.standId },
    { heading: zh ? '面积' : 'area', of: (row: Row) => area(row.areaM2), right: true },
    { heading: zh ? '判定' : 'verdict', of: (row: Row) => row.verdict && label('verdict', row.verdict, lang) },
    { heading: zh ? '下级合格' : 'passed below', of: (row: Row) => area(row.passed?.passedBelowM2), right: true },
    { heading: zh ? '核查合格' : 'passed now', of: (row: Row) => area(row.passed?.passedM2), right: true },
  ];
}

export function printDraws(draws: readonly Omit<DrawRow, 'stands'>[], { json, lang }: Shown): void {
  if (json) return printJson(draws);
  const zh = lang === 'zh';
  type Row = (typeof draws)[number];
  printTable(
    draws,
    [
      { heading: '#', of: (row: Row) => row.id, right: true },
      { heading: zh ? '县' : 'county', of: (row: Row) => row.countyCode },
      { heading: zh ? '年度' : 'year', of: (row: Row) => row.workYear },
      { heading: zh ? '级别' : 'level', of: (row: Row) => label('level', row.level, lang) },
      { heading: zh ? '比例' : 'share', of: (row: Row) => row.share, right: true },
      { heading: zh ? '种子' : 'seed', of: (row: Row) => row.seed },
      { heading: zh ? '抽取时间' : 'drawn', of: (row: Row) => row.at.slice(0, 10) },
    ],
    zh ? '没有名单；可用 standkeeper audit draw 抽取' : 'no lists; draw one with: standkeeper audit draw',
  );
}
