/** Titles and notes above the headings of a table: told by the headings below them, passed over and named. */
import { listed } from './listed.ts';
import type { RowFault } from './table.ts';

/** Nobody has more above a table; of a file without headings no more is read twice. */
export const MOST_LINES_ABOVE = 10;

const NUMBER = /^[-−]?\d[\d.,/: -]*%?$/;

/**
 * Which of the first lines has the headings: the first, unless it is one cell, or cells such as `单位：亩`, or a comment
 * after `#`, and a line of headings comes below it: several cells, none of them a number or a day.
 *
 * @param lines - cells of lines that hold anything
 * @returns place of the line, from 0
 * @example headingLine([['Stands 2026'], ['stand no', 'area']]) // 1
 */
export function headingLine(lines: readonly (readonly string[])[]): number {
  const filled = lines.map((cells) => cells.map((cell) => cell.trim()).filter((cell) => cell !== ''));
  const at = filled.findIndex((cells) => !isAbove(cells));
  if (at <= 0) return 0;
  const headings = filled[at]!;
  const isWider = filled.slice(0, at).every(({ length }) => length < headings.length);
  return isWider && !headings.some((cell) => NUMBER.test(cell)) ? at : 0;
}

function isAbove(cells: readonly string[]): boolean {
  return cells.length < 2 || /^#./.test(cells[0]!) || cells.every((cell) => /[：:]\s*\S/.test(cell));
}

const MOST_SHOWN = 60;

export function remarkOnAbove(lines: readonly (readonly string[])[]): readonly RowFault[] {
  const texts = lines.map((cells) => cells.filter((cell) => cell.trim() !== '').join(' '));
  const met = listed(texts.map((text) => `«${text.slice(0, MOST_SHOWN)}»`));
  return lines.length === 0 ? [] : [{ code: 'LINES_ABOVE', met }];
}
