/** Chinese readers meet no English word, English readers no Chinese one, but for names, ids and what laws are called. */
import { describe, expect, test } from 'vitest';
import { ERRORS, isRefusal, refuse, sayRefusal, type ErrorCode, type Refusal } from '../../domain/errors.ts';
import { CLAUSES as CLAUSES_ZH, sayClause, sayUnit } from '../../domain/labels-clauses.ts';
import { FIELDS, PHRASES } from '../../domain/labels-refusals.ts';
import { label, LABELS } from '../../domain/labels.ts';
import { LANGUAGES, type Words } from '../../domain/language.ts';
import type { SentCommand } from '../../domain/stand/command.ts';
import { malformed } from '../../domain/stand/guards.ts';
import { RULINGS } from '../../domain/stand/rulings.ts';
import { sayFollowUp, sayWhy } from '../../domain/stand/say-why.ts';
import { sayAbout } from '../../domain/stand/say-about.ts';
import { timelineOf } from '../../domain/stand/timeline.ts';
import { why } from '../../domain/stand/why.ts';
import { PROBLEMS } from '../../imports/problems.ts';
import { clausesOf } from '../../policies/clauses.ts';
import { CLAUSES, EAST, plantedStand, WEST, XINZHOU } from '../support/regimes.ts';
import { SHIPPED, standUnder } from '../support/policies.ts';
import { Life } from './stand/life.ts';

/** What is called so in either language: standards and statutes, systems and formats, units, commands to type, ids. */
const NAMES: readonly RegExp[] = [
  /\b[a-z]+(-[a-z0-9]+)*@\d+\.\d+\.\d+/g,
  /standkeeper( [a-z]+)*/g,
  /--?[a-z][a-z-]*( (csv 或 gpkg|project|fire))*/g,
  /\b(GB\/T|FPPR s\.|B\.C\. Reg\.|OAR|ORS|RESULTS|MSSp?|TSS|s\. \d+)/g,
  /\b(I{1,3}|IV|VI?)( 级|、| 至|$)/g,
  /\b(UTF-8|UTF-16|GB18030|GCJ-02|WGS ?84|CGCS2000|EPSG:\d+|WKT|CRS|XLSX|CSV|GeoPackage|GeoJSON|JSON|YAML|ZIP|Excel|Temporal|proj4|VML|DBF|SHP)\b/gi,
  /\b[a-z]+[A-Za-z]*-\d[\w.]*/g,
  /\b(p|s|c|f)\d+\b/g,
  /\d+(\.\d+)*\([a-z0-9]\)|\(\d\)\([a-z]\)/g,
  /\{\w+\}/g,
];

function without(text: string, names: readonly RegExp[]): string {
  return names.reduce((rest, name) => rest.replace(name, ' '), text);
}

/** Latin words left in a Chinese text; single letters stand for sections and coordinates. */
function english(text: string, more: readonly RegExp[] = []): readonly string[] {
  return without(text, [...NAMES, ...more]).match(/[A-Za-z]{2,}/g) ?? [];
}

function chinese(text: string): readonly string[] {
  return text.match(/\p{Script=Han}+/gu) ?? [];
}

const sentence = (text: string) => ({ text, left: english(text) });
const sound = (texts: readonly string[]) => texts.map(sentence).filter(({ left }) => left.length > 0);

describe('words for codes', () => {
  test.each(Object.keys(LABELS) as (keyof typeof LABELS)[])('%s: each in its own letters alone', (kind) => {
    const words: Words = LABELS[kind];
    expect(sound(Object.values(words).map(({ zh }) => zh))).toEqual([]);
    expect(Object.values(words).flatMap(({ en }) => chinese(en))).toEqual([]);
  });
  test('fields and phrases of refusals as well', () => {
    const units = [/point、line、plot、quadrat|m2|milacre/g];
    const texts = [...Object.values(FIELDS), ...Object.values(PHRASES)];
    expect(texts.filter((text) => english(text, units).length > 0)).toEqual([]);
  });
  test('a duty is told by its word and its id, for commands ask for that', () => {
    expect(sayAbout({ type: 'DutyOpened', dutyId: 'survivalCheck-0', taskNo: 1 })).toBe('成活率检查 survivalCheck-0');
  });
});

