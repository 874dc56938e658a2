/** Headers by the names people give them, in Chinese and English; a mapping file has the last word. */
import { isAreaOf } from './area-headings.ts';
import { cutColumns } from './cut-columns.ts';
import { decimalsIn } from './decimals.ts';
import { distinct, folded } from './headings.ts';
import { localeOf, type DecimalMark } from './locale.ts';
import type { Mapping } from './mapping.ts';
import { ImportError, type Problem } from './problems.ts';
import type { RowFault, SourceRow, SourceTable } from './table.ts';
import { shown } from './values.ts';

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
  owner: [
    '林权人',
    '林权权利人',
    '林木权利人',
    '权利人',
    '权属人',
    '经营主体',
    '经营者',
    '业主',
    '林权',
    '权属',
    'tenure holder',
    'forest owner',
    'owner',
    'owner name',
    'owner_name',
    'landowner',
    'land owner',
  ],
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
  preparedOn: ['整地日期', '整地时间', 'site prepared on', 'prepared_on', 'site preparation date'],
  stockLicence: ['苗木生产经营许可证号', '林木种子生产经营许可证号', 'producer licence', 'stock_licence'],
  stockQuarantine: ['植物检疫证书号', '苗木检疫证号', 'quarantine certificate', 'stock_quarantine'],
  stockLabel: ['苗木标签号', 'stock label', 'stock_label'],
  stockQuality: ['苗木质量检验合格证号', '苗木合格证号', 'stock quality certificate', 'stock_quality'],
  provenance: ['种源', '苗木产地', '苗木种源', '种苗产地', 'provenance', 'seed provenance', 'stock_provenance'],
  stockQuantity: ['到苗数量', '苗木数量', 'stock quantity', 'stock_quantity'],
  stockOn: ['到苗日期', '苗木到场日期', 'stock arrived on', 'stock_on', 'stock arrival date'],
  commencedOn: [
    '起算日期',
    '接管日期',
    '封育日期',
    '封育开始日期',
    'commencement date',
    'commencement',
    'commenced on',
    'commenced_on',
    'commenced',
    'enclosed on',
  ],
  workYear: ['作业年度', '造林年度', '造林年份', 'work year', 'workyear', 'work_year', 'planting year'],
  species: ['树种', '主要树种', '优势树种', '造林树种', 'species', 'main species', 'tree species', 'pealiik'],
  area: ['面积', '小班面积', '造林面积', 'area', 'stand area', 'pindala', 'pinta-ala', 'fläche', 'surface'],
  areaHa: [
    '面积(公顷)',
    '面积公顷',
    '小班面积(公顷)',
    '造林面积(公顷)',
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
  areaMu: ['面积(亩)', '面积亩', '小班面积(亩)', '造林面积(亩)', 'area_mu', 'area mu', 'area (mu)', 'areamu'],
  areaM2: [
    '面积(平方米)',
    '面积平方米',
    '小班面积(平方米)',
    'area_m2',
    'area m2',
    'area (m2)',
    'aream2',
    'pindala (m2)',
  ],
  areaAcres: ['area_acres', 'area acres', 'area (acres)', 'acres', '面积(英亩)'],
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
  densityPerAcre: [
    'density per acre',
    'density_per_acre',
    'stems per acre',
    'trees per acre',
    'density (stems/ac)',
    'tpa',
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
  unit: ['施工单位', '造林单位', 'planting unit', 'planting_unit', 'contractor'],
  altitudeM: ['海拔', '海拔(米)', '海拔(m)', 'altitude', 'altitude_m', 'altitude m', 'elevation', 'elevation_m'],
  method: ['造林方式', '造林方法', '造林类型', 'method', 'planting method'],
  enclosureType: ['封育类型', 'enclosure type', 'enclosure_type'],
} as const satisfies Record<string, readonly string[]>;

export const SURVEY_FIELDS = {
  county: STAND_FIELDS.county,
  code: STAND_FIELDS.code,
  capturedOn: ['调查日期', '检查日期', '调查时间', 'captured on', 'captured_on', 'captured', 'survey date', 'date'],
  livePoints: ['活株数', '成活株数', '活株', 'live', 'live points', 'live_points', 'livepoints', 'alive', 'live stems'],
  survivalPercent: ['成活率', '成活率(%)', '成活率%', 'survival', 'survival rate', 'survival (%)', 'survival_percent'],
  survivalRatio: ['survival ratio', 'survival_ratio', 'survival fraction', '成活比例'],
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

export const OUTLINE_FIELDS = {
  county: STAND_FIELDS.county,
  code: STAND_FIELDS.code,
  part: ['部分', '部分号', '分块', '分块号', 'part', 'part no', 'part id', 'part_id'],
} as const satisfies Record<string, readonly string[]>;

/** Of several columns the one whose name comes first is read; the others are kept as they stand, as nothing goes by them. */
const FIRST_COUNTS: ReadonlySet<string> = new Set<keyof typeof STAND_FIELDS>(['owner']);

export type StandField = keyof typeof STAND_FIELDS;
export type SurveyField = keyof typeof SURVEY_FIELDS;
export type OutlineField = keyof typeof OUTLINE_FIELDS;

/** Where each field's value comes from. */
export interface ColumnChoice<Field extends string> {
  valueOf(row: SourceRow, field: Field): unknown;
  has(field: Field): boolean;
  /** Mark of the decimals of a field of numbers, where it is known. */
  decimalOf(field: Field): DecimalMark | undefined;
  /** Columns that gave no field, in the order of the file. */
  readonly others: readonly string[];
  /** Where each field was found, for a mapping to be kept. */
  readonly chosen: Mapping['columns'];
  readonly remarks: readonly RowFault[];
}

/**
 * Picks the columns of a table.
 *
 * @param needed - fields that no row can do without
 * @throws ImportError where a needed column is missing, or two columns give one field and no mapping chooses
 */
export function chooseColumns<Field extends string>(
  table: SourceTable,
  fields: Readonly<Record<Field, readonly string[]>>,
  mapping: Mapping,
  needed: readonly NoInfer<Field>[],
): ColumnChoice<Field> {
  const chosen = new Map<Field, readonly string[]>();
  const cut = cutColumns(table, fields, mapping);
  for (const field of Object.keys(fields) as Field[]) {
    const found = columnsOf({ table, field, names: fields[field], mapping, cut: cut.found[field] ?? [] });
    if (found.length > 0) chosen.set(field, found);
  }
  const has = (field: Field) => chosen.has(field) || mapping.constants[field] !== undefined;
  const missing = needed.find((field) => !has(field));
  if (missing !== undefined) throw new ImportError(columnMissing(table, missing, fields[missing]));
  const decimals = decimalsIn(table, chosen, localeOf(mapping.locale));
  return {
    has,
    others: otherColumns(table, chosen),
    chosen: Object.fromEntries(chosen),
    remarks: [...cut.remarks, ...decimals.remarks],
    decimalOf: (field) => decimals.known.get(field),
    valueOf: (row, field) => translated(mapping, field, valueIn(row, chosen.get(field)) ?? mapping.constants[field]),
  };
}

interface ColumnsOf {
  readonly table: SourceTable;
  readonly field: string;
  readonly names: readonly string[];
  readonly mapping: Mapping;
  /** Taken where no column has one of the names. */
  readonly cut?: readonly string[];
}

/** Columns that give one field, none where there are none; @throws ImportError where two do and no mapping chooses */
export function columnsOf({ table, field, names, mapping, cut = [] }: ColumnsOf): readonly string[] {
  const mapped = mapping.columns[field];
  const called = mapped ?? columnsCalled(table, names);
  const all = called.length > 0 ? called : cut.length > 0 ? cut : columnsOfUnit(table, field);
  const found = FIRST_COUNTS.has(field) && mapped === undefined ? all.slice(0, 1) : all;
  const fault = columnFault(table, field, found, mapped !== undefined);
  if (fault !== undefined) throw new ImportError(fault);
  return found;
}

/** What programs number and measure by themselves says nothing of a stand. */
const COMPUTED =
  /^(objectid|fid|ogc_fid|gid|shape|shape[ _]?(leng|length|area|le_1|ar_1)|st_(area|length)\(shape\)|perimeter)$/;

function otherColumns(
  { columns, drawnColumns = [] }: SourceTable,
  chosen: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const taken = new Set([...chosen.values()].flat());
  const isOther = (name: string) => name !== '' && !taken.has(name) && !COMPUTED.test(folded(name));
  return distinct(columns).filter((key, index) => isOther(columns[index]!) && !drawnColumns.includes(key));
}

/** In the order of the names. */
function columnsCalled({ columns }: SourceTable, names: readonly string[]): readonly string[] {
  const known = names.map(folded);
  const place = (name: string) => known.indexOf(folded(name));
  return columns.filter((name) => place(name) >= 0).toSorted((a, b) => place(a) - place(b));
}

/** Areas whose heading is in another language, or has another form, and names the unit of the field. */
function columnsOfUnit({ columns }: SourceTable, field: string): readonly string[] {
  return columns.filter((name) => isAreaOf(field, name));
}

/** A field may be joined from several columns where the mapping says so, never by chance. */
function columnFault(
  table: SourceTable,
  field: string,
  found: readonly string[],
  mapped: boolean,
): Omit<Problem, 'row'> | undefined {
  const absent = found.find((name) => !table.columns.includes(name));
  if (absent !== undefined) return columnMissing(table, field, [absent]);
  const twice = found.filter((name) => table.columns.filter((column) => column === name).length > 1);
  const rivals = mapped ? twice : found.length > 1 ? found : [];
  return rivals.length === 0 ? undefined : { code: 'COLUMN_TWICE', field, met: rivals.join(', ') };
}

function columnMissing({ columns }: SourceTable, field: string, names: readonly string[]): Omit<Problem, 'row'> {
  const met = columns.filter((name) => name !== '').join(', ') || 'none';
  return { code: 'COLUMN_MISSING', field, met, wanted: names.join(', ') };
}

/** Several columns make one value, e.g. cadastral number and stand number. */
export function valueIn(row: SourceRow, columns: readonly string[] | undefined): unknown {
  if (columns === undefined) return undefined;
  const parts = columns.map((name) => cellIn(row, name));
  if (parts.length === 1) return parts[0];
  return parts.every((part) => part !== undefined) ? parts.map(shown).join('-') : undefined;
}

/** A cell of blanks is an empty one, and so is what programs write for nothing; a person may be called Null. */
const NOTHING = /^\s*(?:NULL|null|<N(?:ull|ULL)>|\(null\)|\\N|#?N\/A|n\/a)?\s*$/;

function cellIn({ values }: SourceRow, name: string): unknown {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return typeof value === 'string' && NOTHING.test(value) ? undefined : value;
}

function translated(mapping: Mapping, field: string, value: unknown): unknown {
  const words = mapping.values[field];
  const word = value === undefined ? '' : shown(value).trim();
  return words !== undefined && Object.hasOwn(words, word) ? words[word] : value;
}
