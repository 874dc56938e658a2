/** Pieces, audits and corrections where stems are counted and people declare: each part is judged and declared by itself. */
import { describe, expect, test } from 'vitest';
import { malformed } from '../../../domain/stand/guards.ts';
import type { SurveyCounts } from '../../../domain/stand/reported.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { shippedPolicy } from '../../../policies/load.ts';
import { standUnder, stemsAt } from '../../support/policies.ts';
import { Life } from '../stand/life.ts';

const FINLAND = shippedPolicy('finland');
/** 10 ha in the south: 1,500 saplings a hectare, and a stand ten years after the felling. */
const felled = () => new Life(standUnder(FINLAND, { plantedOn: '2026-06-15', commencedOn: '2025-02-01' }));
const saplings = (perHa: number, naturals?: number): SurveyCounts => ({
  stems: stemsAt(FINLAND, perHa),
  ...(naturals !== undefined && { naturals }),
});

describe('a sapling count finds a stand in three pieces', () => {
  const life = felled();
  const answer = life.pieces('2028-09-01', [
    { areaM2: 60_000, counts: saplings(1500) },
    { areaM2: 30_000, counts: saplings(1000, 500) },
    { areaM2: 10_000, counts: saplings(1000, 499) },
  ]);

  test('each is judged by its stems, natural ones included', () => {
    expect(answer).toMatchObject({
      verdict: 'MIXED',
      parts: [
        { partId: 'p1', verdict: 'STOCKED' },
        { partId: 'p2', verdict: 'STOCKED' },
        { partId: 'p3', verdict: 'REPLANT' },
      ],
    });
    expect(life.state.parts.map(({ verdicts }) => verdicts.at(-1)?.naturals)).toEqual([undefined, 499, 500]);
    expect(life.state.parts.map(({ verdicts }) => verdicts.at(-1)?.stems?.counted)).toEqual([1500, 1000, 1000]);
  });
  test('areas by verdict know a count of stems', () => {
    expect(wholeOf(life.state)).toMatchObject({ areaM2: 100_000, field: { STOCKED: 90_000, REPLANT: 10_000 } });
  });
  test('what the landowner declares, he declares of each part by itself', () => {
    expect(life.work('2028-10-01', 'regenerationReport-0', { declarant: 'O12' })).not.toHaveProperty('refused');
    expect(['p2', 'p3'].map((part) => life.duty(`regenerationReport-0.${part}`).state)).toEqual(['open', 'open']);
    expect(['', '.p2', '.p3'].map((part) => life.duty(`regenerationDate-0${part}`).state)).toEqual([
      'satisfied',
      'planned',
      'planned',
    ]);
  });
});

test('a piece that was not counted for all the check asks is refused, naming what it lacks', () => {
  const policy = shippedPolicy('bc-interior');
  const life = new Life(standUnder(policy, { plantedOn: '2026-05-10', commencedOn: '2025-09-01' }));
  const { preferred: _, ...untold } = stemsAt(policy, 1200);
  const pieces = [
    { areaM2: 50_000, counts: { stems: stemsAt(policy, 1200) } },
    { areaM2: 50_000, counts: { stems: untold } },
  ];
  const command = { type: 'submitSurvey' as const, surveyId: 'of-two', plots: 0, pieces, counts: {} };
  expect(
    life.send('2027-08-15', { ...command, capturedOn: '2027-08-15', dutyId: 'regenerationSurvey-0' }),
  ).toMatchObject({ refused: 'MEASURE_MISSING', values: { wanted: 'preferred' } });
  expect(life.state.parts).toHaveLength(1);
});

test.each<[string, SurveyCounts, boolean]>([
  ['the same measure', saplings(1000), true],
  ['another measure', { livePoints: 900 }, false],
  ['both', { ...saplings(1000), livePoints: 900 }, true],
])('pieces counted by %s', (_, other, isSound) => {
  const pieces = [
    { areaM2: 50_000, counts: saplings(1500) },
    { areaM2: 50_000, counts: other },
  ];
  const sent = { commandId: 'c1', digest: 'd1', by: 'crew-1', plots: 0, counts: saplings(1), capturedOn: '2028-09-01' };
  const refusal = malformed({ type: 'submitSurvey', surveyId: 's1', ...sent, pieces });
  expect(refusal?.values['field']).toBe(isSound ? undefined : 'pieces');
});

describe('an audit of stems', () => {
  const established = () => {
    const life = felled();
    life.stems('2032-08-01', stemsAt(FINLAND, 1600), { dutyId: 'saplingStandSurvey-0' });
    return life;
  };
  const audit = (life: Life, counts: SurveyCounts) =>
    life.send('2032-09-01', {
      type: 'submitAudit',
      surveyId: 'of-the-centre',
      capturedOn: '2032-09-01',
      counts,
      plots: 0,
      level: 'PROVINCE',
      surveyors: ['a', 'b'],
    });

  test('overrules the established sapling stand: its deadline is owed again, the survey comes once more', () => {
    const life = established();
    expect(life.duty('saplingStandDate-0')).toMatchObject({ state: 'satisfied', closedBy: 'established' });
    expect(audit(life, saplings(1000))).toMatchObject({ binding: true, verdict: 'NOT_STOCKED' });
    expect(life.duty('saplingStandDate-0')).toMatchObject({ state: 'planned', dueOn: '2035-02-01' });
    expect(life.state.parts[0]!.anchors).not.toHaveProperty('established');
    life.until('2035-02-02');
    expect(life.state.stage).toBe('OVERDUE_ESTABLISHMENT');
  });
  test('with the natural ones the same verdict stands, and the deadline stays met', () => {
    const life = established();
    expect(audit(life, saplings(1000, 500))).toMatchObject({ binding: true, verdict: 'SAPLING_STAND' });
    expect(life.duty('saplingStandDate-0').state).toBe('satisfied');
    expect(life.state.parts[0]!.verdicts.at(-1)).toMatchObject({
      level: 'PROVINCE',
      naturals: 500,
    });
  });
  test('without the height that the check asks for it is no answer to it', () => {
    const { meanHeightCm: _, ...untold } = stemsAt(FINLAND, 1600);
    const life = established();
    expect(audit(life, { stems: untold })).toMatchObject({ binding: false });
  });
});

test('a wrong count of stems is corrected by the right one, by all its measures', () => {
  const life = felled();
  life.stems('2032-08-01', stemsAt(FINLAND, 1600), { dutyId: 'saplingStandSurvey-0' });
  const wrong = life.state.parts[0]!.verdicts.at(-1)!.surveyId;
  const correct = (counts: SurveyCounts) =>
    life.send('2032-08-05', {
      type: 'correctSurvey',
      surveyId: 'right',
      supersedes: wrong,
      capturedOn: '2032-08-01',
      counts,
      plots: 0,
      surveyors: ['a', 'b'],
    });
  expect(correct({ livePoints: 900 })).toMatchObject({
    refused: 'MEASURE_MISSING',
    values: { wanted: 'stems, meanHeight' },
  });
  expect(correct({ stems: stemsAt(FINLAND, 1600, { meanHeightCm: 49 }) })).toMatchObject({ verdict: 'TOO_LOW' });
  expect(life.duty('saplingStandDate-0').state).toBe('planned');
});
