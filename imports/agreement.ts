/** Whether coordinates are of the reference system that is stated for them; asked once of a file, not of each row. */
import type { Position } from 'geojson';
import { codeFor, isChineseForm, meridianOf, zoneIn } from './china-grids.ts';
import type { ReferenceSystem } from './crs.ts';
import { germanCodeFor, germanGridOf } from './german-grids.ts';
import type { RowFault } from './table.ts';

/**
 * What all positions together speak of instead of the system. A single one that is off is the fault of its row.
 *
 * @param positions - one of each outline
 */
export function disagreement(positions: readonly Position[], system: ReferenceSystem): RowFault | undefined {
  const [first] = positions;
  if (first === undefined) return undefined;
  const wanted = wantedOf(positions, system);
  return wanted === undefined ? undefined : { code: 'CRS_DIFFERS', field: system.name, met: placeOf(first), wanted };
}

function wantedOf(
  positions: readonly Position[],
  { kind, grid, name, degreesPerUnit = 1 }: ReferenceSystem,
): string | undefined {
  const all = (holds: (x: number, y: number) => boolean) => positions.every(([x = NaN, y = NaN]) => holds(x, y));
  const [most, upmost] = [180 / degreesPerUnit, 90 / degreesPerUnit];
  const inDegrees = all((x, y) => Math.abs(x) <= most && Math.abs(y) <= upmost);
  if (kind === 'degrees') return inDegrees || degreesPerUnit !== 1 ? undefined : degreesWanted(positions);
  if (inDegrees) return 'metres; these look like degrees (--crs EPSG:4490)';
  if (grid === undefined || !isChineseForm(grid)) return undefined;
  const wanted = zoneIn(grid.falseEasting);
  const met = zoneIn(positions[0]![0] ?? NaN);
  if (met === wanted || !all((x) => zoneIn(x) === met)) return undefined;
  return zoneWanted({ met, wanted, meridian: grid.centralMeridian, name });
}

/** Only where no position is in degrees: one that is not has a fault of its own. */
function degreesWanted(positions: readonly Position[]): string | undefined {
  const isFar = ([x = 0, y = 0]: Position) => Math.abs(x) > 400 || Math.abs(y) > 400;
  if (!positions.every(isFar)) return undefined;
  const zone = zoneIn(positions[0]![0] ?? NaN);
  const germany = germanGridOf(zone) === undefined ? '' : `, in Germany ${germanGridOf(zone)}`;
  const hint = zone === 0 ? '' : `, e.g. --crs ${codeFor('2000', zone, meridianOf(zone))} for zone ${zone}${germany}`;
  return `degrees; these look like metres${hint}`;
}

interface Zones {
  readonly met: number;
  readonly wanted: number;
  readonly meridian: number;
  readonly name: string;
}

function zoneWanted({ met, wanted, meridian, name }: Zones): string {
  const form = wanted === 0 ? '500000 and no zone before it' : `${wanted}500000, with zone ${wanted} before it`;
  const fits = met === 0 || meridianOf(met) === meridian;
  const chinese = fits ? codeFor(name, met, meridian) : codeFor(name, met, meridianOf(met));
  const code = germanCodeFor(met, meridian) ?? chinese;
  const hint = code === undefined ? '' : `; if the coordinates are right, give --crs ${code}`;
  return `eastings around ${form} (central meridian ${meridian}°)${hint}`;
}

function placeOf([x = NaN, y = NaN]: Position): string {
  return `x ${x.toFixed(2)}, y ${y.toFixed(2)}`;
}
