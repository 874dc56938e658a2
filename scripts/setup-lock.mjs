// One set-up at a time for a clone. Node built-ins only, see setup.mjs.
import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT_MS = 1_000;
/** A holder that has not shown itself for so long is dead, even if its number now belongs to another process. */
const STALE_MS = 15_000;

/** Runs the work while holding the lock; waits for another living holder, saying so, and takes over from a dead one. */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  for (let said = false; !isTaken(file); said = true) {
    if (!said) console.error(`set-up: waiting for the set-up of process ${holderOf(file)} (${file})`);
    await sleep(250);
  }
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), BEAT_MS);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    release();
  }
}

function isTaken(file) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    removeStale(file);
    // Linked whole: nobody ever reads half a lock.
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Behind a gate: else the second of two would remove the lock that the first has just taken over. */
function removeStale(file) {
  const gate = `${file}.gate`;
  if (!isStale(file)) return;
  if (ageMs(gate) > STALE_MS) rmdirSync(gate);
  mkdirSync(gate);
  try {
    if (isStale(file)) rmSync(file, { force: true });
  } finally {
    rmdirSync(gate);
  }
}

function isStale(file) {
  const pid = holderOf(file);
  return pid !== undefined && (!isAlive(pid) || ageMs(file) > STALE_MS);
}

function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive all the same.
    return error.code === 'EPERM';
  }
}

function ageMs(file) {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}
