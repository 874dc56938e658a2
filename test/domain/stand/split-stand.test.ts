/** A stand is split into stands: land, clocks, evidence and duties go along, and the old number says where. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { addDays } from '../../../domain/day.ts';
import { isRefusal, refuse, sayRefusal } from '../../../domain/errors.ts';
import { activeDuties, findPart, isActive } from '../../../domain/stand/duties.ts';
import { malformed } from '../../../domain/stand/guards.ts';
import { nextDue } from '../../../domain/stand/next-due.ts';
import type { StandState } from '../../../domain/stand/state.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { plantedStand } from '../../support/regimes.ts';
import { Life } from './life.ts';
import { atSplit, child, merge, split } from './split-lives.ts';

/** 10 ha, 2,000 points, 1,600 of them alive: replanting is planned. */
function replanting(): Life {
  const life = new Life(plantedStand());
  life.survey('2026-09-20', 1600, { commandId: 'count-1' });
  return life;
}

const halves = (life: Life, on = '2026-11-20') => split(life, on, [child('0101', 60_000), child('0102', 40_000)]);
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

describe('a stand of 10 ha that is to be replanted is split 6 to 4', () => {
  const before = replanting().until('2026-11-20');
  const life = replanting();
  const [big, small] = split(life, '2026-11-20', [child('0101', 60_000), child('0102', 40_000)]) as [Life, Life];

  test('each child has its area, and points and live points go with it', () => {
    expect([big, small].map(({ state }) => wholeOf(state))).toMatchObject([
      { areaM2: 60_000, designedPoints: 1200 },
      { areaM2: 40_000, designedPoints: 800 },
    ]);
    expect([big, small].map(({ state }) => state.parts[0]!.livePoints)).toEqual([960, 640]);
  });

  test('clocks, verdicts and round are those of the stand it was', () => {
    const part = before.state.parts[0]!;
    for (const { state } of [big, small]) {
      expect(state.stage).toBe('REPLANT_DUE');
      expect(state.parts[0]).toMatchObject({ anchors: part.anchors, round: part.round, verdicts: part.verdicts });
      expect(state.from).toEqual([{ lifeId: life.state.seed.lifeId, standId: '140921-0123', on: '2026-11-20' }]);
      expect(state.seed.inherits).toBeUndefined();
    }
  });

  test('both owe what the stand owed, on the same days; seedlings follow the points', () => {
    const owed = ({ state }: Life) =>
      activeDuties(state).map(({ code, round, n, opensOn, dueOn }) => ({ code, round, n, opensOn, dueOn }));
    expect(owed(big)).toEqual(owed(before));
    expect(owed(small)).toEqual(owed(before));
    expect(before.duty('replant-0').needs?.seedlings).toBe(400);
    expect([big.duty('replant-0').needs?.seedlings, small.duty('replant-0.p2').needs?.seedlings]).toEqual([240, 160]);
  });

  test('the old stand owes nothing, and every later command hears where it went', () => {
    expect(activeDuties(life.state)).toEqual([]);
    expect(nextDue(life.state)).toBeUndefined();
    const refusal = life.survey('2026-11-21', 1800);
    expect(refusal).toEqual(
      refuse('STAND_MOVED', { standId: '140921-0123', met: '2026-11-20', wanted: '140921-0101, 140921-0102' }),
    );
    expect(isRefusal(refusal) && sayRefusal(refusal, 'zh')).toContain('140921-0101');
  });

  test('each child lives on by itself: one is replanted, the other misses its window', () => {
    big.work('2027-04-02', 'replant-0', { points: 240 });
    small.until('2027-06-01');
    expect(big.duty('replant-0').state).toBe('done');
    expect(small.duty('replant-0.p2').misses).toBe(1);
    expect(big.survey('2027-09-20', 1150)).toMatchObject({ binding: true, verdict: 'PASS' });
  });

  test.each([0, 1])('a wrong count made before the split is corrected in child %i', (which) => {
    const heir = halves(replanting())[which]!;
    const wrong = heir.state.parts[0]!.verdicts[0]!.surveyId;
    const right = heir.correct('2026-11-25', wrong, which === 0 ? 1150 : 780, {
      capturedOn: '2026-09-20',
      surveyId: 'right',
    });
    expect(right).toMatchObject({ verdict: 'PASS' });
    expect(activeDuties(heir.state).map(({ code }) => code)).not.toContain('replant');
  });

  test.each([0, 1])('what was done before the split keeps a correction out of child %i', (which) => {
    const life = replanting();
    life.work('2027-04-02', 'replant-0', { points: 400 });
    const heir = halves(life, '2027-04-10')[which]!;
    const right = heir.correct('2027-04-12', 's1', 1, { capturedOn: '2026-09-20', surveyId: 'right' });
    expect(right).toMatchObject({ refused: 'CORRECTION_TOO_LATE' });
  });

  test.each([0, 1])('an audit of a higher level binds in child %i on the check that was judged before', (which) => {
    const heir = halves(replanting())[which]!;
    expect(heir.audit('2026-11-25', 'PROVINCE', 700, { surveyId: 'look' })).toMatchObject({ binding: true });
  });
});

