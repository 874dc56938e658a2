/** What is installed is what was tried: exact versions, and a lock file that names no host. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './planted.ts';

type Pins = Readonly<Record<string, string>>;

const EXACT = /^\d+\.\d+\.\d+(-[\w.-]+)?$/;
const packageJson = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Record<string, Pins>;

/** Names whose version is a range. */
function ranges(pins: Pins): readonly string[] {
  return Object.entries(pins).flatMap(([name, version]) => (EXACT.test(version) ? [] : [`${name} ${version}`]));
}

describe('package.json', () => {
  test.each(['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'])(
    '%s are exact versions',
    (kind) => {
      expect(ranges(packageJson[kind]!)).toEqual([]);
    },
  );

  test.each(['^1.2.3', '~1.2.3', '1.2', 'latest', '*', '1.2.3 - 2', 'file:../x'])(
    'the guard sees that %s is none',
    (range) => {
      expect(ranges({ it: range })).toEqual([`it ${range}`]);
    },
  );

  test('all parts of the Temporal SDK have one version, as they only work together', () => {
    const parts = Object.entries(packageJson['dependencies']!).filter(([name]) => name.startsWith('@temporalio/'));
    expect(new Set(parts.map(([, version]) => version)).size).toBe(1);
  });
});

describe('package-lock.json', () => {
  const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; resolved?: string }>;
  };

  test('names no host, so that every user installs from the registry of their choice', () => {
    expect(Object.keys(lock.packages).filter((name) => lock.packages[name]!.resolved !== undefined)).toEqual([]);
  });

  test('holds one protobufjs of version 8, as a second copy breaks the replay of JSON histories', () => {
    const copies = Object.keys(lock.packages).filter((name) => name.endsWith('node_modules/protobufjs'));
    const eights = copies.filter((name) => lock.packages[name]!.version?.startsWith('8.'));
    expect(eights).toEqual(['node_modules/protobufjs']);
  });
});
