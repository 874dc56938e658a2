import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { identityOf, isSameProcess, type ProcessMark } from './process-identity.ts';

export interface Lock {
  release(): void;
}

/** Nobody needs longer than this to replace a dead holder's lock. */
const TAKEOVER_MS = 10_000;

/**
 * Takes the lock, or names the living process that holds it. A dead holder's lock is taken over.
 * The content is linked into place whole, so no reader ever sees half a lock.
 */
export function tryLock(file: string): Lock | ProcessMark {
  const mine: ProcessMark = { pid: process.pid, identity: identityOf(process.pid) ?? '' };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(mine));
  try {
    if (linked(draft, file)) return held(file);
    const holder = readMark(file);
    if (holder !== undefined && isSameProcess(holder)) return holder;
    return takeOver(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

export function isLock(met: Lock | ProcessMark): met is Lock {
  return 'release' in met;
}

/** One taker at a time: between seeing a dead holder and removing its lock, another may already have put its own. */
function takeOver(draft: string, file: string): Lock | ProcessMark {
  const gate = `${file}.takeover`;
  if (!linked(draft, gate)) {
    if (ageMs(gate) > TAKEOVER_MS) rmSync(gate, { force: true });
    return readMark(gate) ?? readMark(file) ?? { pid: 0, identity: '' };
  }
  try {
    const holder = readMark(file);
    if (holder !== undefined && isSameProcess(holder)) return holder;
    rmSync(file, { force: true });
    return linked(draft, file) ? held(file) : (readMark(file) ?? { pid: 0, identity: '' });
  } finally {
    rmSync(gate, { force: true });
  }
}

function held(file: string): Lock {
  return { release: () => rmSync(file, { force: true }) };
}

function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readMark(file: string): ProcessMark | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessMark;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function ageMs(file: string): number {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}
