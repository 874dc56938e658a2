/** Rows of a sheet as XML. */
import { dayNumber } from '../domain/day.ts';
import type { Cell, CellKind, ExportRow, ExportTable } from './table.ts';
import { wktOf } from './wkt.ts';
import { CellTooLongError, MOST_CELL } from './xlsx-limits.ts';

/** Longer than a position, so that a piece may end between two of them. */
const MOST_POSITION = 100;
/** By their place in `styles.xml`. */
const DAY_STYLE = 1;
const HEADING_STYLE = 2;

export class SheetRows {
  private readonly table: ExportTable;
  private readonly outlineCells: number;
  private rows = 0;

  constructor(table: ExportTable) {
    this.table = table;
    this.outlineCells = table.isDrawn ? Math.max(1, Math.ceil(table.longestWkt / (MOST_CELL - MOST_POSITION))) : 0;
  }

  /** Everything up to the first row of data. */
  head(): string {
    const outlines = Array.from({ length: this.outlineCells }, (_, index) =>
      index === 0 ? 'wkt' : `wkt ${index + 1}`,
    );
    const headings = [...this.table.columns.map(({ heading }) => heading), ...outlines];
    const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
    const cells = headings.map((heading) => textCell(heading, HEADING_STYLE)).join('');
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetData>${this.line(cells)}`;
  }

  /** @throws CellTooLongError where a text has no room in its cell */
  row({ cells, geometry }: ExportRow): string {
    const plain = this.table.columns.map(({ heading, kind }, index) => cellOf(withRoom(cells[index], heading), kind));
    const wkt = geometry === undefined || this.outlineCells === 0 ? [] : piecesOf(wktOf(geometry));
    const pieces = Array.from({ length: this.outlineCells }, (_, index) => cellOf(wkt[index], 'text'));
    return this.line([...plain, ...pieces].join(''));
  }

  foot(): string {
    return '</sheetData></worksheet>';
  }

  private line(cells: string): string {
    this.rows += 1;
    return `<row r="${this.rows}">${cells}</row>`;
  }
}

function withRoom(cell: Cell, heading: string): Cell {
  if (typeof cell === 'string' && cell.length > MOST_CELL) throw new CellTooLongError(heading, cell.length);
  return cell;
}

/** A longer outline goes on in `wkt 2`, `wkt 3`, …, which the import joins again. Cut between positions: blanks at the ends of a cell get lost. */
function piecesOf(wkt: string): readonly string[] {
  const pieces: string[] = [];
  let rest = wkt;
  while (rest.length > MOST_CELL) {
    const end = rest.lastIndexOf(',', MOST_CELL - 1) + 1;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...pieces, rest];
}

function cellOf(cell: Cell, kind: CellKind): string {
  if (cell === undefined) return '<c/>';
  if (kind === 'day') return `<c s="${DAY_STYLE}"><v>${dayNumber(String(cell)) - EPOCH}</v></c>`;
  return typeof cell === 'number' ? `<c><v>${cell}</v></c>` : textCell(cell);
}

/** Spreadsheets count days from here; right for all after February 1900. */
const EPOCH = dayNumber('1899-12-30');

function textCell(text: string, style = 0): string {
  return `<c t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** What looks like a sign written by its number is written so itself, as what XML cannot hold is. */
export function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g,
      (sign) => `_x${sign.charCodeAt(0).toString(16).padStart(4, '0')}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
