/** Many rows in one statement. */
import type { Queries } from './database.ts';

/**
 * Rows by column name, as one parameter of JSON: ten thousand stands take seconds, where a statement built value by
 * value took half a minute. A column left out is null, so those with a default are named as well.
 */
export async function insert(tx: Queries, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const statement = `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`;
  await tx.$executeRawUnsafe(statement, JSON.stringify(rows));
}

/** So many at a time; none is made before it is asked for. */
export function* chunksOf<T>(items: Iterable<T>, size: number): Generator<readonly T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
