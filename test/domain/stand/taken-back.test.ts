/** A stand that an import brought by mistake is ended as if it had never come, unless somebody has worked on it. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/errors.ts';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { malformed } from '../../../domain/stand/guards.ts';
import { nextDue } from '../../../domain/stand/next-due.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';

const TAKE_BACK = { type: 'close', reason: 'IMPORT_UNDONE', untouched: true } as const;

const planted = () => new Life(plantedStand());

describe('a stand that an import brought', () => {
  test.each(['2026-04-10', '2026-09-20', '2027-06-01'])(
    'and nobody has worked on is taken back on %s, whatever time has brought',
    (on) => {
      const life = planted();
      expect(life.send(on, TAKE_BACK)).toMatchObject({ events: expect.arrayContaining(['StandClosed']) });
      expect(activeDuties(life.state)).toEqual([]);
      expect(life.state.duties.filter(({ task }) => task?.state === 'dispatched')).toEqual([]);
      expect(nextDue(life.state)).toBeUndefined();
    },
  );
  test('and has been counted goes on, and says what it has answered and when', () => {
    const life = planted();
    life.survey('2026-09-20', 1900);
    const { rev } = life.state;
    expect(life.send('2026-09-21', TAKE_BACK)).toMatchObject({
      refused: 'STAND_TOUCHED',
      values: { standId: life.seed.standId, met: '2026-09-20', what: expect.stringContaining('SurveyRecorded') },
    });
    expect([life.state.rev, life.state.closedOn]).toEqual([rev, undefined]);
  });
  test('is taken back once, however often it hears of it', () => {
    const life = planted();
    const told = { ...TAKE_BACK, commandId: 'undo-b', digest: 'd' };
    const first = life.send('2026-04-20', told);
    const { rev } = life.state;
    expect(life.send('2026-04-21', told)).toEqual(first);
    expect(life.state.rev).toBe(rev);
  });
  test('and has been counted may still be closed by hand', () => {
    const life = planted();
    life.survey('2026-09-20', 1900);
    expect(isRefusal(life.send('2026-09-21', { type: 'close', reason: 'SOLD' }))).toBe(false);
  });
});

test('whether a stand must be untouched is said by true, or not at all', () => {
  const sent = { commandId: 'c', digest: 'd', by: 'chief-7', type: 'close', reason: 'SOLD' } as const;
  expect(malformed(sent)).toBeUndefined();
  expect(malformed({ ...sent, untouched: true })).toBeUndefined();
  expect(malformed({ ...sent, untouched: 'yes' } as never)).toMatchObject({ values: { field: 'untouched' } });
});
