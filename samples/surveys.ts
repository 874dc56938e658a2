/** Invents what the crews counted: every verdict that a first count can lead to. */
import { addDays, type IsoDate } from '../domain/day.ts';
import type { Chance } from './random.ts';
import { groupOf, type SampleStand } from './stands.ts';

export interface SampleSurvey {
  readonly stand: SampleStand;
  readonly capturedOn: IsoDate;
  readonly livePoints: number;
  readonly largestDeadPatchM2?: number;
}

/** Share of the designed points alive, and a dead patch in m² where there is one. */
interface Outcome {
  readonly alive: readonly [number, number];
  readonly patchM2?: readonly [number, number];
  /** Days before the check window opens: kept, and not binding. */
  readonly early?: number;
}

const GOOD: Outcome = { alive: [0.88, 0.97] };
/** Enough for the dry line of the west, not for the normal one. */
const BETWEEN_LINES: Outcome = { alive: [0.72, 0.83] };
const GAPS: Outcome = { alive: [0.46, 0.66] };
const LOST: Outcome = { alive: [0.18, 0.38] };
const BLOCK: Outcome = { alive: [0.87, 0.9], patchM2: [700, 1600] };
const TOO_EARLY: Outcome = { alive: [0.85, 0.95], early: 9 };

/** In order, one stand each, then over again; `undefined` = nobody has counted yet. */
const OUTCOMES = [
  GOOD,
  GAPS,
  GOOD,
  BETWEEN_LINES,
  undefined,
  GOOD,
  BLOCK,
  GOOD,
  LOST,
  GOOD,
  GAPS,
  undefined,
  TOO_EARLY,
];

/** Days after the window opens on which a crew may have come; within every group's window. */
const CREW_DAYS = 45;
const CHECK_OPENS = { EAST: '09-01', WEST: '09-01', ALPINE: '08-20' } as const;
/** The county's books end here: later windows have not been yet. */
const BOOKS_END = '2026-10-31';

/** One count a stand at most, in its first check window. */
export function makeSurveys(chance: Chance, stands: readonly SampleStand[]): readonly SampleSurvey[] {
  const opened = stands.filter((stand) => checkOpensOn(stand) <= BOOKS_END);
  return opened.flatMap((stand, index) => {
    const outcome = OUTCOMES[index % OUTCOMES.length];
    return outcome === undefined ? [] : [makeSurvey(chance, stand, outcome)];
  });
}

/** Planted by 31 May counts for the season of that year, later for the next. */
function checkOpensOn(stand: SampleStand): IsoDate {
  const year = Number(stand.plantedOn.slice(0, 4)) + (stand.plantedOn.slice(5) <= '05-31' ? 0 : 1);
  return `${year}-${CHECK_OPENS[groupOf(stand)]}`;
}

function makeSurvey(chance: Chance, stand: SampleStand, { alive, patchM2, early }: Outcome): SampleSurvey {
  const opensOn = checkOpensOn(stand);
  return {
    stand,
    capturedOn: early === undefined ? addDays(opensOn, chance.whole(0, CREW_DAYS)) : addDays(opensOn, -early),
    livePoints: Math.round(stand.designedPoints * chance.between(...alive)),
    ...(patchM2 && { largestDeadPatchM2: chance.whole(...patchM2) }),
  };
}
