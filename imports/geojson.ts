/** GeoJSON: one feature a row. */
import type { Geometry } from 'geojson';
import { ImportError } from './problems.ts';
import type { SourceRow, SourceTable } from './table.ts';

interface WireFeature {
  readonly type: 'Feature';
  readonly properties?: Record<string, unknown> | null;
  readonly geometry?: Geometry | null;
}

/** @throws ImportError where the text is no JSON, or JSON that is no GeoJSON */
export function readGeoJson(text: string): SourceTable {
  const data = parsed(text);
  const features = featuresOf(data);
  const columns = [...new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const crs = crsOf(data);
  return { columns, rows: features.map(rowOf), ...(crs !== undefined && { crs }) };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>;
  } catch (error) {
    throw new ImportError({ code: 'FILE_BROKEN', met: (error as Error).message });
  }
}

function featuresOf(data: Record<string, unknown>): readonly WireFeature[] {
  const features = data['type'] === 'Feature' ? [data] : data['features'];
  const wanted = 'a GeoJSON FeatureCollection';
  if (!Array.isArray(features))
    throw new ImportError({ code: 'FILE_KIND', met: `JSON of type ${String(data['type'])}`, wanted });
  const wrong = features.findIndex((feature: unknown) => (feature as WireFeature | null)?.type !== 'Feature');
  if (wrong >= 0)
    throw new ImportError({ code: 'FILE_KIND', met: `a list whose entry ${wrong + 1} is no Feature`, wanted });
  return features as WireFeature[];
}

function rowOf({ properties, geometry }: WireFeature, index: number): SourceRow {
  const values = Object.fromEntries(Object.entries(properties ?? {}).map(([key, value]) => [key, value ?? undefined]));
  return { row: index + 1, values, ...(geometry && { geometry }) };
}

/** The crs member of old GeoJSON; today's files have none and mean WGS 84. */
function crsOf(data: Record<string, unknown>): string | undefined {
  const name = (data['crs'] as { properties?: { name?: unknown } } | undefined)?.properties?.name;
  return typeof name === 'string' ? name : undefined;
}
