/** Values of cells: numbers, counts and days as people write them. A value that cannot be read says what was wanted. */
import { isIsoDate, type IsoDate } from '../domain/day.ts';

/** A cell that cannot be read. */
export interface Unread {
  readonly wanted: string;
}

export function isUnread(value: unknown): value is Unread {
  return typeof value === 'object' && value !== null && 'wanted' in value;
}

/** A number: `1 234.5`, `1234,5`; a comma before exactly three digits could be either and is refused. */
function readNumber(value: unknown): number | Unread {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { wanted: 'a number' };
  const text = String(value)
    .normalize('NFKC')
    .replace(/[\s\u00a0]/g, '');
  if (/^-?\d{1,3},\d{3}$/.test(text))
    return { wanted: 'a number without a comma that could mark thousands or decimals' };
  const plain = text.replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : { wanted: 'a number' };
}

export function readPositive(value: unknown): number | Unread {
  const number = readNumber(value);
  return isUnread(number) || number > 0 ? number : { wanted: 'a number above 0' };
}

export function readCount(value: unknown): number | Unread {
  const number = readNumber(value);
  if (isUnread(number)) return number;
  return Number.isInteger(number) && number >= 0 ? number : { wanted: 'a whole number from 0' };
}

/** A percentage 0–100, with or without its sign. */
export function readPercent(value: unknown): number | Unread {
  const number = readNumber(String(value).replace(/[%％]\s*$/, ''));
  if (isUnread(number)) return number;
  return number >= 0 && number <= 100 ? number : { wanted: '0 to 100 %' };
}

const FORMS: readonly RegExp[] = [
  /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(T.*)?$/,
  /^(?<y>\d{4})\/(?<m>\d{1,2})\/(?<d>\d{1,2})$/,
  /^(?<y>\d{4})\.(?<m>\d{1,2})\.(?<d>\d{1,2})$/,
  /^(?<y>\d{4})年(?<m>\d{1,2})月(?<d>\d{1,2})日?$/,
  /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})$/,
  /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
];

/** A day: `2026-04-10`, `2026/4/10`, `2026年4月10日`, `10.04.2026`, `20260410`. Slashes with the year last are ambiguous and refused. */
export function readDay(value: unknown): IsoDate | Unread {
  const text = String(value).normalize('NFKC').trim();
  const groups = FORMS.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  const day = groups && `${groups['y']}-${groups['m']!.padStart(2, '0')}-${groups['d']!.padStart(2, '0')}`;
  return isIsoDate(day)
    ? day
    : { wanted: 'a day that exists, e.g. 2026-04-10, 2026/4/10, 2026年4月10日 or 10.04.2026' };
}
