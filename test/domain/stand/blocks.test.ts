/** Deaths in blocks: what passes stays a pass, and the patch alone is replanted (rulings 11, 32). */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { activeDuties } from '../../../domain/stand/duties.ts';
import { tableOf } from '../../../domain/stand/table.ts';
import { why } from '../../../domain/stand/why.ts';
import { checkPolicy } from '../../../policies/check.ts';
import { shippedPolicyFile } from '../../../policies/shipped-file.ts';
import { CLAUSES, plantedStand } from '../../support/regimes.ts';
import { goldenLog } from '../../golden/log.ts';
import { Life } from './life.ts';

const patches = (life: Life) => activeDuties(life.state).filter(({ code }) => code === 'replantPatch');
const effect = (life: Life) => life.state.parts[0]!.judgements?.['effectEvaluation']?.verdict;

function hurt(seed = plantedStand({ areaM2: 100_000 })): Life {
  const life = new Life(seed);
  life.survey('2026-09-20', 1900);
  life.send('2027-06-01', { type: 'reportDamage', seenOn: '2027-06-01', cause: 'SNOW', lostM2: 0 });
  return life;
}
function toPreservation(seed = plantedStand({ areaM2: 100_000 })): Life {
  const life = new Life(seed);
  life.survey('2026-09-20', 1900);
  return life;
}

describe.each([
  ['a count after damage', hurt, '2027-06-10'],
  ['a preservation check', toPreservation, '2029-09-10'],
] as const)('%s', (_, make, on) => {
  test.each([
    [670, 'PASS', 0],
    [671, 'PASS_WITH_BLOCKS', 1],
  ])('with a dead patch of %i m² is a %s', (deadPatchM2, verdict, owed) => {
    const life = make();
    expect(life.survey(on, 1700, { deadPatchM2 })).toMatchObject({ verdict });
    expect(patches(life)).toHaveLength(owed);
  });
  test.each([
    [500, 'PASS', 0],
    [501, 'PASS_WITH_BLOCKS', 1],
  ])('of half a hectare with a dead patch of %i m² is a %s', (deadPatchM2, verdict, owed) => {
    const life = make(plantedStand({ areaM2: 5_000 }));
    expect(life.survey(on, 1700, { deadPatchM2 })).toMatchObject({ verdict });
    expect(patches(life)).toHaveLength(owed);
  });
  test('is reported and paid as a pass, and nothing but the patch is replanted', () => {
    const life = make();
    life.survey(on, 1700, { deadPatchM2: 2_000 });
    expect(life.events('VerdictGiven').at(-1)).toMatchObject({ verdict: 'PASS_WITH_BLOCKS', as: 'PASS' });
    expect(patches(life)).toMatchObject([{ needs: { seedlings: 40 } }]);
    expect(life.state.stage).toBe('UNESTABLISHED');
    const plantings = activeDuties(life.state).filter(({ code }) => /replant|reestablish/i.test(code));
    expect(plantings.map(({ code }) => code)).toEqual(['replantPatch']);
  });
  test('names the patch, its limit and its clause as the reason', () => {
    const life = make();
    life.survey(on, 1700, { deadPatchM2: 2_000 });
    const counts = () => ({ largestDeadPatchM2: 2_000 });
    const [line] = why(life.state, CLAUSES, counts).filter(({ code }) => code === 'replantPatch');
    expect(line!.verdict).toMatchObject({
      verdict: 'PASS_WITH_BLOCKS',
      otherwise: 'PASS',
      clause: 'block deaths, Liaoning · default',
      guards: [{ fact: 'largestDeadPatchHa', met: 0.2, limit: 0.067 }],
    });
  });
  test('below the line is no pass, however the dead lie', () => {
    const life = make();
    life.survey(on, 1500, { deadPatchM2: 2_000 });
    expect(life.lastVerdict()).toMatch(/REPLANT$/);
    expect(patches(life)).toEqual([]);
  });
});

