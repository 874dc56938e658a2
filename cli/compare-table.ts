/** Two policies side by side, for people. */
import { sayClause, sayUnit } from '../domain/labels-clauses.ts';
import type { Language } from '../domain/language.ts';
import type { ComparedValue, Difference } from '../policies/compare.ts';
import { printTable } from './output.ts';

export function printDifferences(
  differences: readonly Difference[],
  { before, after }: { readonly before: string; readonly after: string },
  lang: Language,
): void {
  const zh = lang === 'zh';
  printTable(
    differences,
    [
      { heading: zh ? '位置' : 'path', of: ({ path }) => path },
      { heading: before, of: (each) => valueText(each.before, lang) },
      { heading: after, of: (each) => valueText(each.after, lang) },
      { heading: zh ? '依据（前）' : 'clause before', of: (each) => sourceText(each.before, lang) },
      { heading: zh ? '依据（后）' : 'clause after', of: (each) => sourceText(each.after, lang) },
    ],
    zh ? '两者数值与依据均相同' : 'both say the same, with the same clauses',
  );
}

function valueText(value: ComparedValue | undefined, lang: Language): string | undefined {
  return value && (value.unit === undefined ? value.value : `${value.value} ${sayUnit(value.unit, lang)}`);
}

function sourceText(value: ComparedValue | undefined, lang: Language): string | undefined {
  return value?.clause === undefined ? undefined : sayClause(`${value.clause} · ${value.mark}`, lang);
}
