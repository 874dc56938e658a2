/** Stands of a file held against those that are kept under their numbers. */
import type { Problem } from '../imports/problems.ts';
import { diffStand, type StandDiff } from '../imports/stand-diff.ts';
import type { StandDraft } from '../imports/stands.ts';
import type { Queries } from '../prisma/database.ts';
import { keptFacts } from '../prisma/kept-stands.ts';

/** @param existing - drafts with the workflow of the stand that is kept under their number */
export async function differences(
  tx: Queries,
  existing: readonly { readonly draft: StandDraft; readonly workflowId: string }[],
): Promise<readonly StandDiff[]> {
  const facts = await keptFacts(
    tx,
    existing.map(({ workflowId }) => workflowId),
  );
  const known = new Map(facts.map((each) => [each.workflowId, each]));
  return existing.map(({ draft, workflowId }) => diffStand(draft, known.get(workflowId)));
}

/** A remark for each field that the file says otherwise. */
export function differsProblems({ row, fields }: StandDiff): readonly Problem[] {
  return fields.map(({ field, file, kept = '–' }) => ({ row, code: 'STAND_DIFFERS', field, met: file, wanted: kept }));
}
