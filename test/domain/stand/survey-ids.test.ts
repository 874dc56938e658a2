/** A survey gives one result: its id names that result for good. */
import { describe, expect, test } from 'vitest';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

/** Counted as survey S and, hurt by frost, owing a damage check. */
function counted(): Life {
  const life = new Life(plantedStand());
  survey(life, '2026-09-10', 'S');
  life.send('2026-10-01', { type: 'reportDamage', seenOn: '2026-10-01', cause: 'FROST', lostM2: 0 });
  return life;
}

function survey(life: Life, on: string, surveyId: string) {
  return life.send(on, { type: 'submitSurvey', surveyId, capturedOn: on, counts: { livePoints: 1800 }, plots: 0 });
}

const SENT: readonly (readonly [string, (life: Life, surveyId: string) => unknown])[] = [
  ['a survey', (life, surveyId) => survey(life, '2026-10-05', surveyId)],
  ['a survey in pieces', (life, surveyId) => life.pieces('2026-10-05', PIECES, { surveyId })],
  ['an audit of a check that is owed', (life, surveyId) => life.audit('2026-10-05', 'COUNTY', 1800, { surveyId })],
  [
    'an audit of a result that stands',
    (life, surveyId) => life.audit('2026-10-05', 'PROVINCE', 1800, { surveyId, dutyId: 'survivalCheck-0' }),
  ],
  ['a correction', (life, surveyId) => life.correct('2026-10-05', 'S', 1800, { surveyId, capturedOn: '2026-09-10' })],
];
const PIECES = [
  { areaM2: 60_000, counts: { livePoints: 1100 } },
  { areaM2: 40_000, counts: { livePoints: 700 } },
];

describe.each(SENT)('%s', (_title, send) => {
  test('under the id of a survey that gave a result is refused, and changes nothing', () => {
    const life = counted();
    const { rev } = life.state;
    expect(send(life, 'S')).toEqual({ refused: 'SURVEY_ID_TAKEN', values: { met: 'S' } });
    expect(life.state.parts[0]!.verdicts).toMatchObject([{ surveyId: 'S', verdict: 'PASS' }]);
    expect(life.events('SurveyRecorded')).toHaveLength(1);
    expect(life.state.rev).toBeGreaterThanOrEqual(rev);
  });
  test('under an id of its own is taken', () => {
    expect(send(counted(), 'S2')).toMatchObject({ binding: true });
  });
});

test('a count that gave no result leaves its id free', () => {
  const life = new Life(plantedStand());
  expect(survey(life, '2026-08-31', 'S')).toMatchObject({ binding: false });
  expect(survey(life, '2026-09-10', 'S')).toMatchObject({ binding: true });
});
