/** 树种组成: shares of species in tenths, such as `8油2柞`. Kept as it stands; of the stand it is held against the main species. */
import { folded } from './headings.ts';
import type { Known } from './known.ts';
import type { RowFault, SourceRow } from './table.ts';
import { shown } from './values.ts';

/** The short one is what a shapefile has room for. */
const HEADINGS = /^(?:(?:造林)?树种组(?:成式?)?|混交比例?|树种比例|(?:species[ _])?composition|species[ _]mix)$/;

/** Of columns that gave no field, the one of shares. */
export function compositionColumn(others: readonly string[]): string | undefined {
  return others.find((column) => HEADINGS.test(folded(column)));
}

/**
 * Nothing says whether such shares are of points designed, of stems met or of volume, so no count of points is made of
 * them; what a species has of the design is told by the counts that tell species apart.
 */
export function compositionKept(column: string | undefined): readonly RowFault[] {
  return column === undefined ? [] : [{ code: 'COMPOSITION_KEPT', met: column }];
}

interface Compared {
  readonly column: string | undefined;
  readonly row: SourceRow;
  /** Code of the stand's main species. */
  readonly species: string;
  readonly known: Known;
}

/** Told where the most of the shares is of another species that the policy knows; abbreviations such as 油 say nothing. */
export function compositionDiffering({ column, row, species, known }: Compared): readonly RowFault[] {
  const cell = column !== undefined && Object.hasOwn(row.values, column) ? row.values[column] : undefined;
  const most = cell === undefined ? undefined : mostIn(shown(cell));
  const found = most === undefined ? undefined : known.species(most);
  if (found === undefined || found === species) return [];
  return [{ code: 'VALUES_DIFFER', field: column!, met: shown(cell), wanted: `species ${species}` }];
}

const NUMBER_FIRST = /(?<share>\d+(?:\.\d+)?)\s*(?:%\s*)?(?<name>[^\d\s:：,，、;；+%.]+)/g;
const NAME_FIRST = /(?<name>[^\d\s:：,，、;；+%.]+)\s*[:：]?\s*(?<share>\d+(?:\.\d+)?)/g;

/** Name of the species with the largest share; undefined where two have it, or none is read. */
function mostIn(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim();
  const shares = [...plain.matchAll(/^\d/.test(plain) ? NUMBER_FIRST : NAME_FIRST)].map(({ groups }) => ({
    name: groups!['name']!,
    share: Number(groups!['share']),
  }));
  const [first, second] = shares.toSorted((one, other) => other.share - one.share);
  return first === undefined || first.share === second?.share ? undefined : first.name;
}
