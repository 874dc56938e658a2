/** Parts of one stand: each has its area, verdict, planting day and duties (ruling 23). */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { EAST, plantedStand, regimeFor } from '../../support/regimes.ts';
import { Life } from './life.ts';

/** 10 ha, 2,000 points: 200 points a hectare. */
const FOUR = [
  { areaM2: 60_000, counts: { livePoints: 1080 } },
  { areaM2: 25_000, counts: { livePoints: 300 } },
  { areaM2: 10_000, counts: { livePoints: 40 } },
  { areaM2: 5_000, lost: 'FIRE' as const },
];

function fourParts(): Life {
  const life = new Life(plantedStand());
  life.pieces('2026-09-20', FOUR);
  return life;
}

describe('a survey finds a stand in four pieces', () => {
  const life = new Life(plantedStand());
  const answer = life.pieces('2026-09-20', FOUR);

  test('each is judged by itself: pass, replant, failed, lost', () => {
    expect(answer).toMatchObject({
      binding: true,
      verdict: 'MIXED',
      parts: [
        { partId: 'p1', areaM2: 60_000, verdict: 'PASS' },
        { partId: 'p2', areaM2: 25_000, verdict: 'REPLANT' },
        { partId: 'p3', areaM2: 10_000, verdict: 'FAILED' },
        { partId: 'p4', areaM2: 5_000, verdict: 'LOST' },
      ],
    });
    expect(Object.fromEntries(life.state.parts.map(({ id, stage }) => [id, stage]))).toEqual({
      p1: 'UNESTABLISHED',
      p2: 'REPLANT_DUE',
      p3: 'FAILED',
      p4: 'LOST',
    });
    expect(life.state.stage).toBe('MIXED');
  });

  test('the mean of the whole, 1,420 of 2,000, would have asked to replant everything; it rules nothing', () => {
    const mean = new Life(plantedStand());
    expect(mean.survey('2026-09-20', 1420)).toMatchObject({ verdict: 'REPLANT' });
    expect(life.duty('replant-0.p2').needs).toEqual({ seedlings: 200, stockAge: 3 });
    expect(activeDuties(life.state).filter(({ code }) => code === 'replant')).toHaveLength(1);
  });

  test('areas by verdict, points and the count add up to the stand', () => {
    expect(wholeOf(life.state)).toMatchObject({
      areaM2: 100_000,
      designedPoints: 2000,
      field: { PASS: 60_000, REPLANT: 25_000, FAILED: 10_000, LOST: 5_000 },
      livePoints: 1420,
      basePoints: 1900,
      verdict: 'MIXED',
    });
  });

  test('tending goes on in one go for the parts that live; checks, reports and bans are each part’s own', () => {
    expect(life.duty('tending-0.4').parts).toEqual(['p1', 'p2']);
    expect(['preservationCheck-0', 'preservationCheck-0.p2'].map((id) => life.duty(id).state)).toEqual([
      'planned',
      'planned',
    ]);
    expect(life.duty('preservationCheck-0.p3').state).toBe('withdrawn');
    const owedByLost = activeDuties(life.state).filter(({ parts }) => parts.includes('p4'));
    expect(owedByLost.map(({ code }) => code)).toEqual(['lossDecision']);
  });

  test('the survey is one record with its pieces, and a verdict a part', () => {
    expect(life.events('SurveyRecorded')).toMatchObject([
      { partId: 'p1', binding: true, counts: { livePoints: 1420 } },
    ]);
    expect(life.events('VerdictGiven').map(({ partId, dutyId, verdict }) => [partId, dutyId, verdict])).toEqual([
      ['p1', 'survivalCheck-0', 'PASS'],
      ['p2', 'survivalCheck-0.p2', 'REPLANT'],
      ['p3', 'survivalCheck-0.p3', 'FAILED'],
    ]);
  });
});

describe('the failed part', () => {
  const life = fourParts();
  const planting = { plantedOn: '2027-04-08', species: 'POPULUS', designedPoints: 180, plantedPoints: 180 };

  test('has a planting day of its own by its own re-establishment; the others keep theirs', () => {
    life.work('2027-04-08', 'reestablish-0.p3', { planting, regime: regimeFor(EAST, '2027-04-08', 'POPULUS') });
    const days = Object.fromEntries(life.state.parts.map(({ id, anchors }) => [id, anchors['planted']]));
    expect(days).toMatchObject({ p1: '2026-04-10', p2: '2026-04-10', p3: '2027-04-08' });
  });

  test('follows its own clock: counted 2027-09-01 to 10-31, preservation in 2030; the others in 2029', () => {
    const check = life.state.duties.findLast(({ code, parts }) => code === 'survivalCheck' && parts.includes('p3'))!;
    expect([check.opensOn, check.dueOn]).toEqual(['2027-09-01', '2027-10-31']);
    const preservation = activeDuties(life.state).filter(({ code }) => code === 'preservationCheck');
    expect(Object.fromEntries(preservation.map(({ parts, opensOn }) => [parts[0], opensOn]))).toEqual({
      p1: '2029-09-01',
      p2: '2029-09-01',
      p3: '2030-09-01',
    });
  });

  test('says FAILED in its report of 2027-06-30, while the others say PASS and REPLANT', () => {
    life.until('2027-06-30');
    expect(life.events('ReportFiled').map(({ dutyId, says }) => [dutyId, says])).toEqual([
      ['countyReport-0', 'PASS'],
      ['countyReport-0.p2', 'REPLANT'],
      ['countyReport-0.p3', 'FAILED'],
    ]);
  });

  test('does not hide in the sum: its new planting is not counted yet', () => {
    expect(wholeOf(life.state).field).toEqual({ PASS: 60_000, REPLANT: 25_000, UNCHECKED: 10_000, LOST: 5_000 });
  });
});

