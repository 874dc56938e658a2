import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isLock, tryLock, type Lock } from './lock.ts';
import { asStackError, StackError } from './stack-error.ts';

/**
 * Makes the folder where missing and takes it for this process, before anything in it is touched:
 * a second start that stopped "leftovers" first would end the running stack.
 *
 * @throws StackError - not writable, or held by another start, whose process it names
 */
export function lockFolder(folder: string): Lock {
  const met = tryFolder(folder);
  if (isLock(met)) return met;
  throw new StackError(
    `${folder} is held by another start, process ${met.pid}; ` +
      'wanted: stop that one first (Ctrl-C there), or another --folder; nothing was touched',
  );
}

function tryFolder(folder: string): ReturnType<typeof tryLock> {
  try {
    mkdirSync(folder, { recursive: true });
    return tryLock(join(folder, 'lock'));
  } catch (error) {
    throw asStackError(error, `taking the folder ${folder}`);
  }
}
