/** Enclosures (封育): their lines by type, their years, their ban, and what of them is forest cover. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { metIn } from '../../../domain/stand/behind.ts';
import { label } from '../../../domain/labels.ts';
import type { Hits, OnPlots, SurveyCounts } from '../../../domain/stand/reported.ts';
import { sayBehind } from '../../../domain/stand/say-met.ts';
import { timelineOf } from '../../../domain/stand/timeline.ts';
import { sayWhy } from '../../../domain/stand/say-why.ts';
import { ENCLOSURES, type Enclosure, type StandSeed } from '../../../domain/stand/state.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { why } from '../../../domain/stand/why.ts';
import type { LoadedPolicy } from '../../../policies/load.ts';
import { resolveRegime } from '../../../policies/resolve.ts';
import { STOCK_PAPERS } from '../../support/papers.ts';
import { rainyPolicy } from '../../support/rain.ts';
import { CLAUSES, EAST, plantedStand, regimeFor, XINZHOU } from '../../support/regimes.ts';
import { Life } from './life.ts';

const ON = '2026-04-10';

function enclosed(method: Enclosure, policy: LoadedPolicy = XINZHOU): StandSeed {
  const regime = resolveRegime(policy, { countyCode: EAST, species: 'PINUS_TABULIFORMIS', method, plantedOn: ON });
  return plantedStand({ plantedOn: ON, designed: 10_500, method, regime });
}

const share = (percent: number): Hits => ({ hits: percent, of: 100, method: 'point' });
/** Per ha, on plots of one ha in all. */
const perHa = (counted: number): OnPlots => ({ counted, sampled: 10_000, unit: 'm2' });

/** Counts an enclosure on the first day of its first window, or of the year. */
function counted(life: Life, counts: SurveyCounts, on = life.duty('enclosureCheck-0').opensOn): Life {
  const answer = life.send(on, { type: 'submitSurvey', surveyId: `e${on}`, capturedOn: on, counts, plots: 0 });
  expect(isRefusal(answer), JSON.stringify(answer)).toBe(false);
  return life;
}

function verdictOf(life: Life): string {
  return life.state.parts[0]!.verdicts.at(-1)!.verdict;
}

describe('an enclosure', () => {
  test.each(ENCLOSURES)(
    '%s begins enclosed, owes no planting and no visit, and is closed to grazing at once',
    (type) => {
      const life = new Life(enclosed(type));
      expect(life.state.stage).toBe('ENCLOSED');
      expect(life.state.duties.map(({ code }) => code)).toEqual(['enclosureCheck', 'establishBy', 'grazingBan']);
      expect(life.duty('grazingBan-0')).toMatchObject({ state: 'open', opensOn: ON, dueOn: '2031-04-10' });
    },
  );

  test.each([
    ['ENCLOSURE_TREE', 2034, 2036],
    ['ENCLOSURE_TREE_SHRUB', 2032, 2034],
    ['ENCLOSURE_SHRUB', 2031, 2032],
    ['ENCLOSURE_SHRUB_GRASS', 2030, 2032],
    ['ENCLOSURE_FOREST', 2030, 2033],
    ['ENCLOSURE_SHRUBLAND', 2030, 2033],
  ] as const)('%s is judged in leaf from %i on, and is late the day after the window of %i', (type, from, limit) => {
    const life = new Life(enclosed(type));
    expect(life.duty('enclosureCheck-0')).toMatchObject({ opensOn: `${from}-07-01`, dueOn: `${from}-09-15` });
    expect(life.until(`${limit}-09-15`).state.stage).toBe('ENCLOSED');
    expect(life.until(`${limit}-09-16`).state.stage).toBe('OVERDUE_ESTABLISHMENT');
    expect(life.duty('establishBy-0').step).toBe(4);
  });
});

