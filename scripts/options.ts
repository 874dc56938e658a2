/** Options of the programs beside the command line: what they do not know is said in a line, with exit code 2. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { EXIT } from '../cli/exit-codes.ts';

/**
 * The options this process was started with.
 *
 * @param help - printed below the line that says what is wrong
 */
export function readOptions<Config extends ParseArgsConfig>(help: string, config: Config) {
  try {
    return parseArgs(config);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    process.exit(EXIT.usage);
  }
}
