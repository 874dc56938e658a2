/** Two policies side by side, for people. */
import type { Language } from '../domain/labels.ts';
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
      { heading: before, of: (each) => valueText(each.before) },
      { heading: after, of: (each) => valueText(each.after) },
      { heading: zh ? '依据（前）' : 'clause before', of: (each) => sourceText(each.before) },
      { heading: zh ? '依据（后）' : 'clause after', of: (each) => sourceText(each.after) },
    ],
    zh ? '两者数值与依据均相同' : 'both say the same, with the same clauses',
  );
}

function valueText(value: ComparedValue | undefined): string | undefined {
  return value && (value.unit === undefined ? value.value : `${value.value} ${value.unit}`);
}

function sourceText(value: ComparedValue | undefined): string | undefined {
  return value?.clause === undefined ? undefined : `${value.clause} · ${value.mark}`;
}
