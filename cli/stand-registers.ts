/** What registers beside a stand say of it, for the page of one stand. */
import type { Language } from '../domain/labels.ts';
import { missingItems } from '../domain/register/archive.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { archiveOf, type Archive } from '../prisma/archive-store.ts';
import type { Database } from '../prisma/database.ts';
import type { StandRow } from '../prisma/stand-store.ts';
import { policiesAtHand } from './policy-named.ts';

type Checklist = NonNullable<LoadedPolicy['registers']['archive']>;

export interface StandRegisters {
  readonly archive?: Partial<Archive> & {
    /** Items of the checklist that are not filed: code → words. */
    readonly missing: Checklist;
  };
}

/** A county whose policy asks for no archive has none to miss. */
export async function registersOf(db: Database, { lifeId, countyCode }: StandRow): Promise<StandRegisters> {
  const policies = await policiesAtHand(db);
  const checklist = policies.find(({ counties }) => counties[countyCode] !== undefined)?.registers.archive;
  if (checklist === undefined) return {};
  const archive = await archiveOf(db, lifeId);
  const filed = archive?.items.map(({ item }) => item) ?? [];
  const missing = missingItems(Object.keys(checklist), filed).map((item) => [item, checklist[item]!] as const);
  return { archive: { ...archive, missing: Object.fromEntries(missing) } };
}

export function registerFacts({ archive }: StandRegisters, lang: Language): [string, string | undefined][] {
  if (archive === undefined) return [];
  const zh = lang === 'zh';
  const lacks = Object.values(archive.missing).map((words) => words[lang]);
  const missing = lacks.length === 0 ? '' : `${zh ? '缺 ' : 'lacks '}${lacks.join(zh ? '、' : ', ')}`;
  const number = archive.archiveNo ?? (zh ? '未建档' : 'no number');
  return [['archive 档案', [number, missing].filter((word) => word !== '').join('; ')]];
}
