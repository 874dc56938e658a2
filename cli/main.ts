/** The program: one command, then its exit code. */
import { runCommandLine } from './command-line.ts';
import { outliveReaders } from './readers-gone.ts';

outliveReaders();
// Open handles of a library must not keep a finished command alive.
process.exit(await runCommandLine(process.argv.slice(2)));