describe('milestones sum over parts', () => {
  test('a part that closes makes its own area forest, no more', () => {
    const life = fourParts();
    life.send('2031-07-20', {
      type: 'submitSurvey',
      surveyId: 'canopy',
      capturedOn: '2031-07-20',
      counts: { closure: { hits: 25, of: 100, method: 'point' } },
      plots: 0,
      partId: 'p1',
    });
    expect(wholeOf(life.state)).toMatchObject({ establishedM2: 60_000, coverM2: 60_000 });
  });
});

describe('counted part by part from then on', () => {
  test.each([
    ['a count that names no part, while several owe the check', {}, 'PART_MISSING'],
    [
      'a count of one part for the check of another',
      { partId: 'p1', dutyId: 'preservationCheck-0.p2' },
      'PART_MISSING',
    ],
    ['a count of a part that is not there', { partId: 'p9' }, 'PART_UNKNOWN'],
  ])('%s is refused', (_title, more, code) => {
    const life = fourParts();
    const before = life.state;
    const answer = life.survey('2029-09-10', 900, more);
    expect(isRefusal(answer) && answer.refused).toBe(code);
    expect(life.state.parts).toEqual(before.parts);
  });

  test('a loss names its part, too', () => {
    const life = fourParts();
    const loss = { type: 'reportDamage' as const, seenOn: '2027-05-01', cause: 'FIRE' as const, lostM2: 1000 };
    expect(life.send('2027-05-01', loss)).toMatchObject({ refused: 'PART_MISSING' });
    expect(isRefusal(life.send('2027-05-01', { ...loss, partId: 'p2' }))).toBe(false);
    expect(wholeOf(life.state).field).toMatchObject({ REPLANT: 24_000, LOST: 6_000 });
  });

  test('the part named has its verdict alone', () => {
    const life = fourParts();
    expect(life.survey('2029-09-10', 1100, { partId: 'p1' })).toMatchObject({ verdict: 'PASS' });
    expect(life.duty('preservationCheck-0.p2').state).toBe('open');
  });

  test('a part may fall into pieces again', () => {
    const life = fourParts();
    life.pieces(
      '2029-09-10',
      [
        { areaM2: 40_000, counts: { livePoints: 780 } },
        { areaM2: 20_000, counts: { livePoints: 100 } },
      ],
      { partId: 'p1' },
    );
    expect(life.events('VerdictGiven').map(({ dutyId, verdict }) => `${dutyId} ${verdict}`)).toEqual(
      expect.arrayContaining(['preservationCheck-0 PASS', 'preservationCheck-0.p5 FAILED']),
    );
    expect(wholeOf(life.state).areaM2).toBe(100_000);
  });
});

describe('pieces that cannot be', () => {
  const counts = { livePoints: 10 };
  test.each([
    [
      'add up to less than the part',
      [
        { areaM2: 60_000, counts },
        { areaM2: 39_999, counts },
      ],
      'PIECES_NOT_WHOLE',
    ],
    [
      'add up to more',
      [
        { areaM2: 60_000, counts },
        { areaM2: 40_001, counts },
      ],
      'PIECES_NOT_WHOLE',
    ],
    [
      'hold more live points than 1.2 times their design',
      [
        { areaM2: 60_000, counts: { livePoints: 1441 } },
        { areaM2: 40_000, counts },
      ],
      'COUNT_ABOVE_DESIGN',
    ],
    [
      'were measured by other means than the check asks',
      [
        { areaM2: 60_000, counts },
        { areaM2: 40_000, counts: { closure: { hits: 1, of: 2, method: 'point' as const } } },
      ],
      'MEASURE_MISSING',
    ],
  ])('%s', (_title, pieces, code) => {
    const life = new Life(plantedStand());
    const answer = life.send('2026-09-20', {
      type: 'submitSurvey',
      surveyId: 's',
      capturedOn: '2026-09-20',
      counts,
      plots: 0,
      pieces,
      dutyId: 'survivalCheck-0',
    });
    expect(isRefusal(answer) && answer.refused).toBe(code);
    expect(life.state.parts).toHaveLength(1);
  });

  test('before the window they are kept and split nothing', () => {
    const life = new Life(plantedStand());
    expect(life.pieces('2026-08-31', FOUR)).toMatchObject({ binding: false });
    expect(life.state.parts).toHaveLength(1);
    expect(life.events('SurveyRecorded')[0]!.pieces).toEqual(FOUR);
  });
});

describe('what was replaced and what lives', () => {
  test('goes with the area, so that the share replaced is the same on either side', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1600);
    life.work('2027-04-02', 'replant-0', { points: 401 });
    life.pieces('2027-09-20', [
      { areaM2: 30_000, counts: { livePoints: 590 } },
      { areaM2: 70_000, counts: { livePoints: 1300 } },
    ]);
    const replaced = life.state.parts.map(({ id, replaced }) => [id, replaced[0]!.points]);
    expect(replaced).toEqual([
      ['p1', 120],
      ['p2', 281],
    ]);
  });
});
