/** How much garbage a process keeps before it looks for it. */
import { setFlagsFromString } from 'node:v8';

/** Of what lives; left to itself V8 lets garbage grow to three times of it, which for a county is 0.2 GB. */
const MOST_PERCENT = 40;

/**
 * For a process that imports and ends: each statement of an import outlives the young generation, as Prisma remembers the
 * last hundred, and is garbage soon after. Holds for the whole process, and costs an import a hundredth of its time; so
 * never for one that lives on with a worker.
 */
export function collectSooner(): void {
  setFlagsFromString(`--heap-growing-percent=${MOST_PERCENT}`);
}
