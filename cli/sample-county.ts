/** The sample county: loaded through the same import as any file, when the database is empty. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { localDay } from '../domain/calendar.ts';
import { shippedPolicy } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import { ensureCrews } from '../prisma/org-store.ts';
import { importStands, importSurveys } from './import-files.ts';

const sample = (name: string) => fileURLToPath(new URL(`../samples/${name}`, import.meta.url));

/** Every stand is invented; the files say so. */
export async function loadSampleCounty(db: Database, say: (line: string) => void): Promise<void> {
  if ((await db.prisma.stand.count()) > 0) return;
  const policy = shippedPolicy();
  const nowMs = Date.now();
  const file = (name: string) => ({ path: name, bytes: readFileSync(sample(name)), dryRun: false, policy, nowMs });
  const stands = await importStands(db, { ...file('stands.geojson'), goLiveOn: localDay(nowMs, policy.timeZone) });
  const surveys = await importSurveys(db, file('surveys.csv'));
  const { crews } = JSON.parse(readFileSync(sample('crews.json'), 'utf8')) as {
    crews: { id: string; countyCode: string; name: string }[];
  };
  await ensureCrews(db, crews);
  say(`sample county loaded: ${stands.accepted} invented stands, ${surveys.accepted} surveys, ${crews.length} crews`);
}