describe('clauses', () => {
  test.each(SHIPPED)('every clause and mark of $policy is told in Chinese, statutes by their own names', (policy) => {
    const cited = Object.values(policy.cite).map(({ clause, mark }) => `${clause} · ${mark}`);
    expect(sound(cited.map((each) => sayClause(each, 'zh')))).toEqual([]);
  });
  test.each(SHIPPED)('every unit of $policy as well', ({ cite }) => {
    const units = Object.values(cite).flatMap(({ unit }) => (unit === undefined ? [] : [sayUnit(unit, 'zh')]));
    expect(units.filter((unit) => !/^[\p{Script=Han}（）/%]+$/u.test(unit))).toEqual([]);
  });
  test.each(Object.values(RULINGS))('the ruling %s is told in Chinese', (ruling) => {
    expect(sound([sayClause(ruling, 'zh')])).toEqual([]);
    expect(sayClause(ruling, 'en')).toBe(ruling);
  });
  test('no Chinese is kept for a clause that no policy and no ruling has', () => {
    const cited = SHIPPED.flatMap(({ cite }) => Object.values(cite).map(({ clause }) => clause));
    const ruled = Object.values(RULINGS).map((ruling) => ruling.replace(/ · default$/, ''));
    const known = new Set([...cited, ...ruled, CREW_DAYS]);
    expect(Object.keys(CLAUSES_ZH).filter((clause) => !known.has(clause))).toEqual([]);
  });
  test('a clause that has no Chinese yet stands for itself', () => {
    expect(sayClause('a rule of tomorrow · recalled', 'zh')).toBe('a rule of tomorrow · 待核对');
  });
});

/** Of samples/crew-days.json. */
const CREW_DAYS = "the bureau's own setting; no norm of work was found in a text";

describe('sentences of refusals and problems', () => {
  test.each(Object.keys(ERRORS) as ErrorCode[])('%s has no English in Chinese and no Chinese in English', (code) => {
    expect(sound([ERRORS[code].zh.replaceAll('APPROVED', '')])).toEqual([]);
    expect(chinese(ERRORS[code].en)).toEqual([]);
  });
  test.each(Object.entries(PROBLEMS))('%s of an import as well', (_code, { en, zh }) => {
    expect(english(zh, [TO_WRITE])).toEqual([]);
    expect(chinese(en)).toEqual([]);
  });
});

/** What a mapping file or an option says: words to write, not to read. */
const TO_WRITE = /constants: capturedOn|values: method|date_2021|area(Ha|Mu|M2|Acres)|\ben-(GB|US)|[A-Z]+(_[A-Z]+)+/g;

