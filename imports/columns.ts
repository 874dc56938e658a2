/** Headers by the names people give them, in Chinese and English; a mapping file has the last word. */
import { isAreaOf } from './area-headings.ts';
import { cutColumns } from './cut-columns.ts';
import { decimalsIn } from './decimals.ts';
import type { StandField } from './fields.ts';
import { distinct, folded } from './headings.ts';
import { localeOf, type DecimalMark } from './locale.ts';
import type { Mapping } from './mapping.ts';
import { ImportError, type Problem } from './problems.ts';
import type { RowFault, SourceRow, SourceTable } from './table.ts';
import { shown } from './values.ts';

/** Of several columns the one whose name comes first is read; the others are kept as they stand, as nothing goes by them. */
const FIRST_COUNTS: ReadonlySet<string> = new Set<StandField>(['owner']);

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
