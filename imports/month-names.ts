/** Names of months in the languages survey files are written in, as Unicode's own tables have them. */

/** Of none of these does a name of one month mean another month in another; a test holds them to it. */
export const LANGUAGES = 'en de fr es pt it nl fi et lv lt sv da nb pl cs hu ro tr ru uk zh'.split(' ');

/** On their own and in a day, where many languages put another case: апрель, 10 апреля. */
const FORMS: readonly Intl.DateTimeFormatOptions[] = [
  { month: 'long' },
  { month: 'short' },
  { day: 'numeric', month: 'long' },
  { day: 'numeric', month: 'short' },
];
/** Shorter than Unicode has them, and in wide use. */
const SHORT = { sept: 9, märz: 3, maerz: 3, mrz: 3, июн: 6, июл: 7, мая: 5 } as const;

let months: ReadonlyMap<string, number> | undefined;

/** 1–12; undefined where the word names no month. Case, marks above letters and a dot behind make no difference. */
export function monthCalled(word: string): number | undefined {
  months ??= monthNames();
  return months.get(bare(word));
}

function monthNames(): ReadonlyMap<string, number> {
  const names = new Map<string, number>(Object.entries(SHORT).map(([name, month]) => [bare(name), month]));
  for (const language of LANGUAGES)
    for (const form of FORMS) {
      const format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const name = bare(nameIn(format, month));
        if (!/\d/.test(name)) names.set(name, month);
      }
    }
  return names;
}

function nameIn(format: Intl.DateTimeFormat, month: number): string {
  return format.formatToParts(Date.UTC(2026, month - 1, 15)).find(({ type }) => type === 'month')?.value ?? '';
}

function bare(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{Mn}.]/gu, '')
    .normalize('NFC');
}
