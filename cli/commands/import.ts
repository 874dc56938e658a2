/** Commands that bring survey files in. */
import { existsSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { isIsoDate } from '../../domain/day.ts';
import { sayRefusal } from '../../domain/errors.ts';
import type { Language } from '../../domain/language.ts';
import { utf8Of } from '../../imports/encoding.ts';
import { writeMapping } from '../../imports/mapping.ts';
import { ImportError, sayProblem, type Problem } from '../../imports/problems.ts';
import type { Database } from '../../prisma/database.ts';
import type { SurveyOutcome } from '../../prisma/import-lookups.ts';
import { ImportRacedError } from '../../prisma/import-store.ts';
import { collectSooner } from '../collect-sooner.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { moreLines, printDiff } from '../diff-table.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { readFileOr, readSource, taken } from '../files.ts';
import { importOutlines } from '../import-outlines.ts';
import { importStands, importSurveys, type ImportFile, type ImportReport } from '../import-files.ts';
import { noDay } from '../life.ts';
import { printJson, printTable } from '../output.ts';
import { policyNamed, unlasting } from '../policy-named.ts';
import { refusalError } from '../refusal-error.ts';
import { watchStarts, watchSurveys } from '../watch-starts.ts';

interface Options extends GlobalOptions {
  readonly mapping?: string;
  readonly saveMapping?: string;
  readonly policy: string;
  readonly crs?: string;
  readonly layer?: string;
  readonly encoding?: string;
  readonly locale?: string;
  readonly boundaries?: string;
  readonly dryRun?: true;
  readonly goLive?: string;
  readonly wait?: true;
  readonly json?: true;
}

/** The report, and for surveys what the stands said to those they were asked about. */
interface Done extends ImportReport {
  readonly outcome?: SurveyOutcome;
}

const IMPORTERS = { stands: importStands, surveys: importSurveys, outlines: importOutlines } as const;

const CRS = 'reference system: EPSG:4547, GCJ-02, a proj4 string or WKT; else the file’s own';
const BOUNDARIES = 'GeoJSON of the counties with their codes, to hold the stands against';

export function addImportCommands(root: Command): void {
  const group = root.command('import').description('survey files: shapefile, GeoPackage, GeoJSON, XLSX and CSV 导入');
  add(group, 'stands', 'stands planted, with their outlines')
    .option('--crs <system>', CRS)
    .option('--boundaries <file>', BOUNDARIES)
    .option('--go-live <day>', 'duties older than this day are arrears: shown, and on no ladder for 30 days')
    .option('--wait', 'wait until the stands have begun; a terminal waits by itself')
    .addHelpText('after', '\nExample:\n  standkeeper import stands county.geojson --mapping county.yaml --dry-run');
  add(group, 'surveys', 'counts of stands, or plots that make them')
    .option('--wait', 'wait for what the stands say to each count; a terminal waits by itself')
    .addHelpText('after', '\nExample:\n  standkeeper import surveys autumn.csv');
  add(group, 'outlines', 'outlines of stands that have none, and of parts of stands 补录边界')
    .option('--crs <system>', CRS)
    .option('--boundaries <file>', BOUNDARIES)
    .addHelpText('after', '\nExample:\n  standkeeper import outlines parts.gpkg --dry-run');
}

function add(group: Command, kind: keyof typeof IMPORTERS, description: string): Command {
  return group
    .command(kind)
    .argument('<file>', 'shapefile (.shp or a zip), GeoPackage, GeoJSON, XLSX or CSV')
    .description(description)
    .option('--policy <name|file>', 'a policy that ships, or a file', 'xinzhou-2024')
    .option('--mapping <file>', 'YAML or JSON: columns, constants, values, acknowledge, crs, locale, …')
    .option('--save-mapping <file>', 'write the mapping that was used, for the next file of this kind')
    .option('--layer <name>', 'layer or sheet of a file that holds several')
    .option(
      '--encoding <name>',
      'of the texts of a shapefile, CSV or GeoJSON: GB18030, CP1252, …; else as a .cpg or header says, or found out',
    )
    .option('--locale <name>', 'how numbers and days are written: de, fi, en-GB, en-US, zh-CN; else as the cells show')
    .option('--dry-run', 'report row by row, write nothing')
    .option('--json', 'print data')
    .action(async (path: string, _local: unknown, command: Command) =>
      run(kind, path, command.optsWithGlobals<Options>()),
    );
}

async function run(kind: keyof typeof IMPORTERS, path: string, options: Options): Promise<void> {
  collectSooner();
  const goLiveOn = goLiveDay(options);
  refuseTaken(options);
  const done = await refusedByName(path, options, async () => {
    const mapping = options.mapping === undefined ? undefined : await mappingText(options.mapping, options);
    const file = {
      path,
      ...readSource(path),
      dryRun: options.dryRun ?? false,
      policy: policyNamed(options.policy),
      nowMs: Date.now(),
      lang: options.lang,
      ...(mapping !== undefined && { mapping }),
      ...(options.crs !== undefined && { crs: options.crs }),
      ...(options.layer !== undefined && { layer: options.layer }),
      ...(options.encoding !== undefined && { encoding: options.encoding }),
      ...(options.locale !== undefined && { locale: options.locale }),
      ...(options.boundaries !== undefined && { boundaries: readFileOr(options.boundaries) }),
      ...(goLiveOn !== undefined && { goLiveOn }),
    };
    return withDatabase(options, (db) => importAndWatch(db, kind, file, options));
  });
  if (options.json) printJson(done);
  else tell(done, options);
  if (done.problems.length > 0 || (done.outcome?.refused.length ?? 0) > 0) process.exitCode = EXIT.refused;
  saveMapping(done, options);
}

/** Asked before anything is written: a mapping made by hand is not lost to a slip. */
function refuseTaken({ saveMapping: path }: Options): void {
  if (path !== undefined && existsSync(path)) throw new CommandError(EXIT.refused, 'FILE_EXISTS', taken(path));
}

/**
 * Last, so that what was imported is told whatever becomes of it, and data stays one document. A file of which no row
 * could be taken is refused: it was read by a mapping nobody wants to keep.
 */
function saveMapping({ accepted, problems, mapping }: Done, { saveMapping: path, lang }: Options): void {
  if (path === undefined || (accepted === 0 && problems.length > 0)) return;
  try {
    writeFileSync(path, writeMapping(mapping), { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const done =
      lang === 'zh'
        ? `${path} 无法写入（${code}）；导入本身已完成`
        : `${path} cannot be written (${code}); the import itself is done`;
    console.error(`standkeeper: ${done}`);
    process.exitCode = EXIT.failed;
  }
}

function goLiveDay({ goLive }: Options): string | undefined {
  if (goLive === undefined || isIsoDate(goLive)) return goLive;
  throw new CommandError(EXIT.usage, 'DAY_BROKEN', noDay('--go-live', goLive));
}

function mappingText(path: string, options: Options): Promise<string> {
  return refusedByName(path, options, async () => Buffer.from(utf8Of(readFileOr(path)).bytes).toString());
}

/** A file that cannot be imported at all is a refusal in one line, under the file's name. */
async function refusedByName<T>(path: string, { lang }: Options, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ImportRacedError)
      throw new CommandError(EXIT.refused, 'IMPORT_RACED', `${path}: ${error.message}`);
    if (!(error instanceof ImportError)) throw error;
    const message = `${path}: ${sayProblem(error.problem, lang)}${lang === 'zh' ? '；未写入任何内容' : '; nothing was written'}`;
    throw new CommandError(EXIT.refused, error.problem.code, message);
  }
}

async function refuseUnlasting(db: Database, { policy }: ImportFile, { lang }: Options): Promise<void> {
  const refusal = await unlasting(db, policy);
  if (refusal !== undefined) throw refusalError(refusal, lang);
}

/** Piped output is kept waiting only where it was asked to. */
async function importAndWatch(
  db: Database,
  kind: keyof typeof IMPORTERS,
  file: ImportFile,
  options: Options,
): Promise<Done> {
  if (kind === 'stands') await refuseUnlasting(db, file, options);
  const done = await IMPORTERS[kind](db, file);
  if (done.batchId === undefined || !(options.wait ?? process.stderr.isTTY)) return done;
  const batch = { id: done.batchId, total: done.accepted };
  if (kind === 'outlines') return done;
  if (kind === 'surveys') return { ...done, outcome: await watchSurveys(db, batch, options.lang) };
  await watchStarts(db, batch, options.lang);
  return done;
}

/** More lines than a person reads; `--json` has them all. */
const MOST_LINES = 500;

/** Told stand by stand where a file is only looked at. */
const IN_DIFF: ReadonlySet<Problem['code']> = new Set(['STAND_EXISTS', 'STAND_DIFFERS']);

interface Line {
  readonly row: number;
  readonly mark: string;
  readonly text: string;
}

function tell(done: Done, { lang, dryRun }: Options): void {
  const line = (mark: string) => (problem: Problem) => ({
    row: problem.row,
    mark,
    text: `${problem.code}: ${sayProblem(problem, lang)}`,
  });
  const told = (problem: Problem) => done.diff === undefined || !IN_DIFF.has(problem.code);
  printLines([...done.problems.filter(told).map(line('✗')), ...done.warnings.filter(told).map(line('!'))], lang);
  if (done.diff !== undefined) printDiff(done.diff, MOST_LINES, lang);
  if (done.problems.length > MOST_LINES)
    console.log(`${lang === 'zh' ? '合计' : 'in all'}: ${summaryOf(done.problems)}`);
  console.log(lang === 'zh' ? sumZh(done, dryRun) : sumEn(done, dryRun));
  tellOthers(done, lang);
  if (done.outcome !== undefined) tellOutcome(done.outcome, lang);
}

function sumEn({ fileName, kind, rows, accepted, problems, batchId }: Done, dryRun: true | undefined): string {
  const batch = batchId === undefined ? '' : `, batch ${batchId}`;
  const imported = `${accepted} ${dryRun ? 'would be imported' : 'imported'}`;
  const unit = kind === 'surveys' ? `${rows} rows, counts: ` : `${rows} rows, `;
  return `${fileName}: ${unit}${imported}, ${rowsWith(problems)} refused${batch}`;
}

function sumZh({ fileName, kind, rows, accepted, problems, batchId }: Done, dryRun: true | undefined): string {
  const batch = batchId === undefined ? '' : `，批次 ${batchId}`;
  const unit = kind === 'surveys' ? `共 ${rows} 行，调查：` : `共 ${rows} 行，`;
  return `${fileName}：${unit}${dryRun ? '可导入' : '已导入'} ${accepted}，未接受 ${rowsWith(problems)} 行${batch}`;
}

function tellOthers({ others = [] }: Done, lang: Language): void {
  if (others.length === 0) return;
  console.log(
    `${lang === 'zh' ? '随小班保留的其他列' : 'other columns, kept with their stands'}: ${others.join(', ')}`,
  );
}

function tellOutcome({ recorded, refused, waiting }: SurveyOutcome, lang: Language): void {
  printLines(
    refused.map(({ row, standId, refusal }) => ({
      row,
      mark: '✗',
      text: `${standId} · ${refusal.refused}: ${sayRefusal(refusal, lang)}`,
    })),
    lang,
  );
  console.log(
    lang === 'zh'
      ? `小班：已记录调查 ${recorded}，未接受 ${refused.length}，处理中 ${waiting}`
      : `stands: ${recorded} counts recorded, ${refused.length} refused, ${waiting} waiting`,
  );
}

function printLines(lines: readonly Line[], lang: Language): void {
  if (lines.length === 0) return;
  const byRow = lines.toSorted((a, b) => a.row - b.row);
  printTable(byRow.slice(0, MOST_LINES), columns(lang), '');
  if (lines.length > MOST_LINES) console.log(moreLines(lines.length - MOST_LINES, lang));
}

/** @example 'VALUE_MISSING county 1926, SPECIES_UNKNOWN species 12' */
function summaryOf(problems: readonly Problem[]): string {
  const counts = new Map<string, number>();
  for (const { code, field } of problems) {
    const what = [code, field].filter((part) => part !== undefined).join(' ');
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${what} ${count}`).join(', ');
}

function rowsWith(problems: readonly Problem[]): number {
  return new Set(problems.map(({ row }) => row)).size;
}

function columns(lang: Language) {
  return [
    { heading: '', of: ({ mark }: Line) => mark },
    { heading: lang === 'zh' ? '行' : 'row', of: ({ row }: Line) => row, right: true },
    { heading: lang === 'zh' ? '问题' : 'problem', of: ({ text }: Line) => text },
  ];
}
