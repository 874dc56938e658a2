/** Commands that bring survey files in. */
import type { Command } from 'commander';
import { isIsoDate } from '../../domain/day.ts';
import type { Language } from '../../domain/labels.ts';
import { ImportError, sayProblem, type Problem } from '../../imports/problems.ts';
import { shippedPolicy } from '../../policies/load.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { readFileOr } from '../files.ts';
import { importStands, importSurveys, type ImportReport } from '../import-files.ts';
import { printJson, printTable } from '../output.ts';
import { watchStarts } from '../watch-starts.ts';

interface Options extends GlobalOptions {
  readonly mapping?: string;
  readonly crs?: string;
  readonly dryRun?: true;
  readonly goLive?: string;
  readonly json?: true;
}

const IMPORTERS = { stands: importStands, surveys: importSurveys } as const;

export function addImportCommands(root: Command): void {
  const group = root.command('import').description('survey files: GeoJSON and CSV 导入');
  add(group, 'stands', 'stands planted, with their outlines')
    .option('--crs <system>', 'reference system: EPSG:4547, a proj4 string or WKT; else the file’s own')
    .option('--go-live <day>', 'duties older than this day are arrears: shown, and on no ladder for 30 days')
    .addHelpText('after', '\nExample:\n  standkeeper import stands county.geojson --mapping county.yaml --dry-run');
  add(group, 'surveys', 'counts of stands, or plots that make them').addHelpText(
    'after',
    '\nExample:\n  standkeeper import surveys autumn.csv',
  );
}

function add(group: Command, kind: keyof typeof IMPORTERS, description: string): Command {
  return group
    .command(kind)
    .argument('<file>', 'GeoJSON or CSV (UTF-8 or GB18030)')
    .description(description)
    .option('--mapping <file>', 'YAML or JSON: columns, constants, values, acknowledge')
    .option('--dry-run', 'report row by row, write nothing')
    .option('--json', 'print data')
    .action(async (path: string, _local: unknown, command: Command) =>
      run(kind, path, command.optsWithGlobals<Options>()),
    );
}

async function run(kind: keyof typeof IMPORTERS, path: string, options: Options): Promise<void> {
  if (options.goLive !== undefined && !isIsoDate(options.goLive)) {
    throw new CommandError(
      EXIT.usage,
      'DAY_BROKEN',
      `--go-live is ${options.goLive}; wanted: a day that exists, YYYY-MM-DD`,
    );
  }
  const file = {
    path,
    bytes: readFileOr(path),
    dryRun: options.dryRun ?? false,
    policy: shippedPolicy(),
    nowMs: Date.now(),
    ...(options.mapping !== undefined && { mapping: readFileOr(options.mapping).toString('utf8') }),
    ...(options.crs !== undefined && { crs: options.crs }),
    ...(options.goLive !== undefined && { goLiveOn: options.goLive }),
  };
  const report = await withDatabase(options, async (db) => {
    const done = await IMPORTERS[kind](db, file);
    if (done.batchId !== undefined) await watchStarts(db, done.batchId, done.accepted);
    return done;
  }).catch((error: unknown) => {
    if (error instanceof ImportError)
      throw new CommandError(
        EXIT.refused,
        error.problem.code,
        `${path}: ${sayProblem(error.problem, options.lang)}; nothing was written`,
      );
    throw error;
  });
  if (options.json) printJson(report);
  else tell(report, options);
  if (report.problems.length > 0) process.exitCode = EXIT.refused;
}

function tell(report: ImportReport, { lang, dryRun }: Options): void {
  const rows = [
    ...report.problems.map((problem) => ({ problem, mark: '✗' })),
    ...report.warnings.map((problem) => ({ problem, mark: '!' })),
  ];
  printTable(
    rows.toSorted((a, b) => a.problem.row - b.problem.row),
    columns(lang),
    '',
  );
  const done = dryRun ? 'would be imported' : 'imported';
  console.log(
    `${report.fileName}: ${report.rows} rows, ${report.accepted} ${done}, ${rowsWith(report.problems)} refused${report.batchId ? `, batch ${report.batchId}` : ''}`,
  );
}

function rowsWith(problems: readonly Problem[]): number {
  return new Set(problems.map(({ row }) => row)).size;
}

function columns(lang: Language) {
  return [
    { heading: '', of: ({ mark }: { mark: string }) => mark },
    { heading: lang === 'zh' ? '行' : 'row', of: ({ problem }: { problem: Problem }) => problem.row, right: true },
    {
      heading: lang === 'zh' ? '问题' : 'problem',
      of: ({ problem }: { problem: Problem }) => `${problem.code}: ${sayProblem(problem, lang)}`,
    },
  ];
}