describe('a stand in parts', () => {
  const inParts = () => {
    const life = new Life(plantedStand());
    life.pieces('2026-09-20', [
      { areaM2: 60_000, counts: { livePoints: 1080 } },
      { areaM2: 30_000, counts: { livePoints: 360 } },
      { areaM2: 10_000, lost: 'FIRE' },
    ]);
    return life;
  };

  test('goes part by part, whole or cut; a work that parts shared is owed by each stand on its own ground', () => {
    const life = inParts();
    const [one, other] = split(life, '2026-11-20', [
      child('0101', { partId: 'p1' }, { partId: 'p2', areaM2: 10_000 }),
      child('0102', { partId: 'p2', areaM2: 20_000 }, { partId: 'p3' }),
    ]) as [Life, Life];
    expect(one.state.parts.map(({ id, areaM2 }) => [id, areaM2])).toEqual([
      ['p1', 60_000],
      ['p2', 10_000],
    ]);
    expect(other.state.parts.map(({ id, areaM2, stage }) => [id, areaM2, stage])).toEqual([
      ['p3', 10_000, 'LOST'],
      ['p4', 20_000, 'REPLANT_DUE'],
    ]);
    expect([one, other].map((each) => each.duty('tending-0.4').parts)).toEqual([['p1', 'p2'], ['p4']]);
  });

  test('a child without part 1 may fall into pieces again: no number of a part is given twice', () => {
    const [, other] = split(inParts(), '2026-11-20', [
      child('0101', { partId: 'p1' }, { partId: 'p3' }),
      child('0102', { partId: 'p2' }),
    ]);
    other!.until('2027-09-01');
    other!.send('2027-09-02', { type: 'reportDamage', seenOn: '2027-09-01', cause: 'FIRE', lostM2: 5000 });
    expect(other!.state.parts.map(({ id }) => id)).toEqual(['p2', 'p3']);
  });

  test.each([
    ['a part that goes nowhere', [child('0101', { partId: 'p1' }), child('0102', { partId: 'p2' })], 'p3', 0, 10_000],
    [
      'a part given twice',
      [child('0101', { partId: 'p1' }, { partId: 'p3' }), child('0102', { partId: 'p2' }, { partId: 'p1' })],
      'p1',
      120_000,
      60_000,
    ],
    [
      'a metre too little',
      [child('0101', { partId: 'p1', areaM2: 59_999 }, { partId: 'p2' }), child('0102', { partId: 'p3' })],
      'p1',
      59_999,
      60_000,
    ],
  ])('%s is refused, naming both areas', (_what, children, partId, met, wanted) => {
    const refusal = inParts().send('2026-11-20', { type: 'splitStand', children });
    expect(refusal).toEqual(refuse('PIECES_NOT_WHOLE', { partId, met, wanted }));
  });

  test('an area without its part is refused, naming the parts', () => {
    const children = [child('0101', 60_000), child('0102', 40_000)];
    expect(inParts().send('2026-11-20', { type: 'splitStand', children })).toEqual(
      refuse('PART_MISSING', { standId: '140921-0123', wanted: 'p1, p3, p2' }),
    );
  });
});

