/** What stands beside the duties: limits that have passed, and second verdicts with what they went by. */
import { describe, expect, test } from 'vitest';
import type { CountsOf } from '../../../domain/stand/behind.ts';
import { pastLimits } from '../../../domain/stand/past-limit.ts';
import { sayPastLimit, saySecond } from '../../../domain/stand/say-standing.ts';
import { standingSeconds } from '../../../domain/stand/second-met.ts';
import { timelineOf } from '../../../domain/stand/timeline.ts';
import { CLAUSES, EAST, plantedStand, WEST } from '../../support/regimes.ts';
import { SHIPPED, standUnder } from '../../support/policies.ts';
import { clausesOf } from '../../../policies/clauses.ts';
import { Life } from './life.ts';

type Hits = [hits: number, of: number];

/** Counted in its first autumn, and at its preservation check of 2029 with so many live and so much canopy. */
function checked(county: string, live: number, closure?: Hits): Life {
  const life = new Life(plantedStand({ county, plantedOn: '2026-04-15', designed: 2000 }));
  life.survey('2026-09-20', 1900);
  if (closure === undefined) life.survey('2029-09-05', live);
  else life.canopy('2029-09-05', { livePoints: live, closure });
  return life;
}

function countsIn(life: Life): CountsOf {
  const surveys = life.events('SurveyRecorded');
  return (id) => surveys.find(({ surveyId }) => surveyId === id)?.counts;
}

describe('a stand past its age limit', () => {
  const life = checked(WEST, 1560, [15, 100]);
  for (const [on, hits] of [
    ['2031-08-01', 17],
    ['2032-08-01', 19],
    ['2033-08-01', 19],
    ['2034-08-01', 19],
  ] as const)
    life.canopy(on, { closure: [hits, 100] });
  test('is not past it on its last day', () => {
    expect(pastLimits(life.until('2034-09-10').state, CLAUSES)).toEqual([]);
  });
  test('says from the day after on since when, by which limit, and what still establishes it', () => {
    expect(pastLimits(life.until('2034-09-11').state, CLAUSES)).toEqual([
      {
        partId: 'p1',
        stage: 'OVERDUE_ESTABLISHMENT',
        since: '2034-09-11',
        dutyId: 'establishBy-0',
        limitOn: '2034-09-10',
        countedFrom: { anchor: 'planted', on: '2026-04-15' },
        clause: 'species age limit · recalled',
        fulfilledBy: [{ id: 'closureCheck-0.5', code: 'closureCheck', opensOn: '2035-07-10', dueOn: '2035-09-10' }],
      },
    ]);
    const [past] = pastLimits(life.state, CLAUSES);
    expect(sayPastLimit(past!, 'en')).toBe(
      'past its age limit since 2034-09-11: age limit of establishment establishBy-0 was 2034-09-10 (species age limit · recalled, counted from planting on 2026-04-15); closure or cover check closureCheck-0.5 (2035-07-10…2035-09-10) may still fulfil it.',
    );
    expect(sayPastLimit(past!, 'zh')).toBe(
      '超期未成林：自 2034-09-11 起；成林年限 establishBy-0 至 2034-09-10（树种成林年限 · 待核对，自造林 2026-04-15 起算）；仍可由成林验收 closureCheck-0.5（2035-07-10…2035-09-10）达成。',
    );
  });
  test('is past it no more once a later check establishes it', () => {
    life.canopy('2035-08-01', { closure: [20, 100] });
    expect(pastLimits(life.state, CLAUSES)).toEqual([]);
  });
  test.each(SHIPPED.filter(({ policy }) => ['bc-interior', 'oregon', 'finland'].includes(policy)))(
    'so does a silent one under $policy',
    (policy) => {
      const silent = new Life(standUnder(policy)).until('2060-01-01');
      const [past] = pastLimits(silent.state, clausesOf(policy));
      expect(past).toMatchObject({ stage: silent.state.stage });
      expect(past!.since > past!.limitOn).toBe(true);
    },
  );
});

describe('the evaluation of effect', () => {
  const told = (life: Life) => standingSeconds(life.state, CLAUSES, countsIn(life));
  const rowOf = (life: Life) =>
    timelineOf(life.seed, life.turns, CLAUSES).findLast(({ deed }) => deed === 'recordSurvey')!;
  test('names what was asked and not met: canopy below its line, cover that nobody measured', () => {
    const life = checked(EAST, 1700, [19, 100]);
    expect(told(life)).toMatchObject([
      {
        code: 'effectEvaluation',
        verdict: 'NOT_YET',
        on: '2029-09-05',
        asked: [
          { fact: 'established', met: 0, holds: false },
          { fact: 'closure', met: 0.19, comparison: '>=', limit: 0.2, holds: false },
          { fact: 'cover', holds: false },
        ],
        otherwise: 'EFFECTIVE',
      },
    ]);
    expect(saySecond(told(life)[0]!, 'zh')).toMatch(
      /^成效评价：2029-09-05 调查 \S+ 判定成效未达：此前已成林：否，郁闭度 0\.19（应 >= 0\.2），灌木盖度未测（应 >= \S+）；任一达到即为成效合格；依据 GB\/T 15776-2023 §16 · 转引。$/,
    );
    expect(rowOf(life).about).toContain(
      'effectEvaluation: NOT_YET (established 0, closure 0.19, wanted >= 0.2, cover –, wanted >= ',
    );
  });
  test('at the very line it is effective, and says what decided and what it would be else', () => {
    const life = checked(EAST, 1700, [20, 100]);
    expect(told(life)).toMatchObject([
      {
        verdict: 'EFFECTIVE',
        asked: [
          { fact: 'closure', met: 0.2, holds: true },
          { fact: 'cover', holds: false },
        ],
        otherwise: 'NOT_YET',
      },
    ]);
    expect(saySecond(told(life)[0]!, 'en')).toMatch(
      /^evaluation of effect: effective by survey \S+, recorded 2029-09-05: canopy closure 0\.2 \(wanted >= 0\.2\), shrub cover not measured \(wanted >= \S+\); else: not effective yet; by GB\/T 15776-2023 §16 · secondary\.$/,
    );
  });
  test('in the dry zone stems alone will do: the passed check is what decided', () => {
    expect(told(checked(WEST, 1560))).toMatchObject([
      { verdict: 'EFFECTIVE', asked: [{ fact: 'passed', met: 1, holds: true }], otherwise: 'NOT_YET' },
    ]);
  });
  test('of a count that is not at hand the verdict and its clause are told alone', () => {
    const life = checked(EAST, 1700, [19, 100]);
    const [second] = standingSeconds(life.state, CLAUSES, () => undefined);
    expect(second).toMatchObject({ verdict: 'NOT_YET', asked: [] });
    expect(saySecond(second!, 'en')).toMatch(
      /^evaluation of effect: not effective yet by survey \S+, recorded 2029-09-05; by GB/,
    );
  });
});