/** Commands that a stand says no to, each for another reason. */
const REFUSED: readonly (readonly [on: string, command: object])[] = [
  ['2026-09-20', survey({ livePoints: 2401 })],
  ['2026-09-20', { ...survey({ livePoints: 900 }), capturedOn: '2027-01-01' }],
  ['2026-09-20', { ...survey({ livePoints: 900 }), capturedOn: '2026-01-01' }],
  ['2026-09-20', { ...survey({ livePoints: 900 }), dutyId: 'nothing-0' }],
  ['2026-09-20', { ...survey({ livePoints: 900 }), dutyId: 'tending-0.4' }],
  ['2026-09-20', { ...survey({ closure: { hits: 1, of: 10, method: 'point' } }), dutyId: 'survivalCheck-0' }],
  ['2026-09-20', { ...survey({ livePoints: 900 }), partId: 'p9' }],
  ['2026-09-20', { ...survey({}) }],
  ['2026-09-20', { ...survey({ livePoints: -1 }) }],
  ['2026-09-20', { ...survey({ livePoints: 900 }), plots: -1 }],
  ['2026-09-20', work({ dutyId: 'survivalCheck-0' })],
  ['2026-09-20', work({ dutyId: 'tending-0.4', doneOn: '2027-09-21' })],
  ['2026-09-20', work({ dutyId: 'tending-0.4' })],
  ['2026-09-20', work({ dutyId: 'tending-0.4', areaM2: 10, doneOn: '2026-05-01' })],
  ['2026-09-20', { type: 'reschedule', dutyId: 'survivalCheck-0', dueOn: '2027-09-01', reason: 'X' }],
  ['2026-09-20', { type: 'reschedule', dutyId: 'grazingBan-0', dueOn: '2027-09-01', reason: 'X' }],
  ['2026-09-20', { type: 'waive', dutyId: 'grazingBan-0', reason: 'X' }],
  ['2026-09-20', { type: 'waive', dutyId: 'tending-0.4', reason: 'X', papers: true }],
  ['2026-09-20', { type: 'reportDamage', seenOn: '2026-09-01', cause: 'FIRE', lostM2: 200_000 }],
  ['2026-09-20', { type: 'reportDamage', seenOn: '2027-09-01', cause: 'FIRE', lostM2: 0 }],
  ['2026-09-20', damage({ cause: 'GRAZING', certified: { paper: '灾-1', areaM2: 10 } })],
  ['2026-09-20', damage({ cause: 'FIRE', certified: { paper: '灾-1', areaM2: 900_000 } })],
  ['2026-09-20', { type: 'resume' }],
  ['2026-09-20', { type: 'suspend', reason: '' }],
  ['2026-09-20', { type: 'settleFollowUp', followUpId: 'f9', reason: 'X' }],
  ['2026-09-20', { type: 'changeBoundary', areaM2: 100_000, reason: 'X', evidence: 'E' }],
  ['2026-09-20', { type: 'protect', flags: [], evidence: 'E' }],
];

function survey(counts: object) {
  return { type: 'submitSurvey', surveyId: 's1', capturedOn: '2026-09-20', plots: 0, counts } as const;
}

function work<T extends object>(more: T) {
  return { type: 'submitWork', doneOn: '2026-09-20', ...more } as const;
}

function damage<T extends object>(more: T) {
  return { type: 'reportDamage', cause: 'FIRE', seenOn: '2026-09-01', lostM2: 0, ...more } as const;
}

describe('what a stand answers', () => {
  const refusals = REFUSED.map(([on, command]): Refusal => {
    const sent = { commandId: 'c1', digest: 'd1', by: 'crew-1', ...command } as SentCommand;
    const answer = malformed(sent) ?? new Life(plantedStand({ designed: 2000 })).send(on, sent);
    if (!isRefusal(answer)) throw new Error(`taken: ${JSON.stringify(command)}`);
    return answer;
  });
  test('some twenty codes are met', () => {
    expect(new Set(refusals.map(({ refused }) => refused)).size).toBeGreaterThanOrEqual(17);
  });
  test.each(refusals.map((refusal) => [sayRefusal(refusal), refusal] as const))('%s', (said, refusal) => {
    expect(sound([sayRefusal(refusal, 'zh')])).toEqual([]);
    expect(`${said} ${sayRefusal(refusal, 'zh')}`).not.toMatch(/undefined|\{\w+\}/);
  });
  test.each([
    ['DEFAULT_NOT_OWED', { dutyId: 'replant-0', met: 'WARRANTY_OVER', wanted: 'replant, tending' }],
    ['CASE_OUTCOME', { met: 'APPROVED', kind: 'GRAZING', wanted: 'RESTORED, PENALISED' }],
    [
      'PAPERS_MISSING',
      {
        dutyId: 'thinning-0',
        met: 'permit',
        wanted: 'permit, volumeM3; or quarantineOrder',
        because: 'quarantine order · default',
      },
    ],
    ['PERMIT_NOT_GIVEN', { gateId: 3, met: 'FIRE OPEN_FIRE' }],
    ['PERMIT_DUTY_BARRED', { gateId: 3, met: 'thinning', wanted: 'replant, tending' }],
    ['OPTION_UNKNOWN', { dutyId: 'countyDecision-2', met: '–', wanted: 'continue, carry' }],
    ['STANDS_UNFIT', { standId: '1-1', otherId: '1-2', field: 'workYear', met: '2026', wanted: '2027' }],
    ['REGISTER_NOT_RULED', { policy: 'finland@1.3.0', met: 'registers.seedlings' }],
    ['RULES_LACK_DUTY', { policy: 'finland@1.3.0', partId: 'p1', met: 'replant, coppice' }],
    ['POLICY_START_UNKNOWN', { policy: 'finland@1.3.0', met: 'EXISTING', wanted: 'NATURAL' }],
  ] as const)('%s names what it speaks of by its word', (code, values) => {
    const told = sayRefusal(refuse(code, values), 'zh').replace(/continue（|carry（|APPROVED(?=$| 应)/g, '');
    expect(sound([told])).toEqual([]);
  });
});

