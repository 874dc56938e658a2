/** Counties: ensured, so that doing it again changes nothing but names. */
import type { Queries } from './database.ts';

export interface CountyName {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

export async function ensureCounties(db: Queries, counties: readonly CountyName[]): Promise<void> {
  for (const { code, zh, en } of counties) {
    const names = { nameZh: zh, nameEn: en };
    await db.orgUnit.upsert({ where: { code }, create: { code, level: 'county', ...names }, update: names });
  }
}

export interface CrewName {
  readonly id: string;
  readonly countyCode: string;
  readonly name: string;
}
