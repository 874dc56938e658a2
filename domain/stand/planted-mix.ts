/** What was planted of each species, where a replanting goes to the design's mix (ruling 25). */
import { refuse, type Refusal } from '../errors.ts';
import type { DutySpec } from '../policy/regime.ts';
import type { SubmitWork } from './command.ts';
import type { Warning } from './reported.ts';
import { mostFirst, sharedOut, sumOf, type Mix } from './mix.ts';
import type { Duty, Part } from './state.ts';

type Report = Pick<SubmitWork, 'points' | 'bySpecies'>;

/**
 * Why the report of a replanting cannot be taken: its species do not add up to its points, or nothing is told of them where
 * several were needed. Rules that know no mix ask for none.
 */
export function mixFault({ points, bySpecies }: Report, duty: Duty, { needs }: DutySpec): Refusal | undefined {
  if (bySpecies !== undefined) {
    const met = sumOf(bySpecies);
    return met === points
      ? undefined
      : refuse('SPECIES_NOT_ADDING_UP', { dutyId: duty.id, met, wanted: points ?? '–' });
  }
  const needed = duty.needs?.bySpecies ?? {};
  if (needs?.mix === undefined || Object.keys(needed).length < 2) return undefined;
  return refuse('SPECIES_NOT_TOLD', { dutyId: duty.id, wanted: mixText(needed) });
}

/** As it was told; untold it is of the only species that was needed, and nothing is written of the main one. */
export function plantedMix(
  { points, bySpecies }: Report,
  { needs }: Duty,
  { species: main }: Pick<Part, 'species'>,
): Pick<SubmitWork, 'bySpecies'> {
  if (bySpecies !== undefined) return { bySpecies };
  const [only, ...others] = Object.keys(needs?.bySpecies ?? {});
  const isMain = only === undefined || others.length > 0 || only === main;
  return isMain || points === undefined ? {} : { bySpecies: { [only]: points } };
}

/** Of each species planted less than it needs, or not asked for at all: it is kept, the next count decides. */
export function mixWarnings({ bySpecies }: Report, { needs }: Duty): readonly Warning[] {
  if (bySpecies === undefined || needs?.bySpecies === undefined) return [];
  const needed: Mix = needs.bySpecies;
  return [...new Set([...Object.keys(needed), ...Object.keys(bySpecies)])].flatMap((species) => {
    const [met, wanted] = [bySpecies[species] ?? 0, needed[species] ?? 0];
    const isFit = wanted > 0 && met >= wanted;
    return isFit ? [] : [{ code: 'SPECIES_OFF_MIX', met: `${species} ${met}`, wanted: `${species} ${wanted}` }];
  });
}

/** What foretold people report of the species: planted as they were needed. */
export function mixBrought({ needs }: Duty, points: number | undefined): Pick<SubmitWork, 'bySpecies'> {
  const needed = needs?.bySpecies;
  if (needed === undefined || points === undefined || points === 0 || Object.keys(needed).length < 2) return {};
  return { bySpecies: sharedOut(needed, points) };
}

/** @example mixText({ PINUS: 151, BETULA: 49 }) // 'PINUS 151, BETULA 49' */
export function mixText(mix: Mix): string {
  return mostFirst(mix)
    .map(([species, points]) => `${species} ${points}`)
    .join(', ');
}
