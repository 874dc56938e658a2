/** Gates as rows for people and programs. */
import type { IsoDate } from '../domain/day.ts';
import { bars, lastBarredOn, type GateDays } from '../domain/gate.ts';
import { label } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import type { GateRow } from '../prisma/gate-store.ts';
import type { Column } from './output.ts';

interface ShownGate extends GateRow {
  readonly state: 'ahead' | 'inForce' | 'over' | 'lifted';
}

export function shown(gate: GateRow, today: IsoDate): ShownGate {
  return { ...gate, state: daysState(gate, today) };
}

/** Of a gate or a permit. One with a day of lifting yet to come is still in force. */
export function daysState(gate: GateDays, today: IsoDate): ShownGate['state'] {
  if (bars(gate, today)) return 'inForce';
  const last = lastBarredOn(gate);
  if (last !== undefined && (last < gate.fromOn || last < today))
    return gate.liftedOn === undefined ? 'over' : 'lifted';
  return 'ahead';
}

/** First and last barred day; `…` alone behind the first where no end is known. */
export function daysText({ fromOn, untilOn }: GateDays): string {
  return `${fromOn}…${untilOn ?? ''}`;
}

/** Why it is closed, and what is barred where that is not all field work. */
export function kindText({ kind, bars: what }: Pick<GateRow, 'kind' | 'bars'>, lang: Language): string {
  const why = label('gate', kind, lang);
  if (what === 'FIELD_WORK') return why;
  return lang === 'zh' ? `${why}（${label('gate', what, lang)}）` : `${why} (${label('gate', what, lang)})`;
}

/** @param policies - whose counties have names */
export function columns(policies: readonly LoadedPolicy[], lang: Language): readonly Column<ShownGate>[] {
  const zh = lang === 'zh';
  const countyName = (code: string) =>
    policies.map(({ counties }) => counties[code]?.[lang]).find((name) => name !== undefined);
  return [
    { heading: zh ? '编号' : 'gate', of: ({ id }) => id, right: true },
    { heading: zh ? '县' : 'county', of: ({ countyCode: code }) => `${code} ${countyName(code) ?? ''}`.trim() },
    { heading: zh ? '类别' : 'kind', of: (row) => kindText(row, lang) },
    { heading: zh ? '期限' : 'days', of: daysText },
    { heading: zh ? '解除' : 'lifted', of: ({ liftedOn }) => liftedOn },
    { heading: zh ? '状态' : 'state', of: ({ state }) => label('gate', state, lang) },
    { heading: zh ? '文号' : 'order', of: ({ orderNo }) => orderNo },
    { heading: zh ? '发布人' : 'by', of: ({ by }) => by },
  ];
}
