/** The command line: parses, calls, prints. Every command has `--help` with an example and, where it answers, `--json`. */
import { Command, CommanderError, Option } from 'commander';
import { LANGUAGES, type Language } from '../domain/language.ts';
import { StackError } from '../embedded/stack-error.ts';
import { ImportError, sayProblem } from '../imports/problems.ts';
import { PolicyError } from '../policies/load.ts';
import { registersFor } from './command-groups.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { languageOf } from './language.ts';
import { printJson } from './output.ts';

async function program(words: readonly string[]): Promise<Command> {
  const root = new Command('standkeeper')
    .description('Keeps every planted stand and its duties until it is forest. 林业小班造林后管护')
    .option('--folder <path>', 'folder of the embedded mode', '.standkeeper')
    .addOption(
      new Option('--lang <language>', 'language of what is printed')
        .choices(LANGUAGES)
        .default(languageOf(process.env)),
    )
    .showHelpAfterError('(--help shows an example)')
    .exitOverride();
  for (const register of await registersFor(words)) register(root);
  // A failing sub-command must reach us as well, so that every exit code is one of the documented ones.
  root.commands.forEach((command) => [command, ...command.commands].forEach((each) => each.exitOverride()));
  return root;
}

/**
 * Runs one command, printing as it goes.
 *
 * @param words - the command line after the program's name
 * @returns the exit code
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  try {
    await (await program(words)).parseAsync(words, { from: 'user' });
    return Number(process.exitCode ?? EXIT.ok);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return report(error, { asData: words.includes('--json'), lang: languageAsked(words) });
  }
}

/** One clear line for people; with --json the same as data. A bug keeps its stack, for us to find it. */
function report(error: unknown, { asData, lang }: { readonly asData: boolean; readonly lang: Language }): number {
  const message = messageOf(error, lang);
  const known = knownAs(error);
  if (asData) printJson({ error: { code: known?.code ?? 'UNEXPECTED', message } });
  console.error(known ? `standkeeper: ${message}` : error);
  return known?.exitCode ?? EXIT.failed;
}

function messageOf(error: unknown, lang: Language): string {
  if (error instanceof CommandError) return error.in(lang);
  if (error instanceof ImportError) return sayProblem(error.problem, lang);
  return error instanceof Error ? error.message : String(error);
}

/** As the parser reads it; a command line that it cannot read has asked for nothing else. */
function languageAsked(words: readonly string[]): Language {
  const at = words.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = words[at]?.startsWith('--lang=') ? words[at].slice('--lang='.length) : words[at + 1];
  return LANGUAGES.find((language) => at >= 0 && language === asked) ?? languageOf(process.env);
}

function knownAs(error: unknown): { readonly code: string; readonly exitCode: number } | undefined {
  if (error instanceof CommandError) return error;
  if (error instanceof ImportError) return { code: error.problem.code, exitCode: EXIT.refused };
  if (error instanceof StackError) return { code: 'STACK', exitCode: EXIT.failed };
  return error instanceof PolicyError ? { code: 'POLICY', exitCode: EXIT.refused } : undefined;
}
