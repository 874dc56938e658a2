/** Reads what people will report: one outcome a line or between semicolons, as docs/simulating.md tells. */
import type { Language } from '../domain/labels.ts';
import type { Outcomes } from '../domain/stand/foretold.ts';
import type { IsoDate } from '../domain/day.ts';
import { isIsoDate } from '../domain/day.ts';
import type { Policy } from '../policies/schema.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { foretoldOf, habitualDeed } from './outcome-deeds.ts';
import { readFields } from './outcome-fields.ts';
import { outcomeWords } from './outcome-words.ts';
import type { FieldName, Fields } from './outcome-kinds.ts';

/** Why a line cannot be read. */
export interface OutcomeProblem {
  readonly line: number;
  readonly met: string;
  readonly wanted: string;
}

/** Crowns over ground, plants on plots, and what is told of them. */
export const CROWNS_AND_STEMS = [
  'closure',
  'cover',
  'total-cover',
  'stems',
  'seedlings',
  'saplings',
  'naturals',
  'preferred',
  'mean-height',
  'least-height',
] as const satisfies readonly FieldName[];

/** What may follow a verb; the first word may be the duty alone, where `duty` is asked for. */
const VERBS = {
  survey: ['live', ...CROWNS_AND_STEMS, 'designed', 'planted', 'dead-patch', 'duty', 'part', 'received'],
  work: ['duty', 'points', 'option', 'declarant', 'designed', 'planted', 'species', 'nursery-years', 'received'],
  damage: ['cause', 'lost-m2', 'part', 'received'],
  waive: ['duty', 'reason'],
  reschedule: ['duty', 'due', 'reason'],
  suspend: ['reason'],
  resume: [],
  close: ['reason'],
} as const satisfies Record<string, readonly FieldName[]>;
type Verb = keyof typeof VERBS;

const NEEDED: Readonly<Partial<Record<Verb, readonly FieldName[]>>> = {
  work: ['duty'],
  damage: ['cause'],
  waive: ['duty', 'reason'],
  reschedule: ['duty', 'due', 'reason'],
  suspend: ['reason'],
  close: ['reason'],
};
const HABITS = {
  survey: ['live', ...CROWNS_AND_STEMS, 'dead-patch', 'day', 'after'],
  planting: ['points', 'designed', 'planted', 'species', 'nursery-years', 'day', 'after'],
  work: ['day', 'after', 'declarant'],
  decision: ['option', 'day', 'after'],
} as const satisfies Record<string, readonly FieldName[]>;

/** Days into its window on which a habit answers, where nothing else is said. */
const USUAL_DAY = 10;

