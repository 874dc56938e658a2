/** The stands of a drill: the same for the same seed, in whichever process they are made. */
import { lifeOf, type LifeToWalk } from '../../cli/life.ts';
import { addDays, type IsoDate } from '../../domain/day.ts';
import { seedState } from '../../domain/stand/fold.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import { simulate, type Simulated } from '../../domain/stand/simulate.ts';
import { chanceOf, type Chance } from '../../samples/random.ts';

export interface DrilledLife {
  readonly life: LifeToWalk;
  readonly workflowId: string;
  /** What the rules alone make of it: no kill may change a word. */
  readonly told: Simulated;
}

/** What the client has to know of one. */
export interface LifeToLive extends Pick<Simulated, 'sent'> {
  readonly workflowId: string;
  readonly timeZone: string;
  /** Its last day. */
  readonly until: IsoDate;
  /** Somebody closes it before. */
  readonly closes: boolean;
}

export interface LivesAsked {
  readonly seed: number;
  /** Once all of one generation have been lived, the next one is planted. */
  readonly generation: number;
  readonly stands: number;
  /** Still to come: only skipped time reaches it. The nearer it is, the fewer yearly timers a stand sleeps before it lives. */
  readonly plantedIn: number;
}

/** A season with counts, works, damage, a stop of the clock, and one in which nobody answers. */
const waysOf = (year: number) => [
  `${year}-09-20 survey live=1800; on tending`,
  `${year}-09-20 survey live=1500; on tending`,
  `${year}-05-20 damage cause=FROST; ${year}-07-01 waive tending-0.3 reason=ROCK
    ${year}-09-20 survey live=1500 dead-patch=900; ${year}-10-10 suspend reason=DISPUTE; ${year}-11-20 resume`,
  `${year}-09-20 survey live=600; ${year}-10-08 survey live=600; ${year}-12-10 close reason=SOLD`,
  '',
];

export function livesOf({ seed, generation, stands, plantedIn }: LivesAsked): readonly DrilledLife[] {
  const chance = chanceOf(seed * 1000 + generation);
  const numbers = Array.from({ length: stands }, (_, index) => `${generation}${String(index).padStart(3, '0')}`);
  return numbers.map((number) => lifeNo(number, chance, plantedIn));
}

export function toLive({ workflowId, life: { seed, until }, told: { sent, state } }: DrilledLife): LifeToLive {
  return { workflowId, timeZone: seed.regime.timeZone, until, closes: state.closedOn !== undefined, sent };
}

/** As its log is before its first day. */
export function asleep({ life, workflowId }: DrilledLife): DrilledLife {
  return { life, workflowId, told: simulate({ ...life, until: addDays(life.startOn, -1) }) };
}

function lifeNo(number: string, chance: Chance, year: number): DrilledLife {
  const planted = addDays(`${year}-04-05`, chance.whole(0, 20));
  const design = { designed: chance.whole(1700, 2400), areaHa: chance.whole(3, 30), nurseryYears: 2 };
  const place = { policy: 'xinzhou-2024', county: '140921', species: '油松', method: 'planting' as const };
  const outcomes = chance.pick(waysOf(year));
  const model = lifeOf({ ...place, ...design, planted, until: `${year}-12-31`, outcomes });
  const seed = asStored({ ...model.seed, lifeId: uuidOf(chance), standId: `${place.county}-${number}` });
  const life = { ...model, seed, state: seedState(seed) };
  return { life, workflowId: standWorkflowId(seed), told: simulate(life) };
}

function uuidOf(chance: Chance): string {
  const hex = (digits: number) => Array.from({ length: digits }, () => chance.whole(0, 15).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/**
 * With its keys in the order in which PostgreSQL's `jsonb` gives them back, the shorter ones first: a start reaches its stand
 * through the outbox, and duties are raised in the order in which the regime lists them.
 */
function asStored<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const inOrder = Object.entries(value).toSorted(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  return Object.fromEntries(inOrder.map(([key, inner]) => [key, asStored(inner as unknown)])) as T;
}
