/** How a command's outcome is told, and what the shell learns of it. */
import { randomUUID } from 'node:crypto';
import type { Outcome } from '../client/outcome.ts';
import { ERRORS, sayRefusal, type ErrorCode, type Refusal } from '../domain/errors.ts';
import { sayClause } from '../domain/labels-clauses.ts';
import { label } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import type { Warning } from '../domain/stand/reported.ts';
import { EXIT } from './exit-codes.ts';
import { printJson } from './output.ts';
import { areaText } from './units.ts';

/** The sender of commands typed by hand, where none is named. */
const OPERATOR = 'operator';

export function senderOf(options: { readonly by?: string; readonly commandId?: string }) {
  return { by: options.by ?? OPERATOR, commandId: options.commandId ?? randomUUID() };
}

export function printOutcome(
  outcome: Outcome,
  { json, lang }: { readonly json?: true; readonly lang: Language },
): void {
  if (json) printJson(outcome);
  else for (const line of linesOf(outcome, lang)) console.log(line);
  if (outcome.kind === 'refused') process.exitCode = EXIT.refused;
  if (outcome.kind === 'outage') process.exitCode = EXIT.outage;
}

function linesOf(outcome: Outcome, lang: Language): string[] {
  const zh = lang === 'zh';
  if (outcome.kind === 'refused') return [`${zh ? '未接受' : 'refused'}: ${sayRefusal(outcome.refusal, lang)}`];
  if (outcome.kind === 'outage') {
    return [sayRefusal({ refused: 'OUTAGE', values: { what: outcome.what, met: outcome.met } }, lang)];
  }
  const { answer, recorded, parked } = outcome;
  return [
    zh ? (recorded ? '已记录' : '已接受，正在记录') : recorded ? 'recorded' : 'accepted, being recorded',
    ...(answer.verdict === undefined ? [] : [`${zh ? '判定' : 'verdict'}: ${label('verdict', answer.verdict, lang)}`]),
    ...(answer.because === undefined
      ? []
      : [
          `${answer.binding ? (zh ? '有效' : 'binding') : zh ? '不作为依据' : 'not binding'}: ${sayClause(answer.because, lang)}`,
        ]),
    ...(answer.level === undefined ? [] : [`${zh ? '级别' : 'level'}: ${label('level', answer.level, lang)}`]),
    ...(answer.parts ?? []).map(
      (part) => `  ${part.partId}: ${areaText(part.areaM2, lang)}, ${label('verdict', part.verdict, lang)}`,
    ),
    ...(answer.stands ?? []).map((stand) => `  → ${stand.standId}: ${areaText(stand.areaM2, lang)}`),
    ...(answer.followUps === undefined
      ? []
      : [`${zh ? '遗留事项' : 'to be seen to'}: ${answer.followUps.join(', ')} (stands why)`]),
    ...(answer.warnings ?? []).map((warning) => `${zh ? '注意' : 'note'}: ${sayWarning(warning, lang)}`),
    ...(parked === undefined ? [] : [`${zh ? '等待运维' : 'waits for an operator'}: ${parked}`]),
  ];
}

function sayWarning({ code, met, wanted }: Warning, lang: Language): string {
  if (!(code in ERRORS)) return label('remark', code, lang);
  const refusal: Refusal = { refused: code as ErrorCode, values: { met: met ?? '–', wanted: wanted ?? '–' } };
  return sayRefusal(refusal, lang);
}
