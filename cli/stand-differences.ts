/** What a file says otherwise of stands that are kept: told, and changed by nobody. */
import type { Problem } from '../imports/problems.ts';
import type { StandDraft } from '../imports/stands.ts';
import type { Queries } from '../prisma/database.ts';
import { keptFacts, type KeptFacts } from '../prisma/kept-stands.ts';

/** Some 10 m: an outline that was carried through another system comes back within it. */
const SAME_PLACE_DEGREES = 0.0001;

/** @param existing - drafts with the workflow of the stand that is kept under their number */
export async function differences(
  tx: Queries,
  existing: readonly { readonly draft: StandDraft; readonly workflowId: string }[],
): Promise<readonly Problem[]> {
  const facts = await keptFacts(
    tx,
    existing.map(({ workflowId }) => workflowId),
  );
  const known = new Map(facts.map((each) => [each.workflowId, each]));
  return existing.flatMap(({ draft, workflowId }) => {
    const kept = known.get(workflowId);
    return kept === undefined ? [] : differencesOf(draft, kept);
  });
}

/** A field the file does not have is none it says otherwise. */
function differencesOf(draft: StandDraft, kept: KeptFacts): readonly Problem[] {
  const { row, planting, name, areaM2, outline } = draft;
  const inFile = { name, areaM2, ...planting };
  const fields = ['name', 'species', 'plantedOn', 'areaM2', 'designedPoints', 'plantedPoints'] as const;
  const told = (field: string, met: string | number, wanted: string | number) =>
    ({ row, code: 'STAND_DIFFERS', field, met: String(met), wanted: String(wanted) }) as const;
  const facts = fields.flatMap((field) => {
    const met = inFile[field];
    return met === undefined || met === kept[field] ? [] : [told(field, met, kept[field] ?? '–')];
  });
  const isMoved = outline !== undefined && !isSamePlace(outline.box, kept.box);
  return isMoved
    ? [...facts, told('outline', outline.box.map(short).join(' '), kept.box?.map(short).join(' ') ?? '–')]
    : facts;
}

function isSamePlace(box: readonly number[], kept: KeptFacts['box']): boolean {
  return kept !== undefined && box.every((side, index) => Math.abs(side - kept[index]!) < SAME_PLACE_DEGREES);
}

function short(degrees: number): string {
  return degrees.toFixed(5);
}
