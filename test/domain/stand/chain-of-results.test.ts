/** Results that take each other's place, one after the other: the stand is as if the last one had been the first. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import type { SurveyCounts } from '../../../domain/stand/reported.ts';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { openFollowUps } from '../../../domain/stand/follow-ups.ts';
import { shippedPolicy } from '../../../policies/load.ts';
import { EAST, plantedStand, WEST } from '../../support/regimes.ts';
import { standUnder } from '../../support/policies.ts';
import { Life } from './life.ts';

const owed = (life: Life) => activeDuties(life.state).map(({ id }) => id);
const crowns = (hits: number): SurveyCounts => ({ closure: { hits, of: 100, method: 'point' } });
const live = (livePoints: number, more: SurveyCounts = {}): SurveyCounts => ({ livePoints, ...more });

const SEEN = { plots: 0, surveyors: ['i1', 'i2'] } as const;

/** All that a result can change of a stand in one part. */
function standing({ state }: Life) {
  const [part] = state.parts;
  return {
    stage: state.stage,
    counts: Object.entries(part!.counts).filter(([, times]) => times > 0),
    anchors: part!.anchors,
    judgements: Object.entries(part!.judgements ?? {}).map(([code, { verdict }]) => `${code} ${verdict}`),
    livePoints: part!.livePoints,
    verdicts: part!.verdicts.filter(({ overruledBy }) => overruledBy === undefined).map(({ verdict }) => verdict),
    duties: activeDuties(state)
      // When a ban is looked at again goes by how long the stand counted as established meanwhile.
      .filter(({ code }) => !code.startsWith('grazing'))
      .map(({ code, n, opensOn, dueOn, needs }) => `${code} ${n} ${opensOn}…${dueOn} ${needs?.seedlings}`)
      .toSorted(),
  };
}

const CHECKS: readonly [check: string, days: readonly [string, string, string], counts: readonly SurveyCounts[]][] = [
  [
    'survival',
    ['2026-09-05', '2026-09-08', '2026-09-12'],
    [live(300), live(1200), live(1500), live(1900), live(1900, { largestDeadPatchM2: 8000 })],
  ],
  [
    'preservation',
    ['2029-09-05', '2029-09-08', '2029-09-12'],
    [
      live(300, crowns(10)),
      live(1200, crowns(10)),
      live(1200, crowns(25)),
      live(1500, crowns(25)),
      live(1900, crowns(10)),
    ],
  ],
  ['closure', ['2031-08-05', '2031-08-08', '2031-08-12'], [crowns(10), crowns(30)]],
];

function before(county: string, check: string): Life {
  const life = new Life(plantedStand({ county }));
  if (check !== 'survival') life.survey('2026-09-05', 1900);
  if (check === 'closure') life.survey('2029-09-05', 1900);
  return life;
}

describe.each([EAST, WEST] as const)('in %s', (county) => {
  test.each(CHECKS)(
    'a %s count put right once, and once more, is as if it had been right at once',
    (check, days, all) => {
      const counted = (life: Life, on: string, counts: SurveyCounts) =>
        life.send(on, { type: 'submitSurvey', surveyId: 'a', capturedOn: days[0], counts, plots: 0 });
      const corrected = (
        life: Life,
        on: string,
        [surveyId, supersedes]: readonly [string, string],
        counts: SurveyCounts,
      ) => life.send(on, { type: 'correctSurvey', surveyId, supersedes, capturedOn: days[0], counts, ...SEEN });
      for (const first of all) {
        for (const second of all) {
          for (const third of all) {
            const life = before(county, check);
            counted(life, days[0], first);
            corrected(life, days[1], ['b', 'a'], second);
            expect(isRefusal(corrected(life, days[2], ['c', 'b'], third))).toBe(false);
            const straight = before(county, check);
            // What is owed from a verdict on is owed from the day on which it was first known.
            const knownOn = third !== second ? days[2] : second !== first ? days[1] : days[0];
            counted(straight, knownOn, third);
            straight.until(days[2]);
            expect(standing(life), JSON.stringify([first, second, third])).toEqual(standing(straight));
          }
        }
      }
    },
  );
});

describe('a result said again by another count', () => {
  test('is no new beginning: what followed from it at first is taken back with it', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1500);
    life.audit('2026-09-25', 'CITY', 1400);
    life.audit('2026-10-05', 'PROVINCE', 1900);
    expect(owed(life)).not.toContain('replant-0');
    expect(openFollowUps(life.state)).toMatchObject([{ what: 'PLANNED', dutyId: 'replant-0' }]);
  });
  test('cannot be corrected once its replanting is done', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1500);
    life.correct('2026-09-25', 's1', 1400, { surveyId: 'b', capturedOn: '2026-09-20' });
    life.work('2027-04-02', 'replant-0', { points: 600 });
    expect(life.correct('2027-04-10', 'b', 1900, { capturedOn: '2026-09-20' })).toMatchObject({
      refused: 'CORRECTION_TOO_LATE',
      values: { dutyId: 'replant-0' },
    });
  });
  test('is the same late replanting, and no recheck', () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1900);
    life.survey('2029-09-20', 1500, { surveyId: 'b' });
    life.correct('2029-09-25', 'b', 1490, { capturedOn: '2029-09-20' });
    expect(life.lastVerdict()).toBe('LATE_REPLANT');
  });
});

