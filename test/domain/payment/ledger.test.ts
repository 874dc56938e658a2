/** The ledger of payments equals a recomputation from events, whatever becomes of a stand and in whatever order. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { addDays } from '../../../domain/day.ts';
import { entriesOf, loweredOf, paymentLedger, type PaymentEntry } from '../../../domain/payment/ledger.ts';
import { paymentsOf } from '../../../domain/payment/payments.ts';
import type { PaymentTerms } from '../../../domain/payment/terms.ts';
import type { SurveyPiece } from '../../../domain/stand/command.ts';
import { standingResult } from '../../../domain/stand/followed.ts';
import { foldTurn, seedState, type FoldedTurn } from '../../../domain/stand/fold.ts';
import type { InspectionLevel } from '../../../domain/stand/inspection.ts';
import type { Part, StandSeed, StandState } from '../../../domain/stand/state.ts';
import { wholeOf } from '../../../domain/stand/whole.ts';
import { EAST, plantedStand, WEST } from '../../support/regimes.ts';
import { Life } from '../stand/life.ts';
import { recompute } from './recompute.ts';
import { contract, HELD, subsidy } from './terms.ts';

/** Rates about the lines are the ones that matter. */
const share = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 76, max: 90 }));
const pick = fc.nat(5);
const level = fc.constantFrom<InspectionLevel>('SUPERVISOR', 'COUNTY', 'CITY', 'PROVINCE');
const cuts = fc.array(fc.record({ weight: fc.integer({ min: 1, max: 60 }), share, lost: fc.boolean() }), {
  minLength: 2,
  maxLength: 3,
});
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 20, max: 500 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('survey' as const), pick, share }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pieces' as const), pick, cuts }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('audit' as const), pick, share, level }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('correct' as const), pick, share }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('damage' as const), pick, share }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('work' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('waive' as const), pick }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const scripts = fc.array(step, { maxLength: 24 });

const START = '2026-09-05';

interface Lived {
  readonly seed: StandSeed;
  readonly life: Life;
}

function live(script: readonly Step[], areaM2: number, county = EAST): Lived {
  const seed = plantedStand({ areaM2, county });
  const life = new Life(seed, START);
  let today = START;
  for (const [index, each] of script.entries()) {
    if (each.kind === 'wait') today = addDays(today, each.days);
    life.until(today);
    const part = life.state.parts['pick' in each ? each.pick % life.state.parts.length : 0]!;
    take({ life, today, part, surveyId: `x${index}` }, each);
  }
  return { seed, life };
}

interface Taking {
  readonly life: Life;
  readonly today: string;
  readonly part: Part;
  readonly surveyId: string;
}

function take({ life, today, part, surveyId }: Taking, each: Step): void {
  const { id: partId } = part;
  switch (each.kind) {
    case 'wait':
      return;
    case 'survey':
      return void life.survey(today, alive(part, each.share), { partId });
    case 'pieces':
      return void (part.areaM2 > 400 && life.pieces(today, cut(part, each.cuts), { partId, surveyId }));
    case 'audit':
      return void life.audit(today, each.level, alive(part, each.share), { partId, surveyId });
    case 'correct': {
      const wrong = standingResult(part)?.surveyId ?? 'none';
      return void life.correct(today, wrong, alive(part, each.share), { partId, surveyId });
    }
    case 'damage': {
      const lostM2 = Math.floor((part.areaM2 * each.share) / 100);
      return void life.send(today, { type: 'reportDamage', seenOn: today, cause: 'FIRE', lostM2, partId });
    }
    case 'waive': {
      const dutyId = standingResult(part)?.dutyId ?? 'none';
      return void life.send(today, { type: 'waive', dutyId, reason: 'DRY_COUNTY' });
    }
    case 'work':
      return work(life, today, each.pick);
  }
}

function work(life: Life, today: string, which: number): void {
  const open = life.state.duties.filter(({ state }) => state === 'open');
  const duty = open[which % Math.max(open.length, 1)];
  if (duty === undefined) return;
  const { species, designedPoints } = life.state.parts[0]!;
  const planting = { plantedOn: today, species, designedPoints, plantedPoints: designedPoints };
  life.work(today, duty.id, { points: 1, option: 'continue', planting, regime: plantedStand().regime });
}

