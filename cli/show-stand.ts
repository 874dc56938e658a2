/** One stand for people: its facts and duties, what it owes and why, and its life turn by turn. */
import type { StandView } from '../contract/stand-messages.ts';
import { sayRefusal } from '../domain/errors.ts';
import { label, percent, type Language } from '../domain/labels.ts';
import type { CountsOf } from '../domain/stand/behind.ts';
import { openFollowUps } from '../domain/stand/follow-ups.ts';
import { closedRefusal } from '../domain/stand/refusals.ts';
import { sayFollowUp, sayWhy } from '../domain/stand/say-why.ts';
import type { SurveyCounts } from '../domain/stand/command.ts';
import { readiedFor } from '../domain/stand/ready.ts';
import { isStart, type Duty, type Planting, type StandState, type Start } from '../domain/stand/state.ts';
import { timelineOf } from '../domain/stand/timeline.ts';
import { wholeOf } from '../domain/stand/whole.ts';
import { why } from '../domain/stand/why.ts';
import type { Database } from '../prisma/database.ts';
import { outlinesOf } from '../prisma/outline-store.ts';
import { sourceOf, type StandSource } from '../prisma/source-store.ts';
import { standLog, standState, type StandRow } from '../prisma/stand-store.ts';
import { surveysOf, type SurveyOfStand } from '../prisma/survey-store.ts';
import { clausesAtHand } from './clauses.ts';
import { printFacts, printJson, printTable } from './output.ts';
import { registerFacts, registersOf } from './stand-registers.ts';
import { printWalk } from './timeline-table.ts';
import { areasText, outlineText, printParts } from './parts-table.ts';
import { speciesName } from './species.ts';
import { areaText } from './units.ts';

export interface ShowOptions {
  readonly json?: true;
  readonly lang: Language;
}

/** Live of base points by the last binding count. */
export function rateOf({ livePoints, basePoints }: StandRow): string | undefined {
  return livePoints === undefined || basePoints === undefined ? undefined : percent(livePoints, basePoints);
}

/** @param live - what the running workflow says of itself, where it was asked */
export async function showStand(
  db: Database,
  stand: StandRow,
  { json, lang }: ShowOptions,
  live?: StandView,
): Promise<void> {
  const state = await standState(db, stand.lifeId);
  const surveys = await surveysOf(db, stand.lifeId);
  const whole = state && wholeOf(state);
  const source = await sourceOf(db, stand.lifeId);
  const beside = await registersOf(db, stand);
  const outlines = await outlinesOf(db.prisma, stand.lifeId);
  const told = {
    ...(whole && { whole }),
    surveys,
    outlines,
    ...beside,
    ...(source && { source }),
    ...(live && { live }),
  };
  if (json) return printJson({ ...stand, state, ...told });
  const begunAs = state && startOf(state);
  const ready = state?.parts[0] === undefined ? state?.seed.planting : readiedFor(state, state.parts[0]);
  printFacts([
    ['stand 小班', stand.standId],
    ['work year 作业年度', stand.workYear],
    ['stage 阶段', label('stage', stand.stage, lang)],
    ['species 树种', state ? await speciesName(db, state, stand.species, lang) : stand.species],
    ['area 面积', areaText(stand.areaM2, lang)],
    ['outline 边界', outlines.whole && outlineText(outlines.whole, stand.areaM2, lang)],
    [begunAs === undefined ? 'planted 造林日期' : 'began 起算日期', stand.plantedOn],
    ['site prepared 整地日期', ready?.preparedOn],
    ['stock arrived 到苗日期', ready?.stockOn],
    ['stock papers 两证一签', stockText(state?.seed.planting, lang)],
    ['began as 起始方式', begunAs && label('method', begunAs, lang)],
    ['survival 成活率', rateOf(stand)],
    ['verdict 判定', stand.verdict && label('verdict', stand.verdict, lang)],
    ['judged besides 附带判定', state && judgementsText(state, lang)],
    ['of its area 其中', whole && areasText(whole.field, lang)],
    ['payment reads 兑现口径', whole && areasText(whole.pay, lang)],
    ['protection 保护', state?.protection?.map((flag) => label('protection', flag, lang)).join(', ')],
    ['out of assessment 核减面积', whole?.certifiedM2 && areaText(whole.certifiedM2, lang)],
    ['went to 去向', state?.movedTo?.stands.map(({ standId }) => standId).join(', ')],
    ['came from 来源', state?.from?.map(({ standId, on }) => `${standId} (${on})`).join(', ')],
    ...registerFacts(beside, lang),
    ['workflow', stand.workflowId],
    ...liveFacts(live),
    ...sourceFacts(source),
  ]);
  console.log('');
  if (state !== undefined && state.parts.length > 1) printParts(state.parts, outlines.parts, lang);
  printDuties(state?.duties ?? [], lang);
  if (surveys.length === 0) return;
  console.log('');
  const names = await speciesCounted(db, state, surveys, lang);
  printSurveys(surveys, (counts) => bySpeciesText(counts, names), lang);
}

