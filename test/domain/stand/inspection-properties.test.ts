/** What holds for every life with parts, audits, corrections, losses and new rules in any order. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { addDays } from '../../../domain/day.ts';
import { isRefusal } from '../../../domain/errors.ts';
import type { SurveyPiece } from '../../../domain/stand/command.ts';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { evolve } from '../../../domain/stand/evolve.ts';
import { standingResult } from '../../../domain/stand/followed.ts';
import { seedState } from '../../../domain/stand/fold.ts';
import { INSPECTION_LEVELS } from '../../../domain/stand/inspection.ts';
import type { Part, StandState } from '../../../domain/stand/state.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { VERSIONS } from '../../support/policy-versions.ts';
import { EAST, plantedStand, regimeFor, WEST, XINZHOU } from '../../support/regimes.ts';
import { forgottenDuties, Life } from './life.ts';

const share = fc.integer({ min: 0, max: 110 });
const pick = fc.nat(7);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 0, max: 200 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('survey' as const), pick, share }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pieces' as const),
      pick,
      cuts: fc.array(fc.record({ part: fc.integer({ min: 1, max: 60 }), share, lost: fc.boolean() }), {
        minLength: 2,
        maxLength: 4,
      }),
      level: fc.option(fc.constantFrom(...INSPECTION_LEVELS)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('audit' as const),
      pick,
      share,
      level: fc.constantFrom(...INSPECTION_LEVELS),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('correct' as const), pick, share, back: fc.integer({ min: 0, max: 60 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('work' as const), pick, share }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const), pick, share }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('adopt' as const), policy: fc.constantFrom(XINZHOU, ...VERSIONS) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const steps = fc.array(step, { maxLength: 22 });
const seeds = fc.record({
  county: fc.constantFrom(EAST, WEST),
  areaM2: fc.integer({ min: 50, max: 300_000 }),
  designed: fc.integer({ min: 40, max: 6000 }),
});
type Seed = { county: string; areaM2: number; designed: number };

const START = '2026-09-05';

function live(choice: Seed, script: readonly Step[], check: (life: Life, before: StandState) => void): Life {
  const life = new Life(plantedStand({ ...choice, units: ['team-3'] }), START);
  let today = START;
  for (const [index, each] of script.entries()) {
    if (each.kind === 'wait') today = addDays(today, each.days);
    life.until(today);
    const before = life.state;
    take(life, today, each, `x${index}`);
    check(life, before);
  }
  return life;
}

function take(life: Life, today: string, each: Step, surveyId: string): void {
  if (each.kind === 'wait') return;
  if (each.kind === 'adopt') return void life.adopt(today, each.policy);
  const { parts, duties } = life.state;
  const part = parts[each.pick % parts.length]!;
  const partId = part.id;
  if (each.kind === 'survey') life.survey(today, liveOf(part, each.share), { partId });
  if (each.kind === 'audit') life.audit(today, each.level, liveOf(part, each.share), { surveyId, partId });
  // Too small to be cut so: the guards of the wire would refuse it.
  if (each.kind === 'pieces' && part.areaM2 > 400) {
    const pieces = cut(part, each.cuts);
    if (each.level === null) life.pieces(today, pieces, { surveyId, partId });
    else life.audit(today, each.level, 0, { surveyId, partId, pieces });
  }
  if (each.kind === 'correct') {
    const wrong = standingResult(part)?.surveyId ?? 'none';
    life.correct(today, wrong, liveOf(part, each.share), { surveyId, partId, capturedOn: addDays(today, -each.back) });
  }
  if (each.kind === 'lose')
    life.send(today, {
      type: 'reportDamage',
      seenOn: today,
      cause: 'FIRE',
      lostM2: Math.floor((part.areaM2 * Math.min(each.share, 100)) / 100),
      partId,
    });
  const open = duties.filter(({ state }) => state === 'open');
  const duty = open[each.pick % Math.max(open.length, 1)];
  if (each.kind !== 'work' || duty === undefined) return;
  const points = Math.max(Math.floor((part.designedPoints * each.share) / 100), 1);
  const planting = {
    plantedOn: today,
    species: part.species,
    designedPoints: part.designedPoints,
    plantedPoints: part.designedPoints,
  };
  const regime = regimeFor(EAST, '2026-04-10');
  life.work(today, duty.id, { points, option: 'continue', planting, regime });
}

function liveOf({ designedPoints }: Part, percent: number): number {
  return Math.floor((designedPoints * percent) / 100);
}

/** Whole m² that add up to the part. */
function cut(part: Part, cuts: readonly { part: number; share: number; lost: boolean }[]): SurveyPiece[] {
  const all = cuts.reduce((sum, each) => sum + each.part, 0);
  const areas = cuts.map((each) => Math.max(Math.floor((part.areaM2 * each.part) / all), 1));
  areas[0]! += part.areaM2 - areas.reduce((sum, area) => sum + area, 0);
  return cuts.map(({ share: percent, lost }, index) =>
    lost && index > 0
      ? { areaM2: areas[index]!, lost: 'FLOOD' as const }
      : {
          areaM2: areas[index]!,
          counts: { livePoints: Math.floor((part.designedPoints * areas[index]! * percent) / part.areaM2 / 100) },
        },
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

describe('in every life with parts, audits, corrections and new rules', () => {
  test.prop([seeds, steps], { numRuns: 60 })(
    'areas always add up to the stand’s: of its parts, by verdict in the field, and as payment reads it',
    (choice, script) => {
      live(choice, script, ({ state }) => {
        const whole = wholeOf(state);
        expect(sum(state.parts.map(({ areaM2 }) => areaM2))).toBe(choice.areaM2);
        expect(sum(Object.values(whole.field))).toBe(choice.areaM2);
        expect(sum(Object.values(whole.pay))).toBe(choice.areaM2);
        expect(state.parts.every(({ areaM2 }) => areaM2 > 0)).toBe(true);
        expect(new Set(state.parts.map(({ id }) => id)).size).toBe(state.parts.length);
      });
    },
  );

  test.prop([seeds, steps], { numRuns: 40 })(
    'a split neither makes nor loses points of the design, plants or replacements',
    (choice, script) => {
      live(choice, script, (life, before) => {
        const split = life.turns.at(-1)!.events.some(({ type }) => type === 'PartSplit');
        if (!split || before.rev === life.state.rev) return;
        const pointsOf = ({ parts }: StandState) => [
          sum(parts.map(({ designedPoints }) => designedPoints)),
          sum(parts.map(({ plantedPoints }) => plantedPoints)),
        ];
        expect(pointsOf(life.state)).toEqual(pointsOf(before));
      });
    },
  );

  test.prop([seeds, steps], { numRuns: 80 })('a higher inspection is never overruled by a lower', (choice, script) => {
    const life = live(choice, script, () => undefined);
    const rank = (level: string | undefined) => INSPECTION_LEVELS.indexOf((level ?? 'COUNTY') as never);
    for (const { verdicts } of life.state.parts) {
      for (const record of verdicts.filter(({ overruledBy }) => overruledBy !== undefined)) {
        const by = verdicts.find(({ surveyId }) => surveyId === record.overruledBy);
        if (by !== undefined) expect(rank(by.level)).toBeGreaterThanOrEqual(rank(record.level));
      }
    }
    for (const recorded of life.events('SurveyRecorded'))
      if (recorded.level === 'SELF') expect(recorded.binding).toBe(false);
  });

  test.prop([seeds, steps], { numRuns: 60 })(
    'of every check at most one result stands on a part, and every result stays on record',
    (choice, script) => {
      const life = live(choice, script, (now, before) => {
        for (const part of before.parts) {
          const after = now.state.parts.find(({ id }) => id === part.id)!;
          expect(after.verdicts.map(({ surveyId }) => surveyId)).toEqual(
            expect.arrayContaining(part.verdicts.map(({ surveyId }) => surveyId)),
          );
        }
      });
      for (const { verdicts } of life.state.parts) {
        const standing = verdicts.filter(({ overruledBy }) => overruledBy === undefined).map(({ dutyId }) => dutyId);
        expect(new Set(standing).size).toBe(standing.length);
      }
    },
  );

  test.prop([seeds, steps], { numRuns: 60 })(
    'no duty is lost: what is raised is owed, or the last word on it says how it ended',
    (choice, script) => {
      const life = live(choice, script, () => undefined);
      const endings = [
        'DutyDone',
        'DutyWithdrawn',
        'DutyLapsed',
        'DutySatisfied',
        'DutyWaived',
        'ReportFiled',
        'DeadlinePassed',
      ];
      const owed = new Set<string>();
      for (const { event } of life.log) {
        if (event.type === 'DutyRaised') expect(owed.has(event.dutyId)).toBe(false);
        if (event.type === 'DutyRaised' || event.type === 'DutyReopened') owed.add(event.dutyId);
        // What had ended on the old part has ended on the new one, until it is reopened there.
        if (event.type === 'PartSplit')
          for (const { dutyId, newDutyId } of event.inherits?.copies ?? []) if (owed.has(dutyId)) owed.add(newDutyId);
        if (endings.includes(event.type) && 'dutyId' in event) owed.delete(String(event.dutyId));
      }
      const active = activeDuties(life.state);
      expect(active.map(({ id }) => id).toSorted()).toEqual([...owed].toSorted());
      expect(new Set(life.state.duties.map(({ id }) => id)).size).toBe(life.state.duties.length);
      expect(active.every(({ parts }) => parts.length > 0)).toBe(true);
      expect(forgottenDuties(life.state)).toEqual([]);
    },
  );

  test.prop([seeds, steps], { numRuns: 40 })(
    'a part owes each check, report and planting of its round once',
    (choice, script) => {
      live(choice, script, ({ state }) => {
        const keys = activeDuties(state).flatMap(({ code, parts, round, n }) =>
          parts.map((id) => `${code} ${id} ${round} ${n}`),
        );
        expect(new Set(keys).size).toBe(keys.length);
      });
    },
  );

  test.prop([seeds, steps, fc.constantFrom(...VERSIONS)], { numRuns: 80 })(
    'new rules rule every part at once, touch no verdict, lose no duty in silence, and make nobody late',
    (choice, script, policy) => {
      const life = live(choice, script, () => undefined);
      const today = life.log.at(-1)!.on;
      const before = life.until(today).state;
      const said = life.adopt(today, policy);
      const { state } = life;
      if (isRefusal(said)) expect(state).toBe(before);
      if (isRefusal(said)) return;
      const name = `${policy.policy}@${policy.version}`;
      expect(state.parts.every(({ regime }) => state.regimes[regime]!.policy === name)).toBe(true);
      const verdicts = ({ parts }: StandState) =>
        parts.map((part) => part.verdicts.map(({ rules: _, ...record }) => record));
      expect(verdicts(state)).toEqual(verdicts(before));
      const withdrawn = life.turns
        .at(-1)!
        .events.flatMap((event) => (event.type === 'DutyWithdrawn' ? event.dutyId : []));
      const graceOn = addDays(today, policy.limits.arrearsDays);
      for (const duty of activeDuties(before)) {
        const now = life.duty(duty.id);
        expect(withdrawn.includes(duty.id)).toBe(now.state === 'withdrawn');
        if (now.state === 'withdrawn') continue;
        expect(now.step).toBe(duty.step);
        expect(now.dueOn >= (duty.dueOn < graceOn ? duty.dueOn : graceOn)).toBe(true);
      }
      const rest = state.duties.filter(({ id }) => !before.duties.some((duty) => duty.id === id));
      expect(rest.every(({ dueOn }) => dueOn >= today)).toBe(true);
    },
  );

  test.prop([seeds, steps], { numRuns: 40 })(
    'the state survives JSON, and folding the log gives it',
    (choice, script) => {
      const life = live(choice, script, () => undefined);
      expect(JSON.parse(JSON.stringify(life.state))).toEqual(life.state);
      const planted = life.log[0]!.event;
      if (planted.type !== 'StandPlanted') throw new Error('a life begins with its planting');
      const folded = life.log.reduce((state, { event, on }) => evolve(state, event, on), seedState(planted.seed));
      const { rev, seq, lastAt } = life.state;
      expect({ ...folded, rev, seq, lastAt }).toEqual(life.state);
    },
  );

  test.prop([seeds, steps], { numRuns: 40 })(
    'the same command again gives the first answer and changes nothing; a refused one changes nothing',
    (choice, script) => {
      const life = live(choice, script, () => undefined);
      const repeat = life.state.seen.at(-1);
      const today = life.log.at(-1)!.on;
      const before = life.until(today).state;
      if (repeat !== undefined) {
        const command = { type: 'close' as const, commandId: repeat.id, digest: repeat.digest, reason: 'x' };
        expect(life.send(today, command)).toEqual(repeat.answer);
      }
      expect(isRefusal(life.correct(today, 'nobody', 1))).toBe(true);
      expect(life.state).toEqual(before);
    },
  );
});
