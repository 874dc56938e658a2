/** Invented outlines: uneven polygons of a wanted area, far from every real boundary. */
import type { Chance } from './random.ts';

export type Ring = readonly (readonly [longitude: number, latitude: number])[];

/** On the sphere that area computations of GeoJSON use. */
const METRES_A_DEGREE = (Math.PI / 180) * 6_371_008.8;
const CORNERS = 8;

/** A closed ring, counter-clockwise, somewhere in the box, of the area within a thousandth. */
export function polygonAround(
  chance: Chance,
  [west, south, east, north]: readonly [number, number, number, number],
  areaHa: number,
): Ring {
  const longitude = chance.between(west, east);
  const latitude = chance.between(south, north);
  const spokes = Array.from({ length: CORNERS }, (_, corner) => ({
    angle: ((corner + chance.between(-0.3, 0.3)) / CORNERS) * 2 * Math.PI,
    length: chance.between(0.7, 1.3),
  }));
  const corners = spokes.map(({ angle, length }) => [length * Math.cos(angle), length * Math.sin(angle)] as const);
  const scale = Math.sqrt((areaHa * 10_000) / shoelace(corners));
  const ring = corners.map(
    ([x, y]) =>
      [
        rounded(longitude + (x * scale) / (METRES_A_DEGREE * Math.cos((latitude * Math.PI) / 180))),
        rounded(latitude + (y * scale) / METRES_A_DEGREE),
      ] as const,
  );
  return [...ring, ring[0]!];
}

function shoelace(corners: readonly (readonly [number, number])[]): number {
  const twice = corners.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % corners.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return twice / 2;
}

/** About a centimetre on the ground: enough for an outline, and the same text on every machine. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
