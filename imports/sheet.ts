/** Rows and merged cells of a sheet. */
import { lettersOf } from './outside.ts';
import { ImportError } from './problems.ts';
import type { RawCell } from './sheet-values.ts';
import { xmlPieces, type XmlVisitor } from './xml.ts';

/** Cells of a row by column, counted from 1. */
export type RowCells = ReadonlyMap<number, RawCell>;

export interface SheetRow {
  readonly row: number;
  readonly cells: RowCells;
  /** By hand or by a filter: the sheet does not show it. */
  readonly isHidden: boolean;
}

/** Merged cells; both ends of rows and columns are included, counted from 1. */
export interface Area {
  /** e.g. `A1:C1`. */
  readonly text: string;
  readonly rows: readonly [first: number, last: number];
  readonly columns: readonly [first: number, last: number];
}

export interface SheetForm {
  readonly merged: readonly Area[];
  /** First and last of columns that are not shown, counted from 1. */
  readonly hidden: readonly (readonly [first: number, last: number])[];
}

/**
 * Each row that has cells, a piece of the sheet at a time.
 *
 * @returns what is no row: merged areas, which a sheet lists behind them, and columns that it does not show
 * @throws ImportError where it is no sheet, or rows and cells stand where none can be
 */
export function* sheetRows(bytes: Uint8Array, path: string): Generator<SheetRow, SheetForm> {
  const visitor = new SheetVisitor(path);
  for (const _ of xmlPieces(bytes, path, visitor)) yield* visitor.heard.splice(0);
  return { merged: visitor.merged, hidden: visitor.hidden };
}

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

type OpenCell = { -readonly [Key in keyof RawCell]: RawCell[Key] };

class SheetVisitor implements XmlVisitor {
  readonly merged: Area[] = [];
  readonly hidden: (readonly [first: number, last: number])[] = [];
  readonly heard: SheetRow[] = [];
  private readonly path: string;
  private row = 0;
  private isHidden = false;
  private column = 0;
  private cells = new Map<number, RawCell>();
  private cell: OpenCell | undefined;
  private isValue = false;
  /** Within what says how a word is read aloud. */
  private isAloud = false;

  constructor(path: string) {
    this.path = path;
  }

  open(name: string, attribute: (name: string) => string | undefined): void {
    if (name === 'row') this.openRow(attribute('r'), attribute('hidden'));
    else if (name === 'c') this.openCell(attribute('r'), attribute('t'), attribute('s'));
    else if (name === 'f' && this.cell) this.cell.isFormula = true;
    else if (name === 'col' && isTrue(attribute('hidden')))
      this.hidden.push([Number(attribute('min')), Number(attribute('max'))]);
    else if (name === 'rPh') this.isAloud = true;
    else if (name === 'mergeCell') this.merged.push(this.areaOf(attribute('ref') ?? ''));
    else if (this.cell && (name === 'v' || (name === 't' && !this.isAloud))) {
      this.isValue = true;
      this.cell.text ??= '';
    }
  }

  text(piece: string): void {
    if (this.isValue && this.cell) this.cell.text += piece;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    else if (name === 'rPh') this.isAloud = false;
    else if (name === 'row' && this.cells.size > 0)
      this.heard.push({ row: this.row, cells: this.cells, isHidden: this.isHidden });
    else if (name === 'c' && this.cell) {
      this.cells.set(this.column, this.cell);
      this.cell = undefined;
    }
  }

  private openRow(stated: string | undefined, hidden: string | undefined): void {
    this.isHidden = isTrue(hidden);
    const next = Number(stated ?? this.row + 1);
    if (!(Number.isInteger(next) && next > this.row && next <= MOST_ROWS))
      throw this.broken(`row ${stated} comes after row ${this.row}`);
    [this.row, this.column, this.cells] = [next, 0, new Map()];
  }

  private openCell(address: string | undefined, type = 'n', style = '0'): void {
    this.column = address === undefined ? this.column + 1 : (placeOf(address)?.[0] ?? 0);
    if (this.column < 1 || this.column > MOST_COLUMNS) throw this.broken(`row ${this.row} has a cell ${address}`);
    this.cell = { address: `${lettersOf(this.column)}${this.row}`, type, style: Number(style), isFormula: false };
  }

  private areaOf(text: string): Area {
    const [from, to = from] = text.split(':').map(placeOf);
    if (from === undefined || to === undefined) throw this.broken(`merged cells at ${text}`);
    return { text, rows: [from[1], to[1]], columns: [from[0], to[0]] };
  }

  private broken(met: string): ImportError {
    return new ImportError({ code: 'FILE_BROKEN', met: `${this.path}: ${met}` });
  }
}

function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true';
}

/** @example placeOf('AB7') // [28, 7] */
function placeOf(address: string): readonly [column: number, row: number] | undefined {
  const [, letters, row] = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/i.exec(address) ?? [];
  if (letters === undefined) return undefined;
  const column = Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return [column, Number(row)];
}
