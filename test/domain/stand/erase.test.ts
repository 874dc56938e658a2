/** What a legal deletion takes out of events, and what it leaves. */
import { describe, expect, test } from 'vitest';
import type { StandEvent } from '../../../domain/stand/event.ts';
import { erased, erasedIds } from '../../../domain/stand/erase.ts';
import { foldTurn, seedState, type FoldedTurn } from '../../../domain/stand/fold.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const SEED = plantedStand({ plantedOn: '2026-04-10' });

function lived(): readonly FoldedTurn[] {
  const life = new Life(SEED);
  life.survey('2026-10-01', 1200, { commandId: 'zhang-1' });
  life.until('2027-05-02');
  life.work('2027-07-10', 'replant-0', { points: 800 });
  return life.turns;
}

const TURNS = lived();
const EVENTS = TURNS.flatMap(({ events }) => events);
const IDS = erasedIds(EVENTS);
const ERASED = TURNS.map((turn) => ({ ...turn, events: turn.events.map((event) => erased(event, IDS)) }));

describe('an erased log', () => {
  test('names no sender, command or survey any more, and the same one always the same', () => {
    expect([...IDS.keys()]).toEqual(expect.arrayContaining(['zhang-1', 'crew-1']));
    expect(JSON.stringify(ERASED)).not.toMatch(/zhang|crew-1/);
    const answered = ERASED.flatMap(({ events }) => events.filter((event) => event.type === 'CommandAnswered'));
    expect(new Set(answered.map((event) => event.type === 'CommandAnswered' && event.by)).size).toBe(1);
  });
  test('folds to the same duties, days and verdicts', () => {
    const [before, after] = [TURNS, ERASED].map((turns) => turns.reduce(foldTurn, seedState(SEED)));
    const days = ({ duties }: typeof before & object) =>
      duties.map(({ id, state, opensOn, dueOn }) => [id, state, opensOn, dueOn]);
    expect(days(after!)).toEqual(days(before!));
    expect(after!.stage).toBe(before!.stage);
  });
  test('is erased already', () => {
    const again = erasedIds(ERASED.flatMap(({ events }) => events));
    const kept = ERASED.flatMap(({ events }) => events).filter(({ type }) => type === 'VerdictGiven');
    expect([...again.keys()].every((id) => id.startsWith('erased-'))).toBe(true);
    expect(kept).toHaveLength(1);
  });
});

test('who declared a work done is named no more', () => {
  const event = { type: 'WorkRecorded', dutyId: 'declaration-0', partId: 'p1', doneOn: '2026-09-01' } as const;
  const declared: StandEvent = { ...event, declarant: 'zhang' };
  expect(erased(declared, erasedIds([declared]))).toEqual({ ...event, declarant: 'erased-1' });
});

describe('a reason', () => {
  const waived = (reason: string): StandEvent => ({
    type: 'DutyWaived',
    dutyId: 'replant-0',
    by: 'c1',
    sender: 'm',
    reason,
  });
  test.each([
    ['that is a code stays', 'NO_STOCK', 'NO_STOCK'],
    ['in words goes', 'Zhang Wei is ill', 'ERASED'],
  ])('%s', (_, reason, left) => {
    expect(erased(waived(reason), new Map())).toMatchObject({ dutyId: 'replant-0', reason: left });
  });
});
