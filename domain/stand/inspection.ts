/** Who looked at a stand: the six levels of inspection, and who may not judge his own work (rulings 21, 22). */

/** Lowest first; a result of a higher level binds, those below stay visible. */
export const INSPECTION_LEVELS = ['SELF', 'SUPERVISOR', 'COUNTY', 'CITY', 'PROVINCE', 'NATION'] as const;
export type InspectionLevel = (typeof INSPECTION_LEVELS)[number];

/** Who made a count. */
export interface Inspection {
  /** Absent = the county's, as all counts were before levels were told. */
  readonly level?: InspectionLevel;
  /** Opaque ids of the two who sign. */
  readonly surveyors?: readonly string[];
  /** Opaque id of the unit they belong to. */
  readonly unit?: string;
}

/**
 * The level a count is taken at: a unit that planted the part, or is paid for it, gives a SELF count whatever it says.
 *
 * @param units - units that are not independent of the part
 * @example levelOf({ level: 'COUNTY', unit: 'u7' }, ['u7']) // 'SELF'
 */
export function levelOf({ level = 'COUNTY', unit }: Inspection, units: readonly string[] = []): InspectionLevel {
  return unit !== undefined && units.includes(unit) ? 'SELF' : level;
}

/** @param before - level of the result that stands; absent = the county's */
export function isHigher(level: InspectionLevel, before: InspectionLevel = 'COUNTY'): boolean {
  return INSPECTION_LEVELS.indexOf(level) > INSPECTION_LEVELS.indexOf(before);
}
