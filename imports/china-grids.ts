/**
 * Gauss–Krüger grids of China: zones of 3° (25–45) and 6° (13–23), each written with its number before the easting
 * (38,500,000) or without it (500,000). The two are told by the coordinates; a file that states the other one is common.
 */

export interface Grid {
  readonly falseEasting: number;
  /** Degrees. */
  readonly centralMeridian: number;
}

/** Numbers before the easting that mean a zone. */
const ZONES = [13, 45] as const;
const MILLION = 1_000_000;

/** @example zoneIn(39_415_231) // 39; without a number 0 */
export function zoneIn(easting: number): number {
  const zone = Math.floor(easting / MILLION);
  return zone >= ZONES[0] && zone <= ZONES[1] ? zone : 0;
}

/** Grids whose middle is called 500,000, with a zone before it or without: the ones this question arises for. */
export function isChineseForm({ falseEasting }: Grid): boolean {
  return falseEasting === zoneIn(falseEasting) * MILLION + 500_000;
}

/** @example meridianOf(39) // 117; of a 6° zone, 20 → 117 */
export function meridianOf(zone: number): number {
  return zone < 25 ? zone * 6 - 3 : zone * 3;
}

/** EPSG codes of the first zone of each family; the others follow one by one. */
interface Family {
  readonly name: RegExp;
  readonly of3: { readonly zone25: number; readonly meridian75: number };
  /** The first of the 6° zones; none of them is told by its meridian alone. */
  readonly of6Zone13: number;
}

const FAMILIES: readonly Family[] = [
  { name: /2000/, of3: { zone25: 4513, meridian75: 4534 }, of6Zone13: 4491 },
  { name: /xian|1980/i, of3: { zone25: 2349, meridian75: 2370 }, of6Zone13: 2327 },
  { name: /beijing|1954/i, of3: { zone25: 2401, meridian75: 2422 }, of6Zone13: 21413 },
];

/**
 * Code of the grid that has these eastings, for a message: by the zone before them, else by the meridian.
 *
 * @param datum - as the file calls it
 */
export function codeFor(datum: string, zone: number, meridian: number): string | undefined {
  const { of3, of6Zone13 } = FAMILIES.find(({ name }) => name.test(datum)) ?? FAMILIES[0]!;
  if (zone >= 25) return `EPSG:${of3.zone25 + zone - 25}`;
  if (zone >= 13) return `EPSG:${of6Zone13 + zone - 13}`;
  const steps = (meridian - 75) / 3;
  return Number.isInteger(steps) && steps >= 0 && steps <= 20 ? `EPSG:${of3.meridian75 + steps}` : undefined;
}
