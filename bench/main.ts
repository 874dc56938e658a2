/** `npm run bench -- NAME [--json]`: measures on this machine; every figure of a run comes from that run. */
import { measureEngine } from './engine/engine.ts';
import type { Figure, Figures } from './figures.ts';
import { measureImport } from './import/import.ts';
import { readOptions } from '../scripts/options.ts';

const BENCHES: Readonly<Record<string, (say: (line: string) => void) => Promise<Figures>>> = {
  engine: measureEngine,
  import: measureImport,
};

const HELP = `npm run bench -- NAME [--json]

  engine   one stand's cost on the real server, starts, and the rules alone
  import   ten thousand polygons with all checks on, and the memory of four times as many; ogr2ogr beside it

Example: npm run bench -- engine --json`;

const { values, positionals } = readOptions(HELP, {
  allowPositionals: true,
  options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});
const bench = BENCHES[positionals[0] ?? ''];
if (values.help === true || bench === undefined) {
  console.log(HELP);
  process.exit(values.help === true ? 0 : 2);
}
const figures = await bench((line) => console.error(line));
if (values.json === true) console.log(JSON.stringify(valuesOf(figures), null, 2));
else for (const [name, figure] of Object.entries(figures)) console.log(lineOf(name, figure));
process.exit(0);

function valuesOf(of: Figures): Record<string, Figure['value']> {
  return Object.fromEntries(Object.entries(of).map(([name, { value }]) => [name, value]));
}

function lineOf(name: string, { value, most = Infinity, least = -Infinity }: Figure): string {
  const wanted = most < Infinity ? `≤ ${most}` : least > -Infinity ? `≥ ${least}` : '';
  const holds = typeof value === 'string' || (value <= most && value >= least);
  return `${holds ? ' ' : '!'} ${name.padEnd(28)} ${String(value).padStart(12)}  ${wanted}`;
}
