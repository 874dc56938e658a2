import type { Language } from '../domain/language.ts';

/** What the shell learns: documented in README.md, the same for every command. */
export const EXIT = {
  ok: 0,
  /** A bug or something nobody foresaw. */
  failed: 1,
  /** The command line is wrong. */
  usage: 2,
  /** A rule said no; nothing was changed. */
  refused: 3,
  /** Temporal or the database is away; the same command can be sent again. */
  outage: 4,
  /** What was asked for is not there. */
  notFound: 5,
} as const;

/** A message in both languages; its thrower need not know which one is asked for. */
export type Said = Readonly<Record<Language, string>>;

/** Numbers, names and what is typed are the same in both. */
export function same(text: string): Said {
  return { en: text, zh: text };
}

/** Ends a command with a message for people and a code for programs. */
export class CommandError extends Error {
  readonly exitCode: number;
  readonly code: string;
  private readonly said: Said;

  /** @param message - one text alone where its thrower has chosen the language */
  constructor(exitCode: number, code: string, message: string | Said) {
    const said = typeof message === 'string' ? { en: message, zh: message } : message;
    super(said.en);
    this.exitCode = exitCode;
    this.code = code;
    this.said = said;
  }

  in(language: Language): string {
    return this.said[language];
  }
}
