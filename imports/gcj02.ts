/**
 * GCJ-02, the shifted coordinates of Chinese web maps: 100–700 m from WGS 84, by a function of the place that was never
 * published. The one here is the reconstruction every map library uses (eviltransform, MIT); it holds to a metre or two.
 */
import type { Position } from 'geojson';

/** Half axis and squared eccentricity of Krasovsky's ellipsoid, which the shift is computed on. */
const A = 6_378_245;
const EE = 0.006_693_421_622_965_943;
/** Where the shift is applied at all: a rectangle around China, seas and neighbours included. */
const CHINA = [72.004, 0.8293, 137.8347, 55.8271] as const;

function isShiftedPlace([lon = 0, lat = 0]: Position): boolean {
  return lon >= CHINA[0] && lon <= CHINA[2] && lat >= CHINA[1] && lat <= CHINA[3];
}

/** WGS 84 to GCJ-02. */
export function shifted(position: Position): Position {
  const [lon = 0, lat = 0] = position;
  if (!isShiftedPlace(position)) return [lon, lat];
  const [x, y] = [lon - 105, lat - 35];
  const radians = (lat * Math.PI) / 180;
  const magic = 1 - EE * Math.sin(radians) ** 2;
  const east = (eastShift(x, y) * 180) / ((A / Math.sqrt(magic)) * Math.cos(radians) * Math.PI);
  const north = (northShift(x, y) * 180) / (((A * (1 - EE)) / magic ** 1.5) * Math.PI);
  return [lon + east, lat + north];
}

/** GCJ-02 to WGS 84: the shift changes so slowly that three steps end below a millimetre. */
export function unshifted(position: Position): Position {
  const [lon = 0, lat = 0] = position;
  let [x, y] = [lon, lat];
  for (let step = 0; step < 3; step += 1) {
    const [shiftedLon = 0, shiftedLat = 0] = shifted([x, y]);
    [x, y] = [x + lon - shiftedLon, y + lat - shiftedLat];
  }
  return [x, y];
}

function northShift(x: number, y: number): number {
  const waves =
    wave(6 * x, 20) + wave(2 * x, 20) + wave(y, 20) + wave(y / 3, 40) + wave(y / 12, 160) + wave(y / 30, 320);
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + (waves * 2) / 3;
}

function eastShift(x: number, y: number): number {
  const waves =
    wave(6 * x, 20) + wave(2 * x, 20) + wave(x, 20) + wave(x / 3, 40) + wave(x / 12, 150) + wave(x / 30, 300);
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + (waves * 2) / 3;
}

function wave(halfTurns: number, size: number): number {
  return size * Math.sin(halfTurns * Math.PI);
}
