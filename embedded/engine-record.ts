import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackError } from './stack-error.ts';
import type { EngineName } from './temporal-engine.ts';

/** Which Temporal server holds the folder's running stands, and in which store. */
export interface EngineRecord extends EngineName {
  readonly store: 'postgresql' | 'sqlite';
}

/** What an earlier start has recorded, or undefined in a new folder. */
export function readEngineRecord(folder: string): EngineRecord | undefined {
  return existsSync(fileIn(folder)) ? (JSON.parse(readFileSync(fileIn(folder), 'utf8')) as EngineRecord) : undefined;
}

/**
 * Holds every later start to the engine of the first:
 * another server on the same data, or the same server on an empty store, would lose every timer in silence.
 *
 * @throws StackError - the folder's stands run on another engine
 */
export function holdToEngine(folder: string, met: EngineRecord): void {
  const recorded = readEngineRecord(folder);
  if (recorded === undefined || isSameEngine(recorded, met)) return;
  throw new StackError(
    `the stands of ${folder} run on ${nameOf(recorded)} (${fileIn(folder)}); met: ${nameOf(met)}; wanted: the same as before. ` +
      `To move on, have the stands rebuilt from their log in PostgreSQL, which keeps every duty: standkeeper --folder ${folder} rebuild. ` +
      'Nothing was changed',
  );
}

export function isSameEngine(one: EngineRecord, other: EngineRecord): boolean {
  return nameOf(one) === nameOf(other);
}

/** Writes down the engine once it has come up: a first start that failed binds nobody. */
export function recordEngine(folder: string, record: EngineRecord): void {
  writeFileSync(fileIn(folder), JSON.stringify(record));
}

function nameOf({ kind, version, store }: EngineRecord): string {
  return `${kind === 'built' ? 'the Temporal server' : 'temporal start-dev'} ${version} on ${store}`;
}

function fileIn(folder: string): string {
  return join(folder, 'engine.json');
}
