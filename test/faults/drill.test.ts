/** A short drill in every run of the suite; the long one is `npm run drill`. */
import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { drill, TARGETS } from '../../scripts/drill/drill.ts';
import { faultsOf } from '../../scripts/drill/verdict.ts';
import { compiled } from '../support/compiled.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const KILLS = 20;
const STANDS = 100;

/** A busy machine takes its time to start twenty processes anew. */
const WITHIN_MS = 30 * 60_000;

test(
  'kill -9 of worker, Temporal, PostgreSQL and client leaves nothing lost and nothing doubled',
  async () => {
    const folder = temporaryFolder();
    const seed = randomInt(1, 1_000_000);
    const say = (line: string) => process.stderr.write(`drill ${seed}: ${line}\n`);
    try {
      const drilled = await drill({
        folder: folder.path,
        programs: compiled('.'),
        seed,
        kills: KILLS,
        stands: STANDS,
        say,
      });
      say(JSON.stringify(drilled));
      expect(TARGETS.reduce((sum, target) => sum + drilled.kills[target], 0)).toBe(KILLS);
      expect(drilled.stands).toBeGreaterThanOrEqual(STANDS);
      expect(faultsOf(drilled), `npm run drill -- --kills ${KILLS} --seed ${seed}`).toEqual([]);
    } finally {
      folder.remove();
    }
  },
  WITHIN_MS,
);
