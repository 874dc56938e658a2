/** A longitude or latitude as people and devices write it. */

const DEGREES =
  /^(?<before>[NSEW])?\s?(?<sign>[-+])?(?<degrees>\d{1,3}(?:\.\d+)?)\s?°?\s?(?:(?<minutes>\d{1,2}(?:\.\d+)?)\s?['′’]\s?(?:(?<seconds>\d{1,2}(?:\.\d+)?)\s?(?:"|″|”|''|′′|’’)\s?)?)?(?<behind>[NSEW])?$/i;

/**
 * Degrees, west and south below 0; what is none stays the text it is, and is named by whoever wants a number.
 *
 * @param sides - letters that this coordinate may have, the one below 0 last
 * @example degreesIn('123°30′ W', 'EW') // -123.5
 */
export function degreesIn(text: string, sides: 'EW' | 'NS'): number | string {
  const plain = text.normalize('NFKC').trim().replace(',', '.');
  if (/^[-+]?\d+(\.\d+)?°?$/.test(plain)) return Number(plain.replace('°', ''));
  const { before, sign, degrees, minutes = '0', seconds = '0', behind } = DEGREES.exec(plain)?.groups ?? {};
  const side = (before ?? behind)?.toUpperCase();
  // O is west in Paris and east in Berlin; a sign beside a letter says it twice, or takes it back.
  const isOne = side === undefined ? minutes !== '0' : sides.includes(side) && sign === undefined;
  if (degrees === undefined || !isOne || (before !== undefined && behind !== undefined)) return text;
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return text;
  const size = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
  return sign === '-' || side === sides[1] ? -size : size;
}
