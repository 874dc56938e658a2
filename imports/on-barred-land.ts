/** Stands of a file held against land that is not planted: blocked, or noted where a border was drawn twice. */
import { label } from '../domain/labels.ts';
import { landGrade, type LandKind, type LandRules } from '../domain/register/barred-land.ts';
import { boxesMeeting } from './boxes-meeting.ts';
import type { DrawnStand } from './overlaps.ts';
import { piecesOf, type Area, type Box } from './pieces.ts';
import type { Problem } from './problems.ts';
import { sizeOf } from './rings.ts';
import { sharedArea } from './shared-area.ts';

export interface BarredPiece {
  readonly layer: { readonly id: number; readonly kind: LandKind; readonly project: string };
  readonly box: Box;
  readonly geometry: Area;
}

/** A stand of the file that shares land with a layer. */
interface Share {
  readonly row: number;
  readonly areaM2: number;
  readonly layer: BarredPiece['layer'];
  /** Of the stand; parcels that a layer draws twice count once at the most. */
  share: number;
}

/**
 * Problems of rows that lie on barred land, and remarks on those that touch it. The parcels of a layer are summed first:
 * farmland comes in many small ones. A stand drawn as a point lies on none.
 */
export function onBarredLand(
  stands: readonly DrawnStand[],
  pieces: readonly BarredPiece[],
  rules: LandRules,
): { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] } {
  const graded = sharesOf(stands, pieces).flatMap((share) => {
    const grade = landGrade(Math.min(share.share, 1), rules[share.layer.kind]);
    return grade === undefined ? [] : [{ grade, problem: problemOf(share, grade) }];
  });
  const of = (wanted: 'bar' | 'note') =>
    graded
      .filter(({ grade }) => grade === wanted)
      .map(({ problem }) => problem)
      .toSorted((a, b) => a.row - b.row);
  return { problems: of('bar'), warnings: of('note') };
}

function sharesOf(stands: readonly DrawnStand[], pieces: readonly BarredPiece[]): readonly Share[] {
  const shares = new Map<string, Share>();
  const items = [...stands.flatMap(areaOf), ...pieces.map((piece) => ({ box: piece.box, piece }))];
  for (const [a, b] of boxesMeeting<Item>(items)) {
    const [stand, piece] = [a.stand ?? b.stand, a.piece ?? b.piece];
    if (stand?.row === undefined || piece === undefined) continue;
    const { row, outline } = stand;
    const land = outline.geometry as Area;
    const size = piecesOf(land).reduce((sum, each) => sum + sizeOf(each), 0);
    if (size === 0) continue;
    const key = `${row}/${piece.layer.id}`;
    const share = shares.get(key) ?? { row, areaM2: outline.areaM2, layer: piece.layer, share: 0 };
    share.share += sharedArea(land, piece.geometry) / size;
    shares.set(key, share);
  }
  return [...shares.values()];
}

interface Item {
  readonly box: Box;
  readonly stand?: DrawnStand;
  readonly piece?: BarredPiece;
}

function areaOf(stand: DrawnStand): readonly Item[] {
  const { type } = stand.outline.geometry;
  return type === 'Polygon' || type === 'MultiPolygon' ? [{ box: stand.outline.box, stand }] : [];
}

function problemOf({ row, areaM2, layer, share }: Share, grade: 'bar' | 'note'): Problem {
  const part = Math.min(share, 1);
  const name = [label('land', layer.kind, 'zh'), label('land', layer.kind, 'en'), layer.project];
  return {
    row,
    code: grade === 'bar' ? 'LAND_BARRED' : 'LAND_TOUCHES_BARRED',
    met: `${Math.round(part * areaM2)} m², ${Number((part * 100).toFixed(1))} %`,
    wanted: `${name.filter((word) => word !== '').join(' ')} (layer ${layer.id})`,
  };
}
