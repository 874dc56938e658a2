/** From a file to the store: read, report row by row, resolve rules, and write all of it or nothing. */
import { createHash, randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { localDay } from '../domain/calendar.ts';
import type { IsoDate } from '../domain/day.ts';
import { standWorkflowId } from '../domain/stand/ids.ts';
import type { StandSeed } from '../domain/stand/state.ts';
import { readMapping, NO_MAPPING } from '../imports/mapping.ts';
import type { Known } from '../imports/known.ts';
import type { Problem } from '../imports/problems.ts';
import { readTable } from '../imports/read.ts';
import { readStands, type StandDraft } from '../imports/stands.ts';
import { readSurveys, type SurveyDraft } from '../imports/surveys.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { findCounty, findSpecies, nearestNames } from '../policies/names.ts';
import { resolveRegime } from '../policies/resolve.ts';
import type { Database } from '../prisma/database.ts';
import { saveImport, type NewStand, type NewSurvey } from '../prisma/import-store.ts';
import { openStandsByCode, standsForSurveys } from '../prisma/import-lookups.ts';

export interface ImportFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mapping?: string;
  readonly crs?: string;
  readonly dryRun: boolean;
  readonly goLiveOn?: IsoDate;
  readonly policy: LoadedPolicy;
  readonly nowMs: number;
}

/** What became of a file, row by row. */
export interface ImportReport {
  readonly fileName: string;
  readonly kind: 'stands' | 'surveys';
  readonly rows: number;
  readonly accepted: number;
  readonly batchId?: string;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export async function importStands(db: Database, file: ImportFile): Promise<ImportReport> {
  const table = readTable(file.bytes);
  const known = knownOf(file);
  const { drafts, problems, warnings } = readStands(table, mappingOf(file), known, file.crs);
  const kept = await openStandsByCode(
    db,
    drafts.map(({ countyCode, code, workYear }) => ({ countyCode, code, workYear })),
  );
  const existing = drafts.filter((draft) => kept.has(keyOf(draft)));
  const fresh = drafts.filter((draft) => !kept.has(keyOf(draft)));
  const all = [...problems, ...existing.map((draft) => existsProblem(draft, kept.get(keyOf(draft))!))];
  const report = {
    fileName: basename(file.path),
    kind: 'stands' as const,
    rows: table.rows.length,
    accepted: fresh.length,
    problems: byRow(all),
    warnings,
  };
  if (file.dryRun || fresh.length === 0) return report;
  const batch = batchOf(file, 'stands', table.rows.length);
  const stands = fresh.map((draft) => newStand(file, draft));
  await saveImport(db, { batch, counties: countiesOf(file.policy, fresh), stands, surveys: [] });
  return { ...report, batchId: batch.id };
}

export async function importSurveys(db: Database, file: ImportFile): Promise<ImportReport> {
  const table = readTable(file.bytes);
  const stands = await standsForSurveys(db);
  const nearest = (id: string) => nearestNames(id, [...stands.keys()]);
  const { drafts, problems } = readSurveys(table, mappingOf(file), knownOf(file), {
    find: (id) => stands.get(id),
    nearest,
  });
  const report = {
    fileName: basename(file.path),
    kind: 'surveys' as const,
    rows: table.rows.length,
    accepted: drafts.length,
    problems,
    warnings: [],
  };
  if (file.dryRun || drafts.length === 0) return report;
  const batch = batchOf(file, 'surveys', table.rows.length);
  const surveys = drafts.map((draft) => newSurvey(batch.fileSha256, draft, stands.get(draft.standId)!));
  await saveImport(db, { batch, counties: [], stands: [], surveys });
  return { ...report, batchId: batch.id };
}

function keyOf({ countyCode, code, workYear }: Pick<StandDraft, 'countyCode' | 'code' | 'workYear'>): string {
  return `${countyCode}-${code}/${workYear}`;
}

function existsProblem(draft: StandDraft, workflowId: string): Problem {
  return { row: draft.row, code: 'STAND_EXISTS', field: 'code', met: keyOf(draft), wanted: workflowId };
}

function byRow(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => a.row - b.row);
}

function mappingOf({ mapping }: ImportFile) {
  return mapping === undefined ? NO_MAPPING : readMapping(mapping);
}

function knownOf({ policy, nowMs }: ImportFile): Known {
  const names = (table: Record<string, { zh: string; en: string }>) =>
    Object.values(table).flatMap(({ zh, en }) => [zh, en]);
  return {
    today: localDay(nowMs, policy.timeZone),
    liveCapFactor: policy.limits.liveCapFactor,
    county: (text) => findCounty(policy, text),
    species: (text) => findSpecies(policy, text),
    nearestCounties: (text) => nearestNames(text, [...names(policy.counties), ...Object.keys(policy.counties)]),
    nearestSpecies: (text) => nearestNames(text, names(policy.species)),
    extentOf: (code) => policy.counties[code]?.extent,
  };
}

function batchOf({ path, bytes, goLiveOn, nowMs }: ImportFile, kind: 'stands' | 'surveys', rows: number) {
  const fileSha256 = createHash('sha256').update(bytes).digest('hex');
  const at = new Date(nowMs).toISOString();
  return {
    id: randomUUID(),
    kind,
    fileName: basename(path),
    fileSha256,
    at,
    rows,
    ...(goLiveOn !== undefined && { goLiveOn }),
  };
}

function countiesOf(policy: LoadedPolicy, drafts: readonly StandDraft[]) {
  const codes = [...new Set(drafts.map(({ countyCode }) => countyCode))];
  return codes.map((code) => ({ code, zh: policy.counties[code]!.zh, en: policy.counties[code]!.en }));
}

function newStand({ policy, goLiveOn }: ImportFile, draft: StandDraft): NewStand {
  const { countyCode, code, planting, method, altitudeM, outline, name, crs } = draft;
  const { species, plantedOn } = planting;
  const facts = { countyCode, species, method, plantedOn, ...(altitudeM !== undefined && { altitudeM }) };
  const seed: StandSeed = {
    lifeId: randomUUID(),
    standId: `${countyCode}-${code}`,
    countyCode,
    workYear: draft.workYear,
    areaM2: draft.areaM2,
    planting,
    regime: resolveRegime(policy, facts),
    ...(goLiveOn !== undefined && { goLiveOn }),
  };
  const geometry = outline && {
    geometry: outline.geometry,
    areaM2: outline.areaM2 || draft.areaM2,
    box: outline.box,
    crs,
  };
  return { seed, code, ...(name !== undefined && { name }), ...(geometry && { geometry }) };
}

/** The same row of the same file is the same command: importing it again records nothing twice. */
function newSurvey(
  fileSha256: string,
  draft: SurveyDraft,
  stand: { lifeId: string; standId: string; workYear: number },
): NewSurvey {
  const content = JSON.stringify([fileSha256, draft.standId, draft.capturedOn, draft.counts, draft.plots]);
  const digest = createHash('sha256').update(content).digest('hex');
  const { row, capturedOn, counts, plots, warnings } = draft;
  const commandId = `import-${fileSha256.slice(0, 12)}-${row}`;
  return {
    lifeId: stand.lifeId,
    workflowId: standWorkflowId(stand),
    plots,
    command: {
      commandId,
      digest: digest.slice(0, 12),
      by: 'import',
      surveyId: `${stand.lifeId.slice(0, 8)}-${commandId}`,
      capturedOn,
      counts,
      plots: plots.length,
      ...(warnings.length > 0 && { warnings }),
    },
  };
}
