/** Headers by the names people give them, in Chinese and English; a mapping file has the last word. */
import type { Mapping } from './mapping.ts';
import type { Problem } from './problems.ts';
import type { SourceRow, SourceTable } from './table.ts';

export const STAND_FIELDS = {
  county: [
    '县代码',
    '县',
    '县名',
    '县（区）',
    '县区',
    '行政代码',
    'county',
    'county code',
    'countycode',
    'county_code',
  ],
  code: [
    '小班号',
    '小班编号',
    '小班',
    '小班代码',
    'stand',
    'stand no',
    'stand no.',
    'stand number',
    'stand id',
    'stand_id',
    'stand code',
    'code',
    'subcompartment',
    'eraldise nr.',
  ],
  name: ['小班名称', '地名', '小地名', 'name', 'stand name'],
  plantedOn: [
    '造林日期',
    '栽植日期',
    '造林时间',
    '栽植时间',
    '种植日期',
    'planting date',
    'planted on',
    'planted_on',
    'planted',
    'date planted',
    'planting day',
  ],
  workYear: ['作业年度', '造林年度', '造林年份', 'work year', 'workyear', 'work_year', 'planting year'],
  species: ['树种', '主要树种', '优势树种', '造林树种', 'species', 'main species', 'tree species', 'pealiik'],
  areaHa: [
    '面积(公顷)',
    '面积公顷',
    '面积(ha)',
    '面积(hm2)',
    '面积(hm²)',
    'area_ha',
    'area ha',
    'area (ha)',
    'areaha',
    'hectares',
    'pindala (ha)',
  ],
  areaMu: ['面积(亩)', '面积亩', '小班面积(亩)', 'area_mu', 'area mu', 'area (mu)', 'areamu'],
  designedPoints: [
    '设计株数',
    '设计穴数',
    '设计总株数',
    'designed points',
    'designed_points',
    'designedpoints',
    'designed stems',
    'design count',
  ],
  densityPerMu: [
    '设计密度',
    '密度(株/亩)',
    '设计密度(株/亩)',
    '株/亩',
    'density per mu',
    'density_per_mu',
    'stems per mu',
  ],
  densityPerHa: [
    '密度(株/公顷)',
    '设计密度(株/公顷)',
    '株/公顷',
    '密度(株/ha)',
    'density per ha',
    'density_per_ha',
    'stems per ha',
    'density (stems/ha)',
  ],
  plantedPoints: [
    '栽植株数',
    '实植株数',
    '造林株数',
    'planted points',
    'planted_points',
    'plantedpoints',
    'planted stems',
  ],
  nurseryYears: ['苗龄', '苗木年龄', 'nursery years', 'nursery_years', 'stock age', 'seedling age'],
  altitudeM: ['海拔', '海拔(米)', '海拔(m)', 'altitude', 'altitude_m', 'altitude m', 'elevation', 'elevation_m'],
  method: ['造林方式', '造林方法', '造林类型', 'method', 'planting method'],
} as const satisfies Record<string, readonly string[]>;

export const SURVEY_FIELDS = {
  county: STAND_FIELDS.county,
  code: STAND_FIELDS.code,
  capturedOn: ['调查日期', '检查日期', '调查时间', 'captured on', 'captured_on', 'captured', 'survey date', 'date'],
  livePoints: ['活株数', '成活株数', '活株', 'live', 'live points', 'live_points', 'livepoints', 'alive', 'live stems'],
  survivalPercent: ['成活率', '成活率(%)', '成活率%', 'survival', 'survival rate', 'survival (%)', 'survival_percent'],
  designedPoints: ['样地设计株数', '设计株数', 'designed', 'designed points', 'designed_points', 'designed stems'],
  plantedPoints: ['样地栽植株数', '栽植株数', 'planted points', 'planted_points'],
  plot: ['样地号', '样方号', '样地', 'plot', 'plot no', 'plot number', 'plot_no'],
  deadPoints: ['死株数', '死亡株数', 'dead', 'dead points', 'dead_points'],
  missingPoints: ['缺株数', '缺苗数', 'missing', 'missing points', 'missing_points'],
  largestDeadPatchM2: [
    '最大死亡块(平方米)',
    '块状死亡面积(平方米)',
    'largest dead patch m2',
    'largest_dead_patch_m2',
    'dead patch m2',
    'dead patch (m2)',
  ],
} as const satisfies Record<string, readonly string[]>;

export type StandField = keyof typeof STAND_FIELDS;
export type SurveyField = keyof typeof SURVEY_FIELDS;

/** Where each field's value comes from. */
export interface ColumnChoice<Field extends string> {
  valueOf(row: SourceRow, field: Field): unknown;
  has(field: Field): boolean;
  readonly problems: readonly Problem[];
}

/** Picks the columns of a table; a field that two columns give is a problem, unless the mapping chooses. */
export function chooseColumns<Field extends string>(
  table: SourceTable,
  fields: Readonly<Record<Field, readonly string[]>>,
  mapping: Mapping,
): ColumnChoice<Field> {
  const problems: Problem[] = [];
  const chosen = new Map<Field, readonly string[]>();
  for (const field of Object.keys(fields) as Field[]) {
    const mapped = mapping.columns[field];
    const found =
      mapped ?? table.columns.filter((name) => fields[field].some((known) => folded(known) === folded(name)));
    const absent = mapped?.find((name) => !table.columns.includes(name));
    if (absent !== undefined)
      problems.push({ row: 0, code: 'COLUMN_MISSING', field, met: table.columns.join(', '), wanted: absent });
    else if (mapped === undefined && found.length > 1)
      problems.push({ row: 0, code: 'COLUMN_TWICE', field, met: found.join(', ') });
    else if (found.length > 0) chosen.set(field, found);
  }
  return {
    problems,
    has: (field) => chosen.has(field) || mapping.constants[field] !== undefined,
    valueOf: (row, field) => translated(mapping, field, valueIn(row, chosen.get(field)) ?? mapping.constants[field]),
  };
}

/** Several columns make one value, e.g. cadastral number and stand number. */
function valueIn(row: SourceRow, columns: readonly string[] | undefined): unknown {
  if (columns === undefined) return undefined;
  if (columns.length === 1) return row.values[columns[0]!];
  const parts = columns.map((name) => row.values[name]);
  return parts.every((part) => part !== undefined) ? parts.map(String).join('-') : undefined;
}

function translated(mapping: Mapping, field: string, value: unknown): unknown {
  if (value === undefined) return undefined;
  return mapping.values[field]?.[String(value)] ?? value;
}

/** Case, width and blanks make no other header. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/\s*([()])\s*/g, '$1')
    .trim();
}
