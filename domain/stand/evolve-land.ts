/** The land of a stand becomes more or less: by its boundary, or by another stand that becomes part of it. */
import { PROTECTIONS } from '../policy/regime.ts';
import type { StandEvent } from './event.ts';
import { replacedOf } from './mix.ts';
import type { Inheritance, Part, StandState } from './state.ts';

type BoundaryChanged = Extract<StandEvent, { type: 'BoundaryChanged' }>;

/** What was replaced goes with the design, so that its share stays. */
export function withBoundary(part: Part, event: BoundaryChanged): Part {
  const { areaM2, designedPoints, plantedPoints, livePoints } = event;
  const replaced = part.replaced.map((each) =>
    replacedOf(each, Math.round((each.points * designedPoints) / part.designedPoints)),
  );
  const live = livePoints === undefined ? {} : { livePoints };
  return { ...part, areaM2, designedPoints, plantedPoints, ...live, replaced };
}

/** A check that was judged before the land of both was divided is one still. */
export function absorbed(
  state: StandState,
  { from, regimes, parts, duties, followUps = [], adoptions, protection = [] }: Inheritance,
): StandState {
  const known = new Set((state.from ?? []).map(({ lifeId }) => lifeId));
  const here = new Set(state.duties.map(({ id }) => id));
  const partsOf = (id: string) => duties.find((duty) => duty.id === id)?.parts ?? [];
  return {
    ...state,
    regimes: { ...state.regimes, ...regimes },
    parts: [...state.parts, ...parts],
    duties: [
      ...state.duties.map((duty) => ({ ...duty, parts: [...duty.parts, ...partsOf(duty.id)] })),
      ...duties.filter(({ id }) => !here.has(id)),
    ],
    ...(adoptions && { adoptions: { ...adoptions, ...state.adoptions } }),
    ...(followUps.length > 0 && { followUps: [...(state.followUps ?? []), ...followUps] }),
    ...(protection.length > 0 && {
      protection: PROTECTIONS.filter((flag) => [...(state.protection ?? []), ...protection].includes(flag)),
    }),
    from: [...(state.from ?? []), ...from.filter(({ lifeId }) => !known.has(lifeId))],
  };
}
