/** The shipped policy with a work that burns: slash of the site, within 30 days of the planting. */
import { readFileSync } from 'node:fs';
import type { IsoDate } from '../../domain/day.ts';
import type { Regime } from '../../domain/policy/regime.ts';
import { policyOfText } from '../../policies/load.ts';
import { resolveRegime } from '../../policies/resolve.ts';
import { EAST } from './regimes.ts';

const SHIPPED_TEXT = readFileSync(new URL('../../policies/xinzhou-2024.yaml', import.meta.url), 'utf8');

/** @param flags - words of the duty beside its kind and days */
export function burningText(flags = 'openFire: true'): string {
  const duty = `  burnSlash: { kind: work, at: [planted], when: { days: 30 }, ${flags} }\n`;
  return SHIPPED_TEXT.replace('\n  tending:\n', `\n${duty}  tending:\n`).replace(
    '\n  duties.tending:',
    '\n  duties.burnSlash: { clause: slash is burnt, mark: default, unit: days }\n  duties.tending:',
  );
}

export function burningRegime(plantedOn: IsoDate, flags?: string): Regime {
  return resolveRegime(policyOfText(burningText(flags), 'burning.yaml'), {
    countyCode: EAST,
    species: 'PINUS_TABULIFORMIS',
    method: 'PLANTING',
    plantedOn,
  });
}
