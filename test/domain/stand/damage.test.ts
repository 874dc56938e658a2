/** Losses and damage: which part is meant, what can be split, and what is gone (ruling 23). */
import { describe, expect, test } from 'vitest';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { EAST, plantedStand, regimeFor, type SeedOptions } from '../../support/regimes.ts';
import { Life } from './life.ts';

function burn(life: Life, on: string, lostM2: number, partId?: string) {
  const named = partId === undefined ? {} : { partId };
  return life.send(on, { type: 'reportDamage', seenOn: on, cause: 'FIRE', lostM2, ...named });
}

/** 4 ha of 10 ha burnt in June, before anything was counted. */
function burntIn(options: SeedOptions = {}, lostM2 = 40_000): Life {
  const life = new Life(plantedStand(options));
  burn(life, '2026-06-01', lostM2);
  return life;
}

describe('a loss on a part that is lost already', () => {
  test('is refused, naming the piece, its area and the parts that stand', () => {
    expect(burn(burntIn(), '2026-07-01', 1000, 'p2')).toEqual({
      refused: 'PART_LOST',
      values: { met: 'p2', areaM2: 40_000, wanted: 'p1' },
    });
  });

  test('is refused where nothing stands, named or not', () => {
    const life = burntIn({}, 100_000);
    const refusal = { refused: 'PART_LOST', values: { met: 'p1', areaM2: 100_000, wanted: '–' } };
    expect([burn(life, '2026-07-01', 0), burn(life, '2026-07-01', 1000, 'p1')]).toEqual([refusal, refusal]);
    expect(activeDuties(life.state).map(({ code }) => code)).not.toContain('damageCheck');
  });

  test.each([
    ['written off', 'writeOff'],
    ['still to be established anew', 'reestablish'],
  ])('is refused where it is %s', (_title, option) => {
    const life = burntIn();
    life.work('2026-06-10', 'lossDecision-0.p2', { option });
    expect(burn(life, '2026-07-01', 0, 'p2')).toMatchObject({ refused: 'PART_LOST' });
  });

  test('is taken once trees stand there again', () => {
    const life = burntIn();
    life.work('2026-06-10', 'lossDecision-0.p2', { option: 'reestablish' });
    const planting = { plantedOn: '2027-04-01', species: 'POPULUS', designedPoints: 800, plantedPoints: 800 };
    const { id } = activeDuties(life.state).find(({ code }) => code === 'reestablish')!;
    life.work('2027-04-01', id, { planting, regime: regimeFor(EAST, '2027-04-01', 'POPULUS') });
    expect(burn(life, '2027-05-01', 0, 'p2')).toMatchObject({ events: ['DamageReported', 'DutyRaised'] });
  });
});

describe('a report that names no part', () => {
  test('means the only one that stands', () => {
    const life = burntIn();
    burn(life, '2026-07-01', 10_000);
    expect(life.events('DamageReported').map(({ partId }) => partId)).toEqual(['p1', 'p1']);
    expect(wholeOf(life.state).field).toEqual({ UNCHECKED: 50_000, LOST: 50_000 });
  });

  test('is refused where several stand, naming those alone', () => {
    const life = new Life(plantedStand());
    life.pieces('2026-09-20', [
      { areaM2: 60_000, counts: { livePoints: 1080 } },
      { areaM2: 35_000, counts: { livePoints: 660 } },
      { areaM2: 5_000, lost: 'FIRE' },
    ]);
    expect(burn(life, '2026-10-01', 1000)).toMatchObject({ refused: 'PART_MISSING', values: { wanted: 'p1, p2' } });
  });
});

describe('a count that names no part', () => {
  const planting = { plantedOn: '2027-04-01', species: 'PINUS_TABULIFORMIS', designedPoints: 800, plantedPoints: 800 };

  test('is refused where a loss has split the stand and both parts owe the check', () => {
    const life = burntIn();
    life.survey('2026-09-10', 900);
    life.work('2026-09-12', 'lossDecision-0.p2', { option: 'reestablish' });
    life.work('2027-04-01', 'reestablish-0.p2', { planting, regime: regimeFor(EAST, '2027-04-01') });
    life.work('2027-04-02', 'replant-0', { points: 300 });
    expect(life.survey('2027-09-10', 760)).toMatchObject({ refused: 'PART_MISSING', values: { wanted: 'p1, p2' } });
    expect(life.survey('2027-09-10', 760, { partId: 'p2' })).toMatchObject({ verdict: 'PASS' });
  });

  test('is of the one that owes the check, where the other is lost', () => {
    expect(burntIn().survey('2026-09-10', 1100)).toMatchObject({ dutyId: 'survivalCheck-0', verdict: 'PASS' });
  });
});

describe('a part falls into no more pieces than it has points', () => {
  test.each([
    [1, 5_000, 'PIECES_TOO_MANY'],
    [1, 10_000, undefined],
    [1, 0, undefined],
    [2, 5_000, undefined],
  ])('of %d designed, %d of 10,000 m² lost: %s', (designed, lostM2, refused) => {
    const life = new Life(plantedStand({ designed, areaM2: 10_000 }));
    const answer = burn(life, '2026-06-01', lostM2);
    if (refused === undefined) expect(answer).not.toHaveProperty('refused');
    else expect(answer).toEqual({ refused, values: { partId: 'p1', met: 2, wanted: 1 } });
    for (const { designedPoints, areaM2 } of life.state.parts)
      expect([designedPoints > 0, areaM2 > 0]).toEqual([true, true]);
  });

  test('of 2 designed and 1 planted, half lost: refused by the points planted', () => {
    const life = new Life(plantedStand({ designed: 2, planted: 1, areaM2: 10_000 }));
    expect(burn(life, '2026-06-01', 5_000)).toMatchObject({ refused: 'PIECES_TOO_MANY', values: { wanted: 1 } });
  });

  test('a survey that finds two pieces on one point is refused alike', () => {
    const life = new Life(plantedStand({ designed: 1, areaM2: 10_000 }));
    const pieces = [
      { areaM2: 5_000, counts: { livePoints: 1 } },
      { areaM2: 5_000, lost: 'FIRE' as const },
    ];
    expect(life.pieces('2026-09-20', pieces)).toMatchObject({
      refused: 'PIECES_TOO_MANY',
      values: { met: 2, wanted: 1 },
    });
  });
});

