/** Invents the stands of the sample county. */
import { addDays, daysBetween, type IsoDate } from '../domain/day.ts';
import { COUNTIES, SPECIES_OF, type County, type Group, type Species } from './places.ts';
import { polygonAround, type Ring } from './polygon.ts';
import type { Chance } from './random.ts';

export interface SampleStand {
  readonly county: County;
  /** Number within the county, four digits. */
  readonly number: string;
  readonly name: string;
  readonly species: Species;
  readonly plantedOn: IsoDate;
  readonly altitudeM: number;
  readonly areaHa: number;
  readonly designedPoints: number;
  readonly plantedPoints: number;
  readonly nurseryYears: number;
  readonly ring: Ring;
}

const STANDS_A_COUNTY = 8;
/** From here up the windows of the high hills hold, in any county. */
export const HIGH_HILLS_M = 1600;

/** First and last planting day; the field calendar's windows, without the early-summer drought. */
const SEASONS: Readonly<Record<Group, Readonly<Record<'spring' | 'rainy' | 'autumn', readonly [string, string]>>>> = {
  EAST: { spring: ['03-22', '04-30'], rainy: ['07-05', '08-12'], autumn: ['10-12', '11-08'] },
  WEST: { spring: ['04-02', '05-10'], rainy: ['07-02', '08-12'], autumn: ['10-06', '11-03'] },
  ALPINE: { spring: ['04-22', '05-18'], rainy: ['07-01', '08-08'], autumn: ['09-26', '10-18'] },
};

/** More of the last spring than of any other: a bureau's list is mostly new plantings. */
const PLANTINGS = [
  [2026, 'spring'],
  [2024, 'spring'],
  [2026, 'spring'],
  [2025, 'rainy'],
  [2025, 'spring'],
  [2026, 'rainy'],
  [2023, 'spring'],
  [2026, 'spring'],
] as const;

/** About 120 stands, eight a county, in the order of county and number. */
export function makeStands(chance: Chance): readonly SampleStand[] {
  return COUNTIES.flatMap((county) =>
    Array.from({ length: STANDS_A_COUNTY }, (_, index) => makeStand(chance, county, index)),
  );
}

/** The windows that hold for the stand. */
export function groupOf({ county, altitudeM }: Pick<SampleStand, 'county' | 'altitudeM'>): Group {
  return altitudeM >= HIGH_HILLS_M ? 'ALPINE' : county.group;
}

function makeStand(chance: Chance, county: County, index: number): SampleStand {
  const list = SPECIES_OF[county.group];
  const species = list[index % list.length]!;
  const altitudeM = chance.whole(...species.altitudeM);
  const areaHa = Math.round(chance.between(1, 5.4) ** 2 * 10) / 10;
  const perHa = Math.round(chance.between(...species.perHa) / 10) * 10;
  const designedPoints = Math.round(areaHa * perHa);
  return {
    county,
    number: String(index + 1).padStart(4, '0'),
    name: `${chance.pick(county.places)}${chance.pick(['阳坡', '阴坡', '梁顶', '沟口', '东坡'])}`,
    species,
    plantedOn: plantingDay(chance, groupOf({ county, altitudeM }), species, index),
    altitudeM,
    areaHa,
    designedPoints,
    // A few points are always lost to rock and paths.
    plantedPoints: Math.round(designedPoints * chance.between(0.97, 1)),
    nurseryYears: chance.whole(...species.nurseryYears),
    ring: polygonAround(chance, county.box, areaHa),
  };
}

function plantingDay(chance: Chance, group: Group, species: Species, index: number): IsoDate {
  const [year, usual] = PLANTINGS[index % PLANTINGS.length]!;
  const season = usual === 'rainy' && species.autumn === true ? 'autumn' : usual;
  const [first, last] = SEASONS[group][season].map((day) => `${year}-${day}`) as [IsoDate, IsoDate];
  return addDays(first, chance.whole(0, daysBetween(first, last)));
}
