/** Permits of gates in words and lines. */
import type { IsoDate } from '../domain/day.ts';
import { label } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import type { GateRow } from '../prisma/gate-store.ts';
import type { PermitRow } from '../prisma/permit-rows.ts';
import { daysState, daysText } from './gate-table.ts';
import { printTable } from './output.ts';

/** Duties by their names, and the stands it is for. */
export function permitText({ duties, stands }: PermitRow, lang: Language): string {
  const zh = lang === 'zh';
  const works = duties.map((code) => label('duty', code, lang)).join(zh ? '、' : ', ');
  const where = stands.length === 0 ? (zh ? '全县' : 'whole county') : stands.join(zh ? '、' : ', ');
  return zh ? `${works}（${where}）` : `${works} (${where})`;
}

function stateText(permit: PermitRow, today: IsoDate, lang: Language): string {
  const state = daysState(permit, today);
  return label('gate', state === 'lifted' ? 'withdrawn' : state, lang);
}

/** Below the gates that they are of; nothing where there are none. */
export function printPermits(gates: readonly GateRow[], today: IsoDate, lang: Language): void {
  const rows = gates.flatMap(({ id: gateId, permits }) => permits.map((permit) => ({ gateId, ...permit })));
  if (rows.length === 0) return;
  const zh = lang === 'zh';
  console.log();
  printTable(
    rows,
    [
      { heading: zh ? '许可' : 'permit', of: ({ id }) => id, right: true },
      { heading: zh ? '封禁' : 'gate', of: ({ gateId }) => gateId, right: true },
      { heading: zh ? '文号' : 'paper', of: ({ paperNo }) => paperNo },
      { heading: zh ? '期限' : 'days', of: daysText },
      { heading: zh ? '撤销' : 'withdrawn', of: ({ liftedOn }) => liftedOn },
      { heading: zh ? '状态' : 'state', of: (row) => stateText(row, today, lang) },
      { heading: zh ? '可作业' : 'may go on', of: (row) => permitText(row, lang) },
    ],
    '',
  );
}
