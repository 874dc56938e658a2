/** A log that has lost turns goes on from its workflow's state: it folds to that state, whatever was lost. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { foldTurn, seedState, type FoldedTurn } from '../../../domain/stand/fold.ts';
import { gapsBetween } from '../../../domain/stand/gap.ts';
import type { StandState } from '../../../domain/stand/state.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const SEED = plantedStand({ plantedOn: '2026-04-10' });

function lived(): Life {
  const life = new Life(SEED);
  life.survey('2026-11-12', 1200, { capturedOn: '2026-10-24' });
  life.until('2027-05-02');
  life.work('2027-07-10', 'replant-0', { points: 800 });
  life.survey('2027-09-10', 1900);
  return life;
}

const LIFE = lived();
const stateAfter = (turns: readonly FoldedTurn[]): StandState => turns.reduce(foldTurn, seedState(SEED));

function rebasedAt({ rev, seq, lastAt, ...state }: StandState): FoldedTurn {
  const whole = { ...state, rev, seq, lastAt };
  const event = { type: 'Rebased', state: whole, by: 'chief-7', rebasedAt: '2030-01-01T00:00:00.000Z' } as const;
  return { turn: rev, firstSeq: seq, at: lastAt, on: lastAt.slice(0, 10), events: [event] };
}

test.prop([fc.nat(LIFE.turns.length), fc.nat(LIFE.turns.length)])(
  'whatever was lost, the log folds to the state it was rebased on, and the next turns follow as if nothing had been lost',
  (one, other) => {
    const [kept, known] = [Math.min(one, other), Math.max(one, other)];
    const live = stateAfter(LIFE.turns.slice(0, known));
    const log = [...LIFE.turns.slice(0, kept), rebasedAt(live), ...LIFE.turns.slice(known)];
    expect(stateAfter(log)).toEqual(LIFE.state);
  },
);

describe('the differences', () => {
  test('name stage, duties, verdicts and commands of both sides', () => {
    const log = stateAfter(LIFE.turns.slice(0, 3));
    expect(gapsBetween(log, LIFE.state)).toEqual(
      expect.arrayContaining([
        { what: 'turns', log: '3', workflow: String(LIFE.state.rev) },
        { what: 'duty replant-0', workflow: 'done 2027-07-05…2027-08-15, by c2' },
        { what: 'verdict of s1', workflow: 'REPLANT 2026-11-12' },
        { what: 'command c2', workflow: 'answered 2027-07-10' },
      ]),
    );
  });
  test('are none where both have come equally far', () => {
    expect(gapsBetween(LIFE.state, LIFE.state)).toEqual([]);
  });
});