describe('forest that burnt', () => {
  function forest(): Life {
    const life = new Life(plantedStand());
    life.survey('2026-09-10', 1900);
    life.survey('2029-09-10', 1900);
    life.canopy('2031-07-20', { closure: [30, 100] });
    return life;
  }

  test.each([
    ['nothing lost', undefined, 100_000],
    ['4 ha of 10 lost', 40_000, 60_000],
    ['all lost', 100_000, 0],
  ])('%s: what was established stays counted, what covers is what stands', (_title, lostM2, coverM2) => {
    const life = forest();
    if (lostM2 !== undefined) burn(life, '2031-08-01', lostM2);
    expect(wholeOf(life.state)).toMatchObject({ establishedM2: 100_000, coverM2 });
  });

  test('covers nothing once it is written off, either', () => {
    const life = forest();
    burn(life, '2031-08-01', 100_000);
    life.work('2031-08-02', 'lossDecision-1', { option: 'writeOff' });
    expect(wholeOf(life.state)).toMatchObject({ field: { LOST: 100_000 }, coverM2: 0 });
  });
});

describe('what was replaced before a loss', () => {
  test('goes with the points of the design: the share that shifts a check is the same on either side', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-10', 1500);
    life.work('2027-04-02', 'replant-0', { points: 501 });
    burn(life, '2027-06-01', 50_000);
    expect(life.events('PartSplit')).toMatchObject([{ designedPoints: 1000, replacedPoints: [251] }]);
    const replaced = life.state.parts.map(({ designedPoints, replaced: [first] }) => [designedPoints, first!.points]);
    expect(replaced).toEqual([
      [1000, 250],
      [1000, 251],
    ]);
  });

  test('shifts the preservation check of the rest no more than before: 500 of 2,000 are 25 %, not 50 % of 1,000', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-10', 1500);
    life.work('2027-04-02', 'replant-0', { points: 500 });
    life.survey('2027-09-10', 1500);
    life.work('2028-04-02', 'replant-1', { points: 500 });
    life.survey('2028-09-10', 1500);
    life.work('2028-09-12', 'countyDecision-2', { option: 'continue' });
    life.work('2029-04-02', 'replant-2', { points: 500 });
    burn(life, '2029-06-01', 50_000);
    life.until('2029-09-02');
    expect(life.duty('preservationCheck-0')).toMatchObject({ opensOn: '2029-09-01', state: 'open' });
  });
});

describe('the stage after a count of what was hurt passes', () => {
  function hurt(life: Life, on: string, countedOn: string, livePoints: number): void {
    life.send(on, { type: 'reportDamage', seenOn: on, cause: 'FROST', lostM2: 0 });
    const { id } = activeDuties(life.state).find(({ code }) => code === 'damageCheck')!;
    life.survey(countedOn, livePoints, { dutyId: id });
  }

  test('a stand that was to be replanted is a young stand again: nothing is to be replanted any more', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-10', 1400);
    expect(life.state.stage).toBe('REPLANT_DUE');
    hurt(life, '2026-10-01', '2026-10-05', 1750);
    expect(life.state.stage).toBe('UNESTABLISHED');
    expect(life.duty('replant-0').state).toBe('withdrawn');
  });

  test('a stand not yet counted stays PLANTED: its survival check is still to come', () => {
    const life = new Life(plantedStand());
    hurt(life, '2026-06-01', '2026-06-05', 1900);
    expect(life.state.stage).toBe('PLANTED');
    expect(life.duty('survivalCheck-0').state).toBe('planned');
  });

  test('a failed stand stays FAILED: it is to be established anew all the same', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-10', 700);
    hurt(life, '2026-10-01', '2026-10-05', 1900);
    expect(life.state.stage).toBe('FAILED');
    expect(life.duty('reestablish-0').state).toBe('planned');
  });

  test('forest stays what it is, and is forest again where it was to be replanted', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-10', 1900);
    life.survey('2029-09-10', 1900);
    life.canopy('2031-07-20', { closure: [30, 100] });
    const counts = [
      ['2031-08-02', '2031-08-05', 1900],
      ['2031-08-12', '2031-08-15', 1400],
      ['2031-08-22', '2031-08-25', 1900],
    ] as const;
    const stages = counts.map(([on, countedOn, live]) => {
      hurt(life, on, countedOn, live);
      return life.state.stage;
    });
    expect(stages).toEqual(['ESTABLISHED', 'REPLANT_DUE', 'ESTABLISHED']);
  });

  test('overruled by a higher inspection, the stand is to be replanted again', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-10', 1400);
    hurt(life, '2026-10-01', '2026-10-05', 1750);
    life.audit('2026-10-10', 'PROVINCE', 1300, { dutyId: 'damageCheck-0' });
    expect(life.state.stage).toBe('REPLANT_DUE');
    expect(activeDuties(life.state).filter(({ code }) => code === 'replant')).toMatchObject([
      { needs: { seedlings: 700 } },
    ]);
  });
});
