import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The drill takes a quarter of the whole run: begun first it runs beside the others, begun last it runs alone. What else
 * kills processes wants both cores and comes last, away from it. In between a project's files come one after the other:
 * those that are not isolated go on in the process of the one before only where that is of their own project.
 */
class DrillFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      if (moduleId.endsWith('/drill.test.ts')) return 0;
      return moduleId.includes('/test/faults/') ? PROJECTS.length + 1 : PROJECTS.indexOf(project.name) + 1;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

const PROJECTS = ['store', 'unit', 'served', 'stack'];

/** No worker runs in their process, and what they leave behind is a database that they have dropped. */
const STORES = [
  'test/prisma/*.test.ts',
  'test/activities/{deeds,delivery,field-work,gates,sweep}.test.ts',
  'test/faults/{adopt-kill,undo-kill}.test.ts',
  'test/cli/{archive,case,conversion,cut-options,export,export-name,files-abroad,first-stock,gap-words,import-files,import-land,import-sample-county}.test.ts',
  'test/cli/{land,paper-option,policy,ranger,readers-gone,seedlings,self-check,species-points,subsidies}.test.ts',
  'test/cli/{survey-counts,task-field,task-part,tenure}.test.ts',
];

/** A worker, in this process or one of its own, serves each from its first test to its last, and stops with nothing in hand. */
const SERVED = [
  'test/cli/*.test.ts',
  'test/faults/{gate-lift,land-kill}.test.ts',
  'test/replay/*.test.ts',
  'test/worker/resync.test.ts',
  'test/workflows/{abroad,commands,gates,inspection,life,parking,scenarios,simulate-engine}.test.ts',
];

/** What a run does between two commands, and what is in recorded histories: no server is asked. */
const PURE_RUNS = ['test/workflows/same-instant.test.ts', 'test/replay/branches.test.ts'];

const onServers = {
  globalSetup: ['test/support/global-setup.ts'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    pool: 'forks',
    // On two cores: files that kill wait for timeouts, most of the time that they take.
    maxWorkers: 3,
    teardownTimeout: 60_000,
    sequence: { sequencer: DrillFirst },
    // What is polled for comes in milliseconds; on a busy machine it may take its time, and only then is it missing.
    expect: { poll: { timeout: 20_000, interval: 50 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'test/{domain,golden,policies,imports,exports,architecture,scripts,bench,contract,samples}/**/*.test.ts',
            ...PURE_RUNS,
          ],
          testTimeout: 30_000,
          // Rules are pure and files of theirs leave nothing behind: each imports what the one before it has loaded.
          isolate: false,
        },
      },
      {
        extends: true,
        // To load the client of the database and the command line takes longer than most of these tests.
        test: { name: 'store', include: STORES, isolate: false, ...onServers },
      },
      {
        extends: true,
        test: { name: 'served', include: SERVED, exclude: [...STORES, ...PURE_RUNS], isolate: false, ...onServers },
      },
      {
        extends: true,
        test: {
          name: 'stack',
          include: ['test/{embedded,workflows,activities,worker,client,replay,faults}/**/*.test.ts'],
          exclude: [...STORES, ...SERVED, ...PURE_RUNS],
          ...onServers,
        },
      },
    ],
  },
});