/** Just below every line, and on it: what was counted, verdict, and m² of forest cover out of 100,000. */
const LINES: readonly (readonly [Enclosure, SurveyCounts, string, number])[] = [
  ['ENCLOSURE_TREE', { closure: share(19), stems: perHa(1049) }, 'ENCLOSURE_NOT_YET', 0],
  ['ENCLOSURE_TREE', { closure: share(20) }, 'ESTABLISHED', 100_000],
  ['ENCLOSURE_TREE', { closure: share(19), stems: perHa(1050) }, 'ENCLOSURE_PASS', 0],
  ['ENCLOSURE_TREE', { stems: perHa(1049) }, 'ENCLOSURE_NOT_YET', 0],
  ['ENCLOSURE_TREE_SHRUB', { closure: share(19), cover: share(29), stems: perHa(1349) }, 'ENCLOSURE_NOT_YET', 0],
  ['ENCLOSURE_TREE_SHRUB', { closure: share(20), cover: share(29) }, 'ESTABLISHED', 100_000],
  ['ENCLOSURE_TREE_SHRUB', { closure: share(19), cover: share(30) }, 'ENCLOSURE_PASS', 0],
  ['ENCLOSURE_TREE_SHRUB', { stems: perHa(1350) }, 'ENCLOSURE_PASS', 0],
  ['ENCLOSURE_SHRUB', { cover: share(29), stems: perHa(1049) }, 'ENCLOSURE_NOT_YET', 0],
  ['ENCLOSURE_SHRUB', { cover: share(30) }, 'ENCLOSURE_PASS', 0],
  ['ENCLOSURE_SHRUB', { cover: share(29), stems: perHa(1050) }, 'ENCLOSURE_PASS', 0],
  ['ENCLOSURE_SHRUB_GRASS', { totalCover: share(49), cover: share(20), stems: perHa(899) }, 'ENCLOSURE_NOT_YET', 0],
  ['ENCLOSURE_SHRUB_GRASS', { totalCover: share(50), cover: share(19) }, 'ENCLOSURE_NOT_YET', 0],
  ['ENCLOSURE_SHRUB_GRASS', { totalCover: share(50), cover: share(20) }, 'ENCLOSURE_PASS', 0],
  ['ENCLOSURE_SHRUB_GRASS', { stems: perHa(900) }, 'ENCLOSURE_PASS', 0],
  ['ENCLOSURE_FOREST', { closure: share(59), seedlings: perHa(3000) }, 'ENCLOSURE_NOT_YET', 0],
  ['ENCLOSURE_FOREST', { closure: share(60), seedlings: perHa(2999), saplings: perHa(499) }, 'ENCLOSURE_NOT_YET', 0],
  ['ENCLOSURE_FOREST', { closure: share(60), seedlings: perHa(3000) }, 'ESTABLISHED', 100_000],
  ['ENCLOSURE_FOREST', { closure: share(60), seedlings: perHa(2999), saplings: perHa(500) }, 'ESTABLISHED', 100_000],
  ['ENCLOSURE_SHRUBLAND', { closure: share(19), totalCover: share(60) }, 'ENCLOSURE_NOT_YET', 0],
  ['ENCLOSURE_SHRUBLAND', { closure: share(20), totalCover: share(59) }, 'ENCLOSURE_NOT_YET', 0],
  ['ENCLOSURE_SHRUBLAND', { closure: share(20), totalCover: share(60) }, 'ESTABLISHED', 100_000],
];

describe('the lines of an enclosure', () => {
  test.each(LINES)('%s with %j: %s, %i m² of forest cover', (type, counts, verdict, coverM2) => {
    const life = counted(new Life(enclosed(type)), counts);
    expect(verdictOf(life)).toBe(verdict);
    const isMet = verdict !== 'ENCLOSURE_NOT_YET';
    expect(life.state.stage).toBe(isMet ? 'ESTABLISHED' : 'ENCLOSED');
    expect(life.duty('establishBy-0').state).toBe(isMet ? 'satisfied' : 'planned');
    const { establishedM2, coverM2: cover } = wholeOf(life.state);
    expect([establishedM2, cover]).toEqual([isMet ? 100_000 : 0, coverM2]);
  });

  test.each([
    ['ENCLOSURE_TREE', { cover: share(40) }, 'closure or stems'],
    ['ENCLOSURE_SHRUB_GRASS', { cover: share(40) }, 'totalCover or stems'],
    ['ENCLOSURE_SHRUB_GRASS', { totalCover: share(60) }, 'cover or stems'],
    ['ENCLOSURE_FOREST', { closure: share(70) }, 'seedlings or saplings'],
    ['ENCLOSURE_SHRUBLAND', { totalCover: share(70) }, 'closure'],
  ] as const)('%s cannot be judged by %j alone: it wants %s', (type, counts, wanted) => {
    const life = new Life(enclosed(type));
    const on = life.duty('enclosureCheck-0').opensOn;
    const survey = { type: 'submitSurvey', surveyId: 'e1', capturedOn: on, counts, plots: 0 } as const;
    const missing = { refused: 'MEASURE_MISSING', values: { wanted } };
    expect(life.send(on, { ...survey, dutyId: 'enclosureCheck-0' })).toMatchObject(missing);
  });

  test('each is marked by where it was read', () => {
    const { cite } = enclosed('ENCLOSURE_FOREST').regime;
    expect(Object.keys(cite).filter((path) => path.startsWith('lines.enclosed'))).toEqual([
      'lines.enclosedClosure',
      'lines.enclosedSeedlings',
      'lines.enclosedSaplings',
    ]);
    expect(cite['lines.enclosedClosure']).toBe('design code chapter 19 · verified');
    expect(CLAUSES(enclosed('ENCLOSURE_TREE').regime)['let.enclosedUntil']).toMatch(/ · recalled$/);
  });

  test('a planted stand carries none of them', () => {
    const { lines, judgements } = regimeFor(EAST, ON);
    expect(Object.keys(lines)).toEqual(['survival', 'fail', 'preservation', 'canopy', 'thin']);
    expect(judgements).not.toHaveProperty('lowerLines');
  });
});

