/** Who asks why reads clause and mark, whatever the regime carries and whichever release reads its policy. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clauseOf, NO_CLAUSES, shownClause } from '../../domain/policy/clauses.ts';
import { foldTurn, seedState } from '../../domain/stand/fold.ts';
import { simulate } from '../../domain/stand/simulate.ts';
import { timelineOf } from '../../domain/stand/timeline.ts';
import { why } from '../../domain/stand/why.ts';
import { clausesOf, clausesOfText } from '../../policies/clauses.ts';
import {} from '../../policies/load.ts';
import { shippedPolicyFile } from '../../policies/shipped-file.ts';
import { goldenLog } from '../golden/log.ts';
import { regimesUnder, SHIPPED, standUnder } from '../support/policies.ts';
import { CLAUSES, plantedStand, regimeFor, WEST, XINZHOU } from '../support/regimes.ts';

/** `clause · mark` */
const CITED = / · (verified|secondary|recalled|default)$/;

describe.each(SHIPPED)('under $policy', (policy) => {
  const seed = standUnder(policy);
  const walked = simulate({
    state: seedState(seed),
    startOn: seed.planting.plantedOn,
    until: '2036-12-31',
    outcomes: { foretold: [], habits: [], delays: [] },
    regimeFor: regimesUnder(policy, seed),
  });
  const uncited = (rows: readonly { readonly dutyId?: string; readonly clause: string }[]) =>
    rows.filter(({ dutyId, clause }) => dutyId !== undefined && !CITED.test(clause));
  test('every turn about a duty and every duty still owed names its clause, taken from the text', () => {
    expect(uncited(timelineOf(seed, walked.turns, clausesOf(policy)))).toEqual([]);
    const owed = why(walked.state, clausesOf(policy));
    expect(owed).not.toEqual([]);
    expect(uncited(owed)).toEqual([]);
  });
  test('without the text, version and path are named', () => {
    const [line] = why(walked.state, NO_CLAUSES);
    expect(line?.clause).toBe(`${policy.policy}@${policy.version}: duties.${line?.code}`);
  });
});

describe('a regime', () => {
  const regime = regimeFor(WEST, '2026-04-10');
  test.each(['lines.survival', 'lines.fail'])('carries one clause for both, of %s', (path) => {
    expect(clauseOf(regime, path)).toBe('GB/T 15776-2023 §12 · secondary');
  });
  test.each([
    'lines.preservation',
    'judgements.composition',
    'judgements.effectEvaluation',
    'papers.stock',
    'papers.felling',
    'damage.certified',
    'duties.thinning.barredBy',
  ])('carries the clause of %s, which its events name', (path) => {
    expect(clauseOf(regime, path)).toBe(`${XINZHOU.cite[path]!.clause} · ${XINZHOU.cite[path]!.mark}`);
  });
  test('leaves those that are only shown to the text', () => {
    expect(Object.keys(regime.cite).filter((path) => /^(ladder|missedSteps|duties\.\w+$)/.test(path))).toEqual([]);
    expect(shownClause(regime, 'ladder', CLAUSES)).toMatch(/^steps after Bozhou · default$/);
  });
  test('is told by no other version of its policy', () => {
    expect(clausesOf({ ...XINZHOU, hash: '0'.repeat(12) })(regime)).toEqual({});
  });
  test('keeps with a duty that flags bar the clause that says why, where the flags have none of their own', () => {
    const { 'duties.thinning.barredBy': _own, ...cite } = XINZHOU.cite;
    const policy = { ...XINZHOU, cite };
    const { regime: resolved } = standUnder(policy, { county: WEST, species: 'PINUS_TABULIFORMIS' });
    expect(clauseOf(resolved, 'duties.thinning.barredBy')).toBe('GB/T 15781 · recalled');
  });
});

describe('a policy’s text', () => {
  const text = readFileSync(shippedPolicyFile(), 'utf8');
  test('tells its clauses, also where its rules are in words of another release', () => {
    const clauses = clausesOfText(text.replaceAll('growingSeasons', 'vegetationPeriods'));
    expect(clauses['duties.replant']).toBe('same species and age · secondary');
    expect(clauses).toEqual(CLAUSES(plantedStand().regime));
  });
  test.each(['', 'policy: x', 'cite: none'])('without citations tells none: "%s"', (none) => {
    expect(clausesOfText(none)).toEqual({});
  });
});

const GOLDEN = new URL('../golden/', import.meta.url);

describe.each(['0.1.0', '0.2.0'])('lives of release %s, whose regimes carry all of their clauses', (release) => {
  const folder = new URL(`${release}/`, GOLDEN);
  test.each(readdirSync(folder))('%s is shown by them, without any text', (name) => {
    const { seed, turns } = goldenLog(readFileSync(new URL(name, folder), 'utf8'));
    const rows = timelineOf(seed, turns, NO_CLAUSES).filter(({ dutyId }) => dutyId !== undefined);
    expect(rows.filter(({ clause }) => !CITED.test(clause))).toEqual([]);
    const owed = why(turns.reduce(foldTurn, seedState(seed)), NO_CLAUSES);
    expect(owed.filter(({ clause }) => !CITED.test(clause))).toEqual([]);
  });
});