/** Lives that meet most of what the rules of Xinzhou can say. */
function lives(): readonly Life[] {
  const failing = new Life(plantedStand({ county: WEST, designed: 2000 }));
  failing.survey('2026-09-20', 1560);
  failing.send('2027-05-10', work({ dutyId: 'tending-0.4', doneOn: '2027-05-10', points: 5 }));
  failing.send('2028-05-01', damage({ cause: 'FIRE', seenOn: '2028-05-01', lostM2: 20_000 }));
  failing.send('2028-05-02', { type: 'suspend', reason: '争议' });
  failing.send('2028-06-02', { type: 'resume' });
  failing.until('2036-01-01');
  const replanted = new Life(plantedStand({ county: EAST, designed: 2000 }));
  replanted.survey('2026-09-25', 1500);
  replanted.until('2028-12-01');
  const early = new Life(plantedStand({ designed: 2000 }));
  early.survey('2026-06-01', 1900);
  early.send('2026-10-12', {
    ...survey({ livePoints: 700 }),
    type: 'submitAudit',
    surveyId: 's7',
    capturedOn: '2026-10-10',
    level: 'CITY',
    surveyors: ['li-1', 'wang-2'],
  });
  early.until('2027-12-01');
  return [failing, replanted, early];
}

describe('a life', () => {
  const nameOf = (code: string) => XINZHOU.species[code]?.zh ?? code;
  /** Senders, and surveys of the helper. */
  test('its log has no English in Chinese', () => {
    const texts = lives().flatMap((life) =>
      timelineOf(life.seed, life.turns, CLAUSES, { language: 'zh', nameOf }).flatMap((row) => [
        row.about,
        row.clause,
        label('deed', row.deed, 'zh'),
        label('stage', row.stage, 'zh'),
      ]),
    );
    expect(texts.length).toBeGreaterThan(200);
    expect(sound(texts)).toEqual([]);
  });
  test('and tells programs and English readers the same codes as before, without a Chinese word but in names', () => {
    const rows = lives().flatMap((life) => timelineOf(life.seed, life.turns, CLAUSES));
    expect(rows.flatMap(({ about }) => chinese(about.replaceAll('争议', '')))).toEqual([]);
  });
  test.each(LANGUAGES)('why it owes what it owes, and what is left to see to, in %s', (language) => {
    const told = lives().flatMap(({ state }) => [
      ...why(state, CLAUSES).map((line) => sayWhy(line, language, nameOf)),
      ...(state.followUps ?? []).map((each) => sayFollowUp(each, language)),
    ]);
    const branches = /[a-zA-Z]+ \(/g;
    const left = told.flatMap((text) =>
      language === 'zh' ? english(text, [branches]) : chinese(text.replace(/林造发〔2012〕9号|两证一签/g, '')),
    );
    expect(told.length).toBeGreaterThan(5);
    expect(left).toEqual([]);
  });
  test.each(SHIPPED)('a silent one under $policy has no English in Chinese', (policy) => {
    const life = new Life(standUnder(policy));
    life.until('2045-01-01');
    const rows = timelineOf(life.seed, life.turns, clausesOf(policy), { language: 'zh' });
    const lines = why(life.state, clausesOf(policy)).map((line) => sayWhy(line, 'zh'));
    expect(
      sound([
        ...rows.flatMap(({ about, clause }) => [about, clause]),
        ...lines.map((text) => text.replace(/[a-zA-Z]+ \(/g, '')),
      ]),
    ).toEqual([]);
  });
});