describe('a split is refused', () => {
  const wanted = '140921-… and a number of its own';
  test.each([
    ['into its own old number', ['140921-0123', '140921-0102'], '140921-0123'],
    ['into another county', ['140921-0101', '140932-0102'], '140932-0102'],
    ['into one number twice, whatever its letters', ['140921-01a', '140921-01A'], '140921-01A'],
    ['into a county without a number', ['140921-', '140921-0102'], '140921-'],
  ])('%s', (_what, ids, met) => {
    const children = ids.map((standId) => ({ ...child('x', 50_000), standId }));
    expect(replanting().send('2026-11-20', { type: 'splitStand', children })).toEqual(
      refuse('STAND_NUMBER_WRONG', { met, wanted }),
    );
  });

  test.each([
    ['with one child', [child('0101', 100_000)]],
    ['with a child of no land', [child('0101', 100_000), child('0102')]],
    ['with an area of zero', [child('0101', 100_000), child('0102', 0)]],
    ['with a life id that is none', [child('0101', 1), { ...child('0102', 1), lifeId: 'x' }]],
    [
      'with one life twice',
      [
        { ...child('0101', 1), lifeId: 'same' },
        { ...child('0102', 1), lifeId: 'same' },
      ],
    ],
    ['with children that are no list', 'both' as never],
  ])('%s, before any rule is asked', (_what, children) => {
    const command = { type: 'splitStand' as const, commandId: 'c', digest: 'd', by: 'm', children };
    expect(malformed(command)).toMatchObject({ refused: 'COMMAND_MALFORMED', values: { field: 'children' } });
  });

  test('finer than a planted point each', () => {
    const life = new Life(plantedStand({ designed: 1 }));
    const children = [child('0101', 60_000), child('0102', 40_000)];
    expect(life.send('2026-05-01', { type: 'splitStand', children })).toMatchObject({ refused: 'PIECES_TOO_MANY' });
  });
});

test('a clock that stands, stands in every child, and is resumed by itself', () => {
  const life = replanting();
  life.send('2026-10-01', { type: 'suspend', reason: 'DISPUTE' });
  const [one, other] = split(life, '2026-11-20', [child('0101', 60_000), child('0102', 40_000)]) as [Life, Life];
  expect([one, other].map(({ state }) => state.suspendedOn)).toEqual(['2026-10-01', '2026-10-01']);
  one.send('2026-12-01', { type: 'resume' });
  expect([one.state.suspendedOn, other.state.suspendedOn]).toEqual([undefined, '2026-10-01']);
});

const pick = fc.nat(9);
const step = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 250 }) }),
  fc.record({ kind: fc.constant('survey' as const), pick, share: fc.integer({ min: 0, max: 100 }) }),
  fc.record({ kind: fc.constant('lose' as const), pick, share: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ kind: fc.constant('work' as const), pick }),
  fc.record({ kind: fc.constant('merge' as const), pick, other: fc.nat(9) }),
  fc.record({
    kind: fc.constant('split' as const),
    pick,
    cuts: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 4, maxLength: 4 }),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

describe('in every life that is split and merged, and whose children are again', () => {
  test.prop([fc.array(step, { maxLength: 25 }), fc.integer({ min: 2000, max: 300_000 })], { numRuns: 80 })(
    'areas and points always sum to those of the first stand, and every open duty of a piece of land lives in exactly one stand',
    (script, areaM2) => {
      const county = new County(new Life(plantedStand({ areaM2 })));
      const points = wholeOf(county.lives[0]!.state).designedPoints;
      for (const each of script) {
        county.take(each);
        const wholes = county.lives.map(({ state }) => wholeOf(state));
        expect(sum(wholes.map((whole) => whole.areaM2))).toBe(areaM2);
        expect(sum(wholes.map((whole) => whole.designedPoints))).toBe(points);
        for (const { state } of county.lives)
          expect(new Set(state.duties.map(({ id }) => id)).size).toBe(state.duties.length);
      }
    },
  );
});

/** The stands that there are. */
class County {
  lives: readonly Life[];
  private today = '2026-09-05';
  private number = 0;

  constructor(first: Life) {
    this.lives = [first];
  }

