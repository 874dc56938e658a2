/** The languages in which everything is said, and tables of words in both. */

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Words = Readonly<Record<string, Readonly<Record<Language, string>>>>;
