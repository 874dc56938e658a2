/** Positions of whatever a file holds in the place of coordinates. */
import type { Position } from 'geojson';

/** The first two numbers of whatever a file holds in the place of coordinates. */
export function firstPosition(value: unknown): Position | undefined {
  let inner = value;
  while (Array.isArray(inner) && Array.isArray(inner[0])) inner = inner[0];
  return Array.isArray(inner) ? (inner as Position) : undefined;
}

/** For telling, to a kilometre; what lies on no map is cut short. */
export function placeOf(position: Position): string {
  return position
    .slice(0, 2)
    .map((part) => (Math.abs(part) < 1e9 ? part.toFixed(2) : part.toPrecision(3)))
    .join(', ');
}
