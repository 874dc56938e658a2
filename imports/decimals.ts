/** Which mark parts decimals: stated for the file, or shown by a number that can be read in one way only. */
import type { DecimalMark, Locale } from './locale.ts';
import { decimalShown, isDigits, isEither, narrow } from './numbers.ts';
import type { RowFault, SourceTable } from './table.ts';
import { numberPart } from './units.ts';
import { isTooLong } from './unread.ts';

const WHOLE_FIELDS: readonly string[] = [
  'designedPoints',
  'plantedPoints',
  'livePoints',
  'deadPoints',
  'missingPoints',
  'largestDeadPatchM2',
];
const NUMBER_FIELDS: readonly string[] = [
  ...WHOLE_FIELDS,
  'area',
  'areaHa',
  'areaMu',
  'areaM2',
  'areaAcres',
  'densityPerMu',
  'densityPerHa',
  'densityPerAcre',
  'altitudeM',
  'survivalPercent',
  'survivalRatio',
];

/** Points a hectare or 亩: 2.500 are two and a half thousand, or nobody planted. */
const DENSITY_FIELDS: readonly string[] = ['densityPerMu', 'densityPerHa', 'densityPerAcre'];

interface Decimals<Field> {
  readonly known: ReadonlyMap<Field, DecimalMark>;
  readonly remarks: readonly RowFault[];
}

/**
 * A column's own numbers speak first. Where they say nothing, those of the file's other columns do, if they agree: one
 * program writes all numbers of a file alike.
 *
 * @param locale - stated by hand; goes before what numbers show
 */
export function decimalsIn<Field extends string>(
  table: SourceTable,
  chosen: ReadonlyMap<Field, readonly string[]>,
  locale: Locale | undefined,
): Decimals<Field> {
  const fields = [...chosen].filter(([field]) => NUMBER_FIELDS.includes(field));
  if (locale !== undefined) return { known: new Map(fields.map(([field]) => [field, locale.decimal])), remarks: [] };
  const columns = fields.map(([, [column = '']]) => column);
  const evidence = evidenceIn(table, columns);
  const read = fields.map(([field], index) => ({ field, ...evidence[index]! }));
  const shown = read.flatMap(({ shows }) => shows);
  const known = new Map<Field, DecimalMark>();
  const remarks: RowFault[] = [];
  for (const { field, shows, unclear } of read) {
    const [witness] = agreed(shows.length > 0 ? shows : shown);
    const isWhole = [...WHOLE_FIELDS, ...DENSITY_FIELDS].includes(field);
    // Counts of 2.000 beside areas of 12.5 are two thousand more likely than two: their rows are asked about.
    const believed = isWhole && shows.length === 0 && witness?.mark === '.' ? undefined : witness;
    if (believed !== undefined) known.set(field, believed.mark);
    const fault = unclear === undefined ? undefined : remarkOn(unclear, believed, isWhole);
    if (fault !== undefined) remarks.push({ field, ...fault });
  }
  return { known, remarks };
}

interface Witness {
  readonly mark: DecimalMark;
  readonly text: string;
}

interface Evidence {
  /** At most one number for each mark. */
  readonly shows: readonly Witness[];
  /** A number that could be read in two ways. */
  readonly unclear: string | undefined;
}

/** Of each column, in one reading of the rows. */
function evidenceIn({ rows }: SourceTable, columns: readonly string[]): readonly Evidence[] {
  const found = columns.map(() => ({ shows: [] as Witness[], unclear: undefined as string | undefined }));
  for (const { values } of rows)
    for (const [index, column] of columns.entries()) {
      const cell = Object.hasOwn(values, column) ? values[column] : undefined;
      if (typeof cell === 'string' && !isTooLong(cell) && !isDigits(cell))
        hear(found[index]!, numberPart(narrow(cell)));
    }
  return found;
}

function hear(heard: { readonly shows: Witness[]; unclear: string | undefined }, text: string): void {
  const mark = decimalShown(text);
  if (mark !== undefined && !heard.shows.some((each) => each.mark === mark)) heard.shows.push({ mark, text });
  if (isEither(text)) heard.unclear ??= text;
}

/** Witnesses that contradict each other say nothing. */
function agreed(witnesses: readonly Witness[]): readonly Witness[] {
  return new Set(witnesses.map(({ mark }) => mark)).size === 1 ? witnesses : [];
}

/** A comma that nothing settles is refused by its rows; a point is read with decimals, as programs write it. */
function remarkOn(unclear: string, witness: Witness | undefined, isWhole: boolean): RowFault | undefined {
  if (witness !== undefined) return { code: 'DECIMALS_SETTLED', met: witness.text, wanted: witness.mark };
  return unclear.includes('.') && !isWhole ? { code: 'DECIMALS_UNCLEAR', met: unclear } : undefined;
}
