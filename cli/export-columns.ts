/** Columns of an export. Those that an import reads have headings it knows, so a file that left comes back as it was. */
import { label } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import type { Paper } from '../domain/policy/regime.ts';
import { addedUp, mostFirst, type Mix } from '../domain/stand/mix.ts';
import { isStart } from '../domain/stand/state.ts';
import type { Cell, CellKind, ExportColumn } from '../exports/table.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { mapYearOf, polygonDueOn, type MapRules } from '../domain/register/map-year.ts';
import type {
  CountToExport,
  PartToExport,
  PolygonToExport,
  StandToExport,
  TaskToExport,
} from '../prisma/export-store.ts';

/** What words are made with. */
export interface Words {
  readonly lang: Language;
  readonly policy: LoadedPolicy;
  /** When it is exported; UTC. */
  readonly at: string;
}

export interface SourceColumn<Row> {
  readonly en: string;
  readonly zh: string;
  readonly kind: CellKind;
  readonly of: (row: Row, words: Words) => Cell | null;
}

export function headingsOf<Row>(columns: readonly SourceColumn<Row>[], lang: Language): readonly ExportColumn[] {
  return columns.map((column) => ({ heading: column[lang], kind: column.kind }));
}

export function cellsOf<Row>(columns: readonly SourceColumn<Row>[], row: Row, words: Words): readonly Cell[] {
  return columns.map(({ of }) => of(row, words) ?? undefined);
}

interface OfStand {
  readonly countyCode: string;
  readonly code: string;
  readonly policy: string;
}

const STAND: readonly SourceColumn<OfStand>[] = [
  { en: 'county_code', zh: '县代码', kind: 'text', of: ({ countyCode }) => countyCode },
  { en: 'code', zh: '小班号', kind: 'text', of: ({ code }) => code },
];

/** By which rules the row was judged, and when it was taken. */
const STAMP: readonly SourceColumn<OfStand>[] = [
  { en: 'policy', zh: '政策版本', kind: 'text', of: ({ policy }) => policy },
  { en: 'exported_at', zh: '导出时间', kind: 'instant', of: (_, { at }) => at },
];

/** Another one than the area says that the outline is to be drawn anew. */
const DRAWN_FOR: SourceColumn<{ readonly drawnForM2: number | null }> = {
  en: 'drawn_for_m2',
  zh: '绘制时面积(平方米)',
  kind: 'whole',
  of: ({ drawnForM2 }) => drawnForM2,
};

/** Of the stock of the first planting, as they were told. */
function stockPapers(
  columns: readonly (readonly [paper: Paper, en: string, zh: string])[],
): readonly SourceColumn<StandToExport>[] {
  return columns.map(([paper, en, zh]) => ({ en, zh, kind: 'text', of: ({ papers }) => papers?.[paper] }));
}

