/** Layers of land that is not planted: loaded once a county, asked by every import of stands. */
import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import { isRefusal } from '../../domain/errors.ts';
import { label } from '../../domain/labels.ts';
import type { Language } from '../../domain/language.ts';
import { LAND_KINDS, type LandKind } from '../../domain/register/barred-land.ts';
import { readBarredLand } from '../../imports/barred-land.ts';
import { readTable } from '../../imports/read.ts';
import { dropLayer, listLayers, loadLayer, type LayerRow } from '../../prisma/barred-land-store.ts';
import { withDatabase, type GlobalOptions } from '../context.ts';
import { countyNamed } from '../county-named.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { readSource } from '../files.ts';
import { sha256Of } from '../import-files.ts';
import { senderOf } from '../outcome.ts';
import { printJson, printTable } from '../output.ts';
import { policiesAtHand } from '../policy-named.ts';
import { refusalError } from '../refusal-error.ts';
import { registerRules } from '../register-rules.ts';
import { areaText, wholeNumber } from '../units.ts';

interface LoadOptions extends GlobalOptions {
  readonly county: string;
  readonly kind: string;
  readonly project?: string;
  readonly crs?: string;
  readonly layer?: string;
  readonly by?: string;
  readonly json?: true;
}

type LookOptions = GlobalOptions & { readonly county?: string; readonly json?: true };

/** As they are written on the command line. */
const KINDS: Readonly<Record<string, LandKind>> = Object.fromEntries(
  LAND_KINDS.map((kind) => [kind.toLowerCase().replace('_', '-'), kind]),
);

export function addLandCommands(root: Command): void {
  const land = root
    .command('land')
    .description('land that is not planted, held against every import of stands 禁造土地');
  addLoad(land);
  land
    .command('list')
    .description('layers that are loaded')
    .option('--county <code|name>', 'only this county')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper land list --county 140921')
    .action((_local: unknown, command: Command) => list(command.optsWithGlobals<LookOptions>()));
  land
    .command('drop')
    .argument('<layer>', 'number of the layer', wholeNumber)
    .description('take a layer away; no import is held against it any more')
    .option('--json', 'print data')
    .addHelpText('after', '\nExample:\n  standkeeper land drop 3')
    .action((id: number, _local: unknown, command: Command) => drop(id, command.optsWithGlobals<LookOptions>()));
}

function addLoad(land: Command): void {
  land
    .command('load')
    .argument('<file>', 'shapefile (.shp or a zip), GeoPackage, GeoJSON, or a table with WKT')
    .description('load a layer in the place of the one of the same county, kind and project')
    .requiredOption('--county <code|name>', 'county of a policy')
    .addOption(new Option('--kind <kind>', 'what the land is').choices(Object.keys(KINDS)).makeOptionMandatory())
    .option('--project <name>', 'name or number of the project that holds the land, with --kind project')
    .option('--crs <system>', 'reference system: EPSG:4547, a proj4 string or WKT; else the file’s own')
    .option('--layer <name>', 'layer of a file that holds several')
    .option('--by <id>', 'id of who loads it')
    .option('--json', 'print data')
    .addHelpText(
      'after',
      '\nOutlines alone are kept.\n\nExample:\n  standkeeper land load 永久基本农田.zip --county 140921 --kind basic-farmland',
    )
    .action((path: string, _local: unknown, command: Command) => load(path, command.optsWithGlobals<LoadOptions>()));
}

async function load(path: string, options: LoadOptions): Promise<void> {
  const { crs, layer, json, lang } = options;
  const kind = KINDS[options.kind]!;
  const project = projectOf(options);
  const { bytes, beside } = readSource(path);
  const pieces = readBarredLand(readTable(bytes, { ...(layer && { layer }), ...(beside && { beside }) }), crs);
  const done = await withDatabase(options, async (db) => {
    const { county, policy } = countyNamed(await policiesAtHand(db), options.county);
    registerRules(policy, 'land', lang);
    const file = { fileName: basename(path), fileSha256: sha256Of(bytes, ...Object.values(beside?.files ?? {})) };
    const at = new Date().toISOString();
    return loadLayer(db, { county, kind, project, ...file, by: senderOf(options).by, at, pieces });
  });
  if (json) return printJson(done);
  const zh = lang === 'zh';
  const word = done.already ? (zh ? '已载入' : 'loaded already') : zh ? '载入' : 'loaded';
  console.log(`${word}: ${sayLayer(done.layer, lang)}`);
  if (done.replaced) console.log(`${zh ? '取代' : 'in the place of'}: ${sayLayer(done.replaced, lang)}`);
}

/** A project's polygon is told by its project, farmland by nothing. */
function projectOf({ kind, project = '' }: LoadOptions): string {
  if ((kind === 'project') === (project.trim() !== '')) return project.trim();
  const message =
    kind === 'project'
      ? {
          en: 'no project is named; wanted: --project NAME, whose land this is',
          zh: '未给项目名称；请用 --project 名称',
        }
      : {
          en: `--project ${project} is given with --kind ${kind}; wanted: none, or --kind project`,
          zh: `--kind ${kind} 不应给 --project ${project}；仅 --kind project 需要`,
        };
  throw new CommandError(EXIT.usage, 'PROJECT_MISSING', message);
}

function sayLayer({ id, countyCode, kind, project, pieces, areaM2, fileName }: LayerRow, lang: Language): string {
  const what = [label('land', kind, lang), project].filter((word) => word !== '').join(' ');
  const size = lang === 'zh' ? `${pieces} 块` : `${pieces} pieces`;
  return `${id}, ${countyCode} ${what}, ${size}, ${areaText(areaM2, lang)}, ${fileName}`;
}

async function list(options: LookOptions): Promise<void> {
  const { json, lang } = options;
  const rows = await withDatabase(options, async (db) => {
    const { county } = options;
    return listLayers(db, county === undefined ? undefined : countyNamed(await policiesAtHand(db), county).county.code);
  });
  if (json) return printJson(rows);
  const zh = lang === 'zh';
  printTable(
    rows,
    [
      { heading: zh ? '编号' : 'layer', of: ({ id }) => id, right: true },
      { heading: zh ? '县' : 'county', of: ({ countyCode }) => countyCode },
      { heading: zh ? '类别' : 'kind', of: ({ kind }) => label('land', kind, lang) },
      { heading: zh ? '项目' : 'project', of: ({ project }) => project || undefined },
      { heading: zh ? '块数' : 'pieces', of: ({ pieces }) => pieces, right: true },
      { heading: zh ? '面积' : 'area', of: ({ areaM2 }) => areaText(areaM2, lang), right: true },
      { heading: zh ? '文件' : 'file', of: ({ fileName }) => fileName },
      { heading: zh ? '载入时间' : 'loaded', of: ({ loadedAt }) => loadedAt.slice(0, 10) },
      { heading: zh ? '载入人' : 'by', of: ({ by }) => by },
    ],
    zh ? '没有图层，可用 land load 载入' : 'no layers; load one with: standkeeper land load FILE',
  );
}

async function drop(id: number, options: LookOptions): Promise<void> {
  const { json, lang } = options;
  const dropped = await withDatabase(options, (db) => dropLayer(db, id));
  if (isRefusal(dropped)) throw refusalError(dropped, lang, EXIT.notFound);
  if (json) return printJson(dropped);
  console.log(`${lang === 'zh' ? '已移除' : 'taken away'}: ${sayLayer(dropped, lang)}`);
}
