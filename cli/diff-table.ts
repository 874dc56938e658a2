/** A file held against what is kept, for people: each field that differs, and how many stands are new, the same or differ. */
import type { Language } from '../domain/language.ts';
import type { FieldDiff, StandDiff } from '../imports/stand-diff.ts';
import { printTable } from './output.ts';

type Line = Pick<StandDiff, 'row' | 'stand'> & FieldDiff;

/** Said below a table that was cut. */
export function moreLines(count: number, lang: Language): string {
  return lang === 'zh' ? `… 另有 ${count} 行；--json 可列出全部` : `… and ${count} more; --json has them all`;
}

/** @param most - lines that a person reads */
export function printDiff(diff: readonly StandDiff[], most: number, lang: Language): void {
  const zh = lang === 'zh';
  const lines: readonly Line[] = diff.flatMap(({ row, stand, fields }) =>
    fields.map((field) => ({ row, stand, ...field })),
  );
  if (lines.length > 0)
    printTable(
      lines.slice(0, most),
      [
        { heading: zh ? '行' : 'row', of: ({ row }) => row, right: true },
        { heading: zh ? '小班' : 'stand', of: ({ stand }) => stand },
        { heading: zh ? '字段' : 'field', of: ({ field }) => field },
        { heading: zh ? '已存' : 'kept', of: ({ kept }) => kept },
        { heading: zh ? '文件' : 'in the file', of: ({ file }) => file },
      ],
      '',
    );
  if (lines.length > most) console.log(moreLines(lines.length - most, lang));
  const count = (is: StandDiff['is']) => diff.filter((each) => each.is === is).length;
  const [fresh, same, other] = [count('NEW'), count('SAME'), count('DIFFERS')];
  if (diff.length > 0 && same === diff.length)
    console.log(zh ? `与已存的 ${same} 个小班无差异` : `no difference from the ${same} stands that are kept`);
  else
    console.log(
      zh
        ? `与已存的对比：新增 ${fresh}，相同 ${same}，不同 ${other}`
        : `against what is kept: ${fresh} new, ${same} the same, ${other} differ`,
    );
}