function alive({ designedPoints }: Part, percent: number): number {
  return Math.floor((designedPoints * percent) / 100);
}

function cut(part: Part, pieces: readonly { weight: number; share: number; lost: boolean }[]): SurveyPiece[] {
  const all = pieces.reduce((sum, { weight }) => sum + weight, 0);
  const areas = pieces.map(({ weight }) => Math.max(Math.floor((part.areaM2 * weight) / all), 1));
  areas[0]! += part.areaM2 - areas.reduce((sum, area) => sum + area, 0);
  return pieces.map(({ share: percent, lost }, index) => {
    const areaM2 = areas[index]!;
    const livePoints = Math.floor((part.designedPoints * areaM2 * percent) / part.areaM2 / 100);
    return lost && index > 0 ? { areaM2, lost: 'FLOOD' } : { areaM2, counts: { livePoints } };
  });
}

const TERMS: readonly PaymentTerms[] = [subsidy(WEST), HELD, contract({ leastAreaShare: 0.5 }, 123.45)];
const sum = (entries: readonly PaymentEntry[], tranche: string, of: (entry: PaymentEntry) => number) =>
  entries.filter((entry) => entry.tranche === tranche).reduce((total, entry) => total + of(entry), 0);

/** As whoever keeps ledgers beside the turns would: one turn at a time, the state having been a row in between. */
function keptBeside(seed: StandSeed, turns: readonly FoldedTurn[]): readonly (readonly PaymentEntry[])[] {
  let kept: readonly (readonly PaymentEntry[])[] = TERMS.map(() => []);
  let row = JSON.stringify(seedState(seed));
  for (const turn of turns) {
    const before = JSON.parse(row) as StandState;
    const after = foldTurn(before, JSON.parse(JSON.stringify(turn)) as FoldedTurn);
    kept = kept.map((ledger, index) => [...ledger, ...entriesOf(before, after, turn, TERMS[index]!)]);
    row = JSON.stringify(after);
  }
  return kept;
}

