/** What every reader gives: columns and rows, with an outline where the file has one. */
import type { Geometry } from 'geojson';
import type { Problem } from './problems.ts';

/** What a caller may know better than the file. */
export interface ReadOptions {
  /** Of several layers or sheets. */
  readonly layer?: string;
  /** Of the texts of a shapefile, CSV or GeoJSON. */
  readonly encoding?: string;
  readonly beside?: Beside;
}

/** What lies beside a file and belongs to it. */
export interface Beside {
  /** Name of the file, without its ending. */
  readonly name: string;
  /** By ending in small letters, e.g. `dbf`. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** What is wrong with a row, or to be said of it, before its values are looked at. */
export type RowFault = Omit<Problem, 'row'>;

/** An outline as the file has it, what is wrong with it, or nothing: a row may have none. */
export interface Drawn {
  /** Whether it is an outline of a stand, `outline.ts` finds out. */
  readonly geometry?: Geometry;
  /** The row is refused for these. */
  readonly faults?: readonly RowFault[];
}

export interface SourceRow extends Drawn {
  /** 1 = the first row below the headings; blank rows are counted, as a spreadsheet does. */
  readonly row: number;
  /** By heading; see `distinct` for headings that are alike. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly remarks?: readonly RowFault[];
}

/** A table whose rows are held, for what goes through a few thousand counts again and again. */
export type HeldTable = SourceTable & { readonly rows: readonly SourceRow[] };

export function held(table: SourceTable): HeldTable {
  return { ...table, rows: [...table.rows] };
}

/** What is made each time it is gone through, and held by nobody. */
export function anew<T>(read: () => Iterator<T>): Iterable<T> {
  return { [Symbol.iterator]: read };
}

export interface SourceTable {
  /** Headings, as they stand. */
  readonly columns: readonly string[];
  /** Read from the file's bytes each time they are gone through, so that no file is held as rows; see `anew`. */
  readonly rows: Iterable<SourceRow>;
  /** Reference system the file states, e.g. `EPSG:3301`. */
  readonly crs?: string;
  /** The file that should state it and is not there: positions without it mean nothing. */
  readonly crsMissing?: string;
  /** Names of the columns that outlines were read from: they are no cells beside them. */
  readonly drawnColumns?: readonly string[];
  /** Columns whose names may have been cut off by the format. */
  readonly cutColumns?: readonly string[];
  /** Of the file as a whole. */
  readonly remarks?: readonly RowFault[];
}