const OWN: readonly SourceColumn<StandToExport>[] = [
  ...STAND,
  { en: 'name', zh: '小班名称', kind: 'text', of: ({ name }) => name },
  { en: 'planted_on', zh: '造林日期', kind: 'day', of: plantedOnOf },
  { en: 'prepared_on', zh: '整地日期', kind: 'day', of: ({ preparedOn }) => preparedOn },
  { en: 'stock_on', zh: '到苗日期', kind: 'day', of: ({ stockOn }) => stockOn },
  ...stockPapers([
    ['licence', 'stock_licence', '苗木生产经营许可证号'],
    ['quarantine', 'stock_quarantine', '植物检疫证书号'],
    ['label', 'stock_label', '苗木标签号'],
    ['quality', 'stock_quality', '苗木质量检验合格证号'],
    ['provenance', 'stock_provenance', '苗木产地'],
  ]),
  {
    en: 'stock_quantity',
    zh: '到苗数量',
    kind: 'whole',
    of: ({ papers }) => papers?.quantity && Number(papers.quantity),
  },
  { en: 'commenced_on', zh: '起算日期', kind: 'day', of: ({ commencedOn }) => commencedOn },
  { en: 'work_year', zh: '作业年度', kind: 'whole', of: ({ workYear }) => workYear },
  { en: 'species', zh: '树种', kind: 'text', of: ({ species }, words) => speciesName(species, words) },
  { en: 'area_m2', zh: '面积(平方米)', kind: 'whole', of: ({ areaM2 }) => areaM2 },
  { en: 'designed_points', zh: '设计株数', kind: 'whole', of: ({ designedPoints }) => designedPoints },
  { en: 'planted_points', zh: '栽植株数', kind: 'whole', of: ({ plantedPoints }) => plantedPoints },
  { en: 'nursery_years', zh: '苗龄', kind: 'whole', of: ({ nurseryYears }) => nurseryYears },
  { en: 'altitude_m', zh: '海拔', kind: 'number', of: ({ altitudeM }) => altitudeM },
  {
    en: 'method',
    zh: '造林方式',
    kind: 'text',
    of: ({ method }, { lang }) => label('method', method ?? 'PLANTING', lang),
  },
  { en: 'stage', zh: '阶段', kind: 'text', of: ({ stage }, { lang }) => label('stage', stage, lang) },
  { en: 'last_live_points', zh: '最近活株数', kind: 'whole', of: ({ livePoints }) => livePoints },
  { en: 'last_base_points', zh: '最近基数', kind: 'whole', of: ({ basePoints }) => basePoints },
  { en: 'last_verdict', zh: '最近结论', kind: 'text', of: ({ verdict }, words) => verdictOf(verdict, words) },
  {
    en: 'replanted_of_species',
    zh: '补植分树种',
    kind: 'text',
    of: ({ replanted }, words) => speciesPoints(addedUp(replanted ?? []), words),
  },
  { en: 'next_due_on', zh: '下次到期', kind: 'day', of: ({ nextDueOn }) => nextDueOn },
  {
    en: 'overdue_step',
    zh: '逾期级别',
    kind: 'whole',
    of: ({ overdueStep }) => (overdueStep < 0 ? undefined : overdueStep),
  },
  DRAWN_FOR,
];

const STANDS: readonly SourceColumn<StandToExport>[] = [...OWN, ...STAMP];

/** A policy without rules for the map says nothing of its days. */
function byMap<T>({ policy }: Words, of: (rules: MapRules) => T): T | undefined {
  const { map } = policy.registers;
  return map && of(map);
}

const POLYGONS: readonly SourceColumn<PolygonToExport>[] = [
  ...OWN,
  { en: 'established_on', zh: '成林日期', kind: 'day', of: ({ establishedOn }) => establishedOn },
  { en: 'cover_m2', zh: '森林覆盖面积(平方米)', kind: 'whole', of: ({ coverM2 }) => coverM2 },
  {
    en: 'map_year',
    zh: '上图年度',
    kind: 'whole',
    of: ({ establishedOn }, words) => byMap(words, (map) => mapYearOf(establishedOn, map)),
  },
  {
    en: 'polygon_due_on',
    zh: '上图期限',
    kind: 'day',
    of: ({ establishedOn }, words) => byMap(words, (map) => polygonDueOn(establishedOn, map)),
  },
  ...STAMP,
];

const PARTS: readonly SourceColumn<PartToExport>[] = [
  ...STAND,
  { en: 'part', zh: '部分', kind: 'text', of: ({ part }) => part },
  { en: 'from', zh: '来自', kind: 'text', of: ({ from }) => from },
  { en: 'area_m2', zh: '面积(平方米)', kind: 'whole', of: ({ areaM2 }) => areaM2 },
  { en: 'species', zh: '树种', kind: 'text', of: ({ species }, words) => speciesName(species, words) },
  { en: 'planted_on', zh: '造林日期', kind: 'day', of: ({ plantedOn }) => plantedOn },
  { en: 'stage', zh: '阶段', kind: 'text', of: ({ stage }, { lang }) => label('stage', stage, lang) },
  { en: 'designed_points', zh: '设计株数', kind: 'whole', of: ({ designedPoints }) => designedPoints },
  { en: 'planted_points', zh: '栽植株数', kind: 'whole', of: ({ plantedPoints }) => plantedPoints },
  { en: 'last_live_points', zh: '最近活株数', kind: 'whole', of: ({ livePoints }) => livePoints },
  { en: 'last_verdict', zh: '最近结论', kind: 'text', of: ({ verdict }, words) => verdictOf(verdict, words) },
  DRAWN_FOR,
  ...STAMP,
];

