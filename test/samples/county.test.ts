/** The sample county: made again it is the same, it is plausible, and its counts lead to every verdict a first count can. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../domain/day.ts';
import type { Known } from '../../imports/known.ts';
import { NO_MAPPING } from '../../imports/mapping.ts';
import { readTable } from '../../imports/read.ts';
import { readStands, type StandDraft } from '../../imports/stands.ts';
import { readSurveys } from '../../imports/surveys.ts';
import { findCounty, findSpecies } from '../../policies/names.ts';
import { makeCounty } from '../../samples/make-county.ts';
import { plantedStand, XINZHOU } from '../support/regimes.ts';
import { Life } from '../domain/stand/life.ts';

/** Read by the same readers as any user's file. */
const known: Known = {
  today: '2026-11-24',
  starts: [],
  liveCapFactor: XINZHOU.limits.liveCapFactor,
  county: (text) => findCounty(XINZHOU, text),
  species: (text) => findSpecies(XINZHOU, text),
  provenance: (_, text) => text,
  nearestCounties: () => [],
  nearestSpecies: () => [],
  extentOf: (code) => XINZHOU.counties[code]?.extent,
};
const county = makeCounty();
const bytes = (name: keyof typeof county) => new TextEncoder().encode(county[name]);
const stands = readStands(readTable(bytes('stands.geojson')), NO_MAPPING, known);
const idOf = ({ countyCode, code }: StandDraft) => `${countyCode}-${code}`;
const byId = new Map(stands.drafts.map((stand) => [idOf(stand), stand]));
const surveys = readSurveys(readTable(bytes('surveys.csv')), NO_MAPPING, known, {
  find: (standId) => {
    const planting = byId.get(standId)?.planting;
    return planting && { standId, plantedOn: planting.plantedOn, designedPoints: planting.designedPoints };
  },
  nearest: () => [],
});

function lifeOf(standId: string): Life {
  const { countyCode, planting, areaM2, altitudeM } = byId.get(standId)!;
  return new Life(
    plantedStand({
      county: countyCode,
      plantedOn: planting.plantedOn,
      species: planting.species,
      designed: planting.designedPoints,
      planted: planting.plantedPoints,
      areaM2,
      ...(altitudeM !== undefined && { altitudeM }),
    }),
  );
}

describe('the sample county', () => {
  test.each(['stands.geojson', 'surveys.csv', 'crews.json'] as const)('makes %s again, letter by letter', (name) => {
    expect(readFileSync(new URL(`../../samples/${name}`, import.meta.url), 'utf8')).toBe(county[name]);
  });

  test('says that it is invented', () => {
    expect(county['stands.geojson']).toContain('Invented');
    expect(county['crews.json']).toContain('Invented');
  });

  test('imports without a problem or a remark: every stand in its own county, its area that of its outline', () => {
    expect([...stands.problems, ...stands.warnings, ...surveys.problems]).toEqual([]);
    expect(byId.size).toBe(120);
    const counties = new Set(stands.drafts.map(({ countyCode }) => countyCode));
    expect([...counties].toSorted()).toEqual(Object.keys(XINZHOU.counties).toSorted());
  });

  test('has stands of 1 to 30 ha with 1,100 to 3,300 points a hectare, planted in 2023 to 2026, some in the high hills', () => {
    for (const stand of stands.drafts) {
      const areaHa = stand.areaM2 / 10_000;
      const { designedPoints, plantedPoints, plantedOn } = stand.planting;
      expect(areaHa >= 1 && areaHa <= 30, idOf(stand)).toBe(true);
      expect(designedPoints / areaHa >= 1099 && designedPoints / areaHa <= 3301, idOf(stand)).toBe(true);
      expect(plantedPoints).toBeLessThanOrEqual(designedPoints);
      expect(plantedOn >= '2023-01-01' && plantedOn <= '2026-08-31', idOf(stand)).toBe(true);
    }
    expect(stands.drafts.filter(({ altitudeM = 0 }) => altitudeM >= 1600).length).toBeGreaterThan(10);
  });

  test('plants no stand in the early-summer drought', () => {
    const days = stands.drafts.map(({ planting }) => planting.plantedOn.slice(5));
    expect(days.filter((day) => day >= '05-20' && day <= '06-30')).toEqual([]);
  });

  test('counts lead to every verdict of a first count, and some come too early to bind', () => {
    const verdicts = surveys.drafts.map(({ standId, capturedOn, counts }) => {
      const life = lifeOf(standId);
      const { livePoints = 0, largestDeadPatchM2 } = counts;
      const answer = life.survey(addDays(capturedOn, 3), livePoints, {
        capturedOn,
        ...(largestDeadPatchM2 !== undefined && { deadPatchM2: largestDeadPatchM2 }),
      });
      expect(answer, JSON.stringify(answer)).not.toHaveProperty('refused');
      return life.lastVerdict() ?? 'not binding';
    });
    expect([...new Set(verdicts)].toSorted()).toEqual(['FAILED', 'PASS', 'PASS_WITH_BLOCKS', 'REPLANT', 'not binding']);
  });

  test('takes the damage of the README as printed, on the last day it was made for', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, standId, seenOn, lostM2] = /damage report (\S+) --seen (\S+) --cause FIRE --lost-m2 (\d+)/.exec(readme)!;
    const life = lifeOf(standId!);
    const damage = { type: 'reportDamage', seenOn: seenOn!, cause: 'FIRE', lostM2: Number(lostM2) } as const;
    expect(life.send(known.today, damage)).toMatchObject({ events: expect.arrayContaining(['DamageReported']) });
  });

  test('gives every county its crews', () => {
    const { crews } = JSON.parse(county['crews.json']) as { crews: { id: string; countyCode: string; name: string }[] };
    expect(new Set(crews.map(({ countyCode }) => countyCode))).toEqual(new Set(Object.keys(XINZHOU.counties)));
    expect(new Set(crews.map(({ id }) => id)).size).toBe(crews.length);
  });
});
