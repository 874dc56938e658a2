/** The command line: parses, calls, prints. Every command has `--help` with an example and, where it answers, `--json`. */
import { Command, CommanderError, Option } from 'commander';
import { LANGUAGES } from '../domain/labels.ts';
import { StackError } from '../embedded/stack-error.ts';
import { ImportError } from '../imports/problems.ts';
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
    return report(error, words.includes('--json'));
  }
}

/** One clear line for people; with --json the same as data. A bug keeps its stack, for us to find it. */
function report(error: unknown, asData: boolean): number {
  const message = error instanceof Error ? error.message : String(error);
  const known = knownAs(error);
  if (asData) printJson({ error: { code: known?.code ?? 'UNEXPECTED', message } });
  console.error(known ? `standkeeper: ${message}` : error);
  return known?.exitCode ?? EXIT.failed;
}

function knownAs(error: unknown): { readonly code: string; readonly exitCode: number } | undefined {
  if (error instanceof CommandError) return error;
  if (error instanceof ImportError) return { code: error.problem.code, exitCode: EXIT.refused };
  if (error instanceof StackError) return { code: 'STACK', exitCode: EXIT.failed };
  return error instanceof PolicyError ? { code: 'POLICY', exitCode: EXIT.refused } : undefined;
}
