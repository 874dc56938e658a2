import { findProgram } from './find-program.ts';
import { runToEnd } from './run-to-end.ts';
import { StackError } from './stack-error.ts';
import { GO_WANTED } from './temporal-pins.ts';
import { isAtLeast, versionIn } from './version.ts';

/**
 * The Go that builds the Temporal server.
 *
 * @throws StackError - not on PATH, or too old
 */
export async function findGo(): Promise<string> {
  const go = findProgram('go');
  if (go === undefined) throw new StackError(`no go on PATH; wanted: Go ${GO_WANTED} or newer`);
  // `go version` names the platform as well: the first number is the version.
  const met = versionIn(await runToEnd(go, ['version'], {}));
  if (met === undefined || !isAtLeast(met, GO_WANTED)) {
    throw new StackError(
      `Go too old: ${go} is ${met?.join('.') ?? 'of no known version'}; wanted: Go ${GO_WANTED} or newer`,
    );
  }
  return go;
}
