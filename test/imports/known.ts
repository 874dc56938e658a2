/** What an import may look up, from the shipped policy, on a fixed day. */
import type { Known } from '../../imports/known.ts';
import { findCounty, findSpecies, nearestNames, provenanceOf } from '../../policies/names.ts';
import { XINZHOU } from '../support/regimes.ts';

const names = (table: Record<string, { zh: string; en: string }>) =>
  Object.values(table).flatMap(({ zh, en }) => [zh, en]);

export const KNOWN: Known = {
  today: '2026-11-24',
  timeZone: 'Asia/Shanghai',
  starts: Object.keys(XINZHOU.starts),
  liveCapFactor: XINZHOU.limits.liveCapFactor,
  county: (text) => findCounty(XINZHOU, text),
  species: (text) => findSpecies(XINZHOU, text),
  provenance: (countyCode, text) => provenanceOf(XINZHOU, countyCode, text),
  nearestCounties: (text) => nearestNames(text, names(XINZHOU.counties)),
  nearestSpecies: (text) => nearestNames(text, names(XINZHOU.species)),
  extentOf: (code) => XINZHOU.counties[code]?.extent,
};
