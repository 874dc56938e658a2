/** Land that an outline has to lie within: as its stand is drawn, or the stands that it came from. */
import { landLine } from '../domain/register/land-past.ts';
import type { Around } from '../imports/outline-fit.ts';
import type { Area } from '../imports/pieces.ts';
import type { Queries } from '../prisma/database.ts';
import { originsOf } from '../prisma/lineage-store.ts';
import { drawnLives } from '../prisma/outline-store.ts';

export interface LandAround {
  /** For an outline of the stand itself. One whose boundary was changed, and nothing else, may lie where it does now. */
  ofWhole(lifeId: string): readonly Around[];
  ofPart(lifeId: string): readonly Around[];
}

/**
 * By life. An outline that fits its stand is all of its land; to one that does not, land of stands that joined it is added;
 * of a stand without one the stands it came from are asked. Where nobody drew anything there is none.
 */
export async function landAround(tx: Queries, lifeIds: readonly string[]): Promise<LandAround> {
  const origins = await originsOf(tx, { lifeIds });
  const line = new Set(lifeIds.flatMap((lifeId) => landLine(origins, lifeId)));
  const lives = await drawnLives(tx, [...line]);
  // A stand drawn as a point bounds no land.
  const drawn = new Map(lives.filter(({ geometry }) => geometry.type !== 'Point').map((life) => [life.lifeId, life]));
  const joined = (lifeId: string) => (origins.get(lifeId) ?? []).filter(({ joinedOn }) => joinedOn !== undefined);
  const around = (lifeId: string): readonly Around[] => {
    const own = drawn.get(lifeId);
    const cameOf = own === undefined ? (origins.get(lifeId) ?? []) : own.fits ? [] : joined(lifeId);
    const land = own === undefined ? [] : [{ standId: own.standId, land: own.geometry as Area }];
    return [...land, ...cameOf.flatMap((origin) => around(origin.lifeId))];
  };
  return {
    ofWhole: (lifeId) => (drawn.has(lifeId) && joined(lifeId).length === 0 ? [] : around(lifeId)),
    ofPart: around,
  };
}