const COUNTS: readonly SourceColumn<CountToExport>[] = [
  ...STAND,
  { en: 'captured_on', zh: '调查日期', kind: 'day', of: ({ capturedOn }) => capturedOn },
  { en: 'plot', zh: '样地号', kind: 'whole', of: ({ plot }) => plot },
  { en: 'live_points', zh: '活株数', kind: 'whole', of: ({ livePoints }) => livePoints },
  { en: 'designed_points', zh: '样地设计株数', kind: 'whole', of: ({ designedPoints }) => designedPoints },
  { en: 'planted_points', zh: '样地栽植株数', kind: 'whole', of: ({ plantedPoints }) => plantedPoints },
  { en: 'dead_points', zh: '死株数', kind: 'whole', of: ({ deadPoints }) => deadPoints },
  { en: 'missing_points', zh: '缺株数', kind: 'whole', of: ({ missingPoints }) => missingPoints },
  {
    en: 'largest_dead_patch_m2',
    zh: '最大死亡块(平方米)',
    kind: 'whole',
    of: ({ largestDeadPatchM2 }) => largestDeadPatchM2,
  },
  { en: 'state', zh: '状态', kind: 'text', of: ({ state }) => state },
  { en: 'binding', zh: '采用', kind: 'text', of: ({ binding }) => (binding === null ? undefined : String(binding)) },
  { en: 'verdict', zh: '结论', kind: 'text', of: ({ verdict }, words) => verdictOf(verdict, words) },
  ...STAMP,
];

const TASKS: readonly SourceColumn<TaskToExport>[] = [
  ...STAND,
  { en: 'task', zh: '任务', kind: 'text', of: ({ task }) => task },
  { en: 'what', zh: '名称', kind: 'text', of: ({ duty }, { lang }) => label('duty', duty, lang) },
  { en: 'state', zh: '状态', kind: 'text', of: ({ state }, { lang }) => label('state', state, lang) },
  { en: 'opens_on', zh: '开始', kind: 'day', of: ({ opensOn }) => opensOn },
  { en: 'due_on', zh: '到期', kind: 'day', of: ({ dueOn }) => dueOn },
  { en: 'seedlings', zh: '需苗', kind: 'whole', of: ({ seedlings }) => seedlings },
  {
    en: 'seedlings_of_species',
    zh: '分树种需苗',
    kind: 'text',
    of: ({ bySpecies }, words) => speciesPoints(bySpecies ?? {}, words),
  },
  { en: 'stock_age', zh: '苗龄', kind: 'whole', of: ({ stockAge }) => stockAge },
  { en: 'crew', zh: '造林队', kind: 'text', of: ({ crew }) => crew },
  {
    en: 'overdue_step',
    zh: '逾期级别',
    kind: 'whole',
    of: ({ overdueStep }) => (overdueStep < 0 ? undefined : overdueStep),
  },
  ...STAMP,
];

/** A stand with who holds it on the day of the export. */
export type HeldStand = StandToExport & { readonly holder?: string };

const OWNER: SourceColumn<HeldStand> = { en: 'owner', zh: '林权人', kind: 'text', of: ({ holder }) => holder };

/** @param owners - with the holders of the tenure, who are persons: only on request */
export function columnsFor(owners: boolean) {
  return {
    stands: owners ? [...STANDS, OWNER] : STANDS,
    polygons: POLYGONS,
    parts: PARTS,
    surveys: COUNTS,
    tasks: TASKS,
  } as const;
}

/** What was never planted has no planting day, whatever its row counts from. */
function plantedOnOf({ method, plantedOn, commencedOn }: StandToExport): string | undefined {
  return method !== null && isStart(method) && plantedOn === commencedOn ? undefined : plantedOn;
}

/** A species that the policy of today no longer names stands for itself. */
function speciesName(code: string, { lang, policy }: Words): string {
  return policy.species[code]?.[lang] ?? code;
}

/** @example speciesPoints({ PINUS_TABULIFORMIS: 151, BETULA: 49 }, words) // '油松 151、白桦 49' */
function speciesPoints(mix: Mix, words: Words): string | undefined {
  const each = mostFirst(mix).map(([code, points]) => `${speciesName(code, words)} ${points}`);
  return each.length === 0 ? undefined : each.join(words.lang === 'zh' ? '、' : ', ');
}

function verdictOf(verdict: string | null, { lang }: Words): string | undefined {
  return verdict === null ? undefined : label('verdict', verdict, lang);
}
