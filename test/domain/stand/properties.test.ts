/** What holds for every life: any commands in any order, with any waiting between them. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { addDays } from '../../../domain/day.ts';
import { isRefusal } from '../../../domain/errors.ts';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { evolve } from '../../../domain/stand/evolve.ts';
import { seedState } from '../../../domain/stand/fold.ts';
import { malformed } from '../../../domain/stand/guards.ts';
import { SHIPPED } from '../../support/policies.ts';
import { live, seeds, steps } from './any-life.ts';
import { forgottenDuties } from './life.ts';

/** Every way in which a duty can end. */
const ENDINGS: readonly string[] = [
  'DutyDone',
  'DutyWithdrawn',
  'DutyLapsed',
  'DutySatisfied',
  'DutyWaived',
  'ReportFiled',
  'DeadlinePassed',
];

describe.each(SHIPPED.map((policy) => [policy.policy, policy] as const))('in every life under %s', (name, policy) => {
  /** A quarter of the runs for each further policy: the decider is the same, its rules are fewer. */
  const runs = (all: number) => ({ numRuns: name === 'xinzhou-2024' ? all : Math.ceil(all / 4) });

  test.prop([seeds, steps], runs(150))(
    'every duty still owed has a next day until its ladder is climbed',
    (choice, script) => {
      live(policy, choice, script, (life) => {
        expect(forgottenDuties(life.state)).toEqual([]);
      });
    },
  );

  test.prop([seeds, steps], runs(150))('no duty is lost: it stays, or an event says how it ended', (choice, script) => {
    const life = live(policy, choice, script);
    const raised = life.events('DutyRaised').map(({ dutyId }) => dutyId);
    const ended = new Set(
      life.log
        .filter(({ event }) => ENDINGS.includes(event.type))
        .map(({ event }) => (event as { dutyId: string }).dutyId),
    );
    const active = new Set(activeDuties(life.state).map(({ id }) => id));
    for (const id of raised) expect([id, ended.has(id) !== active.has(id)]).toEqual([id, true]);
    expect(new Set(raised).size).toBe(raised.length);
  });

  test.prop([seeds, steps], runs(100))('the state survives JSON, and folding the log gives it', (choice, script) => {
    const life = live(policy, choice, script);
    expect(JSON.parse(JSON.stringify(life.state))).toEqual(life.state);
    const planted = life.log[0]!.event;
    if (planted.type !== 'StandPlanted') throw new Error('a life begins with its planting');
    const folded = life.log.reduce((state, { event, on }) => evolve(state, event, on), seedState(planted.seed));
    expect({ ...folded, rev: life.state.rev, seq: life.state.seq, lastAt: life.state.lastAt }).toEqual(life.state);
  });

  test.prop([seeds, steps], runs(100))(
    'the same command again gives the first answer and changes nothing',
    (choice, script) => {
      const life = live(policy, choice, script);
      const first = life.lastTaken;
      if (first === undefined) return;
      const today = life.log.at(-1)!.on;
      const before = life.until(today).state;
      expect(life.send(today, first)).toEqual(before.seen.at(-1)!.answer);
      const other = life.send(today, { ...first, digest: 'other' });
      expect(isRefusal(other) && other.refused).toBe('COMMAND_ID_TAKEN');
      expect(life.state).toBe(before);
    },
  );

  test.prop([seeds, steps], runs(50))('a refused command changes nothing', (choice, script) => {
    const life = live(policy, choice, script);
    const on = addDays(life.log.at(-1)!.on, 400);
    life.until(on);
    const before = life.state;
    expect(isRefusal(life.survey(on, 9_999_999))).toBe(true);
    expect(life.state).toEqual(before);
  });

  test.prop([seeds, steps], runs(30))('the state stays small: 16 KB without regimes and answers', (choice, script) => {
    const life = live(policy, choice, script);
    const { regimes: _, seen: __, ...state } = life.state;
    expect(JSON.stringify(state).length).toBeLessThan(16_384);
  });
});

describe('from the wire', () => {
  test.prop([
    fc.anything(),
    fc.constantFrom('submitSurvey' as const, 'submitWork' as const, 'reschedule' as const, 'close' as const),
  ])('no message whatever makes the guards throw', (anything, type) => {
    const wire = typeof anything === 'object' && anything !== null ? { ...anything, type } : { type };
    malformed(wire as never);
  });
});