/** @throws CommandError naming each line that cannot be read, what was met and what is wanted */
export function readOutcomes(text: string, policy: Policy): Outcomes {
  const read: Reading = { foretold: [], habits: [], delays: [], problems: [] };
  text.split(/\r?\n/).forEach((line, index) => {
    for (const part of line.replace(/#.*/, '').split(/[;；]/)) {
      const words = part.trim().split(/\s+/).filter(Boolean);
      if (words.length > 0) readOne({ read, policy, line: index + 1 }, words);
    }
  });
  const { problems, ...outcomes } = read;
  if (problems.length > 0)
    throw new CommandError(EXIT.usage, 'OUTCOMES_UNREADABLE', {
      en: problems.map((problem) => sayProblem(problem, 'en')).join('\n'),
      zh: problems.map((problem) => sayProblem(problem, 'zh')).join('\n'),
    });
  return outcomes;
}

function sayProblem({ line, met, wanted }: OutcomeProblem, lang: Language): string {
  if (lang === 'zh') return `情况第 ${line} 行：${outcomeWords(met)}；应为：${outcomeWords(wanted)}`;
  return `outcomes, line ${line}: ${met}; wanted: ${wanted}`;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
type Reading = Mutable<Outcomes> & { readonly problems: OutcomeProblem[] };
interface Place {
  readonly read: Reading;
  readonly policy: Policy;
  readonly line: number;
}

function readOne(place: Place, words: readonly string[]): void {
  const [first = '', second = '', ...rest] = words;
  if (first === 'on') return readHabit(place, second, rest);
  if (first === 'delay') return readDelay(place, second, rest);
  if (!isIsoDate(first)) return fault(place, first, 'a day that exists (YYYY-MM-DD), on or delay');
  if (second === 'delay') return readDelay(place, rest[0] ?? '', rest.slice(1), first);
  readForetold(place, first, second, rest);
}

function fault({ read, line }: Place, met: string, wanted: string): void {
  read.problems.push({ line, met: met === '' ? 'nothing' : met, wanted });
}

function readDelay(place: Place, days: string, rest: readonly string[], from?: IsoDate): void {
  if (!/^[1-9]\d{0,4}$/.test(days)) return fault(place, `delay ${days}`, 'delay and a whole number of days from 1');
  if (rest.length > 0) return fault(place, rest.join(' '), 'nothing after the days of a delay');
  place.read.delays.push({ ...(from && { from }), days: Number(days) });
}

function readForetold(place: Place, on: IsoDate, verb: string, rest: readonly string[]): void {
  if (!isKey(VERBS, verb)) return fault(place, verb, `one of ${Object.keys(VERBS).join(', ')}, delay`);
  const allowed: readonly FieldName[] = VERBS[verb];
  const isNamed = rest[0] !== undefined && !rest[0].includes('=') && allowed.includes('duty');
  const fields = fieldsOf(place, verb, isNamed ? [`duty=${rest[0]}`, ...rest.slice(1)] : rest, allowed);
  if (fields === undefined) return;
  const missing = NEEDED[verb]?.filter((name) => fields[name] === undefined) ?? [];
  if (missing.length > 0) return fault(place, `${verb} without ${missing.join(', ')}`, `${missing.join('=…, ')}=…`);
  if (verb === 'survey' && !isCounted(fields)) return fault(place, 'a survey without counts', COUNTS);
  if (fields.received !== undefined && fields.received < on) {
    return fault(place, `received=${fields.received}`, `a day from ${on}`);
  }
  place.read.foretold.push(foretoldOf(on, verb, fields));
}

const COUNTED = [
  'live',
  'closure',
  'cover',
  'total-cover',
  'stems',
  'seedlings',
  'saplings',
] as const satisfies readonly FieldName[];
const COUNTS = `at least one of ${COUNTED.map((name) => `${name}=…`).join(', ')}`;

function isCounted(fields: Fields): boolean {
  return COUNTED.some((name) => fields[name] !== undefined);
}

function readHabit(place: Place, code: string, rest: readonly string[]): void {
  const kind = place.policy.duties[code]?.kind;
  const answered = Object.entries(place.policy.duties).filter(([, duty]) => isKey(HABITS, duty.kind));
  if (kind === undefined || !isKey(HABITS, kind)) {
    return fault(place, `on ${code}`, `on and one of ${answered.map(([name]) => name).join(', ')}`);
  }
  const fields = fieldsOf(place, `on ${code}`, rest, HABITS[kind]);
  if (fields === undefined) return;
  if (kind === 'survey' && !isCounted(fields)) return fault(place, `on ${code} without counts`, COUNTS);
  const { day = USUAL_DAY, after, ...said } = fields;
  const { habits } = place.read;
  if (habits.some((habit) => habit.code === code && habit.after === after)) {
    return fault(place, `a second rule on ${code}`, 'one rule a duty, or another after=… for each');
  }
  habits.push({ code, day, ...(after && { after }), deed: habitualDeed(kind === 'survey', said) });
}

function fieldsOf(
  place: Place,
  verb: string,
  words: readonly string[],
  allowed: readonly FieldName[],
): Fields | undefined {
  const { fields, problems } = readFields(place.policy, verb, words, allowed);
  for (const { met, wanted } of problems) fault(place, met, wanted);
  return problems.length > 0 ? undefined : fields;
}

function isKey<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name);
}
