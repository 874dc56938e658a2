/** `="0001"`: what people write into a CSV so that a spreadsheet keeps the zeros of a number. */

const QUOTE = 0x22;
const BLANK = 0x20;
const BEGIN = Buffer.from('="');
const ENDS = [0x0a, 0x0d];

/**
 * The bytes with a blank for each such sign of equality, so that a quoted text is left; the file's own where it has none.
 *
 * @param bytes - UTF-8
 */
export function withoutTextFormulas(bytes: Uint8Array, delimiter: string): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const borders = [delimiter.charCodeAt(0), ...ENDS, undefined];
  let copy: Buffer | undefined;
  for (let at = file.indexOf(BEGIN); at >= 0; at = file.indexOf(BEGIN, at + BEGIN.length)) {
    const end = file.indexOf(QUOTE, at + BEGIN.length);
    if (end < 0) break;
    if (!borders.includes(file[at - 1]) || !borders.includes(file[end + 1])) continue;
    copy ??= Buffer.from(file);
    copy[at] = BLANK;
  }
  return copy ?? bytes;
}

/** The text of such a formula that stands in quotes of its own, as spreadsheets save it. */
export function textInFormula(cell: string): string {
  return /^="([^"]*)"$/.exec(cell)?.[1] ?? cell;
}