  take(each: Step): void {
    if (each.kind === 'wait') this.today = addDays(this.today, each.days);
    for (const life of this.lives) life.until(this.today);
    if (each.kind === 'wait') return;
    const life = this.lives[each.pick % this.lives.length]!;
    if (each.kind === 'split') this.split(life, each.cuts);
    else if (each.kind === 'merge') this.merge(life, this.lives[each.other % this.lives.length]!);
    else happen(life, this.today, each);
  }

  private split(life: Life, cuts: readonly number[]): void {
    const children = cutInTwo(life.state, cuts, (this.number += 2));
    // A stand without land is none: the guards of the wire refuse it.
    if (children.some(({ pieces }) => pieces.length === 0)) return;
    if (isRefusal(life.send(this.today, { type: 'splitStand', children }))) return;
    const { state, seeds } = atSplit(life);
    const born = seeds.map((seed) => new Life(seed, this.today));
    expectOwedOnce(
      state,
      born.map((heir) => heir.state),
    );
    this.lives = [...this.lives.filter((other) => other !== life), ...born];
  }

  private merge(life: Life, into: Life): void {
    const before = owedOnLand(this.lives);
    if (isRefusal(merge(life, into, this.today))) return;
    this.lives = this.lives.filter((other) => other !== life);
    expectOwed(this.lives, before);
  }
}

function expectOwed(lives: readonly Life[], before: readonly string[]): void {
  expect(owedOnLand(lives)).toEqual(before);
}

/** What is owed, by day and step, on how much land. */
function owedOnLand(lives: readonly Life[]): readonly string[] {
  const owed = lives.flatMap(({ state }) =>
    activeDuties(state).flatMap(({ code, n, opensOn, dueOn, step: reached, parts }) =>
      parts.map((id) => [code, n, opensOn, dueOn, reached, findPart(state, id)!.areaM2].join(' ')),
    ),
  );
  return owed.toSorted();
}

function happen(life: Life, today: string, each: Exclude<Step, { kind: 'wait' | 'split' | 'merge' }>): void {
  const { parts, duties } = life.state;
  const part = parts[each.pick % parts.length]!;
  if (each.kind === 'survey')
    life.survey(today, Math.floor((part.designedPoints * each.share) / 100), {
      partId: part.id,
      surveyId: `${life.seed.standId}-${life.turns.length}`,
    });
  if (each.kind === 'lose') {
    const lostM2 = Math.floor((part.areaM2 * each.share) / 100);
    life.send(today, { type: 'reportDamage', seenOn: today, cause: 'FIRE', lostM2, partId: part.id });
  }
  const open = duties.filter(({ state }) => state === 'open');
  if (each.kind === 'work' && open.length > 0) life.work(today, open[each.pick % open.length]!.id, { points: 1 });
}

/** Each part is cut where it can be, or goes to one of the two as a whole. */
function cutInTwo({ parts }: StandState, cuts: readonly number[], number: number) {
  const [one, other] = [child(String(number)), child(String(number + 1))];
  const pieces = parts.map(({ id: partId, areaM2, designedPoints, plantedPoints }, index) => {
    const first = Math.floor((areaM2 * cuts[index % cuts.length]!) / 100);
    const isWhole = Math.min(designedPoints, plantedPoints) < 2 || first < 1 || first === areaM2;
    return isWhole
      ? { one: [{ partId }], other: [] }
      : { one: [{ partId, areaM2: first }], other: [{ partId, areaM2: areaM2 - first }] };
  });
  return [
    { ...one, pieces: pieces.flatMap((piece) => piece.one) },
    { ...other, pieces: pieces.flatMap((piece) => piece.other) },
  ];
}

function expectOwedOnce(before: StandState, children: readonly StandState[]): void {
  const owed = (state: StandState) =>
    activeDuties(state).flatMap(({ id, parts, opensOn, dueOn, step: reached }) =>
      parts.map((part) => `${id} ${part} ${opensOn} ${dueOn} ${reached}`),
    );
  expect(children.flatMap(owed).toSorted()).toEqual(owed(before).toSorted());
  const evidence = (state: StandState) => state.parts.map(({ id, verdicts, anchors }) => ({ id, verdicts, anchors }));
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  expect(children.flatMap(evidence).toSorted(byId)).toEqual(evidence(before).toSorted(byId));
  expect(children.every(({ duties }) => duties.filter(isActive).every(({ parts }) => parts.length > 0))).toBe(true);
}
