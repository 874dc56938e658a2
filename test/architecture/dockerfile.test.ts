/** The image is made of pinned parts and of files that are there, and runs as nobody special. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './planted.ts';

const lines = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8').split('\n');
const { engines } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };

test('every stage stands on one Node, named to the patch, that the package asks for', () => {
  const images = lines.flatMap((line) => /^FROM (\S+)/.exec(line)?.[1] ?? []);
  expect(new Set(images).size).toBe(1);
  const version = /^node:(\d+)\.(\d+)\.(\d+)-/.exec(images[0]!)!.slice(1).map(Number);
  const wanted = engines.node.replace('>=', '').split('.').map(Number);
  const order = version.map((part, at) => part - wanted[at]!).find((difference) => difference !== 0) ?? 0;
  expect(order).toBeGreaterThanOrEqual(0);
});

test('what is copied from the project is there', () => {
  const copied = lines
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
    .flatMap((line) => line.split(' ').slice(1, -1));
  expect(copied.length).toBeGreaterThan(3);
  expect(copied.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});

test('it does not run as root', () => {
  expect(lines.findLast((line) => line.startsWith('USER '))).toBe('USER node');
});

test('passwords, builds and packages of this machine stay out of it', () => {
  const ignored = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['secrets', 'node_modules', 'dist', '.standkeeper', '.git']));
});
