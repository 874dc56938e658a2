/** A policy is published once and for good. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyOf } from '../../cli/policy-named.ts';
import { publishFile, publishShippedPolicy } from '../../cli/publish-policy.ts';
import { speciesName } from '../../cli/species.ts';
import { seedState } from '../../domain/stand/fold.ts';
import { shippedPolicyFile } from '../../policies/load.ts';
import { openDatabase } from '../../prisma/database.ts';
import { findStand, standLog } from '../../prisma/stand-store.ts';
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

const json = async (...args: string[]): Promise<unknown> =>
  JSON.parse((await standkeeper([...args, '--json'], env)).out) as unknown;

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

test('all of it reads in Chinese as well', async () => {
  const zh = (...args: string[]) => standkeeper(['--lang', 'zh', 'policy', ...args], env);
  const faulty = join(folder, 'faulty-zh.yaml');
  writeFileSync(faulty, 'policy: xinzhou\nversion: 1\n');
  const ran = await Promise.all([zh('check', SHIPPED), zh('check', faulty), zh('publish', SHIPPED), zh('list')]);
  expect(ran.map(({ out }) => out)).toEqual([
    expect.stringMatching(/xinzhou-2024@1\.0\.0 无误：\d+ 项任务，14 个县/),
    expect.stringMatching(/^位置 +路径 +实际 +应为/),
    expect.stringMatching(/^xinzhou-2024@1\.0\.0 (此前)?已发布，哈希 /),
    expect.stringMatching(/^政策 +生效 +哈希 +发布时间 +发布人/),
  ]);
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

describe('stands are planted by a policy of one’s own', () => {
  const own = join(folder, 'own.yaml');
  const text = readFileSync(SHIPPED, 'utf8')
    .replace(/^policy: .*$/m, 'policy: our-hills')
    .replaceAll('140932', 'OH1')
    .replace('zh: 偏关县, en: Pianguan', 'zh: 我们县, en: Ourhills')
    .replace('en: Chinese pine', 'en: our pine');
  const stands = join(folder, 'stands.csv');
  writeFileSync(stands, '县代码,小班号,树种,造林日期,面积(亩),设计株数\nOH1,0001,油松,2026-04-10,150,2000\n');
  const imported = (policy: string, ...more: string[]) =>
    standkeeper(['import', 'stands', stands, '--policy', policy, ...more], env);

  test('only once it is published: what its version means is then kept', async () => {
    writeFileSync(own, text);
    for (const more of [[], ['--dry-run']]) {
      const refused = await imported(own, ...more);
      expect([refused.code, refused.err]).toEqual([
        3,
        expect.stringMatching(
          /^standkeeper: policy our-hills@1\.0\.0 \(hash [0-9a-f]{12}\) is neither published nor shipped.*wanted: standkeeper policy publish, with this file\n$/,
        ),
      ]);
    }
    expect(await json('stands', 'list')).toEqual([]);
    await standkeeper(['policy', 'publish', own], env);
    expect((await imported(own)).code).toBe(0);
  });

  test('and never by another content under its version: both hashes are named', async () => {
    const edited = join(folder, 'edited-own.yaml');
    writeFileSync(edited, `${text}# one more word\n`);
    const ran = await imported(edited);
    expect([ran.code, ran.err]).toEqual([
      3,
      expect.stringMatching(
        /policy our-hills@1\.0\.0 was published with hash [0-9a-f]{12}, and this file has [0-9a-f]{12}/,
      ),
    ]);
  });

  test('what was published names their species and counties, and tells what they would owe', async () => {
    const outcomes = ['--outcomes', '2026-12-01 suspend reason=DISPUTE'];
    const [whatif, gate] = await Promise.all([
      standkeeper(['stands', 'whatif', 'OH1-0001', ...outcomes], env),
      standkeeper(['gate', 'announce', '--county', 'Ourhills', '--kind', 'SNOW', '--from', '2026-11-03'], env),
    ]);
    expect(whatif).toMatchObject({ code: 0, err: '' });
    expect(gate.out).toContain('OH1 Ourhills, 2026-11-03…');
    const db = openDatabase(database.url, 1);
    const seed = (await standLog(db, (await findStand(db, 'OH1-0001'))!.lifeId)).seed;
    const state = { ...seedState(seed), regimes: { p1: seed.regime } };
    expect(await speciesName(db, state, seed.planting.species, 'en')).toBe('our pine');
    await db.prisma.policy.deleteMany({ where: { name: 'our-hills' } });
    await expect(policyOf(db, seed.regime)).rejects.toThrow('policy our-hills@1.0.0 is neither published nor shipped');
    expect(await speciesName(db, state, seed.planting.species, 'en')).toBe('PINUS_TABULIFORMIS');
    await db.close();
  });

  test.each([
    [
      'that is not there',
      join(folder, 'no.yaml'),
      5,
      'no.yaml does not ship and is no file; wanted: a policy file, or',
    ],
    ['that is a folder', folder, 5, 'is a folder; wanted: a policy file, or one of xinzhou-2024, bc-interior'],
    ['that nobody ships', 'xinzhou-2025', 5, 'policy xinzhou-2025 does not ship and is no file; wanted:'],
    ['with a fault', join(folder, 'faulty.yaml'), 3, 'faulty.yaml:2  version is '],
  ])('a policy %s is named with what is wanted', async (_, policy, code, words) => {
    writeFileSync(join(folder, 'faulty.yaml'), 'policy: xinzhou\nversion: 1\n');
    const ran = await imported(policy, '--dry-run');
    expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(words)]);
    expect(ran.err).not.toContain('    at ');
  });
});
