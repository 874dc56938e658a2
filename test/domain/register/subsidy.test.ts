/** Subsidies of protected land: flags of the parcel, its area of the day, and the rate of the policy. */
import { describe, expect, test } from 'vitest';
import { subsidiesOf, subsidySums, type SubsidyScheme } from '../../../domain/register/subsidy.ts';
import type { Protection } from '../../../domain/policy/regime.ts';
import { shippedPolicy } from '../../../policies/load.ts';
import { Life } from '../stand/life.ts';
import { plantedStand } from '../../support/regimes.ts';

const WELFARE: SubsidyScheme = { code: 'welfare', flags: ['WELFARE_1', 'WELFARE_2'], yuanPerMu: 16 };
const NATURAL: SubsidyScheme = { code: 'natural', flags: ['NATURAL'] };

function flagged(...flags: readonly Protection[]): Life {
  const life = new Life(plantedStand());
  if (flags.length > 0) life.send('2026-05-01', { type: 'protect', flags, evidence: 'paper-1' });
  return life;
}

describe('a parcel of 150 mu', () => {
  test('brings the rate times its area: 16 yuan a mu are 2,400 yuan', () => {
    expect(subsidiesOf(flagged('WELFARE_2').state, [WELFARE, NATURAL])).toEqual([
      { scheme: 'welfare', flags: ['WELFARE_2'], areaM2: 100_000, amountFen: 240_000 },
    ]);
  });
  test('brings a scheme once, whichever of its flags hold', () => {
    expect(subsidiesOf(flagged('WELFARE_1', 'WELFARE_2').state, [WELFARE])).toMatchObject([
      { flags: ['WELFARE_1', 'WELFARE_2'], amountFen: 240_000 },
    ]);
  });
  test('under a scheme without a rate tells its area alone', () => {
    expect(subsidiesOf(flagged('NATURAL').state, [WELFARE, NATURAL])).toEqual([
      { scheme: 'natural', flags: ['NATURAL'], areaM2: 100_000 },
    ]);
  });
  test('without a flag brings nothing', () => {
    expect(subsidiesOf(flagged().state, [WELFARE, NATURAL])).toEqual([]);
  });
  test('brings nothing for land that is written off, nor once it is closed', () => {
    const life = flagged('NATURAL');
    life.send('2026-06-01', { type: 'reportDamage', seenOn: '2026-06-01', cause: 'FIRE', lostM2: 30_000 });
    expect(subsidiesOf(life.state, [NATURAL])).toMatchObject([{ areaM2: 100_000 }]);
    const decision = life.state.duties.find(({ code }) => code === 'lossDecision')!.id;
    life.work('2026-06-10', decision, { option: 'writeOff' });
    expect(subsidiesOf(life.state, [NATURAL])).toMatchObject([{ areaM2: 70_000 }]);
    life.send('2026-07-01', { type: 'close', reason: 'SOLD' });
    expect(subsidiesOf(life.state, [NATURAL])).toEqual([]);
  });
});

test('a sum is the sum of its rows to the fen, each rounded half up, and counts parcels', () => {
  const rows = [333, 334, 1].map((areaM2) => {
    const { state } = flagged('WELFARE_1');
    return subsidiesOf({ ...state, parts: [{ ...state.parts[0]!, areaM2 }] }, [WELFARE])[0]!;
  });
  // 333 m² are 0.4995 mu: 799.2 fen.
  expect(rows.map(({ amountFen }) => amountFen)).toEqual([799, 802, 2]);
  expect(subsidySums(rows, [WELFARE, NATURAL])).toEqual([
    { scheme: 'welfare', parcels: 3, areaM2: 668, amountFen: 1603 },
    { scheme: 'natural', parcels: 0, areaM2: 0 },
  ]);
});

test('every flag that land can have carries a subsidy, and no rate ships that no text was read for', () => {
  const schemes = Object.values(shippedPolicy('xinzhou-2024').registers.subsidies!.schemes);
  expect(schemes.flatMap(({ flags }) => flags)).toEqual(['WELFARE_1', 'WELFARE_2', 'NATURAL', 'RESERVE']);
  expect(schemes.filter(({ yuanPerMu }) => yuanPerMu !== undefined)).toEqual([]);
});
