/** The figures behind a verdict in words: what was met, what was wanted, and what would have changed it. */
import { sayClause } from '../labels-clauses.ts';
import { label } from '../labels.ts';
import type { Language } from '../language.ts';
import type { Measure } from '../policy/regime.ts';
import type { Behind } from './behind.ts';
import type { Met, MetGuard, MetLine } from './met.ts';
import type { Asked, SecondMet } from './second-met.ts';

/** @example sayBehind(behind, 'en') // 'replant by survey s1, recorded 2026-09-25: live points 1500 of 2000, 0.75, wanted 0.85 (…), with 200 more live: pass' */
export function sayBehind(behind: Behind, language: Language): string {
  const verdict = label('verdict', behind.verdict, language);
  const figures = figuresOf(behind, language);
  if (language === 'zh') return `${behind.on} 调查 ${behind.surveyId} 判定${verdict}${figures && `：${figures}`}`;
  return `${verdict} by survey ${behind.surveyId}, recorded ${behind.on}${figures && `: ${figures}`}`;
}

/** For a row of a timeline; in English by the codes of the rules. Empty where a verdict has no figures. */
export function sayMetBriefly(met: Pick<Met, 'lines' | 'guards'>, language: Language): string {
  return language === 'zh' ? metInChinese(met) : metInCodes(met);
}

/** The same of a second verdict; what was not measured says so. */
export function sayAskedBriefly({ asked }: SecondMet, language: Language): string {
  if (language === 'zh') return asked.map((each) => sayAsked(each, 'zh')).join('，');
  return asked
    .map(({ fact, met, comparison, limit }) =>
      comparison === '='
        ? `${fact} ${met ?? '–'}`
        : `${fact} ${met === undefined ? '–' : inFull(met)}, wanted ${comparison} ${limit}`,
    )
    .join(', ');
}

function metInChinese({ lines, guards }: Pick<Met, 'lines' | 'guards'>): string {
  const rates = lines.map(({ measure, met, wanted, lacks }) => {
    const rate = `${label('measure', measure, 'zh')} ${inFull(met)}`;
    return lacks === undefined
      ? `${rate} ≥ ${wanted}`
      : `${rate} < ${wanted}，差 ${amountOf(measure, lacks)}${UNIT[measure].zh}`;
  });
  return [...rates, ...guards.map((guard) => guardWords(guard, 'zh'))].join('，');
}

function metInCodes({ lines, guards }: Pick<Met, 'lines' | 'guards'>): string {
  const rates = lines.map(({ measure, met, wanted, lacks }) =>
    lacks === undefined
      ? `${measure} ${inFull(met)} >= ${wanted}`
      : `${measure} ${inFull(met)} < ${wanted}, ${amountOf(measure, lacks)} short`,
  );
  return [...rates, ...guards.map(guardInCodes)].join(', ');
}

function guardInCodes({ fact, met, comparison, limit }: MetGuard): string {
  return `${fact} ${met === undefined ? '–' : inFull(met)} ${comparison} ${limit}`;
}

function figuresOf({ lines, guards, otherwise, clause }: Behind, language: Language): string {
  const zh = language === 'zh';
  const facts = guards.map((guard) => guardWords(guard, language)).join(zh ? '，' : ', ');
  const other = label('verdict', otherwise ?? '', language);
  const decided = zh
    ? `${facts}（${sayClause(clause ?? '–', language)}），否则为${other}`
    : `${facts} (${clause}), else: ${other}`;
  // Two lines of one measure share their figure.
  const rates = lines.map((line, index) =>
    line.measure === lines[index - 1]?.measure
      ? wantedWords(line, language)
      : [figureWords(line, language), wantedWords(line, language)].join(zh ? '，' : ', '),
  );
  return [...(guards.length === 0 ? [] : [decided]), ...rates].join(zh ? '；' : '; ');
}

function guardWords({ fact, met, comparison, limit }: MetGuard, language: Language): string {
  const name = label('fact', fact, language);
  // Facts that hold or do not have no figure that says more than their name.
  if (comparison === '=') return name;
  return met === undefined ? `${name} ${comparison} ${limit}` : `${name} ${inFull(met)} ${comparison} ${limit}`;
}

