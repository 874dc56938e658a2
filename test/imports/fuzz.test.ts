/**
 * Files mutated at random: each ends in a report or a named error, and a refused one leaves no draft. One that never
 * ends runs into the test's own limit, thirty times what all of them take; how fast files are read, the bench says.
 * `IMPORT_FUZZ_RUNS=10000` makes more of them than the few hundred of every day; `IMPORT_FUZZ_SEED` repeats a run.
 */
import { fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { NO_MAPPING, readMapping } from '../../imports/mapping.ts';
import { ImportError, PROBLEMS, sayProblem } from '../../imports/problems.ts';
import { readTable } from '../../imports/read.ts';
import { readStands } from '../../imports/stands.ts';
import { readSurveys } from '../../imports/surveys.ts';
import { KNOWN } from './known.ts';
import { FUZZED } from './fuzz-files.ts';

const RUNS = Number(process.env['IMPORT_FUZZ_RUNS'] ?? 300);
const SEED = Number(process.env['IMPORT_FUZZ_SEED'] ?? Date.now() % 2_147_483_647);

const STAND = { standId: '140921-0001', plantedOn: '2020-04-10', designedPoints: 2000 };
const STANDS = { find: (id: string) => (id.endsWith('1') ? STAND : undefined), nearest: () => [STAND.standId] };
const MAPPINGS = [
  NO_MAPPING,
  readMapping('constants: { capturedOn: 09-25, county: 140921 }'),
  readMapping('locale: de\nserials: 1904\nacknowledge: [OUTSIDE_COUNTY, OVERLAP_LARGE, AREA_FAR_OFF]'),
];

/** Bytes flipped, cut, doubled, moved and repeated thousands of times; words that trouble readers put in. */
const WORDS = [
  '\u0000',
  '"',
  ';',
  '\n',
  ',',
  '1e999',
  '-0',
  '999999999999',
  '31/12/99',
  '年',
  '\ufffd',
  '[[',
  '{}',
  'null',
  'POLYGON((',
];
const mutation = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), value: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), length: fc.nat(64) }),
  fc.record({ kind: fc.constant('end' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('double' as const), at: fc.nat(), length: fc.nat(512) }),
  fc.record({ kind: fc.constant('repeat' as const), at: fc.nat(), length: fc.nat(8), times: fc.nat(2000) }),
  fc.record({ kind: fc.constant('word' as const), at: fc.nat(), word: fc.constantFrom(...WORDS) }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutated(file: Buffer, change: Mutation): Buffer {
  const at = change.at % Math.max(file.length, 1);
  const [before, after] = [file.subarray(0, at), file.subarray(at)];
  if (change.kind === 'flip') return Buffer.concat([before, Buffer.from([change.value]), after.subarray(1)]);
  if (change.kind === 'cut') return Buffer.concat([before, after.subarray(change.length)]);
  if (change.kind === 'end') return before;
  if (change.kind === 'double') return Buffer.concat([before, after.subarray(0, change.length), after]);
  if (change.kind === 'repeat')
    return Buffer.concat([
      before,
      Buffer.from(after.subarray(0, change.length).toString('latin1').repeat(change.times), 'latin1'),
      after,
    ]);
  return Buffer.concat([before, Buffer.from(change.word), after]);
}

/** What every reading must hold to, whatever was read. */
function held(bytes: Buffer, mapping: (typeof MAPPINGS)[number]): void {
  const table = readTable(bytes);
  const rows = new Set([...table.rows].map(({ row }) => row));
  const stands = attempt(() => readStands(table, mapping, KNOWN));
  const surveys = attempt(() => readSurveys(table, mapping, KNOWN, STANDS));
  const refused = new Set(stands?.problems.map(({ row }) => row));
  for (const { row } of stands?.drafts ?? []) expect([row, refused.has(row)]).toEqual([row, false]);
  for (const { row } of [...(stands?.drafts ?? []), ...(surveys?.drafts ?? [])]) expect(rows).toContain(row);
  const said = [stands, surveys].flatMap((each) => (each ? [...each.problems, ...each.warnings] : []));
  for (const problem of said)
    for (const language of ['en', 'zh'] as const) expect(sayProblem(problem, language)).not.toMatch(/\p{Cc}/u);
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    refusedByName(error);
    return undefined;
  }
}

function refusedByName(error: unknown): void {
  if (!(error instanceof ImportError)) throw error;
  expect(PROBLEMS).toHaveProperty(error.problem.code);
}

test.each(FUZZED)(
  'a mutated $kind is read or refused by name',
  ({ sound: files, whole }) => {
    const file = fc.constantFrom(...files);
    const changes = fc.array(mutation, { minLength: 1, maxLength: 8 });
    let count = 0;
    const property = fc.property(file, changes, fc.constantFrom(...MAPPINGS), (sound, list, mapping) => {
      count += 1;
      attempt(() => held(whole(list.reduce(mutated, sound)), mapping));
    });
    console.log(`import fuzz: seed ${SEED}, ${RUNS} files`);
    fc.assert(property, { numRuns: RUNS, seed: SEED });
    expect(count).toBe(RUNS);
  },
  60_000 + RUNS * 100,
);
