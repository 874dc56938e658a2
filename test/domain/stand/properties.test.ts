/** What holds for every life: any commands in any order, with any waiting between them. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { addDays } from '../../../domain/day.ts';
import { isRefusal } from '../../../domain/errors.ts';
import { DAMAGE_CAUSES, type DamageCause } from '../../../domain/stand/command.ts';
import { PROTECTIONS, type Protection } from '../../../domain/policy/regime.ts';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { evolve } from '../../../domain/stand/evolve.ts';
import { seedState } from '../../../domain/stand/fold.ts';
import { malformed } from '../../../domain/stand/guards.ts';
import type { StandState } from '../../../domain/stand/state.ts';
import type { LoadedPolicy } from '../../../policies/load.ts';
import { regimesUnder, SHIPPED, standUnder, stemsAt } from '../../support/policies.ts';
import { forgottenDuties, Life } from './life.ts';

type Step =
  | { kind: 'wait'; days: number }
  | { kind: 'survey'; live: number; back: number; patch: number }
  | { kind: 'work'; pick: number; points: number; option: number }
  | { kind: 'move'; pick: number; days: number }
  | { kind: 'excuse'; pick: number; days: number }
  | { kind: 'hold'; pick: number; days: number }
  | { kind: 'damage'; cause: DamageCause; percent: number }
  | { kind: 'waive'; pick: number; papers: boolean }
  | { kind: 'protect'; flags: readonly Protection[] }
  | { kind: 'suspend' | 'resume' | 'lift' }
  | { kind: 'close'; chance: number };

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 0, max: 250 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('survey' as const),
        live: fc.integer({ min: 0, max: 2500 }),
        back: fc.integer({ min: -2, max: 60 }),
        patch: fc.constantFrom(0, 500, 900),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('work' as const),
        pick: fc.nat(5),
        points: fc.integer({ min: 0, max: 2600 }),
        option: fc.nat(5),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('move' as const),
        pick: fc.nat(5),
        days: fc.integer({ min: -30, max: 300 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('excuse' as const), pick: fc.nat(5), days: fc.nat(40) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('hold' as const), pick: fc.nat(5), days: fc.nat(20) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('damage' as const),
        cause: fc.constantFrom(...DAMAGE_CAUSES),
        percent: fc.constantFrom(0, 30, 100),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('waive' as const), pick: fc.nat(5), papers: fc.boolean() }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('protect' as const), flags: fc.subarray([...PROTECTIONS]) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constantFrom('suspend' as const, 'resume' as const, 'lift' as const) }),
    },
    // Seldom, for nothing comes after it.
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('close' as const), chance: fc.nat(4) }) },
  ),
  { maxLength: 25 },
);

const seeds = fc.record({
  county: fc.nat(20),
  commenced: fc.boolean(),
  plantedOn: fc.constantFrom('2022-04-10', '2024-02-29', '2026-04-10', '2026-05-31', '2026-06-01', '2026-07-20'),
  goLive: fc.boolean(),
});

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

type SeedChoice = { county: number; plantedOn: string; commenced: boolean; goLive: boolean };

/** Lives the steps under a policy and calls `check` after each. */
function live(
  policy: LoadedPolicy,
  choice: SeedChoice,
  script: readonly Step[],
  check: (life: Life, before: StandState) => void = () => undefined,
): Life {
  const { plantedOn, goLive } = choice;
  const counties = Object.keys(policy.counties);
  const seed = standUnder(policy, {
    county: counties[choice.county % counties.length]!,
    plantedOn,
    ...(choice.commenced && { commencedOn: addDays(plantedOn, -400) }),
    ...(goLive && { goLiveOn: '2026-11-24' }),
  });
  const regimeFor = regimesUnder(policy, seed);
  let today = goLive ? '2026-11-24' : plantedOn;
  const life = new Life(seed, today);
  for (const step of script) {
    const before = life.state;
    const duty = 'pick' in step ? life.state.duties[step.pick % Math.max(life.state.duties.length, 1)] : undefined;
    if (step.kind === 'wait') life.until((today = addDays(today, step.days)));
    if (step.kind === 'survey')
      life.survey(today, step.live, {
        capturedOn: addDays(today, -step.back),
        deadPatchM2: step.patch,
        counts: { stems: stemsAt(policy, step.live, { leastHeightCm: step.patch, meanHeightCm: step.patch / 10 }) },
      });
    if (step.kind === 'work' && duty) {
      const planting = { ...seed.planting, plantedOn: today };
      const options = Object.keys(policy.duties[duty.code]?.options ?? {});
      life.work(today, duty.id, {
        points: step.points,
        option: options[step.option] ?? 'burn',
        ...(step.option > 0 && { declarant: 'person-7' }),
        planting,
        regime: regimeFor({ ...planting, plantedOn: '2026-04-10' }),
      });
    }
    if (step.kind === 'move' && duty)
      life.send(today, { type: 'reschedule', dutyId: duty.id, dueOn: addDays(today, step.days), reason: 'WEATHER' });
    if (step.kind === 'excuse' && duty)
      life.turn({ type: 'deedFound', dutyId: duty.id, found: { kind: 'excused', days: step.days } });
    if (step.kind === 'hold' && duty)
      life.turn({
        type: 'deedFound',
        dutyId: duty.id,
        found: { kind: 'blockedUntil', day: addDays(today, step.days) },
      });
    steer(life, today, step);
    check(life, before);
  }
  return life;
}

/** What an office does to a stand. */
function steer(life: Life, today: string, step: Step): void {
  const { duties, parts } = life.state;
  const reason = 'OTHER';
  if (step.kind === 'damage' && parts[0]) {
    const lostM2 = Math.floor((parts[0].areaM2 * step.percent) / 100);
    life.send(today, { type: 'reportDamage', seenOn: today, cause: step.cause, lostM2, partId: parts[0].id });
  }
  if (step.kind === 'waive' && duties.length > 0) {
    const dutyId = duties[step.pick % duties.length]!.id;
    life.send(today, { type: 'waive', dutyId, reason, ...(step.papers && { papers: true }) });
  }
  if (step.kind === 'protect') life.send(today, { type: 'protect', flags: step.flags, evidence: 'paper-1' });
  if (step.kind === 'suspend') life.send(today, { type: 'suspend', reason });
  if (step.kind === 'resume') life.send(today, { type: 'resume' });
  if (step.kind === 'lift') life.turn({ type: 'gateLifted' });
  if (step.kind === 'close' && step.chance === 0) life.send(today, { type: 'close', reason });
}

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
