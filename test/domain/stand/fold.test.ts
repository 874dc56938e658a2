/** What was folded while deciding is taken for the fold of those very events on that very day, and of no others. */
import { expect, test } from 'vitest';
import { momentOf } from '../../../domain/calendar.ts';
import { isRefusal } from '../../../domain/errors.ts';
import { decide } from '../../../domain/stand/decide.ts';
import { foldTurn, seedState } from '../../../domain/stand/fold.ts';
import { plantedStand } from '../../support/regimes.ts';

function decided(on: string) {
  const state = seedState(plantedStand());
  const moment = momentOf(Date.parse(`${on}T04:00:00Z`), 'Asia/Shanghai');
  const events = decide(state, { type: 'due' }, moment);
  if (isRefusal(events)) throw new Error(JSON.stringify(events));
  return { state, turn: { turn: 1, firstSeq: 1, ...moment, events } };
}

test('folded right after deciding it is what the log folds to', () => {
  const { state, turn } = decided('2026-04-10');
  expect(foldTurn(state, turn)).toEqual(foldTurn(state, { ...turn, events: [...turn.events] }));
});

test('events carried to another day are raised on that day', () => {
  const { state, turn } = decided('2026-04-10');
  const later = foldTurn(state, { ...turn, on: '2026-04-12' });
  expect(new Set(later.duties.map(({ raisedOn }) => raisedOn))).toEqual(new Set(['2026-04-12']));
});
