/** A spreadsheet's form of a number taken apart: its places for figures, and the words it shows around them. */

export interface NumberForm {
  /** Signs with a meaning, e.g. `#,##0.00` or `yyyy-mm-dd`. */
  readonly signs: string;
  /** Words before and behind the figures, which are in no cell: `0.0" ha"` shows 12.5 as 12.5 ha. */
  readonly before: string;
  readonly behind: string;
  /** It shows a thousandth of what is kept, or another form from some size on. */
  readonly isOther: boolean;
}

/** Excel in Chinese writes its word for «as it is» so. */
const GENERAL = /general|G\/通用格式/gi;
const TOKEN = /"([^"]*)"|\\(.)|[_*].|\[[^[\]]*\]|(.)/gsu;
/** Elapsed hours, minutes or seconds. */
const ELAPSED = /^\[(h+|m+|s+)\]$/i;
const CONDITION = /\[[<>=]/;
/** Commas behind the last figure divide by a thousand each. */
const DIVIDED = /[0#?],+(?![0#?,])/;

/** Of several forms, for numbers above and below 0, the first counts. */
export function numberForm(code: string): NumberForm {
  const forms = sectionsOf(code.replace(GENERAL, '0'));
  const [{ signs, before, behind } = EMPTY] = forms;
  const isWorded = forms.some((form) => form.before !== '' || form.behind !== '' || DIVIDED.test(form.signs));
  return { signs, before, behind, isOther: DIVIDED.test(signs) || (CONDITION.test(code) && isWorded) };
}

const EMPTY = { signs: '', before: '', behind: '' };

function sectionsOf(code: string): readonly (typeof EMPTY)[] {
  const sections = [{ ...EMPTY }];
  for (const [token, quoted, escaped, sign] of code.matchAll(TOKEN)) {
    const section = sections.at(-1)!;
    if (sign === ';') sections.push({ ...EMPTY });
    else if (sign !== undefined && !isWord(sign)) section.signs += sign;
    else if (ELAPSED.test(token)) section.signs += token;
    else addWord(section, quoted ?? escaped ?? sign ?? '');
  }
  return sections.map(({ signs, before, behind }) => ({ signs, before: before.trimStart(), behind: behind.trimEnd() }));
}

/** Signs of Chinese stand for themselves, and for the day where there are no places for figures. */
function isWord(sign: string): boolean {
  return /[^\u0000-\u007f]/u.test(sign);
}

function addWord(section: { signs: string; before: string; behind: string }, word: string): void {
  if (/[0#?]/.test(section.signs)) section.behind += word;
  else section.before += word;
}
