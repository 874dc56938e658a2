import { join } from 'node:path';
import { inject } from 'vitest';

/**
 * A program as it is delivered, for tests that start it as a process of its own.
 *
 * @param file - path from the root of the project, ending in `.js`
 */
export function compiled(file: string): string {
  return join(inject('compiled'), file);
}