test('a preservation check with blocks is evaluated for its effect as any other pass', () => {
  const life = toPreservation();
  life.canopy('2029-09-10', { livePoints: 1700, closure: [25, 100] });
  const blocked = toPreservation();
  blocked.send('2029-09-10', {
    type: 'submitSurvey',
    surveyId: 's-blocks',
    capturedOn: '2029-09-10',
    counts: { livePoints: 1700, closure: { hits: 25, of: 100, method: 'point' }, largestDeadPatchM2: 2_000 },
    plots: 0,
  });
  expect([effect(life), effect(blocked)]).toEqual(['EFFECTIVE', 'EFFECTIVE']);
  expect(blocked.state.stage).toBe(life.state.stage);
});

test('a patch that was replanted is asked for again where a later check finds another', () => {
  const life = new Life(plantedStand({ areaM2: 100_000 }));
  life.survey('2026-09-20', 1800, { deadPatchM2: 1_000 });
  life.work('2027-04-01', 'replantPatch-0', { points: 20 });
  life.survey('2029-09-10', 1800, { deadPatchM2: 3_000 });
  expect(patches(life)).toMatchObject([{ cause: 'preservationCheck-0', needs: { seedlings: 60 } }]);
});

test('forest in which a damage has left a dead patch stays forest', () => {
  const life = new Life(plantedStand({ areaM2: 100_000 }));
  life.survey('2026-09-20', 1900);
  life.canopy('2031-07-20', { closure: [30, 100] });
  life.send('2032-06-01', { type: 'reportDamage', seenOn: '2032-06-01', cause: 'SNOW', lostM2: 0 });
  life.survey('2032-06-10', 1700, { deadPatchM2: 2_000 });
  expect([life.lastVerdict(), life.state.stage]).toEqual(['PASS_WITH_BLOCKS', 'ESTABLISHED']);
  expect(patches(life)).toHaveLength(1);
});

test('an audit that finds no patch takes the replanting of it back', () => {
  const life = toPreservation();
  life.survey('2029-09-10', 1700, { deadPatchM2: 2_000 });
  life.audit('2029-10-10', 'CITY', 1700, { counts: { largestDeadPatchM2: 100 } });
  expect(life.lastVerdict()).toBe('PASS');
  expect(patches(life)).toEqual([]);
});

describe('rules that write their rows out, as release 0.4.0 did', () => {
  const text = readFileSync(new URL('../../golden/0.4.0/inspected.jsonl', import.meta.url), 'utf8');
  const { regime } = goldenLog(text).seed;
  test('are taken as they stand', () => {
    const rows = Object.keys(regime.duties).map((code) => tableOf(regime, code));
    expect(rows).toEqual(Object.values(regime.duties));
    expect(JSON.stringify(regime.duties['survivalCheck'])).toContain('PASS_WITH_BLOCKS');
  });
  test('know blocks at the survival check alone', () => {
    const seed = plantedStand({ areaM2: 100_000, regime });
    const life = new Life(seed);
    expect(life.survey('2026-09-20', 1900, { deadPatchM2: 2_000 })).toMatchObject({ verdict: 'PASS_WITH_BLOCKS' });
    expect(life.survey('2029-09-10', 1700, { deadPatchM2: 2_000 })).toMatchObject({ verdict: 'PASS' });
  });
});

describe('the rule of blocks is data', () => {
  const sound = readFileSync(shippedPolicyFile(), 'utf8');
  test.each([
    [
      'a check that asks for blocks without their rule',
      /\nblocks:\n(?: {2}.*\n)+/,
      '\n',
      'duties.survivalCheck.blocks',
    ],
    ['a limit of an unknown fact', 'any: [largestDeadPatchHa', 'any: [largestPatch', 'blocks.any'],
    ['a planting nobody knows', 'raise: replantPatch', 'raise: replantPath', 'blocks.raise'],
    [
      'a verdict that a row gives already',
      'verdict: PASS_WITH_BLOCKS',
      'verdict: REPLANT',
      'duties.survivalCheck.blocks',
    ],
  ])('%s is named', (_, find, put, path) => {
    expect(checkPolicy(sound.replace(find, put), 'x.yaml').map((problem) => problem.path)).toContain(path);
  });
});
