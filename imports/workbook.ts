/** An Excel workbook (XLSX) as a table: one of its sheets. */
import { ImportError } from './problems.ts';
import { otherKind } from './other-kinds.ts';
import { tableOf } from './sheet-table.ts';
import type { SourceTable } from './table.ts';
import { workbookParts, type ContentOf, type Sheet } from './workbook-parts.ts';
import type { ZipEntry } from './zip.ts';
import { inflater } from './zip-inflate.ts';

/** Any folder of that name is a workbook's: other documents have `word/` or `ppt/`. */
export function isWorkbook(entries: readonly ZipEntry[]): boolean {
  return holds(entries, /^\[Content_Types\]\.xml$/) && holds(entries, /^xl\//);
}

/**
 * @param asked - name of the sheet, where several have cells
 * @throws ImportError where the workbook is of another form, broken, too large or unclear
 */
export function readWorkbook(zip: Uint8Array, entries: readonly ZipEntry[], asked?: string): SourceTable {
  refuseOtherForms(entries);
  const inflate = inflater(zip);
  const byPath = new Map(entries.map((entry) => [entry.path.toLowerCase(), entry]));
  const contentOf: ContentOf = (path) => {
    const entry = byPath.get(path.toLowerCase());
    return entry && inflate(entry);
  };
  const parts = workbookParts(contentOf);
  const { sheet, bytes } =
    asked === undefined ? onlySheet(parts.sheets, contentOf) : sheetCalled(asked, parts.sheets, contentOf);
  return tableOf(bytes, sheet, parts);
}

function holds(entries: readonly ZipEntry[], pattern: RegExp): boolean {
  return entries.some(({ path }) => pattern.test(path));
}

function refuseOtherForms(entries: readonly ZipEntry[]): void {
  if (holds(entries, /^xl\/workbook\.bin$/i)) throw otherKind('a binary workbook (XLSB)');
  // Nothing of them would run here; a workbook that brings a program along is not what a crew or a bureau should send on.
  if (holds(entries, /^xl\/(vbaProject\.bin|macrosheets\/)/i)) throw otherKind('a workbook with macros (XLSM)');
}

interface Inflated {
  readonly sheet: Sheet;
  readonly bytes: Uint8Array;
}

function inflated(sheet: Sheet, contentOf: ContentOf): Inflated {
  const bytes = contentOf(sheet.path);
  if (bytes === undefined) throw new ImportError({ code: 'FILE_BROKEN', met: `${sheet.path} is not in the workbook` });
  return { sheet, bytes };
}

function sheetCalled(asked: string, sheets: readonly Sheet[], contentOf: ContentOf): Inflated {
  const found = sheets.find(({ name }) => name.toLowerCase() === asked.trim().toLowerCase());
  if (found === undefined) throw new ImportError({ code: 'LAYER_UNKNOWN', met: asked, wanted: namesOf(sheets) });
  return inflated(found, contentOf);
}

/** Old programs begin each workbook with three sheets, of which two stay empty. What was inflated to see is read as it is. */
function onlySheet(sheets: readonly Sheet[], contentOf: ContentOf): Inflated {
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const seen = (visible.length > 0 ? visible : sheets).map((sheet) => inflated(sheet, contentOf));
  const filled = seen.length > 1 ? seen.filter(({ bytes }) => hasCells(bytes)) : seen;
  const [only, ...others] = filled;
  if (only === undefined) throw new ImportError({ code: 'FILE_EMPTY' });
  if (others.length > 0)
    throw new ImportError({ code: 'LAYER_UNCLEAR', met: namesOf(filled.map(({ sheet }) => sheet)) });
  return only;
}

function namesOf(sheets: readonly Sheet[]): string {
  return sheets.map(({ name }) => name).join(', ');
}

/** A cell that has something in it: formats alone make none. */
function hasCells(bytes: Uint8Array): boolean {
  const xml = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return ['<v>', ':v>', '<is>', ':is>', '<f>', '<f ', ':f>'].some((mark) => xml.includes(mark));
}
