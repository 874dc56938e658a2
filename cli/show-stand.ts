/** One stand for people: its facts and duties, what it owes and why, and its life turn by turn. */
import type { StandView } from '../contract/stand-messages.ts';
import { sayRefusal } from '../domain/errors.ts';
import { sayClause } from '../domain/labels-clauses.ts';
import { label, percent } from '../domain/labels.ts';
import type { Language } from '../domain/language.ts';
import type { SurveyCounts } from '../domain/stand/reported.ts';
import { readiedFor } from '../domain/stand/ready.ts';
import { isStart, type Duty, type Planting, type StandState, type Start } from '../domain/stand/state.ts';
import { timelineOf } from '../domain/stand/timeline.ts';
import { wholeOf } from '../domain/stand/whole.ts';
import type { Database } from '../prisma/database.ts';
import { outlinesOf } from '../prisma/outline-store.ts';
import { sourceOf, type StandSource } from '../prisma/source-store.ts';
import { standLog, standState, type StandRow } from '../prisma/stand-store.ts';
import { surveysOf, type SurveyOfStand } from '../prisma/survey-store.ts';
import { clausesAtHand } from './clauses.ts';
import { printFacts, printJson, printTable } from './output.ts';
import { registerFacts, registersOf } from './stand-registers.ts';
import { policiesAtHand, policyAtHand } from './policy-named.ts';
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
  const zh = lang === 'zh';
  const begunAs = state && startOf(state);
  const ready = state?.parts[0] === undefined ? state?.seed.planting : readiedFor(state, state.parts[0]);
  printFacts([
    [zh ? '小班' : 'stand', stand.standId],
    [zh ? '作业年度' : 'work year', stand.workYear],
    [zh ? '阶段' : 'stage', label('stage', stand.stage, lang)],
    [zh ? '树种' : 'species', await speciesOf(db, stand, state, lang)],
    [zh ? '面积' : 'area', areaText(stand.areaM2, lang)],
    [zh ? '边界' : 'outline', outlines.whole && outlineText(outlines.whole, stand.areaM2, lang)],
    [begunAs === undefined ? (zh ? '造林日期' : 'planted') : zh ? '起算日期' : 'began', stand.plantedOn],
    [zh ? '整地日期' : 'site prepared', ready?.preparedOn],
    [zh ? '到苗日期' : 'stock arrived', ready?.stockOn],
    [zh ? '两证一签' : 'stock papers', stockText(state?.seed.planting, lang)],
    [zh ? '起始方式' : 'began as', begunAs && label('method', begunAs, lang)],
    [zh ? '成活率' : 'survival', rateOf(stand)],
    [zh ? '判定' : 'verdict', stand.verdict && label('verdict', stand.verdict, lang)],
    [zh ? '附带判定' : 'judged besides', state && judgementsText(state, lang)],
    [zh ? '其中' : 'of its area', whole && areasText(whole.field, lang)],
    [zh ? '兑现口径' : 'payment reads', whole && areasText(whole.pay, lang)],
    [zh ? '保护' : 'protection', state?.protection?.map((flag) => label('protection', flag, lang)).join(', ')],
    [zh ? '核减面积' : 'out of assessment', whole?.certifiedM2 && areaText(whole.certifiedM2, lang)],
    [zh ? '去向' : 'went to', state?.movedTo?.stands.map(({ standId }) => standId).join(', ')],
    [zh ? '来源' : 'came from', state?.from?.map(({ standId, on }) => `${standId} (${on})`).join(', ')],
    ...registerFacts(beside, lang),
    [zh ? '工作流' : 'workflow', stand.workflowId],
    ...liveFacts(live, zh),
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
        of: ({ because, refusal }) =>
          refusal === undefined ? because && sayClause(because, lang) : sayRefusal(refusal, lang),
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

function liveFacts(live: StandView | undefined, zh: boolean): [string, string | number | undefined][] {
  if (live === undefined) return [];
  return [
    [zh ? '任务队列' : 'task queue', live.taskQueue],
    [zh ? '待写入步数' : 'turns not yet written', live.pendingTurns],
    [zh ? '下一定时' : 'next timer', live.nextDueOn],
    [zh ? '等待运维' : 'parked', live.parked?.reason],
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
    lang === 'zh' ? '尚无任务：工作流尚未启动' : 'no duties yet: the workflow has not begun',
  );
}

/** Of a stand that has not begun yet by any policy at hand. */
async function speciesOf(
  db: Database,
  stand: StandRow,
  state: StandState | undefined,
  lang: Language,
): Promise<string> {
  if (state !== undefined) return speciesName(db, state, stand.species, lang);
  const policies = await policiesAtHand(db);
  return (
    policies.map(({ species }) => species[stand.species]?.[lang]).find((name) => name !== undefined) ?? stand.species
  );
}

/** Names of species by the policies that the stand lives by. */
export async function namesIn(db: Database, { lifeId }: StandRow, lang: Language): Promise<(code: string) => string> {
  const state = await standState(db, lifeId);
  const regimes = Object.values(state?.regimes ?? {});
  const policies = await Promise.all(regimes.map((regime) => policyAtHand(db, regime)));
  return (code) => policies.map((policy) => policy?.species[code]?.[lang]).find((name) => name !== undefined) ?? code;
}

export async function showEvents(db: Database, stand: StandRow, { json, lang }: ShowOptions): Promise<void> {
  const log = await standLog(db, stand.lifeId);
  if (json) return printJson(log.turns);
  const telling = { language: lang, nameOf: await namesIn(db, stand, lang) };
  printWalk(timelineOf(log.seed, log.turns, await clausesAtHand(db), telling), lang, {
    marks: [{ heading: '#', of: ({ turn }) => turn ?? '', right: true }],
    empty: lang === 'zh' ? '尚无任何事项' : 'nothing has happened yet',
  });
}
