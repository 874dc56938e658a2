/** Outlines of a file held against the ground they are of: known, of its area, within its land, and beside what is there. */
import type { Mapping } from '../imports/mapping.ts';
import { boxAround } from '../imports/boxes-meeting.ts';
import { fitting, type Around } from '../imports/outline-fit.ts';
import { groundName, placed, type FindStand, type PlacedOutline } from '../imports/outline-places.ts';
import type { OutlineDraft } from '../imports/outlines.ts';
import { overlapsAmong, overlapsWith, withoutOverlaps, type DrawnStand } from '../imports/overlaps.ts';
import { PackedRows } from '../imports/packed-rows.ts';
import type { Area } from '../imports/pieces.ts';
import type { Problem } from '../imports/problems.ts';
import { nearestNames } from '../policies/names.ts';
import type { Queries } from '../prisma/database.ts';
import { keptBoxes } from '../prisma/kept-outlines.ts';
import { openStandIds, outlinedStands, partOutlines, type OutlinedStand } from '../prisma/outline-store.ts';
import { keptBeside } from './kept-land.ts';
import { landAround } from './land-around.ts';

type Outlines = PackedRows<PlacedOutline>;

interface Check {
  readonly tx: Queries;
  readonly mapping: Mapping;
  readonly told: { readonly problems: Problem[]; readonly warnings: Problem[] };
}

interface Sorted {
  /** Of whole stands, then of parts. */
  readonly kept: readonly Outlines[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Whole stands first: their parts may be in the same file, and have to lie within them. */
export async function onTheirGround(tx: Queries, drafts: PackedRows<OutlineDraft>, mapping: Mapping): Promise<Sorted> {
  const check: Check = { tx, mapping, told: { problems: [], warnings: [] } };
  const stands = await standsOf(tx, drafts);
  const all = new PackedRows(placed(drafts, await finderOf(tx, drafts, stands), check.told));
  const lives = [...new Set(lifeIdsOf(all))];
  const around = await landAround(tx, lives);
  const wholes = await sorted(
    check,
    all.filter(({ partId }) => partId === undefined),
    around.ofWhole,
    standsBeside,
  );
  const inFile = new Map<string, readonly Around[]>();
  for (const { lifeId, standId, outline } of wholes) inFile.set(lifeId, [{ standId, land: outline.geometry as Area }]);
  const parts = await sorted(
    check,
    all.filter(({ partId }) => partId !== undefined),
    (lifeId) => inFile.get(lifeId) ?? around.ofPart(lifeId),
    (db, ours) => partsBeside(db, ours, stands),
  );
  return { kept: [wholes, parts], ...check.told };
}

/** Without those that do not fit, or lie on land of another. */
async function sorted(
  { tx, mapping, told }: Check,
  outlines: Outlines,
  around: (lifeId: string) => readonly Around[],
  beside: (tx: Queries, ours: Outlines) => Promise<readonly DrawnStand[]>,
): Promise<Outlines> {
  const fit = new PackedRows(fitting(outlines, ({ lifeId }) => around(lifeId), { mapping, told }));
  const single = withoutOverlaps(fit, overlapsAmong(drawnOf(fit), mapping));
  const theirs = await beside(tx, single.kept);
  const free = withoutOverlaps(single.kept, overlapsWith(theirs, drawnOf(single.kept), mapping));
  told.problems.push(...single.problems, ...free.problems);
  told.warnings.push(...single.warnings, ...free.warnings);
  return free.kept;
}

function drawnOf(outlines: Iterable<PlacedOutline>): readonly DrawnStand[] {
  return [...outlines].map((each) => ({ row: each.row, standId: groundName(each), outline: each.outline }));
}

function* lifeIdsOf(outlines: Iterable<PlacedOutline>): Generator<string> {
  for (const { lifeId } of outlines) yield lifeId;
}

async function standsBeside(tx: Queries, ours: Outlines): Promise<readonly DrawnStand[]> {
  const drawn = drawnOf(ours);
  if (drawn.length === 0) return [];
  const boxes = await keptBoxes(tx, boxAround(drawn.map(({ outline }) => outline.box)));
  return keptBeside(tx, drawn, boxes);
}

type Stands = ReadonlyMap<string, OutlinedStand>;

/** Sister parts as they are now: one whose area has changed since is to be drawn anew, and takes no land from others. */
async function partsBeside(tx: Queries, ours: Outlines, stands: Stands): Promise<readonly DrawnStand[]> {
  const byLife = new Map([...stands.values()].map((stand) => [stand.lifeId, stand]));
  const kept = await partOutlines(tx, [...new Set(lifeIdsOf(ours))]);
  return kept.flatMap(({ lifeId, partId, statedM2, ...outline }) => {
    const { standId, parts } = byLife.get(lifeId)!;
    const isNow = parts.some(({ id, areaM2 }) => id === partId && areaM2 === statedM2);
    return isNow ? [{ standId: groundName({ standId, partId }), outline }] : [];
  });
}

/** By stand id in small letters. */
async function standsOf(tx: Queries, drafts: Iterable<OutlineDraft>): Promise<Stands> {
  const ids = new Set<string>();
  for (const draft of drafts) ids.add(idOf(draft));
  const found = await outlinedStands(tx, [...ids]);
  return new Map(found.map((stand) => [stand.standId.toLowerCase(), stand]));
}

function idOf({ countyCode, code }: OutlineDraft): string {
  return `${countyCode}-${code}`.toLowerCase();
}

/** The open stand of a row, or where it has gone, or which ones are called alike. */
async function finderOf(tx: Queries, drafts: Iterable<OutlineDraft>, stands: Stands): Promise<FindStand> {
  const counties = new Set<string>();
  for (const draft of drafts) if (!stands.has(idOf(draft))) counties.add(draft.countyCode);
  const ids = counties.size === 0 ? [] : await openStandIds(tx, [...counties]);
  return (draft) => {
    const stand = stands.get(idOf(draft));
    const met = `${draft.countyCode}-${draft.code}`;
    if (stand?.isOpen) {
      const { drawnForM2, ...open } = stand;
      return { ...open, ...(drawnForM2 !== null && { drawnForM2 }) };
    }
    const moved = stand?.movedTo?.stands.map(({ standId }) => standId).join(', ');
    return moved === undefined
      ? { code: 'STAND_UNKNOWN', field: 'code', met, wanted: nearestNames(met, ids).join(', ') }
      : { code: 'OUTLINE_MOVED', field: 'code', met, wanted: moved };
  };
}
