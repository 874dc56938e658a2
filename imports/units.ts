/** Units written behind a number in its cell, each by its size in the unit the field is kept in. */

export type Units = Readonly<Record<string, number>>;

/** The international acre, of 4,840 square yards of 0.9144 m. */
export const M2_PER_ACRE = 4_046.856_422_4;
export const M2_PER_HA = 10_000;
/** The 亩 is a fifteenth of a hectare. */
export const M2_PER_MU = M2_PER_HA / 15;

/** m² by unit. */
export const AREA_UNITS: Units = {
  ...each(
    ['ha', 'hm2', 'hektar', 'hektary', 'hectare', 'hectares', 'hectáreas', 'hehtaaria', '公顷', '公頃', 'га', '헥타르'],
    10_000,
  ),
  ...each(['mu', '亩', '市亩'], M2_PER_MU),
  ...each(['万亩'], 100_000_000 / 15),
  ...each(['m2', 'qm', 'sqm', '平方米', '平米', 'кв.м', 'м2'], 1),
  ...each(['km2', '平方公里', '平方千米'], 1_000_000),
  ...each(['ac', 'acre', 'acres', '英亩'], M2_PER_ACRE),
};

/** Plants or planting points. */
export const COUNT_UNITS: Units = {
  ...each(['株', '穴', '棵', '个', 'stems', 'trees', 'plants', 'points', 'pcs', 'stück', 'stk', 'kpl', 'tk', 'шт'], 1),
  ...each(['万株', '万穴'], 10_000),
};

/** Per hectare. */
export const DENSITY_UNITS: Units = Object.fromEntries(
  Object.entries(COUNT_UNITS)
    .filter(([, size]) => size === 1)
    .map(([counted]) => counted)
    .concat('')
    .flatMap((counted) => Object.entries(AREA_UNITS).map(([area, m2]) => [`${counted}/${area}`, 10_000 / m2] as const)),
);

/** Metres. */
export const LENGTH_UNITS: Units = {
  ...each(['m', '米', 'metres', 'meters', 'м'], 1),
  ...each(['ft', 'feet', '英尺'], 0.3048),
};

export const YEAR_UNITS: Units = each(['年', '年生', 'a', 'yr', 'yrs', 'year', 'years', '岁'], 1);

function each(names: readonly string[], size: number): Units {
  return Object.fromEntries(names.map((name) => [name, size]));
}

/** What is written before the unit, and the unit's size; without a unit the size is undefined. */
export interface Measured {
  readonly number: string;
  readonly size?: number;
}

const PARTS = /^([-−–]?\d[\d.,\s'’‘`´]*)(.*)$/su;

/** What a cell says before its unit. */
export function numberPart(text: string): string {
  return PARTS.exec(text)?.[1]?.trim() ?? text;
}

/**
 * A cell parted into its number and its unit; undefined where something stands behind the number that is no such unit.
 *
 * @param text - full-width characters and raised digits narrowed already: `m²` as `m2`
 * @example measured('1 650 株/公顷', DENSITY_UNITS) // { number: '1 650', size: 1 }
 */
export function measured(text: string, units: Units): Measured | undefined {
  const [, number = '', rest = ''] = PARTS.exec(text) ?? [];
  if (number === '') return undefined;
  if (rest === '') return { number: number.trim() };
  const unit = rest
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?\bper\b ?/, '/')
    .replace(/ |\.$/g, '');
  return Object.hasOwn(units, unit) ? { number: number.trim(), size: units[unit]! } : undefined;
}