/** Of the first planting, as they were told when the stand was taken in. */
function stockText(planting: Partial<Planting> | undefined, lang: Language): string | undefined {
  const told = Object.entries(planting?.papers ?? {}).map(([paper, text]) => `${label('paper', paper, lang)} ${text}`);
  return told.length === 0 ? undefined : told.join(lang === 'zh' ? '，' : ', ');
}

/** Second verdicts that stand, by their days; those of a stand in parts name the part. */
function judgementsText({ parts }: StandState, lang: Language): string | undefined {
  const each = parts.flatMap(({ id, judgements = {} }) =>
    Object.entries(judgements).map(([code, { verdict, on }]) => {
      const of = parts.length > 1 ? `${id} ` : '';
      return `${of}${label('judgement', code, lang)}: ${label('verdict', verdict, lang)} (${on})`;
    }),
  );
  return each.length === 0 ? undefined : each.join(', ');
}

/** How it began, where nothing was planted since. */
function startOf({ seed: { method }, parts }: StandState): Start | undefined {
  return isStart(method) && parts.every(({ anchors }) => anchors['planted'] === undefined) ? method : undefined;
}

/** Those that the stand refused as well: nobody else hears of a count that came by a file. */
function printSurveys(
  surveys: readonly SurveyOfStand[],
  bySpecies: (counts: SurveyCounts) => string | undefined,
  lang: Language,
): void {
  const zh = lang === 'zh';
  const isMixed = surveys.some(({ counts }) => counts.bySpecies !== undefined);
  printTable(
    surveys,
    [
      { heading: zh ? '编号' : 'survey', of: ({ id }) => id },
      { heading: zh ? '原小班' : 'counted as', of: ({ countedAs }) => countedAs },
      { heading: zh ? '调查日期' : 'captured', of: ({ capturedOn }) => capturedOn },
      { heading: zh ? '级别' : 'level', of: ({ level }) => level && label('level', level, lang) },
      { heading: zh ? '活株数' : 'live', of: ({ counts }) => counts.livePoints, right: true },
      ...(isMixed
        ? [{ heading: zh ? '分树种' : 'by species', of: ({ counts }: SurveyOfStand) => bySpecies(counts) }]
        : []),
      { heading: zh ? '状态' : 'state', of: ({ state }) => label('state', state, lang) },
      { heading: zh ? '判定' : 'verdict', of: ({ verdict }) => verdict && label('verdict', verdict, lang) },
      {
        heading: zh ? '说明' : 'because',
        of: ({ because, refusal }) => (refusal === undefined ? because : sayRefusal(refusal, lang)),
      },
    ],
    '',
  );
}

/** Code → name of every species that some survey counted for itself. */
async function speciesCounted(
  db: Database,
  state: StandState | undefined,
  surveys: readonly SurveyOfStand[],
  lang: Language,
): Promise<ReadonlyMap<string, string>> {
  const codes = surveys.flatMap(({ counts }) => Object.keys(counts.bySpecies ?? {}));
  return state === undefined ? new Map() : speciesNames(db, state, codes, lang);
}

async function speciesNames(
  db: Database,
  state: StandState,
  codes: readonly string[],
  lang: Language,
): Promise<ReadonlyMap<string, string>> {
  const named = [...new Set(codes)].map(async (code) => [code, await speciesName(db, state, code, lang)] as const);
  return new Map(await Promise.all(named));
}

