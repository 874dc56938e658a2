/** What a report or a delay would lead to, beside what happens without it; nothing is written. */
import { localDay } from '../domain/calendar.ts';
import { addDays, laterOf, type IsoDate } from '../domain/day.ts';
import type { Language } from '../domain/language.ts';
import { presentRegime, zoneOf } from '../domain/stand/duties.ts';
import { seedState } from '../domain/stand/fold.ts';
import type { Outcomes } from '../domain/stand/foretold.ts';
import { simulate } from '../domain/stand/simulate.ts';
import { timelineOf } from '../domain/stand/timeline.ts';
import type { Database } from '../prisma/database.ts';
import { standLog, standState, type StandRow } from '../prisma/stand-store.ts';
import { clausesAtHand } from './clauses.ts';
import { EXIT } from './exit-codes.ts';
import { outcomesText, regimesFor, untilNamed } from './life.ts';
import { readOutcomes } from './outcomes.ts';
import { printJson } from './output.ts';
import { policyOf } from './policy-named.ts';
import { printWalk, walkRows, type WalkRow } from './timeline-table.ts';

export interface WhatIfOptions {
  readonly lang: Language;
  readonly outcomes: string;
  readonly until?: string;
  readonly json?: true;
}

/** A row of both lives, or of the one with (`+`) or without (`-`) the outcomes. */
type MarkedRow = WalkRow & { readonly mark: ' ' | '+' | '-' };

const USUAL_DAYS = 365;

/** Both lives from the stand's present state on, as of its last turn written. */
export interface WhatIf {
  readonly standId: string;
  readonly from: IsoDate;
  readonly until: IsoDate;
  /** How many outcomes were refused. */
  readonly refused: number;
  readonly with: readonly WalkRow[];
  readonly without: readonly WalkRow[];
}

export async function showWhatIf(db: Database, stand: StandRow, options: WhatIfOptions): Promise<void> {
  const found = await whatIf(db, stand, options);
  if (options.json) printJson(found);
  else print(found, options.lang);
  if (found.refused > 0) process.exitCode = EXIT.refused;
}

export async function whatIf(db: Database, stand: StandRow, options: WhatIfOptions): Promise<WhatIf> {
  const { seed, turns } = await standLog(db, stand.lifeId);
  const state = (await standState(db, stand.lifeId)) ?? seedState(seed);
  const policy = await policyOf(db, presentRegime(state));
  const outcomes = readOutcomes(outcomesText(options.outcomes), policy);
  const zone = zoneOf(state);
  const from = laterOf(localDay(Date.now(), zone), localDay(state.lastAt, zone));
  const until = untilNamed(options.until ?? lastDay(outcomes, from), from);
  const life = { state, startOn: from, until, regimeFor: regimesFor(policy, seed) };
  const clauses = await clausesAtHand(db);
  const language = options.json ? 'en' : options.lang;
  const telling = { language, nameOf: (code: string) => policy.species[code]?.[language] ?? code };
  const walk = (foretold: Outcomes) => {
    const walked = simulate({ ...life, outcomes: foretold });
    const rows = timelineOf(seed, [...turns, ...walked.turns], clauses, telling).slice(turns.length);
    return { walked, rows: walkRows(rows, walked, state.stage, options.lang) };
  };
  const would = walk(outcomes);
  const without = walk({ ...outcomes, foretold: [], delays: [] });
  const refused = would.walked.sent.filter(({ refusal }) => refusal !== undefined).length;
  return { standId: stand.standId, from, until, refused, with: would.rows, without: without.rows };
}

/** A year on from whatever is foretold last. */
function lastDay({ foretold, delays }: Outcomes, startOn: IsoDate): IsoDate {
  const days = [
    ...foretold.map(({ on, receivedOn }) => receivedOn ?? on),
    ...delays.map(({ from = startOn, days: count }) => addDays(from, count)),
  ];
  return addDays(days.reduce(laterOf, startOn), USUAL_DAYS);
}

/** By day; of one day what both have comes first, then what happens without, then what happens with it. */
function marked(would: readonly WalkRow[], without: readonly WalkRow[]): readonly MarkedRow[] {
  const [ours, theirs] = [numbered(would), numbered(without)];
  const rows = [...ours].map(([key, row]): MarkedRow => ({ ...row, mark: theirs.has(key) ? ' ' : '+' }));
  const gone = [...theirs].filter(([key]) => !ours.has(key)).map(([, row]): MarkedRow => ({ ...row, mark: '-' }));
  return [...rows, ...gone].toSorted((a, b) => compare(orderOf(a), orderOf(b)));
}

/** Rows by what they say; the same said twice is numbered. */
function numbered(rows: readonly WalkRow[]): ReadonlyMap<string, WalkRow> {
  const found = new Map<string, WalkRow>();
  for (const row of rows) {
    const key = JSON.stringify([row.on, row.stage, row.deed, row.dutyId, row.about]);
    let n = 1;
    while (found.has(`${key} ${n}`)) n += 1;
    found.set(`${key} ${n}`, row);
  }
  return found;
}

function orderOf({ on, mark, turn }: MarkedRow): string {
  return `${on} ${' -+'.indexOf(mark)} ${String(turn).padStart(6, '0')}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function print({ standId, from, until, ...lives }: WhatIf, lang: Language): void {
  const zh = lang === 'zh';
  const rows = marked(lives.with, lives.without);
  console.log(
    zh
      ? `${standId} ${from}…${until}：+ 有此情况，- 无此情况；未写入任何内容`
      : `${standId} ${from}…${until}: + with it, - without it; nothing is written`,
  );
  printWalk(rows, lang, { marks: [{ heading: '', of: ({ mark = ' ' }) => mark }] });
  if (rows.length > 0 && rows.every(({ mark }) => mark === ' ')) {
    console.log(zh ? '两种情况没有差别' : 'both are the same: add what people would otherwise report, e.g. on tending');
  }
}
