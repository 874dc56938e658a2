/** Imports, and what became of one that was taken back, for people. */
import { label } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import type { BatchRow } from '../prisma/batch-store.ts';
import type { HandedOnCount, MovedOn } from '../prisma/moved-on.ts';
import { printTable } from './output.ts';
import type { UndoReport } from './undo-import.ts';

const KINDS_ZH: Readonly<Record<BatchRow['kind'], string>> = {
  stands: '小班',
  surveys: '调查',
  outlines: '边界',
  crews: '造林队',
};

export function printBatches(rows: readonly BatchRow[], lang: Language): void {
  const zh = lang === 'zh';
  printTable(
    rows,
    [
      { heading: zh ? '批次' : 'import', of: ({ id }) => id },
      { heading: zh ? '内容' : 'of', of: ({ kind }) => (zh ? KINDS_ZH[kind] : kind) },
      { heading: zh ? '文件' : 'file', of: ({ fileName }) => fileName },
      { heading: zh ? '时间' : 'at', of: ({ at }) => minute(at) },
      { heading: zh ? '行数' : 'rows', of: (row) => row.rows, right: true },
      { heading: zh ? '导入' : 'taken', of: ({ accepted }) => accepted, right: true },
      { heading: zh ? '撤回' : 'taken back', of: ({ undoneAt }) => undoneAt && minute(undoneAt) },
      { heading: zh ? '撤回人' : 'by', of: ({ undoneBy }) => undoneBy },
    ],
    zh ? '尚无导入' : 'nothing was imported yet: standkeeper import stands FILE',
  );
}

function minute(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

const REASONS: Readonly<Record<MovedOn['reason'], Readonly<Record<Language, string>>>> = {
  COMMAND: { en: 'it has answered a command', zh: '已有办理' },
  SURVEY: { en: 'counts are kept of it', zh: '已有调查' },
  ADOPTION: { en: 'it was told to live by other rules', zh: '已下达改用政策' },
  DRAWN: { en: 'it is on the list of an audit', zh: '已列入核查名单' },
  MESSAGE: { en: 'something else is on its way to it', zh: '另有消息待送达' },
  REGISTER: { en: 'it has a record in', zh: '已有登记' },
  CLOSED: { en: 'it is closed', zh: '已结案' },
  HANDED_ON: { en: 'the count is with its stand', zh: '调查已送达小班' },
  REDRAWN: { en: 'it was drawn anew by', zh: '边界已由后续批次重绘' },
};

function printMovedOn(rows: readonly MovedOn[], lang: Language): void {
  const zh = lang === 'zh';
  printTable(
    rows,
    [
      { heading: zh ? '小班' : 'stand', of: ({ standId }) => standId },
      { heading: zh ? '作业年度' : 'work year', of: ({ workYear }) => workYear },
      { heading: zh ? '原因' : 'because', of: ({ reason, what }) => `${REASONS[reason][lang]}: ${what}` },
    ],
    '',
  );
}

/** What each count has led to, and what puts a wrong one right: a log has no way back, only a right count in its place. */
function printCounts(rows: readonly MovedOn[], lang: Language): void {
  const zh = lang === 'zh';
  const counts = rows.flatMap(({ standId, count }) => (count === undefined ? [] : [{ standId, count }]));
  printTable(
    counts,
    [
      { heading: zh ? '小班' : 'stand', of: ({ standId }) => standId },
      { heading: zh ? '调查日期' : 'captured', of: ({ count }) => count.capturedOn },
      { heading: zh ? '判定' : 'verdict', of: ({ count: { verdict } }) => verdict && label('verdict', verdict, lang) },
      { heading: zh ? '如何更正' : 'what puts it right', of: ({ standId, count }) => remedyOf(standId, count, lang) },
    ],
    '',
  );
}

/** What puts a count right that is with its stand, or why nothing needs to. */
export function remedyOf(standId: string, count: HandedOnCount, lang: Language): string {
  const { surveyId, capturedOn, state, binding, correctedBy, nowIn } = count;
  const zh = lang === 'zh';
  if (correctedBy !== undefined) return zh ? `已由 ${correctedBy} 更正` : `${correctedBy} has taken its place`;
  if (state === 'staged') return zh ? '处理中，请稍后再试' : 'it is on its way; ask again once its stand has answered';
  if (binding === false) return zh ? '不作判定依据，无须更正' : 'it does not bind: nothing follows from it';
  const stands = nowIn ?? [standId];
  const commands = stands.map(
    (stand) => `standkeeper survey correct ${stand} ${surveyId} --captured ${capturedOn} --live N --surveyors ID,ID`,
  );
  return commands.join('; ');
}

export function printUndo({ fileName, kind }: BatchRow, report: UndoReport, lang: Language): void {
  const zh = lang === 'zh';
  if (!report.undone) {
    if (kind === 'surveys') printCounts(report.movedOn, lang);
    else printMovedOn(report.movedOn, lang);
    const count = report.movedOn.length;
    console.log(
      zh
        ? `${fileName}：其中 ${count} 条已有进展，整批未撤回，未作更改`
        : `${fileName}: ${count} of it have moved on; nothing was taken back`,
    );
    return;
  }
  const { gone, closed, waiting, stayed } = report;
  if (stayed.length > 0) printMovedOn(stayed, lang);
  const taken = gone + closed;
  if (zh) console.log(`${fileName}：已撤回${KINDS_ZH[kind]} ${taken}，等待 ${waiting}，保留 ${stayed.length}`);
  else console.log(`${fileName}: ${taken} ${kind} taken back, ${waiting} waiting, ${stayed.length} stayed`);
  if (waiting > 0)
    console.log(
      zh ? '等待的小班在工作进程运行后自行结案' : 'those that wait are closed by themselves once a worker runs',
    );
}
