/** Columns of one row that say the same thing, and do not agree: one of them is taken, and the other is told. */
import type { Cells } from './cells.ts';
import type { StandField } from './fields.ts';
import type { Mapping } from './mapping.ts';
import type { RowFault } from './table.ts';
import { THRESHOLDS } from './thresholds.ts';
import { M2_PER_ACRE, M2_PER_HA, M2_PER_MU } from './units.ts';
import {
  readAreaAcres,
  readAreaHa,
  readAreaM2,
  readAreaMu,
  readAreaWithUnit,
  readDensityPerAcre,
  readDensityPerHa,
  readDensityPerMu,
  readPoints,
} from './values.ts';
import { isUnread, type Reader } from './unread.ts';

interface Said {
  readonly field: string;
  /** As the column has it, with its unit. */
  readonly text: string;
  /** In the unit they are compared in. */
  readonly size: number;
}

/** Areas in the order in which they are taken. */
const AREAS: readonly (readonly [StandField, Reader<number>, m2: number, unit: string])[] = [
  ['areaHa', readAreaHa, M2_PER_HA, 'ha'],
  ['areaMu', readAreaMu, M2_PER_MU, '亩'],
  ['areaM2', readAreaM2, 1, 'm²'],
  ['areaAcres', readAreaAcres, M2_PER_ACRE, 'acres'],
  ['area', readAreaWithUnit, 1, 'm²'],
];

/** @param areaM2 - of the stand, which its densities are over */
export function differencesIn(cells: Cells<StandField>, areaM2: number, mapping: Mapping): readonly RowFault[] {
  const { areasDiffer, areasDifferM2, designDiffers } = { ...THRESHOLDS, ...mapping.thresholds };
  const areas = AREAS.flatMap(([field, read, m2, unit]) => said(cells, { field, read, factor: m2, unit }));
  const designs = designsIn(cells, areaM2);
  return [
    ...compared(areas, (first) => first * areasDiffer + areasDifferM2),
    ...compared(designs, (first) => first * designDiffers + 1),
  ];
}

function designsIn(cells: Cells<StandField>, areaM2: number): readonly Said[] {
  const [perHa, perMu, perAcre] = [areaM2 / M2_PER_HA, areaM2 / M2_PER_MU, areaM2 / M2_PER_ACRE];
  return [
    ...said(cells, { field: 'designedPoints', read: readPoints, factor: 1, unit: '' }),
    ...said(cells, { field: 'densityPerHa', read: readDensityPerHa, factor: perHa, unit: '/ha' }),
    ...said(cells, { field: 'densityPerMu', read: readDensityPerMu, factor: perMu, unit: '/亩' }),
    ...said(cells, { field: 'densityPerAcre', read: readDensityPerAcre, factor: perAcre, unit: '/acre' }),
  ];
}

interface Asked {
  readonly field: StandField;
  readonly read: Reader<number>;
  readonly factor: number;
  readonly unit: string;
}

function said(cells: Cells<StandField>, { field, read, factor, unit }: Asked): readonly Said[] {
  const number = cells.peek(field, read);
  if (number === undefined || isUnread(number)) return [];
  const size = number * factor;
  const whole = factor === 1 ? '' : ` (${Math.round(size)}${field.startsWith('area') ? ' m²' : ''})`;
  return [{ field, text: `${number} ${unit}`.replace(' /', '/').trim() + whole, size }];
}

function compared([first, ...others]: readonly Said[], tolerance: (first: number) => number): readonly RowFault[] {
  if (first === undefined) return [];
  return others
    .filter(({ size }) => Math.abs(size - first.size) > tolerance(first.size))
    .map((other) => differs(other, first));
}

function differs({ field, text }: Pick<Said, 'field' | 'text'>, taken: Pick<Said, 'field' | 'text'>): RowFault {
  return { code: 'VALUES_DIFFER', field, met: text, wanted: `${taken.field} ${taken.text}` };
}

export interface Rated {
  /** The rate that is stated, per cent, and its column. */
  readonly rate: number;
  readonly field: 'survivalPercent' | 'survivalRatio';
  readonly livePoints: number;
  /** What the rate may be of: points designed, points planted. */
  readonly of: readonly (number | undefined)[];
}

/** A rate beside the count that it was worked out from; the count is taken. */
export function rateDiffering({ rate, field, livePoints, of }: Rated, mapping: Mapping): readonly RowFault[] {
  const { survivalDiffers } = { ...THRESHOLDS, ...mapping.thresholds };
  const bases = of.filter((base) => base !== undefined && base > 0) as readonly number[];
  const rates = bases.map((base) => (livePoints * 100) / base);
  if (rates.length === 0 || rates.some((each) => Math.abs(each - rate) <= survivalDiffers)) return [];
  const text = `${livePoints} of ${bases[0]} (${Math.round(rates[0]! * 10) / 10} %)`;
  return [differs({ field, text: `${rate} %` }, { field: 'livePoints', text })];
}
