/** Workbooks as tests want them, part by part, so that they can be broken anywhere. */
import { zipOf, type Files } from './shapefile-files.ts';

/** What stands in a cell; `xml` is what follows its address, attributes first. */
export type CellOf = string | number | boolean | undefined | { readonly xml: string };

export interface SheetOf {
  readonly rows: readonly (readonly CellOf[])[];
  readonly merged?: readonly string[];
  readonly state?: string;
  /** Rows that are not shown, from 1. */
  readonly hidden?: readonly number[];
  /** First and last column of one stretch that is not shown, from 1. */
  readonly hiddenColumns?: readonly [first: number, last: number];
}

export interface BookOf {
  readonly sheets?: Readonly<Record<string, SheetOf>>;
  readonly from1904?: boolean;
  readonly files?: Files;
  /** Forms of numbers of its own; the first is style 8. */
  readonly forms?: readonly string[];
}

/** Styles by number: 1 day, 2 day in Chinese, 3 percent, 4 four digits, 5 time, 6 a day of its own form. */
const STYLES = `<styleSheet xmlns="m"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="0000"/><numFmt numFmtId="166" formatCode="[$-409]d-mmm-yy"/></numFmts>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/><xf numFmtId="20"/><xf numFmtId="166"/><xf numFmtId="17"/></cellXfs></styleSheet>`;

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A number in a style. */
export function styled(value: number, style: number): CellOf {
  return { xml: `s="${style}"><v>${value}</v>` };
}

export function workbookOf({ sheets = {}, from1904 = false, files = {}, forms = [] }: BookOf): Buffer {
  const named = Object.entries(sheets);
  const rels = named.map(
    (_, index) => `<Relationship Id="r${index}" Type="${TYPES}/worksheet" Target="worksheets/sheet${index}.xml"/>`,
  );
  const listed = named.map(
    ([name, { state }], index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}" ${state ? `state="${state}" ` : ''}r:id="r${index}"/>`,
  );
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="a" Type="${TYPES}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${TYPES}"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${rels.join('')}<Relationship Id="s" Type="${TYPES}/styles" Target="/xl/styles.xml"/></Relationships>`,
    'xl/styles.xml': stylesWith(forms),
    ...Object.fromEntries(named.map(([, sheet], index) => [`xl/worksheets/sheet${index}.xml`, sheetXml(sheet)])),
    ...files,
  });
}

function stylesWith(forms: readonly string[]): string {
  const codes = forms.map(
    (code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code).replaceAll('"', '&quot;')}"/>`,
  );
  const styles = forms.map((_, index) => `<xf numFmtId="${200 + index}"/>`);
  return STYLES.replace('</numFmts>', `${codes.join('')}</numFmts>`).replace(
    '</cellXfs>',
    `${styles.join('')}</cellXfs>`,
  );
}

function sheetXml({ rows, merged = [], hidden = [], hiddenColumns }: SheetOf): string {
  const lines = rows.map(
    (cells, index) =>
      `<row r="${index + 1}"${hidden.includes(index + 1) ? ' hidden="1"' : ''}>${cells.map((cell, column) => cellXml(cell, column, index)).join('')}</row>`,
  );
  const areas = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const [min, max] = hiddenColumns ?? [];
  const cols = hiddenColumns ? `<cols><col min="${min}" max="${max}" width="0" hidden="1"/></cols>` : '';
  return `<worksheet>${cols}<sheetData>${lines.join('')}</sheetData><mergeCells>${areas}</mergeCells></worksheet>`;
}

function cellXml(cell: CellOf, column: number, row: number): string {
  if (cell === undefined) return '';
  const at = `<c r="${String.fromCharCode(65 + column)}${row + 1}" `;
  if (typeof cell === 'object') return `${at}${cell.xml}</c>`;
  if (typeof cell === 'number') return `${at}><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `${at}t="b"><v>${Number(cell)}</v></c>`;
  return `${at}t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
}
