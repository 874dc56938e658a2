import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The drill takes a quarter of the whole run: begun first it runs beside the others, begun last it runs alone. What else
 * kills processes wants both cores and comes last, away from it.
 */
class DrillFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      if (moduleId.endsWith('/drill.test.ts')) return 0;
      return moduleId.includes('/test/faults/') ? 2 : 1;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    pool: 'forks',
    // The servers of the stack need a core as well.
    maxWorkers: 2,
    teardownTimeout: 60_000,
    sequence: { sequencer: DrillFirst },
    // What is polled for comes in milliseconds; on a busy machine it may take its time, and only then is it missing.
    expect: { poll: { timeout: 20_000, interval: 50 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{domain,golden,policies,imports,exports,architecture,scripts,contract,samples}/**/*.test.ts'],
          testTimeout: 30_000,
          // Rules are pure and files of theirs leave nothing behind: each imports what the one before it has loaded.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'stack',
          include: ['test/{embedded,prisma,workflows,activities,worker,client,replay,cli,faults}/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
