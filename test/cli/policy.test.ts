/** A policy is published once and for good. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishFile, publishShippedPolicy } from '../../cli/publish-policy.ts';
import { shippedPolicyFile } from '../../policies/load.ts';
import { openDatabase } from '../../prisma/database.ts';
import { SHIPPED as POLICIES } from '../support/policies.ts';
import { freshDatabase, testEndpoints, type FreshDatabase } from '../support/stack.ts';
import { standkeeper, type Env } from './run.ts';

const SHIPPED = shippedPolicyFile();
const HASH = createHash('sha256').update(readFileSync(SHIPPED)).digest('hex');

const folder = mkdtempSync(join(tmpdir(), 'standkeeper-policy-'));
let database: FreshDatabase;
let env: Env;
beforeAll(async () => {
  database = await freshDatabase();
  env = { DATABASE_URL: database.url, TEMPORAL_ADDRESS: testEndpoints().temporalAddress };
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

test('the same version and content again is harmless, the same version with another content is refused', async () => {
  expect((await standkeeper(['policy', 'list'], env)).out).toContain('nothing was published yet');
  const first = await standkeeper(['policy', 'publish', SHIPPED, '--by', 'p-7', '--json'], env);
  expect(JSON.parse(first.out)).toMatchObject({ outcome: 'published', name: 'xinzhou-2024', hash: HASH, by: 'p-7' });
  const again = await standkeeper(['policy', 'publish', SHIPPED], env);
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('is published already')]);

  const edited = join(folder, 'edited.yaml');
  const text = `${readFileSync(SHIPPED, 'utf8')}# one more word\n`;
  writeFileSync(edited, text);
  const refused = await standkeeper(['policy', 'publish', edited], env);
  expect(refused.code).toBe(3);
  for (const hash of [HASH, createHash('sha256').update(text).digest('hex')]) expect(refused.err).toContain(hash);
  const data = JSON.parse((await standkeeper(['policy', 'publish', edited, '--json'], env)).out) as object;
  expect(data).toMatchObject({ error: { code: 'POLICY_VERSION_TAKEN' } });

  writeFileSync(edited, text.replace(/^version: .*$/m, "version: '99.0.0'"));
  expect((await standkeeper(['policy', 'publish', edited], env)).code).toBe(0);
  const list = JSON.parse((await standkeeper(['policy', 'list', '--json'], env)).out) as Record<string, string>[];
  expect(list.map(({ version }) => version)).toContain('99.0.0');
  expect(list.find(({ by }) => by === 'p-7')).toMatchObject({ validFrom: '2024-01-01', hash: HASH });
});

test('every policy that ships is published and listed', async () => {
  const own = await freshDatabase();
  const db = openDatabase(own.url, 1);
  for (const { policy } of POLICIES)
    expect(await publishFile(db, shippedPolicyFile(policy), 'p-7')).toMatchObject({ outcome: 'published' });
  await db.close();
  const { out } = await standkeeper(['policy', 'list'], { ...env, DATABASE_URL: own.url });
  for (const { policy, version, validFrom } of POLICIES)
    expect(out).toMatch(new RegExp(`${policy}@${version} +${validFrom}`));
  await own.drop();
});

test('a file with a fault is not published, and each fault is explained', async () => {
  const broken = join(folder, 'broken.yaml');
  writeFileSync(broken, 'policy: xinzhou\nversion: 1\n');
  const ran = await standkeeper(['policy', 'publish', broken], env);
  expect([ran.code, ran.out]).toEqual([3, expect.stringMatching(/broken\.yaml:2 .*version/)]);
});

test('the embedded start publishes the shipped policy once, and says where it differs from what was published', async () => {
  const own = await freshDatabase();
  const said: string[] = [];
  const publish = () => publishShippedPolicy(own.url, (line) => said.push(line));
  await publish();
  await publish();
  expect(said).toEqual([expect.stringMatching(/^policy xinzhou-2024@\S+ is published$/)]);
  const db = openDatabase(own.url, 1);
  await db.prisma.policy.updateMany({ data: { hash: '0'.repeat(64) } });
  await db.close();
  await publish();
  expect(said.at(-1)).toContain(HASH);
  await own.drop();
});
