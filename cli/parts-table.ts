/** A stand in parts, for people: each part, and the areas that add up to the whole. */
import { label, type Language } from '../domain/labels.ts';
import type { Part } from '../domain/stand/state.ts';
import type { AreasByVerdict } from '../domain/stand/whole.ts';
import { printTable } from './output.ts';
import { areaText } from './units.ts';

export function areasText(areas: AreasByVerdict, lang: Language): string {
  return Object.entries(areas)
    .map(([verdict, areaM2]) => `${label('verdict', verdict, lang)} ${areaText(areaM2, lang)}`)
    .join('; ');
}

export function printParts(parts: readonly Part[], lang: Language): void {
  const zh = lang === 'zh';
  // A piece stands behind the part it came from; people look for it by its number.
  const byNumber = parts.toSorted((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
  printTable(
    byNumber,
    [
      { heading: zh ? '部分' : 'part', of: ({ id }) => id },
      { heading: zh ? '面积' : 'area', of: ({ areaM2 }) => areaText(areaM2, lang), right: true },
      { heading: zh ? '阶段' : 'stage', of: ({ stage }) => label('stage', stage, lang) },
      { heading: zh ? '造林日期' : 'planted', of: ({ anchors }) => anchors['planted'] },
      { heading: zh ? '设计株数' : 'designed', of: ({ designedPoints }) => designedPoints, right: true },
      { heading: zh ? '来自' : 'from', of: ({ from }) => from },
    ],
    '',
  );
  console.log('');
}
