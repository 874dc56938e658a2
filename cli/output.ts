/** Tables for people, JSON for programs: one shape of rows serves both. */

/** A column: its heading and what a row shows in it. */
export interface Column<Row> {
  readonly heading: string;
  readonly of: (row: Row) => string | number | undefined | null;
  readonly right?: boolean;
}

/** Prints rows as an aligned table; Chinese characters take two places. An empty list says so. */
export function printTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[], empty: string): void {
  if (rows.length === 0) {
    console.log(empty);
    return;
  }
  const cells = rows.map((row) => columns.map((column) => String(column.of(row) ?? '–')));
  const widths = columns.map((column, at) =>
    cells.reduce((width, line) => Math.max(width, displayWidth(line[at]!)), displayWidth(column.heading)),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) => pad(text, widths[at]!, columns[at]!.right ?? false))
      .join('  ')
      .trimEnd();
  console.log(line(columns.map(({ heading }) => heading)));
  console.log(widths.map((width) => '─'.repeat(width)).join('  '));
  for (const texts of cells) console.log(line(texts));
}

/** Names beside values, for one thing shown whole. */
export function printFacts(facts: readonly (readonly [string, string | number | undefined | null])[]): void {
  const width = Math.max(...facts.map(([name]) => displayWidth(name)));
  for (const [name, value] of facts) console.log(`${pad(name, width, false)}  ${value ?? '–'}`);
}

export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, undefined, 2));
}

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(width - displayWidth(text), 0));
  return right ? space + text : text + space;
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** Places a text takes in a terminal. */
function displayWidth(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}