/** A rate for each species of a mixed planting (ruling 25). */
function bySpeciesText({ bySpecies }: SurveyCounts, names: ReadonlyMap<string, string>): string | undefined {
  if (bySpecies === undefined) return undefined;
  const rates = Object.entries(bySpecies).map(
    ([code, { live, designed }]) => `${names.get(code) ?? code} ${percent(Math.min(live, designed), designed)}`,
  );
  return rates.join(', ');
}

function liveFacts(live: StandView | undefined): [string, string | number | undefined][] {
  if (live === undefined) return [];
  return [
    ['task queue', live.taskQueue],
    ['turns not yet written', live.pendingTurns],
    ['next timer', live.nextDueOn],
    ['parked 等待运维', live.parked?.reason],
  ];
}

/** Headings of the file, as they stood in it. */
function sourceFacts(source: StandSource | undefined): [string, string | number][] {
  return Object.entries(source?.columns ?? {}).map(([heading, cell]) => [`· ${heading}`, String(cell)]);
}

function printDuties(duties: readonly Duty[], lang: Language): void {
  printTable(
    duties,
    [
      { heading: lang === 'zh' ? '任务' : 'duty', of: ({ id }) => id },
      { heading: lang === 'zh' ? '名称' : 'what', of: ({ code }) => label('duty', code, lang) },
      { heading: lang === 'zh' ? '状态' : 'state', of: (duty) => label('state', duty.state, lang) },
      { heading: lang === 'zh' ? '开始' : 'opens', of: ({ opensOn }) => opensOn },
      { heading: lang === 'zh' ? '到期' : 'due', of: ({ dueOn }) => dueOn },
      { heading: lang === 'zh' ? '办结' : 'closed', of: ({ closedOn }) => closedOn },
    ],
    'no duties yet: the workflow has not begun',
  );
}

/** What somebody must see to, then what is owed; data holds both in the same order. */
export async function showWhy(db: Database, stand: StandRow, { json, lang }: ShowOptions): Promise<void> {
  const state = await standState(db, stand.lifeId);
  const lines = state === undefined ? [] : why(state, await clausesAtHand(db), await countsAtHand(db, stand));
  const followUps = state === undefined ? [] : openFollowUps(state);
  if (json) return printJson([...followUps, ...lines]);
  if (state?.movedTo !== undefined) console.log(sayRefusal(closedRefusal(state), lang));
  else if (lines.length === 0) console.log(nothingOwed(stand, lang));
  for (const followUp of followUps) console.log(sayFollowUp(followUp, lang));
  const names =
    state &&
    (await speciesNames(
      db,
      state,
      lines.flatMap(({ needs }) => Object.keys(needs?.bySpecies ?? {})),
      lang,
    ));
  for (const line of lines) console.log(sayWhy(line, lang, (code) => names?.get(code) ?? code));
}

/** Counts of whole surveys: one in pieces has its figures with each result. */
async function countsAtHand(db: Database, { lifeId }: StandRow): Promise<CountsOf> {
  const surveys = await surveysOf(db, lifeId);
  return (surveyId) => surveys.find(({ id }) => id === surveyId)?.counts;
}

/** Nothing owed is worth a reason, too: the last verdict, or that the life has not begun. */
function nothingOwed(stand: StandRow, lang: Language): string {
  const zh = lang === 'zh';
  if (stand.rev === 0) {
    return zh ? `${stand.standId}：工作流尚未启动。` : `${stand.standId}: its workflow has not begun yet.`;
  }
  const stage = label('stage', stand.stage, lang);
  const verdict =
    stand.verdict &&
    `${zh ? '，最近判定' : ', last verdict '}${label('verdict', stand.verdict, lang)} ${rateOf(stand)}`;
  return zh
    ? `${stand.standId}（${stage}）：目前没有未完成的任务${verdict ?? ''}。`
    : `${stand.standId} (${stage}) owes nothing at present${verdict ?? ''}.`;
}

export async function showEvents(db: Database, stand: StandRow, { json, lang }: ShowOptions): Promise<void> {
  const log = await standLog(db, stand.lifeId);
  if (json) return printJson(log.turns);
  printWalk(timelineOf(log.seed, log.turns, await clausesAtHand(db)), lang, {
    marks: [{ heading: '#', of: ({ turn }) => turn ?? '', right: true }],
    empty: lang === 'zh' ? '尚无任何事项' : 'nothing has happened yet',
  });
}
