/** Chinese where the environment says so, else English. */
import type { Language } from '../domain/language.ts';

export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  return (env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '').startsWith('zh') ? 'zh' : 'en';
}
