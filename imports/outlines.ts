/** A file of outlines that come later: of stands that have none, and of the parts of a stand. */
import { Cells } from './cells.ts';
import { chooseColumns, type ColumnChoice } from './columns.ts';
import { OUTLINE_FIELDS, type OutlineField } from './fields.ts';
import type { ToWgs84 } from './crs.ts';
import type { Known } from './known.ts';
import type { Mapping } from './mapping.ts';
import type { Outline } from './outline.ts';
import { PackedRows } from './packed-rows.ts';
import type { Problem } from './problems.ts';
import { outlineIn, outlineRemarks } from './stand-outline.ts';
import { systemOf } from './stated-crs.ts';
import type { SourceRow, SourceTable } from './table.ts';
import { readCode, shown } from './values.ts';
import type { Reader } from './unread.ts';

export interface OutlineDraft {
  readonly row: number;
  readonly countyCode: string;
  /** Stand number within the county. */
  readonly code: string;
  /** `p2`; absent = of the whole stand. */
  readonly partId?: string;
  readonly outline: Outline;
  readonly crs: string;
}

export interface OutlineDrafts {
  readonly rows: number;
  readonly drafts: PackedRows<OutlineDraft>;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly columns: Mapping['columns'];
}

/** @throws ImportError where no column can give the stand's code, or the reference system is not known */
export function readOutlines(table: SourceTable, mapping: Mapping, known: Known): OutlineDrafts {
  const columns = chooseColumns(table, OUTLINE_FIELDS, mapping, ['code']);
  const { name: crs, toWgs84: to, remarks } = systemOf(table, mapping.crs);
  const told: Told = { rows: 0, problems: [], warnings: [] };
  const drafts = new PackedRows(read(table, { columns, known, mapping, to, crs, told }));
  const ofFile = [...(table.remarks ?? []), ...columns.remarks, ...remarks, ...outlineRemarks(drafts, known)];
  return {
    rows: told.rows,
    drafts,
    problems: told.problems,
    warnings: [...ofFile.map((remark) => ({ row: 0, ...remark })), ...told.warnings],
    columns: columns.chosen,
  };
}

interface Told {
  rows: number;
  readonly problems: Problem[];
  readonly warnings: Problem[];
}

interface Site {
  readonly columns: ColumnChoice<OutlineField>;
  readonly known: Known;
  readonly mapping: Mapping;
  readonly to: ToWgs84;
  readonly crs: string;
  readonly told: Told;
}

function* read({ rows }: SourceTable, site: Site): Generator<OutlineDraft> {
  const { told } = site;
  for (const row of rows) {
    told.rows += 1;
    told.warnings.push(...(row.remarks ?? []).map((remark) => ({ row: row.row, ...remark })));
    const cells = new Cells(site.columns, row);
    const draft = cells.ragged ? undefined : draftIn(cells, row, site);
    if (draft !== undefined && cells.sound) yield draft;
    else told.problems.push(...cells.problems);
  }
}

/** Undefined only where a problem says why. */
function draftIn(cells: Cells<OutlineField>, { row }: SourceRow, site: Site): OutlineDraft | undefined {
  const { known, mapping, to, crs } = site;
  const counties = { find: known.county, nearest: known.nearestCounties };
  const countyCode = cells.named('county', 'COUNTY_UNKNOWN', counties);
  const code = cells.required('code', readCode);
  const partId = cells.optional('part', readPart);
  const outline = outlineIn({ cells, countyCode, known, mapping, to });
  if (outline === undefined) {
    if (cells.problems.every(({ code: said }) => said !== 'GEOMETRY_BROKEN'))
      cells.problem('VALUE_MISSING', { field: 'outline' });
    return undefined;
  }
  if (outline.geometry.type === 'Point') return cells.problem('GEOMETRY_BROKEN', { met: 'a point bounds no land' });
  if (countyCode === undefined || code === undefined) return undefined;
  return { row, countyCode, code, ...(partId !== undefined && { partId }), outline, crs };
}

/** @example readPart('P2') // 'p2'; '2' is as well */
const readPart: Reader<string> = (value) => {
  const number = /^p?([1-9]\d{0,5})$/i.exec(shown(value).trim())?.[1];
  return number === undefined ? { wanted: 'a part as stands show has it, e.g. p2' } : `p${number}`;
};
