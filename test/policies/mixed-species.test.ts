/** A policy can say ruling 25: the main species below its line while the total passes is a flag with a task of its own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadPolicy } from '../../policies/load.ts';
import { shippedPolicyFile } from '../../policies/shipped-file.ts';
import { standUnder } from '../support/policies.ts';
import { Life } from '../domain/stand/life.ts';

const folder = mkdtempSync(join(tmpdir(), 'standkeeper-mixed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const COMPOSITION = `judgements:
  composition:
    measure: mainSpecies
    bands:
      - { of: mainSpecies, below: survival, verdict: COMPOSITION, then: [{ raise: replantMix }] }
      - { verdict: AS_DESIGNED, then: [] }`;
const REPLANT_MIX = `duties:
  replantMix:
    kind: planting
    when: { next: $replantIn }
    missed: redate`;

/** Xinzhou's policy with the judgement on the passing band of the survival check. */
function mixedPolicy() {
  const text = readFileSync(shippedPolicyFile(), 'utf8')
    .replace('judgements:', COMPOSITION)
    .replace('duties:', REPLANT_MIX)
    .replace(
      '{ verdict: PASS, then: [{ enter: UNESTABLISHED }] }',
      '{ verdict: PASS, then: [{ enter: UNESTABLISHED }], also: composition }',
    );
  const file = join(folder, 'mixed.yaml');
  writeFileSync(file, text);
  return loadPolicy(file);
}

describe('of 2,000 points, 1,000 of them of the main species', () => {
  const policy = mixedPolicy();
  const counted = (mainLive: number | undefined, livePoints = 1800) => {
    const life = new Life(standUnder(policy, { county: '140921', species: 'PINUS_TABULIFORMIS' }));
    const bySpecies = {
      PINUS_TABULIFORMIS: { live: mainLive ?? 0, designed: 1000 },
      BETULA: { live: livePoints - (mainLive ?? 0), designed: 1000 },
    };
    life.survey('2026-09-25', livePoints, mainLive === undefined ? {} : { counts: { bySpecies } });
    return life;
  };
  test.each([
    [850, 'AS_DESIGNED'],
    [849, 'COMPOSITION'],
  ])('%i of 1,000 pines alive: %s, and the check passes all the same', (mainLive, verdict) => {
    const life = counted(mainLive);
    expect(life.lastVerdict()).toBe('PASS');
    expect(life.events('JudgementGiven')).toMatchObject([{ code: 'composition', verdict }]);
  });
  test('the flag has its own task in the next planting window', () => {
    expect(counted(849).duty('replantMix-0')).toMatchObject({ opensOn: '2027-03-20', dueOn: '2027-04-30' });
    expect(counted(850).state.duties.map(({ code }) => code)).not.toContain('replantMix');
  });
  test('a count that does not tell species apart raises no flag', () => {
    expect(counted(undefined).events('JudgementGiven')).toEqual([]);
  });
  test('where the total does not pass, that verdict rules', () => {
    const life = counted(700, 1690);
    expect(life.lastVerdict()).toBe('REPLANT');
    expect(life.events('JudgementGiven')).toEqual([]);
  });
});
