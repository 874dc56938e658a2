/** One import in a process of its own; prints what it cost: time from opening the file, and memory at its highest. */
import { collectSooner } from '../../cli/collect-sooner.ts';
import { readSource } from '../../cli/files.ts';
import { importStands } from '../../cli/import-files.ts';
import { shippedPolicy } from '../../policies/load.ts';
import { openDatabase } from '../../prisma/database.ts';

const [path = '', wanted = ''] = process.argv.slice(2);
// As the command does.
collectSooner();
const db = openDatabase(process.env['DATABASE_URL']!);
const policy = shippedPolicy();
const startMb = peakMb();
const began = performance.now();
const file = { path, ...readSource(path), dryRun: false, policy, nowMs: Date.now() };
const { accepted, problems } = await importStands(db, file);
const ms = performance.now() - began;
if (accepted !== Number(wanted))
  throw new Error(`${accepted} imported; wanted: ${wanted}: ${JSON.stringify(problems[0])}`);
await db.close();
console.log(JSON.stringify({ ms, startMb, peakMb: peakMb() }));

function peakMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
