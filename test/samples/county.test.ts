/** The sample county: made again it is the same, it is plausible, and its counts lead to every verdict a first count can. */
import { readFileSync } from 'node:fs';
import { area } from '@turf/area';
import { kinks } from '@turf/kinks';
import type { Feature, FeatureCollection, Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../domain/day.ts';
import { makeCounty } from '../../samples/make-county.ts';
import { plantedStand, XINZHOU } from '../support/regimes.ts';
import { Life } from '../domain/stand/life.ts';

interface Properties {
  readonly 县代码: string;
  readonly 小班号: string;
  readonly 树种: string;
  readonly 造林日期: string;
  readonly '面积(公顷)': number;
  readonly 设计株数: number;
  readonly 栽植株数: number;
  readonly altitude_m: number;
}
type Stand = Feature<Polygon, Properties>;

const county = makeCounty();
const stands = (JSON.parse(county['stands.geojson']) as FeatureCollection<Polygon, Properties>).features;
const idOf = ({ properties }: Stand) => `${properties.县代码}-${properties.小班号}`;
const standById = new Map(stands.map((stand) => [idOf(stand), stand]));
const surveys = county['surveys.csv']
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((row) => {
    const [code, number, capturedOn, live, patch] = row.split(',') as [string, string, string, string, string];
    return { stand: standById.get(`${code}-${number}`)!, capturedOn, live: Number(live), patch: Number(patch) };
  });

function speciesCode(name: string): string {
  const found = Object.entries(XINZHOU.species).find(([, { zh, also }]) => [zh, ...(also ?? [])].includes(name));
  expect(found, name).toBeDefined();
  return found![0];
}

describe('the sample county', () => {
  test.each(['stands.geojson', 'surveys.csv', 'crews.json'] as const)('makes %s again, letter by letter', (name) => {
    expect(readFileSync(new URL(`../../samples/${name}`, import.meta.url), 'utf8')).toBe(county[name]);
  });

  test('says that it is invented', () => {
    expect(county['stands.geojson']).toContain('Invented');
    expect(county['crews.json']).toContain('Invented');
  });

  test('has 120 stands, each in its own county by code and by place', () => {
    expect(new Set(stands.map(idOf)).size).toBe(120);
    const counties = new Set(stands.map(({ properties }) => properties.县代码));
    expect([...counties].toSorted()).toEqual(Object.keys(XINZHOU.counties).toSorted());
    for (const stand of stands) {
      const [west, south, east, north] = XINZHOU.counties[stand.properties.县代码]!.extent;
      for (const [longitude, latitude] of stand.geometry.coordinates[0]!) {
        expect(longitude! > west && longitude! < east && latitude! > south && latitude! < north, idOf(stand)).toBe(
          true,
        );
      }
    }
  });

  test('draws each stand as one sound polygon of the area it states, 1 to 30 ha', () => {
    for (const stand of stands) {
      const stated = stand.properties['面积(公顷)'];
      expect(stated >= 1 && stated <= 30, idOf(stand)).toBe(true);
      expect(Math.abs(area(stand) / 10_000 / stated - 1), idOf(stand)).toBeLessThan(0.002);
      expect(kinks(stand).features, idOf(stand)).toEqual([]);
    }
  });

  test('plants 1,100 to 3,300 points a hectare of species the policy knows, in 2023 to 2026, some in the high hills', () => {
    for (const { properties } of stands) {
      const density = properties.设计株数 / properties['面积(公顷)'];
      expect(density >= 1099 && density <= 3301, properties.树种).toBe(true);
      expect(properties.栽植株数).toBeLessThanOrEqual(properties.设计株数);
      expect(properties.造林日期 >= '2023-01-01' && properties.造林日期 <= '2026-08-31').toBe(true);
      speciesCode(properties.树种);
    }
    expect(stands.filter(({ properties }) => properties.altitude_m >= 1600).length).toBeGreaterThan(10);
  });

  test('plants no stand in the early-summer drought', () => {
    const days = stands.map(({ properties }) => properties.造林日期.slice(5));
    expect(days.filter((day) => day >= '05-20' && day <= '06-30')).toEqual([]);
  });

  test('counts lead to every verdict of a first count, and one comes too early to bind', () => {
    const verdicts = surveys.map(({ stand: { properties }, capturedOn, live, patch }) => {
      const life = new Life(
        plantedStand({
          county: properties.县代码,
          plantedOn: properties.造林日期,
          species: speciesCode(properties.树种),
          designed: properties.设计株数,
          planted: properties.栽植株数,
          areaM2: properties['面积(公顷)'] * 10_000,
          altitudeM: properties.altitude_m,
        }),
      );
      const answer = life.survey(addDays(capturedOn, 3), live, {
        capturedOn,
        ...(patch > 0 && { deadPatchM2: patch }),
      });
      expect(answer, JSON.stringify(answer)).not.toHaveProperty('refused');
      return life.lastVerdict() ?? 'not binding';
    });
    expect([...new Set(verdicts)].toSorted()).toEqual(['FAILED', 'PASS', 'PASS_WITH_BLOCKS', 'REPLANT', 'not binding']);
  });

  test('gives every county its crews', () => {
    const { crews } = JSON.parse(county['crews.json']) as { crews: { id: string; countyCode: string; name: string }[] };
    expect(new Set(crews.map(({ countyCode }) => countyCode))).toEqual(new Set(Object.keys(XINZHOU.counties)));
    expect(new Set(crews.map(({ id }) => id)).size).toBe(crews.length);
  });
});
