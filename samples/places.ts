/** Where the invented stands lie and what grows there: real county codes and names, rough places, usual species. */

export type Group = 'EAST' | 'WEST' | 'ALPINE';

export interface County {
  readonly code: string;
  readonly zh: string;
  readonly group: Group;
  /** Longitude and latitude that surely lie in the county: the inner part of its extent. */
  readonly box: readonly [west: number, south: number, east: number, north: number];
  /** Names of hills and valleys; invented. */
  readonly places: readonly string[];
}

export const COUNTIES: readonly County[] = [
  {
    code: '140921',
    zh: '定襄县',
    group: 'EAST',
    box: [112.87, 38.4, 113.13, 38.57],
    places: ['南王', '龙泉沟', '卧虎山'],
  },
  {
    code: '140902',
    zh: '忻府区',
    group: 'EAST',
    box: [112.45, 38.34, 112.78, 38.55],
    places: ['双乳山', '石岭', '北沟'],
  },
  {
    code: '140922',
    zh: '五台县',
    group: 'EAST',
    box: [113.2, 38.6, 113.55, 38.85],
    places: ['清凉沟', '东冶坡', '松岩'],
  },
  { code: '140923', zh: '代县', group: 'EAST', box: [112.9, 38.98, 113.2, 39.2], places: ['雁岭', '峪口', '草垛山'] },
  {
    code: '140924',
    zh: '繁峙县',
    group: 'EAST',
    box: [113.35, 39.1, 113.75, 39.3],
    places: ['平型坡', '砂河', '大峪'],
  },
  {
    code: '140981',
    zh: '原平市',
    group: 'EAST',
    box: [112.45, 38.7, 112.85, 38.98],
    places: ['天涯山', '轩岗坡', '云中'],
  },
  {
    code: '140925',
    zh: '宁武县',
    group: 'WEST',
    box: [112.05, 38.7, 112.4, 39.0],
    places: ['阳方梁', '薛家洼', '汾源'],
  },
  {
    code: '140926',
    zh: '静乐县',
    group: 'WEST',
    box: [111.9, 38.25, 112.2, 38.52],
    places: ['天柱梁', '鹅城', '碾河'],
  },
  {
    code: '140927',
    zh: '神池县',
    group: 'WEST',
    box: [111.9, 39.05, 112.2, 39.32],
    places: ['黄花岭', '八角', '虎北'],
  },
  {
    code: '140928',
    zh: '五寨县',
    group: 'WEST',
    box: [111.6, 38.87, 111.92, 39.12],
    places: ['荷叶坪', '三岔', '小河头'],
  },
  {
    code: '140929',
    zh: '岢岚县',
    group: 'WEST',
    box: [111.4, 38.57, 111.72, 38.85],
    places: ['岚漪', '王家岔', '阳坪'],
  },
  {
    code: '140930',
    zh: '河曲县',
    group: 'WEST',
    box: [111.27, 39.07, 111.53, 39.33],
    places: ['土沟', '沙坪', '鹿固'],
  },
  {
    code: '140931',
    zh: '保德县',
    group: 'WEST',
    box: [111.05, 38.77, 111.26, 39.03],
    places: ['杨家湾', '尧圪台', '南河沟'],
  },
  {
    code: '140932',
    zh: '偏关县',
    group: 'WEST',
    box: [111.52, 39.34, 111.9, 39.56],
    places: ['老营', '水泉', '万家寨梁'],
  },
  {
    code: '140971',
    zh: '五台山风景名胜区',
    group: 'ALPINE',
    box: [113.43, 38.9, 113.68, 39.1],
    places: ['台怀', '金岗', '石咀'],
  },
];

export interface Species {
  readonly zh: string;
  /** Metres above the sea where it is planted. */
  readonly altitudeM: readonly [number, number];
  /** Points a hectare in a usual design. */
  readonly perHa: readonly [number, number];
  readonly nurseryYears: readonly [number, number];
  /** Planted in autumn as well. */
  readonly autumn?: boolean;
}

const PINE: Species = { zh: '油松', altitudeM: [1050, 1580], perHa: [1650, 2500], nurseryYears: [2, 3] };
const LARCH: Species = { zh: '落叶松', altitudeM: [1620, 2150], perHa: [1650, 2500], nurseryYears: [2, 2] };
const SPRUCE: Species = { zh: '云杉', altitudeM: [1680, 2300], perHa: [1110, 2000], nurseryYears: [4, 5] };
const POPLAR: Species = { zh: '杨', altitudeM: [780, 1100], perHa: [1100, 1250], nurseryYears: [1, 2], autumn: true };
const CARAGANA: Species = { zh: '柠条', altitudeM: [1000, 1500], perHa: [2200, 3300], nurseryYears: [1, 1] };
const BUCKTHORN: Species = { zh: '沙棘', altitudeM: [1050, 1560], perHa: [1650, 2500], nurseryYears: [1, 2] };
const ARBORVITAE: Species = { zh: '侧柏', altitudeM: [800, 1200], perHa: [1650, 2500], nurseryYears: [2, 3] };

/** In order, one stand each, then over again. */
export const SPECIES_OF: Readonly<Record<Group, readonly Species[]>> = {
  EAST: [PINE, ARBORVITAE, PINE, POPLAR, LARCH, PINE, ARBORVITAE, BUCKTHORN],
  WEST: [PINE, CARAGANA, BUCKTHORN, PINE, LARCH, CARAGANA, POPLAR, BUCKTHORN],
  ALPINE: [LARCH, SPRUCE, LARCH, SPRUCE],
};
