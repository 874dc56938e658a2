/** A stand in parts, for people: each part, and the areas that add up to the whole. */
import { label } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import type { Part } from '../domain/stand/state.ts';
import type { AreasByVerdict } from '../domain/stand/whole.ts';
import type { OutlineFacts, OutlinesOfStand } from '../prisma/outline-store.ts';
import { printTable } from './output.ts';
import { areaText } from './units.ts';

export function areasText(areas: AreasByVerdict, lang: Language): string {
  return Object.entries(areas)
    .map(([verdict, areaM2]) => `${label('verdict', verdict, lang)} ${areaText(areaM2, lang)}`)
    .join(lang === 'zh' ? '；' : '; ');
}

/** How large it is drawn; one that was drawn for another area no longer shows the land. */
export function outlineText({ areaM2, drawnForM2 }: OutlineFacts, statedM2: number, lang: Language): string {
  const drawn = areaText(areaM2, lang);
  if (drawnForM2 === statedM2) return drawn;
  const was = areaText(drawnForM2, lang);
  return lang === 'zh' ? `${drawn}（按 ${was} 绘制，待重绘）` : `${drawn} (drawn for ${was}, to be drawn anew)`;
}

export function printParts(parts: readonly Part[], outlines: OutlinesOfStand['parts'], lang: Language): void {
  const zh = lang === 'zh';
  // A piece stands behind the part it came from; people look for it by its number.
  const byNumber = parts.toSorted((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
  printTable(
    byNumber,
    [
      { heading: zh ? '部分' : 'part', of: ({ id }) => id },
      { heading: zh ? '面积' : 'area', of: ({ areaM2 }) => areaText(areaM2, lang), right: true },
      ...(Object.keys(outlines).length > 0
        ? [{ heading: zh ? '边界' : 'outline', of: (part: Part) => drawnText(part, outlines, lang) }]
        : []),
      { heading: zh ? '阶段' : 'stage', of: ({ stage }) => label('stage', stage, lang) },
      { heading: zh ? '造林日期' : 'planted', of: ({ anchors }) => anchors['planted'] },
      { heading: zh ? '设计株数' : 'designed', of: ({ designedPoints }) => designedPoints, right: true },
      { heading: zh ? '来自' : 'from', of: ({ from }) => from },
    ],
    '',
  );
  console.log('');
}

function drawnText({ id, areaM2 }: Part, outlines: OutlinesOfStand['parts'], lang: Language): string | undefined {
  const outline = outlines[id];
  return outline && outlineText(outline, areaM2, lang);
}
