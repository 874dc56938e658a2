/** What bars a task, in Chinese and English from the same facts. */
import type { GateDays } from '../gate.ts';
import { label } from '../labels.ts';
import type { Language } from '../language.ts';
import type { BarringGate, FieldBars } from './field-bars.ts';

/** @example sayNeeds(['FIELD_WORK', 'OPEN_FIRE'], 'en') // 'field work, open fire' */
export function sayNeeds({ needs }: Pick<FieldBars, 'needs'>, language: Language): string {
  return needs.map((need) => label('need', need, language)).join(language === 'zh' ? '、' : ', ');
}

/** One line for the fire period and each gate; none where the field is free. */
export function sayFieldBars({ firePeriod, gates }: FieldBars, language: Language): readonly string[] {
  const fire = firePeriod?.join('…');
  return [
    ...(fire === undefined ? [] : [language === 'zh' ? `每年 ${fire} 禁止野外用火` : `no open fire ${fire} each year`]),
    ...gates.map((gate) => sayGate(gate, language)),
  ];
}

function sayGate(gate: BarringGate, language: Language): string {
  const zh = language === 'zh';
  const [why, what] = [label('gate', gate.kind, language), label('gate', gate.bars, language)];
  const named = zh ? `封禁 ${gate.gateId} ${why}（${what}）` : `gate ${gate.gateId} ${why} (${what})`;
  return `${named} ${sayDays(gate, language)}${zh ? '：' : ': '}${sayPermit(gate, language)}`;
}

function sayPermit({ permit, held = [] }: BarringGate, language: Language): string {
  const zh = language === 'zh';
  if (permit === 'none') return zh ? '禁止作业' : 'barred';
  if (permit === 'needed') return zh ? '须持许可' : 'permit needed';
  const papers = held.map(({ id, paperNo, ...days }) => `${id} ${paperNo} ${sayDays(days, language)}`);
  return zh ? `持有许可 ${papers.join('、')}` : `permit ${papers.join(', ')}`;
}

function sayDays({ fromOn, untilOn, liftedOn }: GateDays, language: Language): string {
  const days = `${fromOn}…${untilOn ?? ''}`;
  if (liftedOn === undefined) return days;
  return language === 'zh' ? `${days}（止于 ${liftedOn}）` : `${days} (ends on ${liftedOn})`;
}
