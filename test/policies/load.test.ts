/** Policies load whole or not at all. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadPolicy, PolicyError, shippedPolicy, shippedPolicyNames } from '../../policies/load.ts';
import { shippedTimeZone } from '../../policies/shipped-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'standkeeper-policy-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a missing policy file is named', () => {
  const file = join(folder, 'none.yaml');
  expect(() => loadPolicy(file)).toThrow(PolicyError);
  expect(() => loadPolicy(file)).toThrow(`${file}:1  (whole file) is not there`);
});

test('a broken policy is not used, and says every reason', () => {
  const file = join(folder, 'broken.yaml');
  writeFileSync(file, 'policy: X\n');
  expect(() => loadPolicy(file)).toThrow(/policy is "X"; wanted: a name of a–z[\s\S]*version is nothing/);
});

test('the hash follows the text: the same version with another text is another hash', () => {
  expect(shippedPolicy().hash).toMatch(/^[0-9a-f]{12}$/);
});

test.each(shippedPolicyNames())('the time zone of %s, read by itself, is the one of the whole', (name) => {
  expect(shippedTimeZone(name)).toBe(shippedPolicy(name).timeZone);
});
