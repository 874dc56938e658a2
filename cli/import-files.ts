/** From a file to the store: read, report row by row, resolve rules, and write all of it or nothing. */
import { createHash, randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { localDay } from '../domain/calendar.ts';
import type { IsoDate } from '../domain/day.ts';
import type { Language } from '../domain/language.ts';
import { readBoundaries } from '../imports/boundaries.ts';
import { readMapping, NO_MAPPING, type Mapping } from '../imports/mapping.ts';
import type { Known } from '../imports/known.ts';
import type { Problem } from '../imports/problems.ts';
import { readTable } from '../imports/read.ts';
import type { StandDiff } from '../imports/stand-diff.ts';
import { packStands, type StandDraft } from '../imports/stands.ts';
import { readSurveys } from '../imports/surveys.ts';
import type { Beside } from '../imports/table.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { findCounty, findSpecies, nearestNames, provenanceOf } from '../policies/names.ts';
import type { Database, Queries } from '../prisma/database.ts';
import { oneImport, writeImport, type NewBatch } from '../prisma/import-store.ts';
import {
  movedStandsByCode,
  openStandsByCode,
  standKey,
  standsForSurveys,
  type StandForSurvey,
} from '../prisma/import-lookups.ts';
import { barredBy } from './barred-land.ts';
import { onFreeLand } from './kept-land.ts';
import { withoutKept } from './kept-surveys.ts';
import { keepShipped } from './publish-policy.ts';
import { newSurvey, standsOf } from './import-rows.ts';
import { asNew, differences, differsProblems, existsProblems, keptAmong, movedProblems } from './stand-differences.ts';

export interface ImportFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What lies beside it and belongs to it. */
  readonly beside?: Beside;
  readonly mapping?: string;
  readonly crs?: string;
  readonly layer?: string;
  readonly encoding?: string;
  readonly locale?: string;
  /** GeoJSON of the counties' boundaries. */
  readonly boundaries?: Uint8Array;
  readonly dryRun: boolean;
  readonly goLiveOn?: IsoDate;
  readonly policy: LoadedPolicy;
  readonly nowMs: number;
  /** Of what stops it; absent = English. */
  readonly lang?: Language;
}

/** What became of a file, row by row. */
export interface ImportReport {
  readonly fileName: string;
  readonly kind: 'stands' | 'surveys' | 'outlines';
  readonly rows: number;
  /** Stands, or surveys; rows of plots make one survey together. */
  readonly accepted: number;
  readonly batchId?: string;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Columns of stands that gave no field; their cells are kept with the stands. */
  readonly others?: readonly string[];
  /** In a dry run: each stand that would be written or is kept already, held against what is kept; by row. */
  readonly diff?: readonly StandDiff[];
  /** What the next file of this kind can be read by: columns found, and all that was given. */
  readonly mapping: Mapping;
}

export async function importStands(db: Database, file: ImportFile): Promise<ImportReport> {
  const mapping = mappingOf(file);
  const table = readTable(file.bytes, { ...mapping, ...(file.beside && { beside: file.beside }) });
  const { rows, drafts, problems, warnings, columns, others } = packStands(table, mapping, knownOf(file));
  const batch = batchOf(file, 'stands', rows);
  return within(db, file, async (tx) => {
    const open = await openStandsByCode(tx, drafts);
    const moved = await movedStandsByCode(tx, drafts);
    // Of a county that is new no draft has to be made anew to be asked.
    const isKnown = (draft: StandDraft) => open.has(standKey(draft)) || moved.has(standKey(draft));
    const unknown = open.size + moved.size === 0 ? drafts : drafts.filter((draft) => !isKnown(draft));
    const barred = await barredBy(tx, file.policy.registers.land, unknown);
    const barredRows = new Set(barred.problems.map(({ row }) => row));
    const { kept, ...land } = await onFreeLand(tx, mapping, { drafts, fresh: unknown });
    const fresh = barredRows.size === 0 ? kept : kept.filter(({ row }) => !barredRows.has(row));
    const compared = await differences(tx, keptAmong(drafts, open), localDay(file.nowMs, file.policy.timeZone));
    const done = {
      ...reportOf(batch, fresh.length),
      problems: byRow([
        ...problems,
        ...existsProblems(drafts, open),
        ...movedProblems(drafts, open, moved),
        ...barred.problems,
        ...land.problems,
      ]),
      warnings: [...warnings, ...barred.warnings, ...land.warnings, ...compared.flatMap(differsProblems)],
      others,
      mapping: { ...mapping, columns },
    };
    if (file.dryRun) return { ...done, diff: byRow([...compared, ...asNew(fresh)]) };
    if (fresh.length === 0) return done;
    const counties = countiesOf(file.policy, fresh);
    await keepShipped({ prisma: tx }, file.policy, file.lang);
    await writeImport(tx, { batch, counties, stands: standsOf(fresh, file), surveys: [] });
    return { ...done, batchId: batch.id };
  });
}

