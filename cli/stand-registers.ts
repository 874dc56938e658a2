/** What registers beside a stand say of it, for the page of one stand. */
import { label } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import { itemsTold, missingItems } from '../domain/register/archive.ts';
import { isInForce } from '../domain/register/care.ts';
import type { Insurance } from '../domain/register/insurance.ts';
import { holderOn } from '../domain/register/tenure.ts';
import type { TownshipShare } from '../domain/register/township.ts';
import { shippedPolicy, type LoadedPolicy } from '../policies/load.ts';
import { archiveOf, type Archive } from '../prisma/archive-store.ts';
import { careOf } from '../prisma/care-store.ts';
import { openCasesOf, type CaseRow } from '../prisma/case-store.ts';
import type { Database } from '../prisma/database.ts';
import { insurancesOn } from '../prisma/insurance-store.ts';
import { lineOf } from '../prisma/lineage-store.ts';
import { standSeed, type StandRow } from '../prisma/stand-store.ts';
import { tenureLines, townshipsOf } from '../prisma/tenure-store.ts';
import { todayIn } from './gate-options.ts';
import { policiesAtHand } from './policy-named.ts';
import { areaText } from './units.ts';

type Checklist = NonNullable<LoadedPolicy['registers']['archive']>;

export interface StandRegisters {
  /** Who holds it today. */
  readonly holder?: string;
  /** Whose contract holds today. */
  readonly ranger?: string;
  /** The responsible one first. */
  readonly townships?: readonly TownshipShare[];
  /** Those in force today. */
  readonly insurances?: readonly Insurance[];
  /** Open ones, of its land before as well. */
  readonly cases?: readonly CaseRow[];
  readonly archive?: Partial<Archive> & {
    /** Items of the checklist that are not filed: code → words. */
    readonly missing: Checklist;
  };
}

export async function registersOf(db: Database, { lifeId, countyCode, areaM2 }: StandRow): Promise<StandRegisters> {
  const policy = (await policiesAtHand(db)).find(({ counties }) => counties[countyCode] !== undefined);
  const tenures = (await tenureLines(db.prisma, [lifeId])).get(lifeId)!;
  const today = todayIn(policy ?? shippedPolicy());
  const holder = holderOn(tenures, today);
  const ranger = (await careOf(db, lifeId)).care.findLast((care) => isInForce(care, today))?.ranger;
  const townships = (await townshipsOf(db, [{ lifeId, areaM2 }])).get(lifeId)!;
  const land = await lineOf(db, lifeId);
  const cases = await openCasesOf(db, land);
  const insurances = await insurancesOn(db, land, today);
  const checklist = policy?.registers.archive;
  return {
    ...(holder !== undefined && { holder }),
    ...(ranger !== undefined && { ranger }),
    ...(townships.length > 0 && { townships }),
    ...(insurances.length > 0 && { insurances }),
    ...(cases.length > 0 && { cases }),
    ...(checklist && { archive: await archiveState(db, lifeId, policy) }),
  };
}

async function archiveState(
  db: Database,
  lifeId: string,
  { papers, registers: { archive: checklist = {} } }: LoadedPolicy,
): Promise<NonNullable<StandRegisters['archive']>> {
  const archive = await archiveOf(db, lifeId);
  const told = itemsTold(checklist, papers, (await standSeed(db, lifeId)).planting.papers);
  const filed = [...(archive?.items.map(({ item }) => item) ?? []), ...told];
  const missing = missingItems(Object.keys(checklist), filed).map((item) => [item, checklist[item]!] as const);
  return { ...archive, missing: Object.fromEntries(missing) };
}

export function registerFacts(
  { holder, ranger, townships, insurances = [], cases = [], archive }: StandRegisters,
  lang: Language,
): [string, string | undefined][] {
  const zh = lang === 'zh';
  return [
    ...(holder === undefined ? [] : [[zh ? '权利人' : 'holder', holder] as [string, string]]),
    ...(ranger === undefined ? [] : [[zh ? '护林员' : 'ranger', ranger] as [string, string]]),
    ...(townships === undefined
      ? []
      : [[zh ? '乡镇' : 'townships', townshipsText(townships, lang)] as [string, string]]),
    ...insurances.map(({ policyNo, untilOn }): [string, string] => [
      zh ? '保险' : 'insurance',
      lang === 'zh' ? `${policyNo}，至 ${untilOn}` : `${policyNo}, until ${untilOn}`,
    ]),
    ...cases.map((row): [string, string] => [zh ? '案件' : 'case', caseText(row, lang)]),
    ...(archive === undefined ? [] : [[zh ? '档案' : 'archive', archiveText(archive, lang)] as [string, string]]),
  ];
}

function townshipsText(townships: readonly TownshipShare[], lang: Language): string {
  const [responsible = '', ...others] = townships.map(
    ({ township, areaM2 }) => `${township} ${areaText(areaM2, lang)}`,
  );
  if (others.length === 0) return responsible;
  return lang === 'zh'
    ? `${responsible}（负责）、${others.join('、')}`
    : `${responsible} (responsible), ${others.join(', ')}`;
}

function caseText({ caseNo, kind, dueOn }: CaseRow, lang: Language): string {
  const due = lang === 'zh' ? `期限 ${dueOn}` : `due ${dueOn}`;
  return [caseNo, label('case', kind, lang), due].join(lang === 'zh' ? '，' : ', ');
}

function archiveText(archive: NonNullable<StandRegisters['archive']>, lang: Language): string {
  const zh = lang === 'zh';
  const lacks = Object.values(archive.missing).map((words) => words[lang]);
  const missing = lacks.length === 0 ? '' : `${zh ? '缺 ' : 'lacks '}${lacks.join(zh ? '、' : ', ')}`;
  const number = archive.archiveNo ?? (zh ? '未建档' : 'no number');
  return [number, missing].filter((word) => word !== '').join(zh ? '；' : '; ');
}
