/** Stands of a file held against the land of those that are kept. */
import type { Mapping } from '../imports/mapping.ts';
import { boxAround, thoseMeeting } from '../imports/boxes-meeting.ts';
import { overlapsWith, withoutOverlaps, type DrawnStand } from '../imports/overlaps.ts';
import type { PackedRows } from '../imports/packed-rows.ts';
import { ImportError, type Problem } from '../imports/problems.ts';
import { shiftByKept, type SameStand } from '../imports/shift-suspected.ts';
import { drawn, type StandDraft } from '../imports/stands.ts';
import type { Queries } from '../prisma/database.ts';
import { boxesLeftBehind, keptBoxes, keptGeometries, type KeptBox } from '../prisma/kept-outlines.ts';

interface OnFreeLand {
  readonly kept: PackedRows<StandDraft>;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Some 2 km around the file's stands: shifted ones lie within it. */
const MARGIN = 0.02;

/**
 * @param drafts - all of the file, of which those kept already tell a shift
 * @param fresh - those that would be written
 * @throws ImportError where the file seems to be in shifted coordinates
 */
export async function onFreeLand(
  tx: Queries,
  mapping: Mapping,
  { drafts, fresh }: { drafts: PackedRows<StandDraft>; fresh: PackedRows<StandDraft> },
): Promise<OnFreeLand> {
  const all = drawn(drafts);
  if (all.length === 0) return { kept: fresh, problems: [], warnings: [] };
  const file = around(all.map(({ outline }) => outline.box));
  const boxes = await keptBoxes(tx, file);
  refuseShifted(all, boxes, mapping);
  const taken = [...boxes, ...(await boxesLeftBehind(tx, file))];
  const ours = fresh === drafts ? all : drawn(fresh);
  // Rows of the file among themselves were asked about when it was read.
  return withoutOverlaps(fresh, overlapsWith(await keptBeside(tx, ours, taken), ours, mapping));
}

/** Of the land with these boxes that which may be shared with stands of a file. */
export async function keptBeside(
  tx: Queries,
  ours: readonly DrawnStand[],
  boxes: readonly KeptBox[],
): Promise<readonly DrawnStand[]> {
  const near = thoseMeeting(
    ours.map(({ outline }) => outline.box),
    boxes,
  );
  const geometries = await keptGeometries(
    tx,
    near.map(({ lifeId }) => lifeId),
  );
  return near.flatMap(({ lifeId, box, areaM2, ...stand }) => {
    const geometry = geometries.get(lifeId);
    return geometry === undefined ? [] : [{ ...stand, outline: { geometry, box, areaM2 } }];
  });
}

type Box = KeptBox['box'];

function around(boxes: readonly Box[]): Box {
  const [west, south, east, north] = boxAround(boxes);
  return [west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN];
}

function refuseShifted(all: ReturnType<typeof drawn>, boxes: readonly KeptBox[], { acknowledge }: Mapping): void {
  if (acknowledge.includes('GCJ_SUSPECTED')) return;
  const kept = new Map(boxes.map(({ standId, box }) => [standId.toLowerCase(), middleOf(box)]));
  const pairs: SameStand[] = all.flatMap(({ standId, outline }) => {
    const keptCentre = kept.get(standId.toLowerCase());
    return keptCentre === undefined ? [] : [{ fileCentre: middleOf(outline.box), keptCentre }];
  });
  const suspicion = shiftByKept(pairs);
  if (suspicion !== undefined) throw new ImportError(suspicion);
}

function middleOf([west, south, east, north]: Box): [number, number] {
  return [(west + east) / 2, (south + north) / 2];
}
