/** The land of the stands on a list: split or merged since they were drawn, it is judged under other numbers. */
import { momentOf } from '../domain/calendar.ts';
import { partLine } from '../domain/register/land-past.ts';
import { zoneOf } from '../domain/stand/duties.ts';
import type { StandState } from '../domain/stand/state.ts';
import type { Queries } from './database.ts';
import { DESCENT, originsOf, partsOf } from './lineage-store.ts';

/**
 * Where the land of some lives is now, each stand with those parts alone that were of that life when the list was drawn.
 *
 * @returns life → states; a life of whose land a stand has not begun yet is not in it
 */
export async function drawnLand(
  db: Queries,
  lifeIds: readonly string[],
  drawnAt: Date,
): Promise<ReadonlyMap<string, readonly StandState[]>> {
  const rows = await standsOnLand(db, lifeIds);
  const begun = rows.flatMap(({ state }) => state ?? []);
  const isPartOf = await partsBefore(db, begun, drawnAt);
  const land = lifeIds.map((origin) => [origin, rows.filter((row) => row.origin === origin)] as const);
  return new Map(
    land
      .filter(([, found]) => found.every(({ state }) => state !== null))
      .map(([origin, found]) => {
        const states = found.flatMap(({ state }) => state ?? []);
        const onLand = states.map((state) => ({ ...state, parts: state.parts.filter(isPartOf(state, origin)) }));
        return [origin, onLand.filter(({ parts }) => parts.length > 0)];
      }),
  );
}

interface OnLand {
  readonly origin: string;
  readonly state: StandState | null;
}

/** The last lives of the land; one that is on its way into another stand is in none. */
function standsOnLand(db: Queries, lifeIds: readonly string[]): Promise<readonly OnLand[]> {
  return db.$queryRaw<OnLand[]>`
    with recursive land (life_id, now_id) as (
      select life_id, life_id from stand where life_id = any(${[...lifeIds]}::uuid[])
      union
      select land.life_id, d.life_id from land join ${DESCENT} d on d.from_id = land.now_id)
    select land.life_id::text origin, s.state from land join stand s on s.life_id = land.now_id
    where s.state -> 'movedTo' is null order by s.stand_id, s.life_id`;
}

/** What joined a stand after the list was drawn is no land of that stand on the list. */
async function partsBefore(db: Queries, states: readonly StandState[], drawnAt: Date) {
  const joined = states.filter(({ from = [] }) => from.length > 0).map(({ seed }) => seed.lifeId);
  const origins = await originsOf(db, { lifeIds: joined });
  const past = [...origins.values()].flat().map(({ lifeId }) => lifeId);
  const { parts: kept } = await partsOf(db, [...new Set([...joined, ...past])]);
  return (state: StandState, origin: string) => {
    const drawnOn = momentOf(drawnAt.getTime(), zoneOf(state)).on;
    return ({ id }: { readonly id: string }) =>
      partLine(origins, kept, state.seed.lifeId, id).some(
        ({ lifeId, joinedOn = drawnOn }) => lifeId === origin && joinedOn <= drawnOn,
      );
  };
}
