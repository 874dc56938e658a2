/** What is exported, before it takes the form of a file: columns, and rows that come page by page. */
import type { Geometry } from 'geojson';

/** A day is `YYYY-MM-DD`, an instant ISO 8601 in UTC. */
export type CellKind = 'text' | 'whole' | 'number' | 'day' | 'instant';
export type Cell = string | number | undefined;

export interface ExportColumn {
  readonly heading: string;
  readonly kind: CellKind;
}

export interface ExportRow {
  /** One a column. */
  readonly cells: readonly Cell[];
  /** In WGS 84. */
  readonly geometry?: Geometry;
}

export interface ExportTable {
  /** Of the layer or sheet, e.g. `stands`. */
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  /** Whether its rows may have outlines. */
  readonly isDrawn: boolean;
  /** Characters that the longest outline takes at most, written as WKT. */
  readonly longestWkt: number;
  /** When it was exported; UTC. */
  readonly at: string;
}

/** Writes a file row by row; it is whole once `end` is through. Memory does not grow with the rows. */
export interface TableWriter {
  write(rows: readonly ExportRow[]): Promise<void>;
  end(): Promise<void>;
  /** Lets the unfinished file go. */
  abandon(): Promise<void>;
}
