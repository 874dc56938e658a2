/** UTM of Germany (ETRS89), written with the zone before the easting (32,500,000) or without it. */

const WITH_ZONE: Readonly<Record<number, string>> = { 31: 'EPSG:5649', 32: 'EPSG:4647', 33: 'EPSG:5650' };
const WITHOUT_ZONE: Readonly<Record<number, string>> = { 31: 'EPSG:25831', 32: 'EPSG:25832', 33: 'EPSG:25833' };
/** Zones 31–33 of China are at 93°–99° east. */
const MOST_MERIDIAN = 15;

/** Code of the grid whose eastings begin with this zone. */
export function germanGridOf(zone: number): string | undefined {
  return WITH_ZONE[zone];
}

/**
 * Code of the grid that has these eastings, for a message; undefined where the stated meridian is none of Germany.
 *
 * @param zone - before the eastings met; 0 = none
 */
export function germanCodeFor(zone: number, meridian: number): string | undefined {
  if (meridian > MOST_MERIDIAN) return undefined;
  return zone === 0 ? WITHOUT_ZONE[(meridian + 183) / 6] : WITH_ZONE[zone];
}
