/** Cells without a heading above them: no column has them, so they are passed over, and named. */
import { listed, MOST_NAMED } from './listed.ts';
import type { RowFault } from './table.ts';

export class OutsideCells {
  private count = 0;
  private readonly first: string[] = [];

  /** @param address - as a spreadsheet has it, e.g. `H2` */
  add(address: string): void {
    this.count += 1;
    if (this.count <= MOST_NAMED) this.first.push(address);
  }

  remarks(): readonly RowFault[] {
    return this.count === 0 ? [] : [{ code: 'CELLS_OUTSIDE', met: listed(this.first, this.count) }];
  }
}

/** @example lettersOf(28) // 'AB' */
export function lettersOf(column: number): string {
  const rest = (column - 1) % 26;
  const before = column > 26 ? lettersOf((column - 1 - rest) / 26) : '';
  return before + String.fromCharCode(65 + rest);
}