/** A fact that a second verdict asked about, met or not. */
export function sayAsked({ holds, ...guard }: Asked, language: Language): string {
  const { fact, met, comparison, limit } = guard;
  const name = label('fact', fact, language);
  const zh = language === 'zh';
  if (comparison === '=') return zh ? `${name}：${holds ? '是' : '否'}` : `${name}: ${holds ? 'yes' : 'no'}`;
  if (met === undefined)
    return zh ? `${name}未测（应 ${comparison} ${limit}）` : `${name} not measured (wanted ${comparison} ${limit})`;
  return zh
    ? `${name} ${inFull(met)}（应 ${comparison} ${limit}）`
    : `${name} ${inFull(met)} (wanted ${comparison} ${limit})`;
}

function figureWords(line: MetLine, language: Language): string {
  const { measure, met, per } = line;
  if (isHeight(measure)) return `${label('measure', measure, language)} ${inFull(met)}${UNIT[measure][language]}`;
  const zh = language === 'zh';
  const rate =
    per === undefined ? `${inFull(met)}` : zh ? `每${PER[per].zh} ${inFull(met)}` : `${inFull(met)} per ${PER[per].en}`;
  return `${countedWords(line, language)}${zh ? '，' : ', '}${rate}`;
}

function wantedWords({ measure, wanted, lacks, spare, otherwise, clause }: MetLine, language: Language): string {
  const other = label('verdict', otherwise, language);
  const amount = amountOf(measure, lacks ?? spare! + 1);
  if (language === 'zh') {
    const [less, more] = isHeight(measure) ? ['再低', '再高'] : ['再少', '再多'];
    const change = `${lacks === undefined ? less : more} ${amount}${UNIT[measure].zh}即为${other}`;
    return `标准 ${wanted}（${sayClause(clause, language)}），${change}`;
  }
  const [less, more] = isHeight(measure) ? ['less', 'more'] : ['fewer', 'more'];
  const moved = lacks === undefined ? less : more;
  const change = isHeight(measure)
    ? `with ${amount}${UNIT[measure].en} ${moved}: ${other}`
    : `with ${amount} ${moved}${UNIT[measure].en}: ${other}`;
  return `wanted ${wanted} (${clause}), ${change}`;
}

/** Of what more or fewer is told. */
const UNIT: Readonly<Record<Measure, Readonly<Record<Language, string>>>> = {
  survival: { en: ' live', zh: ' 株' },
  closure: { en: ' covered', zh: ' 个覆盖样点' },
  cover: { en: ' covered', zh: ' 个覆盖样点' },
  stems: { en: ' on the plots', zh: ' 株（样地内）' },
  preferred: { en: ' on the plots', zh: ' 株（样地内）' },
  meanHeight: { en: ' m', zh: ' 米' },
  leastHeight: { en: ' m', zh: ' 米' },
  mainSpecies: { en: ' live', zh: ' 株' },
  totalCover: { en: ' covered', zh: ' 个覆盖样点' },
  seedlings: { en: ' on the plots', zh: ' 株（样地内）' },
  saplings: { en: ' on the plots', zh: ' 株（样地内）' },
};

const PER: Readonly<Record<NonNullable<MetLine['per']>, Readonly<Record<Language, string>>>> = {
  ha: { en: 'ha', zh: '公顷' },
  acre: { en: 'acre', zh: '英亩' },
};

const GROUND: Readonly<Record<NonNullable<MetLine['ground']>, Readonly<Record<Language, string>>>> = {
  m2: { en: 'm²', zh: '平方米' },
  milacre: { en: 'milacre', zh: '毫英亩' },
};

function countedWords({ measure, counted, of, leftOut, ground }: MetLine, language: Language): string {
  const name = label('measure', measure, language);
  if (ground !== undefined) {
    return language === 'zh'
      ? `${name} ${of} ${GROUND[ground].zh}内 ${counted} 株`
      : `${name} ${counted} on ${of} ${GROUND[ground].en}`;
  }
  const rest = language === 'zh' ? `${name} ${counted}/${of}` : `${name} ${counted} of ${of}`;
  if (leftOut === undefined) return rest;
  return language === 'zh'
    ? `${rest}（近期平茬带内 ${leftOut} 个样点不计）`
    : `${rest} (${leftOut} more in strips cut lately are left out)`;
}

function isHeight(measure: Measure): boolean {
  return measure === 'meanHeight' || measure === 'leastHeight';
}

/** Heights are counted in cm and told in m. */
function amountOf(measure: Measure, count: number): number {
  return isHeight(measure) ? count / 100 : count;
}

/** With four decimals, rounded down: what is below its line never reads as if it had met it. */
function inFull(value: number): number {
  return Math.floor(value * 10_000 + 1e-6) / 10_000;
}
