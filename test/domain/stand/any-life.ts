/** Any life: commands in any order, with any waiting between them, under any policy that ships. */
import { fc } from '@fast-check/vitest';
import { addDays, type IsoDate } from '../../../domain/day.ts';
import { PROTECTIONS, type Protection } from '../../../domain/policy/regime.ts';
import { DAMAGE_CAUSES, type DamageCause } from '../../../domain/stand/command.ts';
import type { Duty, StandState } from '../../../domain/stand/state.ts';
import type { LoadedPolicy } from '../../../policies/load.ts';
import { regimesUnder, standUnder, stemsAt } from '../../support/policies.ts';
import { Life } from './life.ts';

export type Step =
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

/** What is sent to a stand or found by its deeds. */
export const acts: fc.Arbitrary<Step> = fc.oneof(
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
);

export const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 0, max: 250 }) }) },
    { weight: 14, arbitrary: acts },
  ),
  { maxLength: 25 },
);

export const seeds = fc.record({
  county: fc.nat(20),
  commenced: fc.boolean(),
  plantedOn: fc.constantFrom('2022-04-10', '2024-02-29', '2026-04-10', '2026-05-31', '2026-06-01', '2026-07-20'),
  goLive: fc.boolean(),
});

export type SeedChoice = { county: number; plantedOn: string; commenced: boolean; goLive: boolean };

/** Lives the steps under a policy and calls `check` after each. */
export function live(
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
  let today = goLive ? '2026-11-24' : plantedOn;
  const life = new Life(seed, today);
  for (const step of script) {
    const before = life.state;
    if (step.kind === 'wait') life.until((today = addDays(today, step.days)));
    else act(life, policy, today, step);
    check(life, before);
  }
  return life;
}

/** What a step sends to a stand, on a day. */
export function act(life: Life, policy: LoadedPolicy, today: IsoDate, step: Step): void {
  const duty = 'pick' in step ? life.state.duties[step.pick % Math.max(life.state.duties.length, 1)] : undefined;
  if (step.kind === 'survey')
    life.survey(today, step.live, {
      capturedOn: addDays(today, -step.back),
      deadPatchM2: step.patch,
      counts: { stems: stemsAt(policy, step.live, { leastHeightCm: step.patch, meanHeightCm: step.patch / 10 }) },
    });
  if (duty !== undefined) upon(life, policy, today, { step, duty });
  steer(life, today, step);
}

/** What a crew, an office or a gate does about one duty. */
function upon(
  life: Life,
  policy: LoadedPolicy,
  today: IsoDate,
  { step, duty }: { readonly step: Step; readonly duty: Duty },
): void {
  const { id: dutyId } = duty;
  if (step.kind === 'work') {
    const planting = { ...life.seed.planting, plantedOn: today };
    const options = Object.keys(policy.duties[duty.code]?.options ?? {});
    life.work(today, dutyId, {
      points: step.points,
      option: options[step.option] ?? 'burn',
      ...(step.option > 0 && { declarant: 'person-7' }),
      planting,
      regime: regimesUnder(policy, life.seed)({ ...planting, plantedOn: '2026-04-10' }),
    });
  }
  if (step.kind === 'move')
    life.send(today, { type: 'reschedule', dutyId, dueOn: addDays(today, step.days), reason: 'WEATHER' });
  if (step.kind === 'excuse') life.turn({ type: 'deedFound', dutyId, found: { kind: 'excused', days: step.days } });
  if (step.kind === 'hold')
    life.turn({ type: 'deedFound', dutyId, found: { kind: 'blockedUntil', day: addDays(today, step.days) } });
  if (step.kind === 'waive')
    life.send(today, { type: 'waive', dutyId, reason: 'OTHER', ...(step.papers && { papers: true }) });
}

/** What an office does to a stand. */
function steer(life: Life, today: IsoDate, step: Step): void {
  const [part] = life.state.parts;
  const reason = 'OTHER';
  if (step.kind === 'damage' && part) {
    const lostM2 = Math.floor((part.areaM2 * step.percent) / 100);
    life.send(today, { type: 'reportDamage', seenOn: today, cause: step.cause, lostM2, partId: part.id });
  }
  if (step.kind === 'protect') life.send(today, { type: 'protect', flags: step.flags, evidence: 'paper-1' });
  if (step.kind === 'suspend') life.send(today, { type: 'suspend', reason });
  if (step.kind === 'resume') life.send(today, { type: 'resume' });
  if (step.kind === 'lift') life.turn({ type: 'gateLifted' });
  if (step.kind === 'close' && step.chance === 0) life.send(today, { type: 'close', reason });
}