describe('why an enclosure is looked at again', () => {
  const life = counted(new Life(enclosed('ENCLOSURE_TREE')), {
    closure: share(19),
    stems: { counted: 52, sampled: 500, unit: 'm2' },
  });
  const line = why(life.state, CLAUSES).find(({ code }) => code === 'enclosureCheck')!;
  test('names each line with what is missing, in English', () => {
    expect(sayWhy(line, 'en')).toContain(
      'enclosure short of its lines by survey e2034-07-01, recorded 2034-07-01: ' +
        'canopy closure 19 of 100, 0.19, wanted 0.2 (design code chapter 19 · verified), with 1 more covered: established forest; ' +
        'stems 52 on 500 m², 1040 per ha, wanted 1050 (design code chapter 19 · verified), with 1 more on the plots: enclosure succeeded',
    );
  });
  test('and in Chinese', () => {
    expect(sayWhy(line, 'zh')).toContain(
      '判定封育未达标：郁闭度 19/100，0.19，标准 0.2（设计规范第 19 章 · 已核实），再多 1 个覆盖样点即为成林；' +
        '株数密度 500 平方米内 52 株，每公顷 1040，标准 1050（设计规范第 19 章 · 已核实），再多 1 株（样地内）即为封育合格',
    );
  });
  test('a success names the line that it has met', () => {
    const passed = counted(new Life(enclosed('ENCLOSURE_FOREST')), { closure: share(60), saplings: perHa(510) });
    const record = passed.state.parts[0]!.verdicts[0]!;
    const met = metIn(passed.state, passed.state.parts[0]!, record, CLAUSES)!;
    const { surveyId, on, verdict } = record;
    const said = { surveyId, on, verdict, ...met };
    expect(sayBehind(said, 'en')).toContain('saplings 510 on 10000 m², 510 per ha, wanted 500');
    expect(sayBehind(said, 'zh')).toContain('幼树密度 10000 平方米内 510 株，每公顷 510，标准 500');
    const row = timelineOf(passed.seed, passed.turns, CLAUSES).find(({ deed }) => deed === 'recordSurvey')!;
    expect(row.about).toContain(
      '60 of 100 covered, 510 saplings on 10000 m²: ESTABLISHED (closure 0.6 >= 0.6, saplings 510 >= 500)',
    );
  });
  test.each([
    ['ENCLOSURE_PASS', 'enclosure succeeded', '封育合格'],
    ['ENCLOSURE_NOT_YET', 'enclosure short of its lines', '封育未达标'],
  ])('%s is %s, %s', (verdict, en, zh) => {
    expect([label('verdict', verdict, 'en'), label('verdict', verdict, 'zh')]).toEqual([en, zh]);
  });
});

describe('an enclosure that missed its lines', () => {
  test('goes on being judged past its limit, and may still succeed', () => {
    const life = new Life(enclosed('ENCLOSURE_SHRUB'));
    counted(life, { cover: share(29) });
    counted(life, { cover: share(29) }, '2032-07-01');
    expect(life.until('2032-09-16').state.stage).toBe('OVERDUE_ESTABLISHMENT');
    counted(life, { cover: share(30) }, '2033-07-01');
    expect(life.state.stage).toBe('ESTABLISHED');
  });
  test('stays closed to grazing until a decision after its success', () => {
    const life = new Life(enclosed('ENCLOSURE_SHRUB')).until('2031-06-01');
    expect(life.duty('grazingBan-0')).toMatchObject({ state: 'open', dueOn: '2032-04-10' });
    counted(life, { cover: share(30) }).until('2031-07-02');
    const decision = life.state.duties.find(({ code }) => code === 'grazingDecision')!;
    life.work('2031-07-02', decision.id, { option: 'lift' });
    expect(life.duty('grazingBan-0').state).toBe('satisfied');
  });
  test('corrected to its line it has succeeded', () => {
    const life = counted(new Life(enclosed('ENCLOSURE_SHRUB')), { cover: share(29) });
    life.send('2031-07-05', {
      type: 'correctSurvey',
      supersedes: 'e2031-07-01',
      surveyId: 'e2',
      surveyors: ['a', 'b'],
      capturedOn: '2031-07-01',
      counts: { cover: share(30) },
      plots: 0,
    });
    expect([verdictOf(life), life.state.stage]).toEqual(['ENCLOSURE_PASS', 'ESTABLISHED']);
  });
});

