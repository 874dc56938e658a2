/** Everything an import can say of a file or a row: one catalogue, in English and Chinese; `docs/errors.md` explains each. */

export const PROBLEMS = {
  FILE_EMPTY: { en: 'the file is empty', zh: '文件为空' },
  FILE_TOO_LARGE: {
    en: 'the file has {met} bytes; wanted: at most {wanted}',
    zh: '文件大小 {met} 字节，最多 {wanted}',
  },
  FILE_KIND: { en: 'the file is {met}; wanted: {wanted}', zh: '文件类型为 {met}，应为 {wanted}' },
  FILE_BROKEN: { en: 'the file cannot be read to its end: {met}', zh: '文件不完整或已损坏：{met}' },
  FILE_NO_ROWS: { en: 'the file has a header and no rows', zh: '文件只有表头，没有数据' },
  ENCODING_UNKNOWN: {
    en: 'the text is neither UTF-8, GB18030 nor UTF-16 with its mark ({met})',
    zh: '文本编码不是 UTF-8、GB18030 或带标记的 UTF-16（{met}）',
  },
  ENCODING_GUESSED: {
    en: 'the file does not say what its text is in; it is read as {wanted}: {met}; if these are no words of yours, state another with --encoding',
    zh: '文件未注明文本编码，按 {wanted} 读取：{met}；如文字不对，请用 --encoding 指定编码',
  },
  ENCODING_UNCLEAR: {
    en: 'the file does not say what its text is in, and its words differ by encoding: {met}; state the right one with --encoding',
    zh: '文件未注明文本编码，不同编码读出的文字不同：{met}；请用 --encoding 指定正确的编码',
  },
  ENCODING_NAME_UNKNOWN: {
    en: 'the encoding {met} is not known; wanted: {wanted}',
    zh: '未知编码 {met}，应为 {wanted}',
  },
  ENCODING_NEEDLESS: {
    en: '{met} says itself what its texts are in; leave out the encoding {wanted}',
    zh: '{met} 自身已规定文本编码，请去掉编码 {wanted}',
  },
  ENCODING_DIFFERS: {
    en: 'the text is not in {wanted}: {met}; give the encoding it is in with --encoding',
    zh: '文本编码不是 {wanted}：{met}；请用 --encoding 指定编码',
  },
  ZIP_PATH_UNSAFE: {
    en: 'the zip holds the path {met}; wanted: {wanted}',
    zh: '压缩包内路径 {met} 不安全，应为：{wanted}',
  },
  ZIP_TOO_LARGE: { en: 'the zip holds {met}; wanted: {wanted}', zh: '压缩包内有 {met}，限制：{wanted}' },
  ZIP_UNSUPPORTED: { en: 'the file is {met}; wanted: {wanted}', zh: '压缩包为 {met}，应为：{wanted}' },
  ZIP_UNREAD: {
    en: 'archives within the zip were not looked into: {met}',
    zh: '压缩包内的压缩文件未读取：{met}',
  },
  LAYER_UNCLEAR: {
    en: 'the file holds several layers: {met}; choose one with --layer',
    zh: '文件内有多个图层或工作表：{met}；请用 --layer 指定',
  },
  LAYER_UNKNOWN: { en: 'there is no layer {met}; wanted: {wanted}', zh: '没有图层 {met}，现有：{wanted}' },
  SHAPEFILE_INCOMPLETE: {
    en: 'there is {met} without {wanted}, which belongs to it',
    zh: '有 {met}，缺少 {wanted}',
  },
  CELLS_MERGED: {
    en: 'the cells {met} are merged; wanted: {wanted}',
    zh: '单元格 {met} 已合并，应为：{wanted}',
  },
  CELLS_OUTSIDE: {
    en: 'cells without a heading above them were passed over: {met}',
    zh: '没有表头的单元格未读取：{met}',
  },
  COLUMNS_NUMBERED: {
    en: 'the first row numbers the columns and was passed over: {met}',
    zh: '第一行为栏次编号，未读取：{met}',
  },
  LINES_ABOVE: {
    en: 'lines above the headings were passed over: {met}',
    zh: '表头上方的标题或说明未读取：{met}',
  },
  ROWS_HIDDEN: {
    en: 'rows that the sheet hides, by a filter or by hand, are read like the others: {met}',
    zh: '工作表中被筛选或隐藏的行同样读取：{met}',
  },
  COLUMNS_HIDDEN: {
    en: 'columns that the sheet hides are read like the others: {met}',
    zh: '工作表中隐藏的列同样读取：{met}',
  },
  ROWS_DELETED: {
    en: 'rows that were deleted in the file were passed over: {met}',
    zh: '文件中已删除的行未导入：{met}',
  },
  COLUMN_CUT: {
    en: 'the column {met}, whose name was cut off, is read as {field} ({wanted})',
    zh: '列名 {met} 被截断，按{field}（{wanted}）读取',
  },
  COLUMN_UNCLEAR: {
    en: 'the name of column {met} was cut off and could be {wanted}; it is passed over unless a mapping file chooses',
    zh: '列名 {met} 被截断，可能是 {wanted}；未在映射文件中指定则不读取',
  },
  CRS_MISSING: {
    en: '{met} is missing, so nobody knows where its coordinates lie; give the reference system with --crs',
    zh: '缺少 {met}，无法确定坐标系，请用 --crs 指定',
  },
  CRS_DIFFERS: {
    en: 'the coordinates do not fit the reference system {field}: met {met}; wanted: {wanted}',
    zh: '坐标与坐标系 {field} 不符：现为 {met}，应为 {wanted}',
  },
  CRS_DOUBTFUL: {
    en: 'the reference system {met} is one that programs write for web maps, too; if the stands lie some 20 km too far north, give {wanted}',
    zh: '坐标系 {met} 也可能是网络地图投影；如小班偏北约 20 公里，请用 {wanted}',
  },
  DATUM_KEPT: {
    en: 'the datum of {met} is taken as if it were WGS 84; the outlines may lie {wanted} off, their areas hold',
    zh: '{met} 的基准面未作转换，按 WGS 84 处理；边界位置可能偏差{wanted}，面积不受影响',
  },
  CRS_UNKNOWN: {
    en: 'the reference system {met} is not known; wanted: {wanted}',
    zh: '未知坐标系 {met}，应为 {wanted}',
  },
  LOCALE_UNKNOWN: {
    en: 'the locale {met} is not known, or leaves the order of day and month open; wanted: {wanted}',
    zh: '区域设置 {met} 未知，或不能确定日月顺序，应为 {wanted}',
  },
  DECIMALS_SETTLED: {
    en: 'numbers of {field} that could be read in two ways have decimals behind the mark «{wanted}», as {met} shows',
    zh: '{field}中有歧义的数字按小数点为“{wanted}”读取，依据：{met}',
  },
  DECIMALS_UNCLEAR: {
    en: '{met} of {field} is read with decimals; if its point parts thousands, state the way of writing with --locale',
    zh: '{field}的 {met} 按小数读取；如该点为千分位，请用 --locale 指明',
  },
  DAYS_SETTLED: {
    en: 'days of {field} are read in the order {wanted}, as {met} shows',
    zh: '{field}的日期按 {wanted} 顺序读取，依据：{met}',
  },
  DAYS_UNCLEAR: {
    en: 'every {field} that could be read in two ways leaves the order of day and month open ({wanted}), e.g. {met}; which is it? State it with --locale, e.g. en-GB (day first) or en-US (month first)',
    zh: '{field}的日月顺序无法确定（{wanted}），例如 {met}；请用 --locale 指明，如 en-GB（日在前）或 en-US（月在前）',
  },
  DAYS_OF_UTC: {
    en: 'days of {field} stand as midnight in UTC, e.g. {met}, and are read as that day ({wanted}), not as the day before, which it is where the policy holds',
    zh: '{field}的日期写为世界时零点（如 {met}），按该日（{wanted}）读取，而非当地的前一日',
  },
  DAYS_MIXED: {
    en: 'days of {field} are written in several orders; those that could be read in two ways are refused: {met}; state the order with --locale or mend them',
    zh: '{field}的日期顺序不一，有歧义的不导入：{met}；请用 --locale 指明或更正',
  },
  SERIALS_SETTLED: {
    en: 'serial numbers in {field} count days from 1900, as {met} shows: it is {wanted}, and from 1904 would lie after today',
    zh: '{field}的序列号按 1900 日期系统读取，依据：{met}（{wanted}），按 1904 系统将晚于今天',
  },
  YEARS_SHORT: {
    en: 'years of two figures in {field}, e.g. {met}, are read as {wanted}',
    zh: '{field}的两位数年份（如 {met}）按 {wanted} 读取',
  },
  RATIOS_SETTLED: {
    en: '{field} is read as parts of one, 0.85 as 85 %: no value is above 1 and {wanted} lie between 0 and 1, e.g. {met}',
    zh: '{field}按小数比例读取（0.85 即 85 %）：无大于 1 的值，{wanted} 个值介于 0 与 1 之间，例如 {met}',
  },
  YEARS_UNFOLDED: {
    en: 'the columns {met} are counts of several years: each year of a row is a count of its own',
    zh: '{met} 列为多年调查结果，每行每年作为一次调查',
  },
  YEAR_WITHOUT_DAY: {
    en: 'the columns {met} name a year and no day; give the day of every year in a mapping file, e.g. constants: capturedOn: 09-25, or a column of days for each, e.g. date_2021',
    zh: '{met} 列只有年份没有日期；请在映射文件中给出每年的日期，如 constants: capturedOn: 09-25，或为每年提供日期列，如 date_2021',
  },
  TEXT_DAMAGED: {
    en: 'the text in column {field} lost characters: {met}; it may have been: {wanted}',
    zh: '列 {field} 的文字有损坏：{met}，原文可能是：{wanted}',
  },
  AREA_UNIT_OTHER: {
    en: 'the column {met} has areas in a unit that is not read, as many differ in size by country or province; it is kept as it stands: give the area in ha, acres, mu or m²',
    zh: '列 {met} 的面积单位不予换算（不少单位各地大小不一），原样保留；请以公顷、英亩、亩或平方米填写面积',
  },
  AREA_UNIT_UNKNOWN: {
    en: 'the column {met} names no unit and is passed over where its cells name none; read it as areaHa, areaMu, areaM2 or areaAcres in a mapping file',
    zh: '列 {met} 没有单位，单元格也无单位时不读取；请在映射文件中指定为 areaHa、areaMu、areaM2 或 areaAcres',
  },
  COLUMN_MISSING: {
    en: 'no column gives the {field}; columns met: {met}; wanted: one of {wanted}',
    zh: '没有{field}列，现有列：{met}，可用列名：{wanted}',
  },
  COLUMN_TWICE: {
    en: 'two columns give the {field}: {met}; wanted: one, or a mapping file that chooses',
    zh: '有两列都表示{field}：{met}，请在映射文件中指定',
  },
  MAPPING_BROKEN: {
    en: 'mapping: {field} is {met}; wanted: {wanted}',
    zh: '映射文件：{field} 为 {met}，应为 {wanted}',
  },
  COMPOSITION_KEPT: {
    en: 'the shares of species in {met} are kept as they stand: they do not say whether they are of points, stems or volume; what each species has of the design is told by counts that tell species apart',
    zh: '{met} 原样保留：组成式未说明按株数、穴数还是蓄积计算；各树种的设计株数以分树种调查为准',
  },
  VALUES_DIFFER: {
    en: '{field} says {met}; taken is {wanted}, which says otherwise',
    zh: '{field}为 {met}，与 {wanted} 不符，以后者为准',
  },
  VALUE_MISSING: { en: '{field} is missing', zh: '缺少{field}' },
  VALUE_BROKEN: { en: '{field} is {met}; wanted: {wanted}', zh: '{field}为 {met}，应为 {wanted}' },
  ROW_RAGGED: {
    en: 'line {field} has {met} cells; wanted: {wanted}, as the headings have',
    zh: '第 {field} 行有 {met} 个单元格，应与表头一致，为 {wanted} 个',
  },
  ROW_UNENDED: {
    en: 'the last row does not end with a line break; if the file was cut off, its last value ({met}) is not whole',
    zh: '最后一行没有换行符；如文件被截断，其最后的值（{met}）可能不完整',
  },
  COUNTY_UNKNOWN: { en: 'county {met} is not known; nearest: {wanted}', zh: '未知县 {met}，相近的有：{wanted}' },
  SPECIES_UNKNOWN: { en: 'species {met} is not known; nearest: {wanted}', zh: '未知树种 {met}，相近的有：{wanted}' },
  METHOD_UNKNOWN: {
    en: 'the way of planting {met} is not known; known are e.g. {wanted}; values: method in a mapping file translates others',
    zh: '未知造林方式 {met}，可用如：{wanted}；其他写法请在映射文件的 values: method 中对应',
  },
  CODE_IS_DAY: {
    en: 'the stand number {met} reads as a day, as spreadsheets make of {wanted}; keep the column as text and write the number anew, or acknowledge CODE_IS_DAY in the mapping if it is right',
    zh: '小班号 {met} 像是日期（电子表格会把 {wanted} 改成日期）；请将该列设为文本并重新填写，如确认无误请在映射文件中声明 CODE_IS_DAY',
  },
  STAND_UNKNOWN: { en: 'stand {met} is not known; nearest: {wanted}', zh: '未知小班 {met}，相近的有：{wanted}' },
  STAND_TWICE: { en: 'stand {met} stands in row {wanted} already', zh: '小班 {met} 已在第 {wanted} 行出现' },
  STAND_EXISTS: {
    en: 'stand {met} of this work year is already kept ({wanted})',
    zh: '该作业年度的小班 {met} 已存在（{wanted}）',
  },
  STAND_MOVED: {
    en: 'stand {met} of this work year goes on as {wanted}; it does not begin again under its old number',
    zh: '该作业年度的小班 {met} 已由 {wanted} 承继，不再以原编号开始',
  },
  STAND_DIFFERS: {
    en: 'the file says {field} {met}; kept is {wanted}, which stays',
    zh: '文件中{field}为 {met}，已存为 {wanted}，保持不变',
  },
  OUTLINE_MOVED: {
    en: 'stand {met} goes on as {wanted}; its outline stays, draw those',
    zh: '小班 {met} 已由 {wanted} 承继，原边界不变，请绘制承继小班',
  },
  PART_UNKNOWN: {
    en: 'there is no part {met}; the stand has: {wanted}',
    zh: '没有部分 {met}，该小班现有：{wanted}',
  },
  OUTLINE_TWICE: {
    en: 'the outline of {met} stands in row {wanted} already',
    zh: '{met} 的边界已在第 {wanted} 行出现',
  },
  OUTLINE_EXISTS: {
    en: 'an outline of {met} is kept, drawn for the {wanted} m² it has; it is drawn anew where its area has changed',
    zh: '{met} 已有边界，按现有面积 {wanted} 平方米绘制；面积变更后方可重绘',
  },
  OUTLINE_STICKS_OUT: { en: '{met} of it lie outside of {wanted}', zh: '{met} 超出 {wanted} 边界' },
  OUTLINE_OUTSIDE: {
    en: '{met} of it lie outside of {wanted}; mend the outline, or acknowledge OUTLINE_OUTSIDE in the mapping if that is right',
    zh: '{met} 超出 {wanted} 边界；请更正，如确认无误请在映射文件中声明 OUTLINE_OUTSIDE',
  },
  OUTLINE_ELSEWHERE: {
    en: '{met} of it lie outside of {wanted}: it is the outline of other land',
    zh: '{met} 超出 {wanted} 边界：不是该地块的边界',
  },
  SURVEY_TWICE: {
    en: 'the count of {met} stands in row {wanted} already',
    zh: '{met} 的调查已在第 {wanted} 行出现',
  },
  SURVEY_EXISTS: {
    en: 'the count of {met} is kept already: {wanted}',
    zh: '{met} 的调查已存在：{wanted}',
  },
  PLOT_TWICE: {
    en: 'plot {met} stands in row {wanted} already',
    zh: '样地 {met} 已在第 {wanted} 行出现',
  },
  PLOTS_INCOMPLETE: {
    en: 'the count of {met} waits for all of its plots; row {wanted} is refused',
    zh: '{met} 的调查须样地齐全，第 {wanted} 行未通过',
  },
  DAY_IN_FUTURE: {
    en: '{field} is {met}, after today; wanted: up to {wanted}',
    zh: '{field} {met} 晚于今天，应不晚于 {wanted}',
  },
  START_NOT_RULED: {
    en: '{field} is {met}, and the policy does not say how such a stand begins; wanted: {wanted}',
    zh: '{field}为 {met}，政策未规定这类小班如何起算，应为：{wanted}',
  },
  DAY_BEFORE_PLANTING: {
    en: 'the count of {met} lies before the planting of {wanted}',
    zh: '调查日期 {met} 早于造林日期 {wanted}',
  },
  COUNT_ABOVE_DESIGN: { en: '{field} is {met}; wanted: 0 to {wanted}', zh: '{field}为 {met}，应在 0 至 {wanted} 之间' },
  GEOMETRY_BROKEN: { en: 'the outline cannot be used: {met}', zh: '边界无法使用：{met}' },
  AREA_DIFFERS: {
    en: 'the stated area is {met} m², the outline has {wanted} m²',
    zh: '填报面积 {met} 平方米，图形面积 {wanted} 平方米',
  },
  AREA_FAR_OFF: {
    en: 'the stated area is {met} m², the outline has {wanted} m²; mend one, or acknowledge AREA_FAR_OFF in the mapping if both are right',
    zh: '填报面积 {met} 平方米与图形面积 {wanted} 平方米相差过大；请更正，如确认无误请在映射文件中声明 AREA_FAR_OFF',
  },
  AREA_CONTRADICTS: {
    en: 'the stated area is {met} m², the outline has {wanted} m²: another unit, or another stand',
    zh: '填报面积 {met} 平方米，图形面积 {wanted} 平方米：单位有误或图形不属于该小班',
  },
  OVERLAP_NOTED: { en: '{met} of its land lie in {wanted} as well', zh: '与 {wanted} 重叠 {met}' },
  OVERLAP_LARGE: {
    en: '{met} of its land lie in {wanted} as well; mend the border, or acknowledge OVERLAP_LARGE in the mapping if that is right',
    zh: '与 {wanted} 重叠 {met}；请更正边界，如确认无误请在映射文件中声明 OVERLAP_LARGE',
  },
  LAND_TAKEN: {
    en: '{met} of its land are those of {wanted}: one piece of land is not planted twice',
    zh: '与 {wanted} 重叠 {met}：同一地块不得重复造林',
  },
  LAND_BARRED: {
    en: '{met} of it lie on {wanted}, which is not planted; mend the outline, or have the layer put right',
    zh: '{met} 位于{wanted}，不得造林；请更正边界，或更新该图层',
  },
  LAND_TOUCHES_BARRED: {
    en: '{met} of it lie on {wanted}: a border drawn twice',
    zh: '{met} 位于{wanted}，边界略有重叠',
  },
  OUTLINES_MENDED: { en: 'outlines were mended ({met}) in rows {wanted}', zh: '已修复边界（{met}），行：{wanted}' },
  PLACE_UNCHECKED: {
    en: 'of county {met} no extent is known, so nobody checked whether its stands lie in it; give --boundaries',
    zh: '县 {met} 范围未知，未检查小班是否在县域内；可用 --boundaries 提供县界',
  },
  GCJ_SUSPECTED: {
    en: 'the outlines seem to be in GCJ-02, the shifted system of web maps: {met} of {wanted} fit once the shift is taken back; give --crs GCJ-02 if they are, or acknowledge GCJ_SUSPECTED in the mapping if not',
    zh: '边界疑为 GCJ-02（火星坐标）：{wanted} 个中有 {met} 个去偏后吻合；如是请用 --crs GCJ-02，如否请在映射文件中声明 GCJ_SUSPECTED',
  },
  OUTSIDE_COUNTY: {
    en: 'the stand lies at {met}, outside {wanted}; acknowledge OUTSIDE_COUNTY in the mapping if that is right',
    zh: '小班位于 {met}，不在 {wanted} 范围内；如确认无误请在映射文件中声明 OUTSIDE_COUNTY',
  },
} as const satisfies Record<string, { en: string; zh: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface Problem {
  /** 1 = the first row of data; 0 = the file as a whole. */
  readonly row: number;
  readonly code: ProblemCode;
  readonly field?: string;
  readonly met?: string;
  readonly wanted?: string;
}

/** The sentence for people. What a file holds is shown cut short and without characters that steer a terminal. */
export function sayProblem(problem: Problem, language: 'en' | 'zh'): string {
  const values = problem as unknown as Record<string, unknown>;
  return PROBLEMS[problem.code][language].replace(/\{(\w+)\}/g, (place, name: string) =>
    name in values ? printable(String(values[name])) : place,
  );
}

const MOST_SHOWN = 400;
/** Control characters, and marks that turn the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

function printable(text: string): string {
  const short = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
  return short.replace(UNPRINTABLE, '\ufffd');
}

/** A file that cannot be imported at all. */
export class ImportError extends Error {
  readonly problem: Problem;

  constructor(problem: Omit<Problem, 'row'>) {
    super(sayProblem({ row: 0, ...problem }, 'en'));
    this.name = 'ImportError';
    this.problem = { row: 0, ...problem };
  }
}
