import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivately } from './private-file.ts';
import { identityOf } from './process-identity.ts';

/** Where the servers of one folder listen. */
export interface Endpoints {
  /** With the password: never print it. */
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly uiUrl?: string;
  /** The process that started the servers and will stop them. */
  readonly pid: number;
}

export function writeEndpoints(folder: string, endpoints: Endpoints): void {
  writePrivately(fileIn(folder), JSON.stringify(endpoints, undefined, 2));
}

/** Where the folder's servers listen, or undefined when the process that started them is gone. */
export function readEndpoints(folder: string): Endpoints | undefined {
  try {
    const endpoints = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Endpoints;
    return identityOf(endpoints.pid) === undefined ? undefined : endpoints;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function removeEndpoints(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}

function fileIn(folder: string): string {
  return join(folder, 'endpoints.json');
}
