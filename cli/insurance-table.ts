/** Insured losses for people: in one line, and as a table. */
import { localDay, localHour, startOfDayMs } from '../domain/calendar.ts';
import type { IsoInstant } from '../domain/day.ts';
import { label } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import { isNoticeLate, type Loss } from '../domain/register/insurance.ts';
import { printTable } from './output.ts';

type Row = Loss & { readonly standId: string };

interface Words {
  readonly zone: string;
  readonly lang: Language;
}

/** The insurer was told, and came. */
export function isSettled({ notified, visitedOn }: Loss): boolean {
  return notified !== undefined && visitedOn !== undefined;
}

export function sayLoss({ standId, ...loss }: Row, { zone, lang }: Words): string {
  const { seenOn, policyNo, notified, visitedOn, replantFrom } = loss;
  const late = notified !== undefined && isNoticeLate(loss, notified.at);
  const told = notified && localTime(notified.at, zone);
  if (lang === 'zh') {
    const noticed =
      told === undefined ? `最迟 ${localTime(loss.noticeBy, zone)} 报案` : `${told} 报案${late ? '（逾期）' : ''}`;
    const seen = visitedOn === undefined ? '' : `，${visitedOn} 查勘`;
    return `${standId}：${seenOn} 受损（保单 ${policyNo}），${noticed}${seen}；${replantFrom} 起可补植`;
  }
  const noticed =
    told === undefined ? `to be told by ${localTime(loss.noticeBy, zone)}` : `told ${told}${late ? ' (late)' : ''}`;
  const seen = visitedOn === undefined ? '' : `, seen ${visitedOn}`;
  return `${standId}: loss of ${seenOn} (${policyNo}), ${noticed}${seen}; may be replanted from ${replantFrom} on`;
}

/** To the minute, as clocks there show it. */
function localTime(at: IsoInstant, zone: string): string {
  const [on, hour] = [localDay(at, zone), localHour(at, zone)];
  const minute = Math.floor((Date.parse(at) - startOfDayMs(on, zone, hour)) / 60_000);
  return `${on} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

export function printLosses(rows: readonly Row[], { zone, now, lang }: Words & { readonly now: IsoInstant }): void {
  const zh = lang === 'zh';
  const late = (row: Row) => (isNoticeLate(row, now) ? (zh ? '（逾期）' : ' (late)') : '');
  printTable(
    rows,
    [
      { heading: zh ? '小班' : 'stand', of: ({ standId }) => standId },
      { heading: zh ? '保单' : 'insurance', of: ({ policyNo }) => policyNo },
      { heading: zh ? '受损日期' : 'seen', of: ({ seenOn }) => seenOn },
      {
        heading: zh ? '灾害' : 'cause',
        of: ({ causes }) => causes.map((cause) => label('damage', cause, lang)).join(', '),
      },
      { heading: zh ? '报案期限' : 'notice by', of: (row) => `${localTime(row.noticeBy, zone)}${late(row)}` },
      { heading: zh ? '报案' : 'told', of: ({ notified }) => notified && localTime(notified.at, zone) },
      { heading: zh ? '报案号' : 'claim', of: ({ claimNo }) => claimNo },
      { heading: zh ? '查勘' : 'visit', of: ({ visitedOn }) => visitedOn },
      { heading: zh ? '可补植自' : 'replanting from', of: ({ replantFrom }) => replantFrom },
    ],
    zh ? '没有待办的损失' : 'no loss waits',
  );
}
