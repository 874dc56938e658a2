/** A county of stands to measure with: each of thirty corners, beside each other and within the county. */

const CORNERS = 30;
/** Dingxiang, and steps between middles in degrees: some 10 ha a stand. */
const WEST = 112.75;
const SOUTH = 38.35;
const STEP = 0.004;
const A_ROW = 120;

/** GeoJSON with the headings of a county office. */
export function polygons(count: number): string {
  const features = Array.from({ length: count }, (_, index) => JSON.stringify(feature(index)));
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
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
    geometry: { type: 'Polygon', coordinates: [ringOf(index)] },
  };
}

/** Wavy, so that no two sides are alike. */
function ringOf(index: number): readonly (readonly [number, number])[] {
  const [x, y] = [WEST + (index % A_ROW) * STEP, SOUTH + Math.floor(index / A_ROW) * STEP];
  const corners = Array.from({ length: CORNERS }, (_, corner) => {
    const turn = (corner * 2 * Math.PI) / CORNERS;
    const far = STEP * (0.4 + 0.08 * Math.sin(turn * 5 + index));
    return [x + Math.cos(turn) * far, y + Math.sin(turn) * far] as const;
  });
  return [...corners, corners[0]!];
}
