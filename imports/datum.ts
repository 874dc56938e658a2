/** What is to be said of a reference system before its coordinates are believed. */
import type { RowFault } from './table.ts';

/** What proj4 made of a definition. */
export interface Definition {
  readonly name: string;
  /** Half axis of its ellipsoid, m. */
  readonly a: number;
  /** 1–3: it comes with a shift to WGS 84. */
  readonly datumType: number | undefined;
  readonly text: string;
}

const WGS84_A = 6_378_137;
const SHIFTED = [1, 2, 3];

/**
 * Shifts of the old Chinese datums differ by region and are not published for Xian 1980. For Beijing 1954 the six sets
 * of EPSG move a stand at 112.7° E 38.4° N by 54–63 m, and in the corners of the country by 49–97 m.
 */
const OLD_DATUMS: readonly (readonly [a: number, size: string])[] = [
  [6_378_245, '50–100 m'],
  [6_378_140, '50–150 m'],
];
/** On the ellipsoid of Beijing 1954: sets of EPSG and GOST move a stand between Poland, the Arctic and Sakhalin by 21–161 m. */
const OTHERS_OF_KRASSOVSKY = '20–170 m';
const KRASSOVSKY_A = 6_378_245;

/** An old export names web Mercator so that it reads as the ellipsoidal one, 21 km to the north at 45°. */
const LOSSY_MERCATOR = /^PROJCS\["[^"]*",.*D_unknown.*PROJECTION\["Mercator(_1SP)?"\]/is;

export function remarksOn({ name, a, datumType, text }: Definition): readonly RowFault[] {
  const doubtful: RowFault[] = LOSSY_MERCATOR.test(text)
    ? [{ code: 'CRS_DOUBTFUL', met: name, wanted: '--crs EPSG:3857' }]
    : [];
  if (Math.abs(a - WGS84_A) < 1 || SHIFTED.includes(datumType ?? 0)) return doubtful;
  const isPulkovo = Math.abs(KRASSOVSKY_A - a) < 1 && !/beijing/i.test(text);
  const ofAxis = OLD_DATUMS.find(([axis]) => Math.abs(axis - a) < 1)?.[1] ?? '0–1000 m';
  const size = isPulkovo ? OTHERS_OF_KRASSOVSKY : ofAxis;
  return [...doubtful, { code: 'DATUM_KEPT', met: name, wanted: size }];
}