describe('a damaged enclosure', () => {
  const hurt = () => {
    const life = new Life(enclosed('ENCLOSURE_TREE'));
    life.send('2028-05-01', { type: 'reportDamage', cause: 'GRAZING', seenOn: '2028-05-01', lostM2: 0 });
    return life;
  };
  test('has no points to count: somebody decides within 30 days', () => {
    const life = hurt().until('2028-05-01');
    expect(life.duty('damageReview-0')).toMatchObject({ state: 'open', dueOn: '2028-05-31' });
    expect(life.state.duties.some(({ code }) => code === 'damageCheck')).toBe(false);
    life.work('2028-05-10', 'damageReview-0', { option: 'carry' });
    expect(life.state.stage).toBe('ENCLOSED');
  });
  test('given up it is planted anew, with the checks of a planting', () => {
    const life = hurt();
    life.work('2028-05-10', 'damageReview-0', { option: 'redesign' });
    expect(life.state.stage).toBe('FAILED');
    const plantedOn = '2028-07-10';
    const planting = { plantedOn, species: 'PINUS_TABULIFORMIS', designedPoints: 2000, plantedPoints: 2000 };
    const regime = regimeFor(EAST, plantedOn);
    life.work(plantedOn, life.state.duties.find(({ code }) => code === 'reestablish')!.id, {
      planting,
      regime,
      papers: STOCK_PAPERS,
    });
    expect(life.state.stage).toBe('PLANTED');
    expect(life.state.duties.some(({ code }) => code === 'survivalCheck')).toBe(true);
  });
});

describe('where it rains less than 400 mm', () => {
  const flags = (life: Life) => life.state.parts[0]!.judgements ?? {};
  const short = (rainMm: number, counts: SurveyCounts = { closure: share(19) }) =>
    counted(new Life(enclosed('ENCLOSURE_TREE', rainyPolicy(rainMm))), counts);
  test('lower lines may apply that were not read: what falls short says so', () => {
    expect(flags(short(399))['lowerLines']).toMatchObject({ verdict: 'LOWER_LINES_UNREAD', on: '2034-07-01' });
    expect(flags(short(400))).toEqual({});
    expect(verdictOf(short(399)), 'no line is made up').toBe('ENCLOSURE_NOT_YET');
  });
  test('what meets the lines that are known needs no such word', () => {
    expect(flags(short(399, { closure: share(20) }))).toEqual({});
  });
  test.each([
    ['ENCLOSURE_SHRUB', 399, 100_000],
    ['ENCLOSURE_SHRUB', 400, 0],
    ['ENCLOSURE_TREE_SHRUB', 399, 100_000],
    ['ENCLOSURE_TREE_SHRUB', 400, 0],
  ] as const)('%s by shrubs at %i mm: %i m² of forest cover (ruling 2)', (type, rainMm, coverM2) => {
    const life = counted(new Life(enclosed(type, rainyPolicy(rainMm))), { cover: share(30) });
    expect(wholeOf(life.state).coverM2).toBe(coverM2);
  });
  test.each([
    [{ closure: share(20) }, 100_000],
    [{ closure: share(19), stems: perHa(1050) }, 0],
  ])('trees are forest cover by their crowns alone, however dry: %j', (counts, coverM2) => {
    expect(wholeOf(short(399, counts).state).coverM2).toBe(coverM2);
  });
});

test('an enclosure that has closed stays forest cover when it is looked at for thinning', () => {
  const life = counted(new Life(enclosed('ENCLOSURE_TREE')), { closure: share(20) });
  life.work('2034-08-01', life.state.duties.find(({ code }) => code === 'mapRegistration')!.id);
  const check = life.state.duties.find(({ code }) => code === 'lateTendingCheck')!;
  counted(life, { closure: share(79) }, check.opensOn);
  expect([verdictOf(life), wholeOf(life.state).coverM2]).toEqual(['NO_THINNING', 100_000]);
});
