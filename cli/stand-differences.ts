/** Stands of a file held against those that are kept under their numbers. */
import type { IsoDate } from '../domain/day.ts';
import type { Problem } from '../imports/problems.ts';
import { diffStand, type StandDiff } from '../imports/stand-diff.ts';
import type { StandDraft } from '../imports/stands.ts';
import type { Queries } from '../prisma/database.ts';
import { chunksOf } from '../prisma/insert.ts';
import { standKey } from '../prisma/import-lookups.ts';
import { keptFacts } from '../prisma/kept-stands.ts';
import { holdersOn } from '../prisma/tenure-store.ts';

/** With the workflow of the stand that is kept under its number. */
export interface KeptDraft {
  readonly draft: StandDraft;
  readonly workflowId: string;
}

/** Those that are kept already, with the workflows of the stands. */
export function* keptAmong(drafts: Iterable<StandDraft>, open: ReadonlyMap<string, string>): Generator<KeptDraft> {
  // Each draft is made anew; of a county that is new none has to be.
  if (open.size === 0) return;
  for (const draft of drafts) {
    const workflowId = open.get(standKey(draft));
    if (workflowId !== undefined) yield { draft, workflowId };
  }
}

export function* existsProblems(drafts: Iterable<StandDraft>, open: ReadonlyMap<string, string>): Generator<Problem> {
  for (const { draft, workflowId: wanted } of keptAmong(drafts, open)) {
    const { row, countyCode, code, workYear } = draft;
    yield { row, code: 'STAND_EXISTS', field: 'code', met: `${countyCode}-${code}/${workYear}`, wanted };
  }
}

/** A file of before the land was divided does not bring the old stand back. */
export function* movedProblems(
  drafts: Iterable<StandDraft>,
  kept: ReadonlyMap<string, string>,
  moved: ReadonlyMap<string, string>,
): Generator<Problem> {
  if (moved.size === 0) return;
  for (const draft of drafts) {
    const { row, countyCode, code, workYear } = draft;
    const wanted = moved.get(standKey(draft));
    if (wanted === undefined || kept.has(standKey(draft))) continue;
    yield { row, code: 'STAND_MOVED', field: 'code', met: `${countyCode}-${code}/${workYear}`, wanted };
  }
}

/** Stands that nothing is kept of. */
export function* asNew(drafts: Iterable<StandDraft>): Generator<StandDiff> {
  for (const draft of drafts) yield diffStand(draft, undefined);
}

/** How many are looked up, and held, at once. */
const AT_ONCE = 1000;

/** @param today - the holder of this day is held against the file's */
export async function differences(
  tx: Queries,
  existing: Iterable<KeptDraft>,
  today: IsoDate,
): Promise<readonly StandDiff[]> {
  const told: StandDiff[] = [];
  for (const some of chunksOf(existing, AT_ONCE)) told.push(...(await differencesOf(tx, some, today)));
  return told;
}

async function differencesOf(
  tx: Queries,
  existing: readonly KeptDraft[],
  today: IsoDate,
): Promise<readonly StandDiff[]> {
  const facts = await keptFacts(
    tx,
    existing.map(({ workflowId }) => workflowId),
  );
  const named = new Set(existing.filter(({ draft }) => draft.owner !== undefined).map(({ workflowId }) => workflowId));
  const asked = facts.filter(({ workflowId }) => named.has(workflowId)).map(({ lifeId }) => lifeId);
  const holders = await holdersOn(tx, asked, today);
  const known = new Map(
    facts.map(({ workflowId, lifeId, ...kept }) => {
      const owner = holders.get(lifeId);
      return [workflowId, { ...kept, ...(owner !== undefined && { owner }) }];
    }),
  );
  return existing.map(({ draft, workflowId }) => diffStand(draft, known.get(workflowId)));
}

/** A remark for each field that the file says otherwise. */
export function differsProblems({ row, fields }: StandDiff): readonly Problem[] {
  return fields.map(({ field, file, kept = '–' }) => ({ row, code: 'STAND_DIFFERS', field, met: file, wanted: kept }));
}
