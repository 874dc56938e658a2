/** Headings of areas that name their unit, as countries write them: `Areal (ha)`, `Площадь_га`, `GIS_ACRES`, `Area (rai)`. */
import { loose } from './headings.ts';
import { AREA_UNITS, M2_PER_ACRE, M2_PER_HA, M2_PER_MU } from './units.ts';

/** Words for an area, small letters. */
const WORDS = [
  'area|stand area|gis area|plot area|net area|surface|areal|fläche|flaeche|flache',
  'superficie|superficies|área|pindala|pinta-ala|pintaala|oppervlakte|powierzchnia|pow',
  'výměra|vymera|výmera|plocha|terület|površina|alan|площадь|площ|площа|талбай',
  '面积|小班面积|造林面积|面積|면적',
].join('|');
/** An area by its unit alone, with what programs put before it. */
const UNIT_ALONE = /^(?:(?:gis|calc|total|stand|net) )?(acres?|acreage|hectares?|hektar|hehtaaria)$/;
const FORM = String.raw`(?: ?[([](.+)[)\]]| in (.+)|(?:, ?| |(?<=[\p{sc=Han}\p{sc=Hangul}]))(.+))`;
const WITH_UNIT = new RegExp(`^(?:${WORDS})${FORM}$`, 'u');

/** Units of land that offices use and that are read nowhere here: several have another size in each province. */
const OTHERS = [
  'rai|ไร่|ngan|dönüm|donum|dunam|dunum|dekar|dulum|jerib|جریب|feddan|faddan',
  'bigha|katha|kanal|guntha|cents?|decimal|ropani|morgen|jutro|jitro|hold|десятина',
  'manzanas?|fanega|alqueires?|tarea|cuerda|caballeria|arpent',
  '町|町歩|反|畝|坪|甲|평|정보|垧|顷|公亩|ares?|km2|万亩|平方公里|sq ft|sqft|ft2|sq mi|mi2|sq km|sqkm',
].join('|');
const OTHER_UNIT = new RegExp(`^(?:${OTHERS})$`, 'u');

/** Unit that a heading of an area names, small letters; undefined where it is no such heading. */
function unitNamed(heading: string): string | undefined {
  const text = loose(heading).replace('m²', 'm2');
  const alone = UNIT_ALONE.exec(text)?.[1]?.replace('acreage', 'acre');
  const [, bracketed, written, joined] = WITH_UNIT.exec(text) ?? [];
  return (alone ?? bracketed ?? written ?? joined)?.trim().replace(/\.$/, '');
}

/** Fields of areas by the size of their unit in m². */
const FIELDS: ReadonlyMap<number, string> = new Map([
  [M2_PER_HA, 'areaHa'],
  [M2_PER_MU, 'areaMu'],
  [1, 'areaM2'],
  [M2_PER_ACRE, 'areaAcres'],
]);

/**
 * Whether the numbers below a heading are areas in the unit of a field.
 *
 * @example isAreaOf('areaHa', 'Areal (ha)') // true
 */
export function isAreaOf(field: string, heading: string): boolean {
  const unit = unitNamed(heading) ?? '';
  return Object.hasOwn(AREA_UNITS, unit) && FIELDS.get(AREA_UNITS[unit]!) === field;
}

/** Of columns that gave no field, the first that has areas in a unit that is not read. */
export function otherAreaColumn(columns: readonly string[]): string | undefined {
  return columns.find((column) => OTHER_UNIT.test(unitNamed(column) ?? ''));
}
