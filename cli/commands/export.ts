/** Commands that take rows out as files. */
import { Option, type Command } from 'commander';
import { WRITERS, type ExportFormat } from '../../exports/writers.ts';
import { shippedPolicy, type LoadedPolicy } from '../../policies/load.ts';
import { findCounty, nearestNames } from '../../policies/names.ts';
import type { ExportKind } from '../../prisma/export-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { exportFile, type ExportReport } from '../export-file.ts';
import { printJson } from '../output.ts';

interface Options extends GlobalOptions {
  readonly format: ExportFormat;
  readonly out: string;
  readonly county?: string;
  readonly overwrite?: true;
  readonly json?: true;
}

export function addExportCommands(root: Command): void {
  const group = root.command('export').description('rows as files: CSV, XLSX, GeoJSON or GeoPackage 导出');
  add(
    group,
    'stands',
    'open stands with their outlines; the file imports again as it is',
    'stands --format gpkg --out county.gpkg --county 140921',
  );
  add(group, 'surveys', 'counts of live points of open stands, plot by plot', 'surveys --format csv --out autumn.csv');
  add(
    group,
    'tasks',
    'tasks of open stands, with the outlines of their stands',
    'tasks --format geojson --out tasks.geojson',
  );
}

function add(group: Command, kind: ExportKind, description: string, example: string): void {
  group
    .command(kind)
    .description(description)
    .addOption(new Option('--format <format>', 'form of the file').choices(Object.keys(WRITERS)).makeOptionMandatory())
    .requiredOption('--out <file>', 'where to; a file that is there is kept unless --overwrite is given')
    .option('--county <county>', 'only this county, by code or name')
    .option('--overwrite', 'write over a file of that name')
    .option('--json', 'print what was done as data')
    .addHelpText('after', `\nHeadings and words follow --lang.\n\nExample:\n  standkeeper export ${example}`)
    .action((_local: unknown, command: Command) => run(kind, command.optsWithGlobals<Options>()));
}

async function run(kind: ExportKind, options: Options): Promise<void> {
  const { format, out: path, overwrite = false, lang } = options;
  const policy = shippedPolicy();
  const filter = options.county === undefined ? {} : { county: countyNamed(policy, options.county) };
  const order = { kind, format, path, filter, overwrite, lang, policy, nowMs: Date.now() };
  const report = await withDatabase(options, (db) => exportFile(db, order));
  if (options.json) printJson(report);
  else tell(report);
}

function countyNamed(policy: LoadedPolicy, text: string): string {
  const code = findCounty(policy, text);
  if (code !== undefined) return code;
  const names = Object.values(policy.counties).flatMap(({ zh, en }) => [zh, en]);
  const nearest = nearestNames(text, [...names, ...Object.keys(policy.counties)]).join(', ');
  throw new CommandError(EXIT.notFound, 'COUNTY_UNKNOWN', `there is no county ${text}; nearest: ${nearest}`);
}

function tell({ file, kind, rows, policies, exportedAt }: ExportReport): void {
  const rules = policies.length === 0 ? '' : `, by ${policies.join(', ')}`;
  console.log(`${file}: ${rows} rows of ${kind}${rules}, as of ${exportedAt}`);
}
