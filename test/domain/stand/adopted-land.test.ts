/** Land that is divided or joined after new rules came: results keep the rules they were given by. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import type { StandState } from '../../../domain/stand/state.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { LOWER_LINE, versionOf } from '../../support/policy-versions.ts';
import { plantedStand, WEST, XINZHOU } from '../../support/regimes.ts';
import { Life } from './life.ts';
import { child, merge, split } from './split-lives.ts';

/** 1,650 of 2,000 alive are to be replanted under the line of 85 %, and pass under the one of 80 % that came afterwards. */
function counted(options: Parameters<typeof plantedStand>[0] = {}): Life {
  const life = new Life(plantedStand(options));
  life.survey('2026-09-20', 1650, { surveyId: `count-${life.state.seed.standId}` });
  life.adopt('2026-10-10', LOWER_LINE);
  return life;
}

const policiesBehind = ({ parts, regimes }: StandState) =>
  parts.map(({ regime, verdicts }) => [
    regimes[regime]!.policy,
    ...verdicts.map(({ rules }) => regimes[rules ?? regime]!.lines['survival']),
  ]);

describe('a result keeps the rules of its day', () => {
  const line = plantedStand().regime.lines['survival'];
  const expected = ['xinzhou-2024@2.2.0', line];

  test('in each child of a stand that is split', () => {
    const children = split(counted(), '2026-11-20', [child('0101', 60_000), child('0102', 40_000)]);
    for (const { state } of children) {
      expect(policiesBehind(state)).toEqual([expected]);
      expect(Object.values(state.adoptions ?? {})).toEqual([{ on: '2026-10-10', before: 'xinzhou-2024@1.3.0' }]);
    }
  });

  test('in the stand that takes another one in, under keys of its own', () => {
    const into = counted({ standNo: '0001' });
    const gone = counted({ standNo: '0002', lifeId: '9f3c1a00-0000-4000-8000-000000000002' });
    expect(isRefusal(merge(gone, into, '2026-11-20'))).toBe(false);
    expect(policiesBehind(into.state)).toEqual([expected, expected]);
    const keys = new Set(
      into.state.parts.flatMap(({ regime, verdicts }) => [regime, ...verdicts.map((v) => v.rules!)]),
    );
    expect(Object.keys(into.state.regimes).toSorted()).toEqual([...keys].toSorted());
    expect(into.state.parts.every(({ regime }) => into.state.adoptions?.[regime] !== undefined)).toBe(true);
  });

  test('and is corrected by them after a split', () => {
    const [first] = split(counted(), '2026-11-20', [child('0101', 60_000), child('0102', 40_000)]);
    const answer = first!.correct('2026-11-25', 'count-140921-0123', 1000, { surveyId: 'right', unit: 'station-3' });
    expect(isRefusal(answer) ? answer : answer.verdict).toBe('REPLANT');
  });
});

test('new rules that pay by another reading change nothing of what was counted before them', () => {
  const life = new Life(plantedStand({ county: WEST }));
  life.survey('2026-09-20', 1560);
  const before = wholeOf(life.state).pay;
  expect(before).toEqual({ REPLANT: 100_000 });
  life.adopt('2026-11-10', versionOf('2.8.0', { readings: { ...XINZHOU.readings, pay: 'DRY' } }));
  expect(wholeOf(life.state).pay).toEqual(before);
});
