/** GeoJSON: a collection, one feature, or one feature a line; each feature is a row. */
import type { Geometry } from 'geojson';
import { ImportError } from './problems.ts';
import type { SourceRow, SourceTable } from './table.ts';

interface WireFeature {
  readonly type: 'Feature';
  readonly id?: unknown;
  readonly properties?: unknown;
  readonly geometry?: unknown;
}

/** @throws ImportError where the text is no JSON, or JSON that is no GeoJSON */
export function readGeoJson(text: string): SourceTable {
  const data = documentOf(text.replace(/^\uFEFF/, ''));
  const features = featuresOf(data);
  const rows = features.map(rowOf);
  const columns = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const crs = crsOf(data);
  return { columns, rows, ...(crs !== undefined && { crs }) };
}

function documentOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const features = sequenceOf(text);
    if (features !== undefined) return { type: 'FeatureCollection', features };
    throw new ImportError({ code: 'FILE_BROKEN', met: (error as Error).message });
  }
}

/** One feature a line (NDJSON, RFC 8142); undefined where the first line alone is no feature. */
function sequenceOf(text: string): readonly unknown[] | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^\u001e/, '').trim());
  const first = lines.find((line) => line !== '');
  if (first === undefined || !/^\{.*"Feature".*\}$/.test(first)) return undefined;
  return lines.flatMap((line, index) => (line === '' ? [] : [lineOf(line, index + 1)]));
}

function lineOf(line: string, number: number): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    throw new ImportError({ code: 'FILE_BROKEN', met: `line ${number}: ${(error as Error).message}` });
  }
}

function featuresOf(data: unknown): readonly WireFeature[] {
  const wanted = 'a GeoJSON FeatureCollection';
  const { type, features: listed } = isObject(data) ? data : {};
  const features = type === 'Feature' ? [data] : listed;
  if (!Array.isArray(features)) throw new ImportError({ code: 'FILE_KIND', met: kindOf(data), wanted });
  const wrong = features.findIndex((feature: unknown) => !isObject(feature) || feature['type'] !== 'Feature');
  if (wrong >= 0)
    throw new ImportError({ code: 'FILE_KIND', met: `a list whose entry ${wrong + 1} is no Feature`, wanted });
  return features as WireFeature[];
}

function kindOf(data: unknown): string {
  if (Array.isArray(data)) return 'a JSON list';
  const type = isObject(data) ? data['type'] : undefined;
  return typeof type === 'string' ? `JSON of type ${type}` : 'JSON without a type';
}

/** A feature's own id is a column beside its properties, unless one of them has the name. */
function rowOf({ id, properties, geometry }: WireFeature, index: number): SourceRow {
  const own = id === undefined || id === null ? [] : [['id', id] as const];
  const entries = [...own, ...(isObject(properties) ? Object.entries(properties) : [])];
  const values = Object.fromEntries(entries.map(([key, value]) => [key, value ?? undefined]));
  const drawn = geometry !== null && geometry !== undefined;
  return { row: index + 1, values, ...(drawn && { geometry: geometry as Geometry }) };
}

/** The crs member of old GeoJSON, in each of its forms; today's files have none and mean WGS 84. */
function crsOf(data: unknown): string | undefined {
  const crs = isObject(data) ? data['crs'] : undefined;
  if (crs === undefined || crs === null) return undefined;
  if (typeof crs === 'string') return crs;
  const { name, code } = isObject(crs) && isObject(crs['properties']) ? crs['properties'] : {};
  if (typeof name === 'string') return name;
  return typeof code === 'number' || typeof code === 'string' ? `EPSG:${code}` : JSON.stringify(crs);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
