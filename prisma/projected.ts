/** Everything that a life's log is projected to, as plain values by name: what is compared before and after. */
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Queries } from './database.ts';

/** Column, or table and key → value. */
export type Projected = ReadonlyMap<string, unknown>;

/** Tables beside the stand's row, with the column that tells their rows of one life apart. */
const TABLES = [
  ['task', 'id'],
  ['escalation', `duty_id || '.' || step || '.' || occurrence`],
  ['command_answer', 'command_id'],
] as const;
/** What the log says of a survey; the rest was staged before it. */
const SURVEY = `jsonb_build_object('state', state, 'recorded_at', recorded_at, 'duty_id', duty_id, 'binding', binding,
  'timing', timing, 'because', because, 'verdict', verdict, 'part_id', part_id, 'level', level,
  'surveyors', surveyors, 'unit', unit, 'supersedes', supersedes)`;

export async function projectedOf(tx: Queries, lifeId: string): Promise<Projected> {
  const [stand] = await tx.$queryRaw<{ row: Record<string, unknown> }[]>`
    select to_jsonb(stand) - 'seed' as row from stand where life_id = ${lifeId}::uuid`;
  const parts = [
    ...TABLES.map(([table, key]) => `select '${table} ' || ${key} as name, to_jsonb(${table}) as row from ${table}`),
    `select 'survey ' || id as name, ${SURVEY} as row from survey`,
  ];
  const rows = await tx.$queryRawUnsafe<{ name: string; row: unknown }[]>(
    parts.map((part) => `${part} where life_id = $1::uuid`).join(' union all '),
    lifeId,
  );
  return new Map<string, unknown>([
    ...Object.entries(stand!.row),
    ...rows.map(({ name, row }) => [name, row] as const),
  ]);
}

/** What differs, in plain words and in order; long values are only named. */
export function differences(before: Projected, after: Projected): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => canonicalJson(before.get(name) ?? null) !== canonicalJson(after.get(name) ?? null))
    .toSorted()
    .map((name) => sayDifference(name, before.get(name), after.get(name)));
}

function sayDifference(name: string, met: unknown, wanted: unknown): string {
  if (met === undefined) return `${name} is missing`;
  if (wanted === undefined) return `${name} is not in the log`;
  const isPlain = [met, wanted].every((value) => typeof value !== 'object' || value === null);
  return isPlain ? `${name} is ${String(met)}; wanted: ${String(wanted)}` : `${name} differs`;
}
