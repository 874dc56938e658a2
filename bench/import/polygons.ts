/** A county of stands to measure with: a lattice of neighbours, who share their borders as drawn land does. */

/** Of a side between two corners of the lattice; a stand has 32 positions and its first one again. */
const PARTS = 8;
/** Dingxiang, and the sides of the lattice in degrees: some 4 ha a stand, of which 40,000 find room in the county. */
const WEST = 112.75;
const SOUTH = 38.35;
const STEP = 0.002;
const A_ROW = 240;
/** How far a border swings to either side: no two of a stand meet. */
const SWING = STEP * 0.12;

type Position = readonly [lon: number, lat: number];

/** GeoJSON with the headings of a county office, feature by feature: the file is never one text. */
export function* polygons(count: number): Generator<string> {
  yield '{"type":"FeatureCollection","features":[\n';
  for (let index = 0; index < count; index += 1)
    yield `${JSON.stringify(feature(index))}${index + 1 < count ? ',' : ''}\n`;
  yield ']}\n';
}

function feature(index: number): object {
  return {
    type: 'Feature',
    properties: {
      县代码: '140921',
      小班号: String(index + 1).padStart(6, '0'),
      树种: '油松',
      造林日期: '2026-04-10',
      设计株数: 16_500,
      海拔: 900 + (index % 400),
    },
    geometry: { type: 'Polygon', coordinates: [ringOf(index % A_ROW, Math.floor(index / A_ROW))] },
  };
}

/** Against the clock. A neighbour has the same positions, as each border is drawn once. */
function ringOf(column: number, row: number): readonly Position[] {
  const ring = [
    ...eastward(column, row),
    ...northward(column + 1, row),
    ...eastward(column, row + 1).toReversed(),
    ...northward(column, row).toReversed(),
  ];
  return ring.filter((position, at) => at === 0 || String(position) !== String(ring[at - 1]));
}

function eastward(column: number, row: number): readonly Position[] {
  return border((part, swing) => placeAt(column + part, row, [0, swing * Math.sin(column + row * 2)]));
}

function northward(column: number, row: number): readonly Position[] {
  return border((part, swing) => placeAt(column, row + part, [swing * Math.cos(column * 2 + row), 0]));
}

/** From corner to corner of the lattice, wavy between them. */
function border(at: (part: number, swing: number) => Position): readonly Position[] {
  return Array.from({ length: PARTS + 1 }, (_, index) => {
    const part = index / PARTS;
    return at(part, index % PARTS === 0 ? 0 : SWING * Math.sin(part * 3 * Math.PI));
  });
}

function placeAt(column: number, row: number, [east, north]: Position): Position {
  return [WEST + column * STEP + east, SOUTH + row * STEP + north];
}