test('a higher inspection that passes what a decision had ended makes all of it owed again', () => {
  const life = new Life(plantedStand());
  const replanted = (year: number) => {
    life.survey(`${year}-09-20`, 1600);
    const { id } = activeDuties(life.state).find(({ code }) => code === 'replant')!;
    life.work(`${year + 1}-04-02`, id, { points: 400 });
  };
  replanted(2026);
  replanted(2027);
  life.survey('2028-09-20', 1600);
  const { id } = activeDuties(life.state).find(({ code }) => code === 'countyDecision')!;
  life.work('2028-09-25', id, { option: 'redesign' });
  expect(owed(life)).not.toContain('closureCheck-0');
  life.audit('2028-10-05', 'PROVINCE', 1900);
  expect(owed(life)).toEqual(
    expect.arrayContaining(['preservationCheck-0', 'provinceAudit-0', 'closureCheck-0', 'establishBy-0']),
  );
});

describe('the check that established a stand, however many rounds have begun since', () => {
  function established(): Life {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1600);
    life.work('2027-04-02', 'replant-0', { points: 400 });
    life.survey('2027-09-20', 1900);
    life.survey('2029-09-20', 1900);
    life.send('2031-08-01', {
      type: 'submitSurvey',
      surveyId: 'c',
      capturedOn: '2031-08-01',
      counts: crowns(30),
      plots: 0,
    });
    expect(life.state.stage).toBe('ESTABLISHED');
    const mapping = activeDuties(life.state).find(({ code }) => code === 'mapRegistration')!;
    life.work('2031-08-20', mapping.id);
    return life;
  }
  test('is overruled by a higher inspection; its age limit is owed again', () => {
    const life = established();
    const audit = { type: 'submitAudit', surveyId: 'p', level: 'PROVINCE', ...SEEN } as const;
    const answer = life.send('2031-09-01', { ...audit, capturedOn: '2031-09-01', counts: crowns(10) });
    expect(answer).toMatchObject({ binding: true, verdict: 'NOT_CLOSED' });
    expect(owed(life)).toContain('establishBy-0');
    expect(life.state.stage).not.toBe('MAPPED');
  });
  test('is not corrected, for the map was registered on it', () => {
    const fix = { type: 'correctSurvey', surveyId: 'd', supersedes: 'c', capturedOn: '2031-08-01', ...SEEN } as const;
    expect(established().send('2031-09-01', { ...fix, counts: crowns(10) })).toMatchObject({
      refused: 'CORRECTION_TOO_LATE',
    });
  });
});

describe('an inspection after the replanting that a count had asked for', () => {
  const replanted = () => {
    const life = new Life(plantedStand());
    life.survey('2026-09-20', 1500);
    life.work('2027-04-02', 'replant-0', { points: 500 });
    return life;
  };
  test('that finds more alive has counted newer trees: kept, not binding', () => {
    expect(replanted().audit('2027-05-15', 'PROVINCE', 1980)).toMatchObject({
      binding: false,
      because: expect.stringContaining('replanted since'),
    });
  });
  test('that finds fewer still says so', () => {
    expect(replanted().audit('2027-05-15', 'PROVINCE', 700)).toMatchObject({ binding: true, verdict: 'FAILED' });
  });
});

test('an inspection that had overruled a lower result is not corrected to a day on which it would not bind', () => {
  const life = new Life(plantedStand());
  life.survey('2026-09-05', 1500);
  life.audit('2026-09-10', 'PROVINCE', 1900, { surveyId: 'p' });
  expect(life.correct('2026-09-20', 'p', 1900, { capturedOn: '2026-08-20' })).toMatchObject({
    refused: 'CORRECTION_UNBINDING',
    values: { winner: 's1' },
  });
});

test('a check that the opening of the next one ended stays ended, whatever that one comes to', () => {
  const life = new Life(plantedStand());
  life.survey('2026-09-20', 1600);
  life.work('2029-04-05', 'replant-0', { points: 400 });
  life.until('2029-09-01');
  expect(life.duty('survivalCheck-1').state).toBe('withdrawn');
  life.survey('2029-09-20', 1700, { dutyId: 'preservationCheck-0', surveyId: 'b' });
  life.correct('2029-09-25', 'b', 1500, { capturedOn: '2029-09-20' });
  expect(life.duty('survivalCheck-1').state).toBe('withdrawn');
});

test('of two reasons for one verdict the other one brings what it asks for (Woodland Carbon Code, amber)', () => {
  const POLICY = shippedPolicy('uk-woodland-carbon');
  const life = new Life(
    standUnder(POLICY, { county: 'SCT', plantedOn: '2026-02-10', standard: { naturalRegeneration: 0 } }),
  );
  life.survey('2026-09-01', 1500);
  life.work('2026-12-01', 'beatUp-0', { points: 500 });
  life.survey('2027-09-01', 1900);
  life.send('2029-08-01', { type: 'reportDamage', seenOn: '2029-08-01', cause: 'FROST', lostM2: 0 });
  life.survey('2029-08-20', 1399);
  life.work('2029-12-01', 'beatUp-1', { points: 700 });
  life.survey('2030-06-01', 2000, { surveyId: 'five' });
  expect(owed(life).filter((id) => id.startsWith('beatUp'))).toEqual([]);
  expect(life.correct('2030-06-05', 'five', 1500, { capturedOn: '2030-06-01' })).toMatchObject({ verdict: 'AMBER' });
  expect(owed(life).filter((id) => id.startsWith('beatUp'))).toHaveLength(1);
});

test('a report that is right again is no follow-up any more', () => {
  const life = new Life(plantedStand());
  life.survey('2026-09-20', 1900);
  life.until('2027-06-30');
  life.correct('2027-07-02', 's1', 1500, { surveyId: 'b', capturedOn: '2026-09-20' });
  expect(openFollowUps(life.state)).toMatchObject([{ what: 'REPORTED', verdictBefore: 'PASS', verdictNow: 'REPLANT' }]);
  life.correct('2027-07-05', 'b', 1900, { capturedOn: '2026-09-20' });
  expect(openFollowUps(life.state)).toEqual([]);
});
