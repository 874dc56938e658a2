/** GeoJSON: a collection, one feature, or one feature a line; each feature is a row. */
import type { Geometry } from 'geojson';
import { featureRanges, textIn } from './feature-ranges.ts';
import { ImportError } from './problems.ts';
import { jsonKind } from './text-kinds.ts';
import { anew, type SourceRow, type SourceTable } from './table.ts';

interface WireFeature {
  readonly type: 'Feature';
  readonly id?: unknown;
  readonly properties?: unknown;
  readonly geometry?: unknown;
}

/** A document whose features are read one by one, each time they are asked for. */
interface Document {
  readonly features: Iterable<unknown>;
  /** What is said of all of them. */
  readonly envelope: unknown;
}

/**
 * @param bytes - UTF-8
 * @throws ImportError where they are no JSON, or JSON that is no GeoJSON
 */
export function readGeoJson(bytes: Uint8Array): SourceTable {
  const document = collectionIn(bytes) ?? sequenceIn(bytes) ?? wholeOf(bytes);
  const columns = new Set<string>();
  let index = 0;
  let wrong: number | undefined;
  for (const feature of document.features) {
    if (!isFeature(feature)) wrong ??= index + 1;
    else for (const key of Object.keys(rowOf(feature, index).values)) columns.add(key);
    index += 1;
  }
  if (wrong !== undefined) throw otherKind(jsonKind(document.envelope) ?? `a list whose entry ${wrong} is no Feature`);
  const crs = crsOf(document.envelope);
  return { columns: [...columns], rows: anew(() => rowsOf(document)), ...(crs !== undefined && { crs }) };
}

function* rowsOf({ features }: Document): Generator<SourceRow> {
  let index = 0;
  for (const feature of features) yield rowOf(feature as WireFeature, index++);
}

/** Undefined where it is no collection, or not one that can be read feature by feature. */
function collectionIn(bytes: Uint8Array): Document | undefined {
  const found = featureRanges(bytes);
  if (found === undefined) return undefined;
  const { ranges } = found;
  const features = anew(function* () {
    for (let at = 0; at < ranges.length; at += 2) yield JSON.parse(textIn(bytes, [ranges[at]!, ranges[at + 1]!]));
  });
  try {
    const envelope = JSON.parse(found.envelope) as unknown;
    if (!isObject(envelope) || envelope['type'] === 'Feature') return undefined;
    // What is broken is named by its place in the whole.
    for (const _ of features);
    return { features, envelope };
  } catch {
    return undefined;
  }
}

/** One feature a line (NDJSON, RFC 8142); undefined where the first line is none, or the whole is one document. */
function sequenceIn(bytes: Uint8Array): Document | undefined {
  const [first, second] = linesIn(bytes);
  if (first === undefined || !isFeatureLine(first.text) || !isJson(first.text)) return undefined;
  if (second === undefined && isJson(textIn(bytes, [0, bytes.length]))) return undefined;
  const features = anew(function* () {
    for (const { text, number } of linesIn(bytes)) yield lineOf(text, number);
  });
  return { features, envelope: undefined };
}

interface Line {
  readonly text: string;
  /** Counted from 1, blank ones too. */
  readonly number: number;
}

/** Those that are not blank, without the sign that may stand before each. */
function* linesIn(bytes: Uint8Array): Generator<Line> {
  let number = 1;
  for (let from = 0; from < bytes.length; number += 1) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end;
    const text = textIn(bytes, [from, to])
      .replace(/^\u001e/, '')
      .trim();
    if (text !== '') yield { text, number };
    from = to + 1;
  }
}

function isFeatureLine(line: string): boolean {
  return /^\{.*"Feature".*\}$/.test(line);
}

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}

function lineOf(line: string, number: number): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    throw new ImportError({ code: 'FILE_BROKEN', met: `line ${number}: ${(error as Error).message}` });
  }
}

/** One feature alone, or what is broken or something else. */
function wholeOf(bytes: Uint8Array): Document {
  const data = dataOf(bytes);
  const { type, features: listed } = isObject(data) ? data : {};
  const features = type === 'Feature' ? [data] : listed;
  if (!Array.isArray(features)) throw otherKind(kindOf(data));
  return { features, envelope: data };
}

function dataOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textIn(bytes, [0, bytes.length])) as unknown;
  } catch (error) {
    const [first] = linesIn(bytes);
    if (first !== undefined && isFeatureLine(first.text)) lineOf(first.text, first.number);
    throw new ImportError({ code: 'FILE_BROKEN', met: (error as Error).message });
  }
}

const WANTED = 'a GeoJSON FeatureCollection, as QGIS writes it with Export > Save Features As';

function otherKind(met: string): ImportError {
  return new ImportError({ code: 'FILE_KIND', met, wanted: WANTED });
}

function isFeature(feature: unknown): feature is WireFeature {
  return isObject(feature) && feature['type'] === 'Feature';
}

function kindOf(data: unknown): string {
  if (Array.isArray(data)) return 'a JSON list';
  const kind = jsonKind(data);
  if (kind !== undefined) return kind;
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