export async function importSurveys(db: Database, file: ImportFile): Promise<ImportReport> {
  const mapping = mappingOf(file);
  const table = readTable(file.bytes, { ...mapping, ...(file.beside && { beside: file.beside }) });
  const stands = await standsForSurveys(db.prisma);
  const { rows, ...read } = readSurveys(table, mapping, knownOf(file), lookupIn(stands));
  const { drafts, problems, warnings, columns } = read;
  const batch = batchOf(file, 'surveys', rows);
  return within(db, file, async (tx) => {
    const { fresh, kept } = await withoutKept(tx, drafts, stands);
    const done = {
      ...reportOf(batch, fresh.length),
      problems: byRow([...problems, ...kept]),
      warnings,
      mapping: { ...mapping, columns },
    };
    if (file.dryRun || fresh.length === 0) return done;
    const surveys = fresh.map((draft) => newSurvey(draft, stands.get(draft.standId)!));
    await writeImport(tx, { batch, counties: [], stands: [], surveys });
    return { ...done, batchId: batch.id };
  });
}

/** What is found to be kept must still hold when the rest is written; a dry run writes nothing and waits for nobody. */
export function within<T>(db: Database, { dryRun }: ImportFile, work: (tx: Queries) => Promise<T>): Promise<T> {
  return dryRun ? work(db.prisma) : oneImport(db, work);
}

/** Stands by id; small and capital letters make no other one. */
function lookupIn(stands: ReadonlyMap<string, StandForSurvey>) {
  const folded = new Map([...stands].map(([id, stand]) => [id.toLowerCase(), stand]));
  const nearest = new Map<string, readonly string[]>();
  return {
    find: (id: string) => stands.get(id) ?? folded.get(id.toLowerCase()),
    // A hundred thousand rows of one unknown stand ask once.
    nearest(id: string) {
      const found = nearest.get(id) ?? nearestNames(id, [...stands.keys()]);
      nearest.set(id, found);
      return found;
    },
  };
}

export function reportOf(
  { fileName, kind, rows }: NewBatch & { readonly kind: ImportReport['kind'] },
  accepted: number,
) {
  return { fileName, kind, rows, accepted };
}

export function byRow<T extends { readonly row: number }>(told: readonly T[]): readonly T[] {
  return told.toSorted((a, b) => a.row - b.row);
}

/** What is given by hand goes before what a mapping file says. */
export function mappingOf({ mapping, crs, layer, encoding, locale }: ImportFile): Mapping {
  return {
    ...(mapping === undefined ? NO_MAPPING : readMapping(mapping)),
    ...(crs !== undefined && { crs }),
    ...(layer !== undefined && { layer }),
    ...(encoding !== undefined && { encoding }),
    ...(locale !== undefined && { locale }),
  };
}

export function knownOf({ policy, nowMs, boundaries }: ImportFile): Known {
  const areas = boundaries === undefined ? undefined : readBoundaries(boundaries, Object.keys(policy.counties));
  const names = (table: Record<string, { zh: string; en: string }>) =>
    Object.values(table).flatMap(({ zh, en }) => [zh, en]);
  return {
    today: localDay(nowMs, policy.timeZone),
    timeZone: policy.timeZone,
    liveCapFactor: policy.limits.liveCapFactor,
    starts: Object.keys(policy.starts),
    county: (text) => findCounty(policy, text),
    species: (text) => findSpecies(policy, text),
    nearestCounties: (text) => nearestNames(text, [...names(policy.counties), ...Object.keys(policy.counties)]),
    nearestSpecies: (text) => nearestNames(text, names(policy.species)),
    provenance: (countyCode, text) => provenanceOf(policy, countyCode, text),
    extentOf: (code) => policy.counties[code]?.extent,
    ...(areas !== undefined && { boundaryOf: (code: string) => areas.get(code) }),
  };
}

export function batchOf<Kind extends ImportReport['kind']>(
  { path, bytes, beside, goLiveOn, nowMs }: ImportFile,
  kind: Kind,
  rows: number,
) {
  return {
    id: randomUUID(),
    kind,
    fileName: basename(path),
    fileSha256: sha256Of(bytes, ...Object.values(beside?.files ?? {})),
    at: new Date(nowMs).toISOString(),
    rows,
    ...(goLiveOn !== undefined && { goLiveOn }),
  };
}

/** By its content a file is known again under any name. */
export function sha256Of(...parts: readonly Uint8Array[]): string {
  return parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
}

function countiesOf(policy: LoadedPolicy, drafts: Iterable<StandDraft>) {
  const codes = new Set<string>();
  for (const { countyCode } of drafts) codes.add(countyCode);
  return [...codes].map((code) => ({ code, zh: policy.counties[code]!.zh, en: policy.counties[code]!.en }));
}
