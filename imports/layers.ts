/** Layers of a zip: files of one name that make a shapefile together, in whatever folder and case. */
import { ImportError, type Problem } from './problems.ts';
import type { ZipEntry } from './zip.ts';
import { isPassedOver } from './zip-paths.ts';

const PARTS = ['shp', 'dbf', 'shx', 'prj', 'cpg'] as const;
type Part = (typeof PARTS)[number];

export interface Layer {
  /** Path without ending. */
  readonly name: string;
  readonly parts: Readonly<Partial<Record<Part, ZipEntry>>>;
}

/** A layer that has what it cannot do without. */
export interface WholeLayer extends Layer {
  readonly parts: Layer['parts'] & Readonly<Record<'shp' | 'dbf', ZipEntry>>;
}

/**
 * The one layer of a zip, or the one that is asked for by its name, with its folder or without.
 *
 * @throws ImportError where there is none, or another number than one, or it lacks a part
 */
export function layerIn(entries: readonly ZipEntry[], asked?: string): WholeLayer {
  const seen = entries.filter(({ path }) => !isPassedOver(path));
  const layers = layersOf(seen);
  const drawn = layers.filter(({ parts }) => parts.shp !== undefined);
  if (layers.length === 0) throw new ImportError(otherContent(seen));
  const names = (drawn.length > 0 ? drawn : layers).map(({ name }) => name).join(', ');
  const found = asked === undefined ? drawn : layers.filter(({ name }) => isCalled(name, asked));
  if (asked !== undefined && found.length === 0)
    throw new ImportError({ code: 'LAYER_UNKNOWN', met: asked, wanted: names });
  if (found.length > 1) throw new ImportError({ code: 'LAYER_UNCLEAR', met: names });
  return whole(found[0] ?? layers[0]!);
}

/** Archives within the archive, which nobody looks into. */
export function nestedArchives(entries: readonly ZipEntry[]): readonly string[] {
  return entries
    .map(({ path }) => path)
    .filter((path) => !isPassedOver(path) && /\.(zip|rar|7z|t?gz|tar)$/i.test(path));
}

function layersOf(entries: readonly ZipEntry[]): readonly Layer[] {
  const layers = new Map<string, { name: string; parts: Partial<Record<Part, ZipEntry>> }>();
  for (const entry of entries) {
    const [, name = '', ending = ''] = /^(.*)\.([a-z]{3})$/i.exec(entry.path) ?? [];
    const part = PARTS.find((known) => known === ending.toLowerCase());
    if (part === undefined) continue;
    const key = name.toLowerCase();
    const layer = layers.get(key) ?? { name, parts: {} };
    if (layer.parts[part] !== undefined)
      throw new ImportError({ code: 'FILE_BROKEN', met: `zip: ${entry.path} is in it twice` });
    layer.parts[part] = entry;
    layers.set(key, layer);
  }
  return [...layers.values()].filter(({ parts }) => parts.shp !== undefined || parts.dbf !== undefined);
}

function isCalled(name: string, asked: string): boolean {
  const [whole, wanted] = [
    name.toLowerCase(),
    asked
      .trim()
      .toLowerCase()
      .replace(/\.shp$/, ''),
  ];
  return whole === wanted || whole.endsWith(`/${wanted}`);
}

function whole({ name, parts }: Layer): WholeLayer {
  const { shp, dbf } = parts;
  if (shp !== undefined && dbf !== undefined) return { name, parts: { ...parts, shp, dbf } };
  const [met, wanted] = shp === undefined ? ['dbf', 'shp'] : ['shp', 'dbf'];
  throw new ImportError({ code: 'SHAPEFILE_INCOMPLETE', met: `${name}.${met}`, wanted: `${name}.${wanted}` });
}

function otherContent(entries: readonly ZipEntry[]): Omit<Problem, 'row'> {
  const nested = nestedArchives(entries)[0];
  const wanted = 'a zip of a shapefile: .shp, .dbf, .shx, .prj';
  if (nested !== undefined)
    return { code: 'ZIP_UNSUPPORTED', met: `an archive within the archive (${nested})`, wanted };
  const holds = (pattern: RegExp) => entries.some(({ path }) => pattern.test(path));
  const met = holds(/^\[Content_Types\]\.xml$/)
    ? 'an Office document that is no workbook'
    : holds(/^META-INF\/manifest\.xml$/)
      ? 'an OpenDocument file'
      : holds(/\.kml$/i)
        ? 'KMZ'
        : holds(/\.gdb\//i)
          ? 'a zipped file geodatabase'
          : `a zip archive without a shapefile (it holds ${listed(entries)})`;
  return { code: 'FILE_KIND', met, wanted: `GeoPackage, XLSX, GeoJSON, CSV or ${wanted}` };
}

function listed(entries: readonly ZipEntry[]): string {
  const names = entries.slice(0, 5).map(({ path }) => path);
  return `${names.join(', ') || 'nothing'}${entries.length > names.length ? ', …' : ''}`;
}
