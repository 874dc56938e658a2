/**
 * The sample county: loaded through the same import as any file, into a database that holds nothing else. Each step
 * leaves its batch in its own transaction, so that a start after a kill goes on with the step that is missing.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { localDay } from '../domain/calendar.ts';
import { sayRefusal } from '../domain/errors.ts';
import { shippedPolicy, type LoadedPolicy } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import { hasOtherStands, isImported } from '../prisma/import-lookups.ts';
import { oneImport, writeImport } from '../prisma/import-store.ts';
import { unlasting } from './policy-named.ts';
import { importStands, importSurveys, sha256Of, type ImportFile } from './import-files.ts';

interface SampleFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Step {
  readonly kind: 'stands' | 'surveys' | 'crews';
  readonly file: SampleFile;
  /** @returns how many there are now */
  load(): Promise<number>;
}

/** Every stand is invented; the files say so. */
export async function loadSampleCounty(db: Database, say: (line: string) => void): Promise<void> {
  const loaded: string[] = [];
  const policy = shippedPolicy();
  for (const { kind, file, load } of stepsOf(db, policy)) {
    if (await hasOtherStands(db.prisma, sha256Of(sampleFile('stands.geojson').bytes))) break;
    if (await isImported(db.prisma, kind, sha256Of(file.bytes))) continue;
    const refusal = await unlasting(db, policy);
    if (refusal !== undefined) return say(`sample county not loaded: ${sayRefusal(refusal)}`);
    loaded.push(`${await load()} ${kind}`);
  }
  if (loaded.length > 0) say(`sample county loaded, all of it invented: ${loaded.join(', ')}`);
}

function stepsOf(db: Database, policy: LoadedPolicy): readonly Step[] {
  const [stands, surveys, crews] = ['stands.geojson', 'surveys.csv', 'crews.json'].map(sampleFile) as [
    SampleFile,
    SampleFile,
    SampleFile,
  ];
  const nowMs = Date.now();
  const imported = ({ name, bytes }: SampleFile): ImportFile => ({ path: name, bytes, dryRun: false, policy, nowMs });
  const goLiveOn = localDay(nowMs, policy.timeZone);
  return [
    {
      kind: 'stands',
      file: stands,
      load: async () => (await importStands(db, { ...imported(stands), goLiveOn })).accepted,
    },
    { kind: 'surveys', file: surveys, load: async () => (await importSurveys(db, imported(surveys))).accepted },
    { kind: 'crews', file: crews, load: () => loadCrews(db, crews, nowMs) },
  ];
}

function sampleFile(name: string): SampleFile {
  return { name, bytes: readFileSync(fileURLToPath(new URL(`../samples/${name}`, import.meta.url))) };
}

function loadCrews(db: Database, { name, bytes }: SampleFile, nowMs: number): Promise<number> {
  const { crews } = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
    crews: { id: string; countyCode: string; name: string }[];
  };
  const at = new Date(nowMs).toISOString();
  const file = { fileName: name, fileSha256: sha256Of(bytes), at, rows: crews.length };
  return oneImport(db, async (tx) => {
    await writeImport(tx, {
      batch: { id: randomUUID(), kind: 'crews', ...file },
      counties: [],
      stands: [],
      surveys: [],
      crews,
    });
    return crews.length;
  });
}
