/** What a workbook (XLSX) says of itself: its sheets and where they lie, its texts, the formats of its numbers. */
import { formatOf, type NumberFormat } from './number-format.ts';
import { ImportError } from './problems.ts';
import { walkXml } from './xml.ts';

/** Content of a path of the workbook; undefined where it is not there. */
export type ContentOf = (path: string) => Uint8Array | undefined;

export interface Sheet {
  readonly name: string;
  readonly path: string;
  readonly isHidden: boolean;
}

export interface WorkbookParts {
  readonly sheets: readonly Sheet[];
  /** Days are counted from 1904, as old Macs did. */
  readonly from1904: boolean;
  readonly texts: readonly string[];
  /** By the style of a cell. */
  readonly formats: readonly NumberFormat[];
}

/** @throws ImportError where a part is missing or broken */
export function workbookParts(contentOf: ContentOf): WorkbookParts {
  const book = related(contentOf, '').find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml';
  const links = related(contentOf, book);
  const pathOf = (type: string) => links.find((link) => link.type === type)?.path;
  return {
    ...sheetsOf(contentOf, book, links),
    texts: textsOf(contentOf, pathOf('sharedStrings')),
    formats: formatsOf(contentOf, pathOf('styles')),
  };
}

interface Link {
  readonly id: string | undefined;
  /** Last word of its type, e.g. `worksheet`. */
  readonly type: string;
  readonly path: string;
}

/** Links of a part stand beside it, in a folder of their own; those of the whole at the root. */
function related(contentOf: ContentOf, part: string): readonly Link[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const path = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const links: Link[] = [];
  walkXml(needed(contentOf, path), path, {
    open(name, attribute) {
      const [target, type] = [attribute('Target'), attribute('Type')];
      if (name !== 'Relationship' || target === undefined || type === undefined) return;
      const whole = target.startsWith('/') ? target.slice(1) : `${folder}${target}`;
      links.push({ id: attribute('Id'), type: type.slice(type.lastIndexOf('/') + 1), path: whole });
    },
  });
  return links;
}

function needed(contentOf: ContentOf, path: string): Uint8Array {
  const content = contentOf(path);
  if (content === undefined) throw new ImportError({ code: 'FILE_BROKEN', met: `${path} is not in the workbook` });
  return content;
}

function sheetsOf(contentOf: ContentOf, book: string, links: readonly Link[]) {
  const sheets: Sheet[] = [];
  let from1904 = false;
  walkXml(needed(contentOf, book), book, {
    open(name, attribute) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
      const link = name === 'sheet' ? links.find(({ id }) => id === attribute('id')) : undefined;
      if (link?.type !== 'worksheet') return;
      const isHidden = (attribute('state') ?? 'visible') !== 'visible';
      sheets.push({ name: attribute('name') ?? link.path, path: link.path, isHidden });
    },
  });
  return { sheets, from1904 };
}

/** Each text once, cells name it by its number. How a word is read aloud stands beside it and is none of it. */
function textsOf(contentOf: ContentOf, path: string | undefined): readonly string[] {
  const content = path === undefined ? undefined : contentOf(path);
  const texts: string[] = [];
  if (content === undefined) return texts;
  let [text, inText, aloud] = ['', false, false];
  walkXml(content, path!, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') aloud = true;
      inText = name === 't' && !aloud;
    },
    close(name) {
      if (name === 'si') texts.push(text);
      if (name === 'rPh') aloud = false;
      if (name === 't') inText = false;
    },
    text(piece) {
      if (inText) text += piece;
    },
  });
  return texts;
}

function formatsOf(contentOf: ContentOf, path: string | undefined): readonly NumberFormat[] {
  const content = path === undefined ? undefined : contentOf(path);
  const formats: NumberFormat[] = [];
  if (content === undefined) return formats;
  const codes = new Map<string, string>();
  const known = new Map<string, NumberFormat>();
  let ofCells = false;
  walkXml(content, path!, {
    open(name, attribute) {
      if (name === 'numFmt') codes.set(attribute('numFmtId') ?? '', codeIn(attribute('formatCode'), path!));
      if (name === 'cellXfs') ofCells = true;
      const id = attribute('numFmtId') ?? '0';
      if (name !== 'xf' || !ofCells) return;
      const format = known.get(id) ?? formatOf(Number(id), codes.get(id));
      known.set(id, format);
      formats.push(format);
    },
    close(name) {
      if (name === 'cellXfs') ofCells = false;
    },
  });
  return formats;
}

/** Excel's own limit; it calls a workbook with a longer one damaged. */
const MOST_FORMAT = 255;

function codeIn(code = '', path: string): string {
  if (code.length <= MOST_FORMAT) return code;
  throw new ImportError({ code: 'FILE_BROKEN', met: `${path}: a number format of ${code.length} characters` });
}
