/**
 * `npm run drill`: on the real servers, kill -9 at random while a hundred stands live; afterwards nothing may be lost or
 * doubled. Exit code 0 only then. What it prints as its seed makes the same lives and the same order of kills again, within
 * a year: the stands are planted in the next one.
 */
import { randomInt } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from '../cli/exit-codes.ts';
import { printFacts, printJson } from '../cli/output.ts';
import { say } from '../cli/say.ts';
import { compileAll } from './compile.ts';
import { drill, type Drilled } from './drill/drill.ts';
import { faultsOf } from './drill/verdict.ts';
import { readOptions } from './options.ts';

const HELP = `npm run drill -- [--kills N] [--seed N] [--stands N] [--json]

Kills worker, Temporal, PostgreSQL and client at random while stands live under time skipping, and looks what is left.

  --kills N    how often (300)
  --seed N     the seed that an earlier drill has printed: the same lives, the same order of kills
  --stands N   how many stands live at a time (100)
  --json       print data

Example: npm run drill -- --kills 20 --seed 7`;

const { values } = readOptions(HELP, {
  options: {
    kills: { type: 'string', default: '300' },
    seed: { type: 'string' },
    stands: { type: 'string', default: '100' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});

const MOST = 1_000_000;

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,6}$/.test(text) && Number(text) > 0) return Number(text);
  console.error(`drill: --${name} is ${text}; wanted: a whole number from 1 to 999999`);
  process.exit(EXIT.usage);
}

function print({ kills, differing, notFolding, wrongAnswers, ...counts }: Drilled, faults: readonly string[]): void {
  printFacts([
    ...Object.entries(kills).map(([target, count]) => [`kills of ${target}`, count] as const),
    ...Object.entries(counts).map(([name, count]) => [name, count] as const),
    ['differing', differing.length],
    ['notFolding', notFolding.length],
    ['wrongAnswers', wrongAnswers.length],
  ]);
  for (const line of faults) console.log(`✗ ${line}`);
}

if (values.help === true) {
  console.log(HELP);
  process.exit(EXIT.ok);
}
const seed = values.seed === undefined ? randomInt(1, MOST) : wholeNumber('seed', values.seed);
const [kills, stands] = [wholeNumber('kills', values.kills), wholeNumber('stands', values.stands)];
const folder = mkdtempSync(join(tmpdir(), 'standkeeper-drill-'));
// Run by root, PostgreSQL works as another user, who has to pass through.
chmodSync(folder, 0o711);
say(`seed ${seed}: ${kills} kills over ${stands} stands; again with --seed ${seed}`);
try {
  const programs = join(folder, 'compiled');
  await compileAll(programs);
  const drilled = await drill({ folder, programs, seed, kills, stands, say });
  const faults = faultsOf(drilled);
  if (values.json === true) printJson(drilled);
  else print(drilled, faults);
  process.exitCode = faults.length === 0 ? EXIT.ok : EXIT.failed;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
