/** What became of an adoption, for people and programs. */
import { sayRefusal } from '../domain/errors.ts';
import type { Language } from '../domain/language.ts';
import type { AdoptionOutcome, AdoptionRow } from '../prisma/adoption-outcome.ts';
import type { Adoption } from './adopt-policy.ts';
import { printTable } from './output.ts';

export function printAdoption({ id, policy, inForce, onTheirWay }: Adoption, lang: Language): void {
  console.log(lang === 'zh' ? `改用 ${policy}，编号 ${id}` : `adopting ${policy}, number ${id}`);
  if (inForce > 0) console.log(lang === 'zh' ? `已适用：${inForce} 个小班` : `in force already: ${inForce} stands`);
  if (onTheirWay > 0)
    console.log(lang === 'zh' ? `此前已下达：${onTheirWay} 个小班` : `told before, on their way: ${onTheirWay} stands`);
}

export function printOutcome({ adopted, waiting, refused }: AdoptionOutcome, lang: Language): void {
  const zh = lang === 'zh';
  console.log(
    zh
      ? `已改用 ${adopted}，拒绝 ${refused.length}，等待 ${waiting}`
      : `${adopted} adopted, ${refused.length} refused, ${waiting} waiting`,
  );
  if (waiting > 0)
    console.log(
      zh
        ? '等待的小班在工作进程运行后自行办理'
        : 'those that wait go on by themselves once a worker runs or they are let go',
    );
  if (refused.length === 0) return;
  printTable(
    refused,
    [
      { heading: zh ? '小班' : 'stand', of: ({ standId }) => standId },
      { heading: zh ? '代码' : 'code', of: ({ refusal }) => refusal.refused },
      { heading: zh ? '原因' : 'because', of: ({ refusal }) => sayRefusal(refusal, lang) },
    ],
    '',
  );
}

export function printAdoptions(rows: readonly AdoptionRow[], lang: Language): void {
  const zh = lang === 'zh';
  printTable(
    rows,
    [
      { heading: zh ? '编号' : 'number', of: ({ id }) => id },
      { heading: zh ? '政策' : 'policy', of: ({ policy }) => policy },
      { heading: zh ? '时间' : 'ordered', of: ({ at }) => at.slice(0, 16).replace('T', ' ') },
      { heading: zh ? '谁' : 'by', of: ({ by }) => by },
      {
        heading: zh ? '范围' : 'of',
        of: ({ selection }) =>
          Object.entries(selection)
            .map((pair) => pair.join(' '))
            .join(', '),
      },
    ],
    zh ? '尚未改用过政策' : 'no policy was adopted yet: standkeeper policy adopt POLICY',
  );
}
