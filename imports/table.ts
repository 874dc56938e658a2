/** What every reader gives: columns and rows, with an outline where the file has one. */
import type { Geometry } from 'geojson';

export interface SourceRow {
  /** 1 = the first row of data. */
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly geometry?: Geometry;
}

export interface SourceTable {
  readonly columns: readonly string[];
  readonly rows: readonly SourceRow[];
  /** Reference system the file states, e.g. `EPSG:3301`. */
  readonly crs?: string;
}
