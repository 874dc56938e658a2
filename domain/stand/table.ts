/** The decision table of a check, with the rows for deaths in blocks put in (ruling 11). */
import type { Band, Consequence, DutySpec, Regime } from '../policy/regime.ts';
import type { SurveyCounts } from './reported.ts';
import { countsAs } from './judge.ts';

/**
 * The rule of a check as it is judged by. Where it asks for blocks, each row that passes has one before it, which holds
 * where the dead patch is too large: a pass with blocks, with all that follows from the pass, and the patch is replanted.
 * Rules that write such rows out themselves, as up to 1.2.0, are taken as they stand.
 */
export function tableOf({ blocks, duties }: Pick<Regime, 'blocks' | 'duties'>, code: string): DutySpec | undefined {
  const spec = duties[code];
  if (spec?.blocks === undefined || blocks === undefined) return spec;
  return { ...spec, bands: (spec.bands ?? []).flatMap((band) => [...blockRowOf(blocks, band), band]) };
}

function blockRowOf({ any, as, verdict, raise }: NonNullable<Regime['blocks']>, band: Band): readonly Band[] {
  if (countsAs(band) !== as || band.any !== undefined) return [];
  return [{ ...band, any, verdict, as, then: [...(band.then ?? []), { raise }] }];
}

/**
 * A passing count that has measured the dead patch and found it no longer too large: an earlier one is not replanted any more.
 *
 * @returns nothing where the patch was not measured, or the rules know no blocks
 */
export function patchClosed(
  { blocks }: Pick<Regime, 'blocks'>,
  band: Band,
  counts: SurveyCounts,
): readonly Consequence[] {
  if (blocks === undefined || counts.largestDeadPatchM2 === undefined) return [];
  const isPassWithout = countsAs(band) === blocks.as && band.verdict !== blocks.verdict;
  return isPassWithout ? [{ withdraw: blocks.raise }] : [];
}

/** Where a row of a table stands in the policy: `path` is the table's own. */
export function pathOfRow({ blocks }: Pick<Regime, 'blocks'>, path: string, bands: readonly Band[], row: Band): string {
  const isPutIn = ({ verdict }: Band) => verdict === blocks?.verdict;
  if (isPutIn(row)) return 'blocks';
  const before = bands.slice(0, bands.indexOf(row)).filter((band) => !isPutIn(band));
  return `${path}.bands.${before.length}`;
}
