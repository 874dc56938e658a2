/** Definitions (WKT 1) whose angles are no degrees: grads of French maps, seconds of arc. proj4 takes every angle for degrees. */

const DEGREE = Math.PI / 180;
/** The first unit within the globe's part; datum, ellipsoid and prime meridian before it have none. */
const ANGLE_UNIT = /(GEOGCS\s*\[.*?)\bUNIT\s*\[\s*"[^"]*"\s*,\s*([\d.eE+-]+)/is;
const ANGLES =
  /(PARAMETER\s*\[\s*"(?:central_meridian|latitude_of_(?:origin|center)|longitude_of_(?:origin|center)|standard_parallel_[12]|azimuth|rectified_grid_angle)"\s*,\s*)([-\d.eE+]+)/gi;
const NOT_DEGREES = /ANGLEUNIT\s*\[\s*"(?!degree)/i;

export interface InDegrees {
  readonly definition: string;
  /** Degrees in the unit of its positions, where they are angles. */
  readonly degrees: number;
}

/**
 * The definition with its angles in degrees. The prime meridian is in degrees already, as Esri and GDAL write it.
 *
 * @throws Error for another unit in WKT 2, where each angle has its own
 */
export function inDegrees(definition: string): InDegrees {
  if (NOT_DEGREES.test(definition)) throw new Error('angles that are not in degrees');
  const unit = Number(ANGLE_UNIT.exec(definition)?.[2] ?? DEGREE);
  const degrees = unit / DEGREE;
  if (!(degrees > 0) || Math.abs(degrees - 1) < 1e-6) return { definition, degrees: 1 };
  return {
    degrees,
    definition: definition
      .replace(ANGLE_UNIT, (_, before: string) => `${before}UNIT["Degree",${DEGREE}`)
      .replace(ANGLES, (_, before: string, angle: string) => `${before}${Number(angle) * degrees}`),
  };
}
