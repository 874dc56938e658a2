/** A mapping file: which column gives which field, constants for columns a file lacks, words translated, oddities acknowledged. */
import { parse } from 'yaml';
import { SURVEY_FIELDS, STAND_FIELDS } from './columns.ts';
import { ImportError } from './problems.ts';

export interface Mapping {
  readonly columns: Readonly<Record<string, readonly string[] | undefined>>;
  readonly constants: Readonly<Record<string, string | number | undefined>>;
  /** Per field, the file's word → ours, e.g. species: { kask: BETULA }. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string | number>> | undefined>>;
  readonly acknowledge: readonly Acknowledgement[];
}

export const ACKNOWLEDGEMENTS = ['OUTSIDE_COUNTY'] as const;
export type Acknowledgement = (typeof ACKNOWLEDGEMENTS)[number];

export const NO_MAPPING: Mapping = { columns: {}, constants: {}, values: {}, acknowledge: [] };

const FIELDS = [...new Set([...Object.keys(STAND_FIELDS), ...Object.keys(SURVEY_FIELDS)])];
const KEYS = ['columns', 'constants', 'values', 'acknowledge'];

/** @throws ImportError naming the key, what is there and what may be */
export function readMapping(text: string): Mapping {
  const data = parsed(text);
  only(Object.keys(data), KEYS, 'a key');
  const columns = section(data, 'columns');
  const constants = section(data, 'constants') as Mapping['constants'];
  const values = section(data, 'values') as Mapping['values'];
  for (const [name, part] of Object.entries({ columns, constants, values }))
    only(Object.keys(part), FIELDS, `a field under ${name}`);
  const acknowledge = [data['acknowledge'] ?? []].flat() as Acknowledgement[];
  only(acknowledge, ACKNOWLEDGEMENTS, 'acknowledge');
  const listed = Object.entries(columns).map(([field, name]) => [field, [name].flat().map(String)]);
  return { columns: Object.fromEntries(listed) as Mapping['columns'], constants, values, acknowledge };
}

function parsed(text: string): Record<string, unknown> {
  let data: unknown;
  try {
    data = parse(text);
  } catch (error) {
    throw new ImportError({
      code: 'MAPPING_BROKEN',
      field: 'the file',
      met: (error as Error).message.split('\n')[0]!,
      wanted: 'YAML or JSON',
    });
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new ImportError({
      code: 'MAPPING_BROKEN',
      field: 'the file',
      met: typeof data,
      wanted: `keys ${KEYS.join(', ')}`,
    });
  }
  return data as Record<string, unknown>;
}

function section(data: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = data[key] ?? {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new ImportError({
    code: 'MAPPING_BROKEN',
    field: key,
    met: JSON.stringify(value),
    wanted: 'a table of fields',
  });
}

function only(met: readonly string[], allowed: readonly string[], what: string): void {
  const unknown = met.find((word) => !allowed.includes(word));
  if (unknown !== undefined)
    throw new ImportError({
      code: 'MAPPING_BROKEN',
      field: what,
      met: String(unknown),
      wanted: `one of ${allowed.join(', ')}`,
    });
}
