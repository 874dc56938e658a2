/** From which size on an import notes, asks about or refuses what does not fit together. A mapping file may set others. */

export interface Thresholds {
  /** Stated against drawn area, as a part of the drawn one: from here on a remark, … */
  readonly areaNote: number;
  /** … refused unless acknowledged … */
  readonly areaAcknowledge: number;
  /** … and as a factor, either way: refused. */
  readonly areaBlock: number;
  /** Two columns of areas: from this part of the one taken on, and these m², a remark. */
  readonly areasDiffer: number;
  readonly areasDifferM2: number;
  /** Points designed and density times area, as a part of the one taken: from here on a remark. */
  readonly designDiffers: number;
  /** Rate of survival and live points of the design or planting, in points of per cent: from here on a remark. */
  readonly survivalDiffers: number;
  /** Land in two stands, as a part of the smaller one: from here on a remark, refused unless acknowledged, refused. */
  readonly overlapNote: number;
  readonly overlapAcknowledge: number;
  readonly overlapBlock: number;
  /** Pieces and holes of an outline below this many m² are left out. */
  readonly sliverM2: number;
}

interface Threshold {
  readonly value: number;
  /** C: our proposal, no rule was found; V, V2, R as in the policies. */
  readonly mark: 'C';
  readonly because: string;
}

/** All of them are proposals (C): no standard we read gives a number. */
export const THRESHOLD_TABLE: Readonly<Record<keyof Thresholds, Threshold>> = {
  areaNote: { value: 0.05, mark: 'C', because: 'planning maps are drawn to about five per cent' },
  areaAcknowledge: { value: 0.25, mark: 'C', because: 'net and gross area differ by roads and rocks, rarely by more' },
  areaBlock: { value: 8, mark: 'C', because: '亩 for ha is 15 times, m² for ha 10,000 times: another unit' },
  areasDiffer: { value: 0.02, mark: 'C', because: 'areas are rounded, and a mu is taken as 666.7 or 667 m²' },
  areasDifferM2: { value: 500, mark: 'C', because: 'half of a tenth of a hectare, to which small areas are rounded' },
  designDiffers: { value: 0.05, mark: 'C', because: 'densities are rounded to whole points a mu, areas to a tenth' },
  survivalDiffers: { value: 1, mark: 'C', because: 'rates are rounded to whole per cent, up or down' },
  overlapNote: { value: 0.01, mark: 'C', because: 'lines digitised twice differ by a few metres' },
  overlapAcknowledge: { value: 0.1, mark: 'C', because: 'more than a border drawn twice' },
  overlapBlock: { value: 0.5, mark: 'C', because: 'land of another project is blocked at import' },
  sliverM2: { value: 6, mark: 'C', because: 'the ground of one plant at 2 m × 3 m' },
};

const NAMES = Object.keys(THRESHOLD_TABLE) as (keyof Thresholds)[];

export const THRESHOLDS = Object.fromEntries(
  NAMES.map((name) => [name, THRESHOLD_TABLE[name].value]),
) as unknown as Thresholds;

export type Grade = 'block' | 'acknowledge' | 'note';
