/** Reads what people will report: one outcome a line or between semicolons, as docs/simulating.md tells. */
import type { Outcomes } from '../domain/stand/foretold.ts';
import type { IsoDate } from '../domain/day.ts';
import { isIsoDate } from '../domain/day.ts';
import type { Policy } from '../policies/schema.ts';
import { CommandError, EXIT, same, type Said } from './exit-codes.ts';
import { foretoldOf, habitualDeed } from './outcome-deeds.ts';
import { readFields } from './outcome-fields.ts';
import type { FieldName, Fields } from './outcome-kinds.ts';

/** Why a line cannot be read. */
export interface OutcomeProblem {
  readonly line: number;
  readonly met: Said;
  readonly wanted: Said;
}

/** Points that live, crowns over ground, plants on plots: a count has one of them at least. */
const COUNTED = [
  'live',
  'closure',
  'cover',
  'total-cover',
  'stems',
  'seedlings',
  'saplings',
] as const satisfies readonly FieldName[];

/** All of them but points, and what is told beside them. */
export const CROWNS_AND_STEMS = [
  ...COUNTED.slice(1),
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
      en: problems.map(({ line, met, wanted }) => `outcomes, line ${line}: ${met.en}; wanted: ${wanted.en}`).join('\n'),
      zh: problems.map(({ line, met, wanted }) => `情况第 ${line} 行：${met.zh}；应为：${wanted.zh}`).join('\n'),
    });
  return outcomes;
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
  if (!isIsoDate(first)) return fault(place, first, LINE_BEGINS);
  if (second === 'delay') return readDelay(place, rest[0] ?? '', rest.slice(1), first);
  readForetold(place, first, second, rest);
}

const LINE_BEGINS: Said = {
  en: 'a day that exists (YYYY-MM-DD), on or delay',
  zh: '存在的日期（如 2027-04-15）、on 或 delay',
};

/** @param met - what was typed, or words for what was not */
function fault({ read, line }: Place, met: string | Said, wanted: Said): void {
  const typed = typeof met === 'string' ? { en: met || 'nothing', zh: met || '空' } : met;
  read.problems.push({ line, met: typed, wanted });
}

const DELAY: Said = { en: 'delay and a whole number of days from 1', zh: 'delay 及天数（正整数）' };
const AFTER_DELAY: Said = { en: 'nothing after the days of a delay', zh: 'delay 的天数之后不应有内容' };

function readDelay(place: Place, days: string, rest: readonly string[], from?: IsoDate): void {
  if (!/^[1-9]\d{0,4}$/.test(days)) return fault(place, `delay ${days}`, DELAY);
  if (rest.length > 0) return fault(place, rest.join(' '), AFTER_DELAY);
  place.read.delays.push({ ...(from && { from }), days: Number(days) });
}

function readForetold(place: Place, on: IsoDate, verb: string, rest: readonly string[]): void {
  if (!isKey(VERBS, verb)) return fault(place, verb, oneOf([...Object.keys(VERBS), 'delay']));
  const allowed: readonly FieldName[] = VERBS[verb];
  const isNamed = rest[0] !== undefined && !rest[0].includes('=') && allowed.includes('duty');
  const fields = fieldsOf(place, verb, isNamed ? [`duty=${rest[0]}`, ...rest.slice(1)] : rest, allowed);
  if (fields === undefined) return;
  const missing = NEEDED[verb]?.filter((name) => fields[name] === undefined) ?? [];
  if (missing.length > 0) return fault(place, without(verb, missing.join(', ')), same(`${missing.join('=…, ')}=…`));
  if (verb === 'survey' && !isCounted(fields))
    return fault(place, { en: 'a survey without counts', zh: 'survey 没有数据' }, COUNTS);
  if (fields.received !== undefined && fields.received < on) {
    return fault(place, `received=${fields.received}`, { en: `a day from ${on}`, zh: `不早于 ${on} 的日期` });
  }
  place.read.foretold.push(foretoldOf(on, verb, fields));
}

const COUNTS: Said = {
  en: `at least one of ${COUNTED.map((name) => `${name}=…`).join(', ')}`,
  zh: `${COUNTED.map((name) => `${name}=…`).join('、')} 至少其一`,
};

function oneOf(names: readonly string[]): Said {
  return { en: `one of ${names.join(', ')}`, zh: `其一：${names.join('、')}` };
}

function without(verb: string, names: string): Said {
  return { en: `${verb} without ${names}`, zh: `${verb} 缺少 ${names}` };
}

function isCounted(fields: Fields): boolean {
  return COUNTED.some((name) => fields[name] !== undefined);
}

const ONE_RULE: Said = {
  en: 'one rule a duty, or another after=… for each',
  zh: '每项任务一条规则，或各用不同的 after=…',
};

function readHabit(place: Place, code: string, rest: readonly string[]): void {
  const kind = place.policy.duties[code]?.kind;
  const answered = Object.entries(place.policy.duties).filter(([, duty]) => isKey(HABITS, duty.kind));
  if (kind === undefined || !isKey(HABITS, kind)) {
    const names = answered.map(([name]) => name);
    return fault(place, `on ${code}`, {
      en: `on and one of ${names.join(', ')}`,
      zh: `on 及其一：${names.join('、')}`,
    });
  }
  const fields = fieldsOf(place, `on ${code}`, rest, HABITS[kind]);
  if (fields === undefined) return;
  if (kind === 'survey' && !isCounted(fields))
    return fault(place, { en: `on ${code} without counts`, zh: `on ${code} 没有数据` }, COUNTS);
  const { day = USUAL_DAY, after, ...said } = fields;
  const { habits } = place.read;
  if (habits.some((habit) => habit.code === code && habit.after === after)) {
    return fault(place, { en: `a second rule on ${code}`, zh: `${code} 的第二条规则` }, ONE_RULE);
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
