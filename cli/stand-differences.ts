/** Stands of a file held against those that are kept under their numbers. */
import type { IsoDate } from '../domain/day.ts';
import type { Problem } from '../imports/problems.ts';
import { diffStand, type StandDiff } from '../imports/stand-diff.ts';
import type { StandDraft } from '../imports/stands.ts';
import type { Queries } from '../prisma/database.ts';
import { keptFacts } from '../prisma/kept-stands.ts';
import { holdersOn } from '../prisma/tenure-store.ts';

/**
 * @param existing - drafts with the workflow of the stand that is kept under their number
 * @param today - the holder of this day is held against the file's
 */
export async function differences(
  tx: Queries,
  existing: readonly { readonly draft: StandDraft; readonly workflowId: string }[],
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
