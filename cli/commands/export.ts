/** Commands that take rows out as files. */
import { extname } from 'node:path';
import { Option, type Command } from 'commander';
import type { Language } from '../../domain/language.ts';
import { mapSpan } from '../../domain/register/map-year.ts';
import { WRITERS, type ExportFormat } from '../../exports/writers.ts';
import { shippedPolicy } from '../../policies/load.ts';
import type { ExportKind } from '../../prisma/export-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { countyNamed } from '../county-named.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { exportFile, type ExportReport } from '../export-file.ts';
import { printJson } from '../output.ts';
import { policiesAtHand } from '../policy-named.ts';
import { registerRules } from '../register-rules.ts';
import { wholeNumber } from '../units.ts';

const FORMATS = Object.keys(WRITERS) as ExportFormat[];

interface Options extends GlobalOptions {
  readonly format?: ExportFormat;
  readonly out: string;
  readonly county?: string;
  /** Of the map; polygons alone have one. */
  readonly year?: number;
  readonly overwrite?: true;
  readonly owners?: true;
  readonly json?: true;
}

export function addExportCommands(root: Command): void {
  const group = root.command('export').description('rows as files: CSV, XLSX, GeoJSON or GeoPackage 导出');
  add(
    group,
    'stands',
    'open stands with their outlines; the file imports again as it is',
    'stands --format gpkg --out county.gpkg --county 140921',
  ).option('--owners', 'with the holders of the tenure; they are persons, so they stay at home unless asked for');
  add(
    group,
    'parts',
    'parts of open stands in several, with the outlines that were drawn of them; the file goes into import outlines',
    'parts --format gpkg --out parts.gpkg',
  );
  add(group, 'surveys', 'counts of live points of open stands, plot by plot', 'surveys --format csv --out autumn.csv');
  add(
    group,
    'tasks',
    'tasks of open stands, with the outlines of their stands',
    'tasks --format geojson --out tasks.geojson',
  );
  add(
    group,
    'polygons',
    'completion polygons: stands that became forest up to the cut-off of a year’s map 完成图斑',
    'polygons --format gpkg --out map-2031.gpkg --county 140921 --year 2031',
  ).addOption(new Option('--year <year>', 'year of the map').argParser(wholeNumber).makeOptionMandatory());
}

function add(group: Command, kind: ExportKind, description: string, example: string): Command {
  return group
    .command(kind)
    .description(description)
    .addOption(new Option('--format <format>', 'form of the file; else as its name ends').choices(FORMATS))
    .requiredOption('--out <file>', 'where to; a file that is there is kept unless --overwrite is given')
    .addOption(
      new Option('--county <county>', 'only this county, by code or name').makeOptionMandatory(kind === 'polygons'),
    )
    .option('--overwrite', 'write over a file of that name')
    .option('--json', 'print what was done as data')
    .addHelpText('after', `\nHeadings and words follow --lang.\n\nExample:\n  standkeeper export ${example}`)
    .action((_local: unknown, command: Command) => run(kind, command.optsWithGlobals<Options>()));
}

async function run(kind: ExportKind, options: Options): Promise<void> {
  const { out: path, overwrite = false, owners, lang } = options;
  const format = options.format ?? formatOf(path);
  const report = await withDatabase(options, async (db) => {
    const named = options.county === undefined ? undefined : countyNamed(await policiesAtHand(db), options.county);
    const policy = named?.policy ?? shippedPolicy();
    const filter = {
      ...(named && { county: named.county.code }),
      ...(options.year !== undefined && { established: mapSpan(options.year, registerRules(policy, 'map', lang)) }),
    };
    return exportFile(db, {
      kind,
      format,
      path,
      filter,
      overwrite,
      lang,
      policy,
      nowMs: Date.now(),
      ...(owners && { owners }),
    });
  });
  if (options.json) printJson(report);
  else tell(report, options.lang);
}

const KINDS_ZH: Readonly<Record<ExportKind, string>> = {
  stands: '小班',
  surveys: '调查',
  tasks: '任务',
  polygons: '完成图斑',
  parts: '部分',
};

function tell({ file, kind, rows, undrawn, policies, exportedAt }: ExportReport, lang: Language): void {
  const rules = policies.join(lang === 'zh' ? '、' : ', ');
  console.log(
    lang === 'zh'
      ? `${file}：${KINDS_ZH[kind]} ${rows} 行${rules && `，依据 ${rules}`}，数据截至 ${exportedAt}`
      : `${file}: ${rows} rows of ${kind}${rules && `, by ${rules}`}, as of ${exportedAt}`,
  );
  if ((kind === 'polygons' || kind === 'parts') && undrawn)
    console.log(lang === 'zh' ? `无边界：${undrawn}` : `without an outline: ${undrawn}`);
}

function formatOf(path: string): ExportFormat {
  const ending = extname(path).slice(1).toLowerCase();
  const format = FORMATS.find((each) => each === ending);
  if (format !== undefined) return format;
  throw new CommandError(EXIT.usage, 'FORMAT_UNKNOWN', {
    en: `--out is ${path}; wanted: a name that ends in ${FORMATS.map((each) => `.${each}`).join(', ')}, or --format`,
    zh: `--out 为 ${path}，文件名应以 ${FORMATS.map((each) => `.${each}`).join('、')} 结尾，或给出 --format`,
  });
}
