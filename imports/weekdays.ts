/** Names of weekdays before or behind a day, which say nothing that the day does not. */
import { LANGUAGES, monthCalled } from './month-names.ts';

let names: ReadonlySet<string> | undefined;

/** @example withoutWeekday('pe 10.4.2026') // '10.4.2026' */
export function withoutWeekday(text: string): string {
  if (!/\p{L}/u.test(text)) return text;
  const chinese = text.replace(/[(]?(星期|周)[一二三四五六日天][)]?$/, '').trim();
  const [, word = '', rest = ''] = /^(\p{L}[\p{L}-]+)[.,]{0,2} (.+)$/su.exec(chinese) ?? [];
  names ??= weekdayNames();
  // `mar` is a Tuesday in Paris and Rome, and March in London.
  return names.has(bare(word)) && monthCalled(word) === undefined ? rest : chinese;
}

function weekdayNames(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const language of LANGUAGES)
    for (const weekday of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
      for (let day = 1; day <= 7; day += 1) found.add(bare(format.format(Date.UTC(2026, 0, day))));
    }
  return found;
}

function bare(word: string): string {
  return word.toLowerCase().replaceAll('.', '');
}