describe('in every life, whatever was counted, audited, corrected, lost and planted', () => {
  const lives = fc
    .tuple(scripts, fc.integer({ min: 1000, max: 300_000 }), fc.constantFrom(EAST, WEST))
    .map(([script, areaM2, county]) => live(script, areaM2, county));

  test.prop([lives], { numRuns: 15 })(
    'the ledger from the log is the one kept turn by turn, also where each state was a row in between',
    ({ seed, life }) => {
      expect(TERMS.map((terms) => paymentLedger(seed, life.turns, terms))).toEqual(keptBeside(seed, life.turns));
    },
  );

  test.prop([lives], { numRuns: 40 })(
    'after every turn the ledger so far is what a recomputation from the bare events comes to',
    ({ seed, life }) => {
      for (const terms of TERMS) {
        const ledger = paymentLedger(seed, life.turns, terms);
        for (const tranche of terms.tranches) {
          let [dueM2, releasedM2] = [0, 0];
          for (const [index, { turn }] of life.turns.entries()) {
            for (const entry of ledger.filter((each) => each.turn === turn && each.tranche === tranche.code)) {
              dueM2 += entry.dueM2;
              releasedM2 += entry.releasedM2;
            }
            const told = life.turns.slice(0, index + 1).flatMap(({ events }) => events);
            expect({ dueM2, releasedM2 }).toEqual(recompute(told, tranche));
          }
        }
      }
    },
  );

  test.prop([lives], { numRuns: 40 })(
    'its entries add up to what is due by the results that stand',
    ({ seed, life }) => {
      for (const terms of TERMS) {
        const ledger = paymentLedger(seed, life.turns, terms);
        for (const { tranche, dueM2, releasedM2, amounts } of paymentsOf(life.state, terms)) {
          expect(sum(ledger, tranche.code, (entry) => entry.dueM2)).toBe(dueM2);
          expect(sum(ledger, tranche.code, (entry) => entry.releasedM2)).toBe(releasedM2);
          expect(sum(ledger, tranche.code, (entry) => entry.dueFen!)).toBe(amounts!.dueFen);
          expect(sum(ledger, tranche.code, (entry) => entry.heldFen!)).toBe(amounts!.heldFen);
        }
      }
    },
  );

  test.prop([lives], { numRuns: 40 })(
    'nothing due or kept back is ever below nothing or above the stand, on no day; parts add up to it',
    ({ seed, life }) => {
      let state = seedState(seed);
      for (const turn of life.turns) {
        state = foldTurn(state, turn);
        for (const { dueM2, releasedM2, qualifyingM2, amounts, parts } of TERMS.flatMap((terms) =>
          paymentsOf(state, terms),
        )) {
          expect(releasedM2).toBeLessThanOrEqual(dueM2);
          expect(dueM2).toBeLessThanOrEqual(qualifyingM2);
          expect(qualifyingM2).toBeLessThanOrEqual(seed.areaM2);
          expect(parts.reduce((total, part) => total + part.dueM2, 0)).toBe(dueM2);
          expect(Math.min(amounts!.dueFen, amounts!.heldFen, releasedM2)).toBeGreaterThanOrEqual(0);
        }
      }
    },
  );

  test.prop([lives], { numRuns: 40 })(
    'a holdback is released once: what was released and what is kept are the tenth that was kept back',
    ({ seed, life }) => {
      const ledger = paymentLedger(seed, life.turns, HELD);
      const [whole] = paymentsOf(life.state, HELD);
      const { dueFen, heldFen } = whole!.amounts!;
      const due = (whole!.dueM2 * 15 * 200) / 100;
      expect(Math.abs(dueFen + heldFen - due)).toBeLessThanOrEqual(1);
      expect(heldFen).toBeLessThanOrEqual(Math.ceil(due / 10));
      // It goes out again only where it was taken back before.
      const releases = ledger.filter(({ releasedM2 }) => releasedM2 > 0);
      const back = sum(ledger, 'first', ({ releasedM2 }) => Math.min(releasedM2, 0));
      expect(releases.reduce((total, { releasedM2 }) => total + releasedM2, 0) + back).toBe(whole!.releasedM2);
    },
  );

  test.prop([lives], { numRuns: 40 })(
    'less falls due only where a survey took the place of a result, and the entry names it',
    ({ seed, life }) => {
      const ledger = paymentLedger(seed, life.turns, subsidy());
      const overruled = new Set(life.log.flatMap(({ event }) => (event.type === 'ResultOverruled' ? [event.by] : [])));
      const replaced = new Set(
        life.log.flatMap(({ event }) => (event.type === 'VerdictGiven' && event.overrules ? [event.surveyId] : [])),
      );
      for (const { dueM2, surveyId, because } of ledger.filter((entry) => entry.dueM2 < 0)) {
        expect(overruled.has(surveyId!) || replaced.has(surveyId!)).toBe(true);
        expect(because).toMatch(/^ruling (22|34)/);
        expect(dueM2).toBeLessThan(0);
      }
      const { loweredM2 } = loweredOf(ledger, subsidy(), { code: 'first' });
      expect(loweredM2 > 0).toBe(sum(ledger, 'first', ({ dueM2 }) => dueM2) < Math.max(...peaks(ledger, 'first')));
    },
  );

  test.prop([scripts.filter((script) => script.every(({ kind }) => kind !== 'work' && kind !== 'damage'))], {
    numRuns: 40,
  })('until its next check the first half is due on what payment reads as passed', (script) => {
    const { life } = live(
      script.filter(({ kind }) => kind !== 'wait'),
      100_000,
    );
    const { pay } = wholeOf(life.state);
    const supervised = life.state.parts.some(({ verdicts }) => verdicts.some((each) => each.level === 'SUPERVISOR'));
    if (supervised) return;
    const [first] = paymentsOf(life.state, subsidy());
    expect(first!.dueM2).toBe((pay['PASS'] ?? 0) + (pay['PASS_WITH_BLOCKS'] ?? 0));
  });
});

/** Sums after each entry, from nothing on. */
function peaks(ledger: readonly PaymentEntry[], tranche: string): readonly number[] {
  let total = 0;
  return [0, ...ledger.filter((entry) => entry.tranche === tranche).map(({ dueM2 }) => (total += dueM2))];
}
