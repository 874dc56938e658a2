import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lockFolder } from '../../embedded/folder-lock.ts';
import { isLock, tryLock } from '../../embedded/lock.ts';
import { identityOf } from '../../embedded/process-identity.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

test('a held lock names its holder, and can be taken once it is released', () => {
  const file = join(folder.path, 'held');
  const first = tryLock(file);
  expect(tryLock(file)).toEqual({ pid: process.pid, identity: identityOf(process.pid) });
  if (isLock(first)) first.release();
  expect(isLock(tryLock(file))).toBe(true);
});

test('the lock of a dead process is taken over', () => {
  const file = join(folder.path, 'dead');
  const { pid } = spawnSync('true');
  writeFileSync(file, JSON.stringify({ pid, identity: 'of the dead' }));
  expect(isLock(tryLock(file))).toBe(true);
});

test('a process that has inherited the number of a dead holder holds nothing', () => {
  const file = join(folder.path, 'inherited');
  writeFileSync(file, JSON.stringify({ pid: process.pid, identity: 'of another boot' }));
  expect(isLock(tryLock(file))).toBe(true);
});

test.runIf(existsSync('/sys/kernel'))('a folder that cannot be written is named, before anything is started', () => {
  expect(() => lockFolder('/sys/standkeeper')).toThrow(
    /\/sys\/standkeeper.* is not writable .*wanted: a folder you may write to/,
  );
});

test('a file in the place of the folder is named', () => {
  const file = join(folder.path, 'file');
  writeFileSync(file, '');
  expect(() => lockFolder(join(file, 'standkeeper'))).toThrow(/is a file or lies under one .*wanted: a folder/);
});
