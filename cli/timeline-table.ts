/** A walk as people read it: its turns, and between them what was refused. */
import { sayRefusal } from '../domain/errors.ts';
import { label } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import type { Sent, Simulated } from '../domain/stand/simulate.ts';
import type { TimelineRow } from '../domain/stand/timeline.ts';
import { printTable, type Column } from './output.ts';

/** A row of the timeline, or a report that was refused: its deed is `refused`, its text the sentence. */
export interface WalkRow extends TimelineRow {
  readonly refused?: string;
}

/** @param stage - stage before the first row */
export function walkRows(
  rows: readonly TimelineRow[],
  { sent }: Pick<Simulated, 'sent'>,
  stage: string,
  lang: Language,
): readonly WalkRow[] {
  const refused = sent.filter(({ refusal }) => refusal !== undefined);
  const before = (turn: number) => refused.filter(({ rev }) => rev < turn);
  const stageAt = (turn: number) => rows.findLast((row) => row.turn <= turn)?.stage ?? stage;
  const said = (each: Sent) => refusedRow(each, stageAt(each.rev), lang);
  let told = 0;
  const all = rows.flatMap((row): WalkRow[] => {
    const now = before(row.turn).slice(told);
    told += now.length;
    return [...now.map(said), row];
  });
  return [...all, ...refused.slice(told).map(said)];
}

function refusedRow({ on, rev, command, refusal }: Sent, stage: string, lang: Language): WalkRow {
  return {
    turn: rev,
    on,
    stage,
    deed: 'refused',
    ...('dutyId' in command && command.dutyId !== undefined && { dutyId: command.dutyId }),
    about: sayRefusal(refusal!, lang),
    clause: refusal!.refused,
    who: command.by,
    refused: refusal!.refused,
  };
}

/** Senders that are nobody's id. */
const WHO_ZH: Readonly<Record<string, string>> = {
  time: '到期',
  foretold: '推演',
  import: '导入',
  operator: '操作员',
};

type Line<Row> = Partial<Omit<Row, 'about'>> & { readonly about: string };

/** One line for each thing a turn is about: a turn may raise twenty duties. */
export function printWalk<Row extends WalkRow>(
  rows: readonly Row[],
  lang: Language,
  { marks = [], empty }: { readonly marks?: readonly Column<Line<Row>>[]; readonly empty?: string } = {},
): void {
  const zh = lang === 'zh';
  printTable(
    rows.flatMap(linesOf),
    [
      ...marks,
      { heading: zh ? '日期' : 'date', of: ({ on = '' }) => on },
      { heading: zh ? '阶段' : 'stage', of: ({ stage }) => (stage === undefined ? '' : label('stage', stage, lang)) },
      { heading: zh ? '动作' : 'deed', of: ({ deed = '' }) => label('deed', deed, lang) },
      { heading: zh ? '内容' : 'about', of: ({ about }) => about },
      { heading: zh ? '依据' : 'clause', of: ({ clause = '' }) => clause },
      { heading: zh ? '谁' : 'who', of: ({ who = '' }) => (zh ? (WHO_ZH[who] ?? who) : who) },
    ],
    empty ?? (zh ? '到这一天为止没有任何事项' : 'nothing happens up to that day'),
  );
}

function linesOf<Row extends WalkRow>(row: Row): Line<Row>[] {
  const [first = '', ...more] = (row.refused ? wrapped(row.about) : row.about.split('; ')).filter(Boolean);
  const rest = more.map((about): Line<Row> => ({ about }) as Line<Row>);
  return [{ ...row, about: first || (row.dutyId ?? '') }, ...rest];
}

const WIDE = 90;

/** Sentences of many words over several lines. */
function wrapped(text: string): readonly string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDE) return [...lines, word];
    return [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
}
