/** Gates as rows for people and programs. */
import type { IsoDate } from '../domain/day.ts';
import { bars, lastBarredOn } from '../domain/gate.ts';
import { label, type Language } from '../domain/labels.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import type { GateRow } from '../prisma/gate-store.ts';
import type { Column } from './output.ts';

interface ShownGate extends GateRow {
  readonly state: 'ahead' | 'inForce' | 'over' | 'lifted';
}

export function shown(gate: GateRow, today: IsoDate): ShownGate {
  return { ...gate, state: stateOf(gate, today) };
}

/** A gate with a day of lifting yet to come is still in force. */
function stateOf(gate: GateRow, today: IsoDate): ShownGate['state'] {
  if (bars(gate, today)) return 'inForce';
  const last = lastBarredOn(gate);
  if (last !== undefined && (last < gate.fromOn || last < today))
    return gate.liftedOn === undefined ? 'over' : 'lifted';
  return 'ahead';
}

/** First and last barred day; `…` alone behind the first where no end is known. */
export function daysText(gate: GateRow): string {
  return `${gate.fromOn}…${gate.untilOn ?? ''}`;
}

/** @param policies - whose counties have names */
export function columns(policies: readonly LoadedPolicy[], lang: Language): readonly Column<ShownGate>[] {
  const zh = lang === 'zh';
  const countyName = (code: string) =>
    policies.map(({ counties }) => counties[code]?.[lang]).find((name) => name !== undefined);
  return [
    { heading: zh ? '编号' : 'gate', of: ({ id }) => id, right: true },
    { heading: zh ? '县' : 'county', of: ({ countyCode: code }) => `${code} ${countyName(code) ?? ''}`.trim() },
    { heading: zh ? '类别' : 'kind', of: ({ kind }) => label('gate', kind, lang) },
    { heading: zh ? '期限' : 'days', of: daysText },
    { heading: zh ? '解除' : 'lifted', of: ({ liftedOn }) => liftedOn },
    { heading: zh ? '状态' : 'state', of: ({ state }) => label('gate', state, lang) },
    { heading: zh ? '文号' : 'order', of: ({ orderNo }) => orderNo },
    { heading: zh ? '发布人' : 'by', of: ({ by }) => by },
  ];
}
