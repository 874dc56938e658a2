/** A policy is published once and for good. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clausesAtHand } from '../../cli/clauses.ts';
import { countyNamed } from '../../cli/county-named.ts';
import { importStands } from '../../cli/import-files.ts';
import { policiesAtHand, policyNamed, policyOf, unlasting } from '../../cli/policy-named.ts';
import { publishFile, publishShippedPolicy } from '../../cli/publish-policy.ts';
import { loadSampleCounty } from '../../cli/sample-county.ts';
import { speciesName } from '../../cli/species.ts';
import { whatIf } from '../../cli/whatif.ts';
import { seedState } from '../../domain/stand/fold.ts';
import { policyOfText } from '../../policies/load.ts';
import { shippedPolicyFile } from '../../policies/shipped-file.ts';
import { openDatabase, type Database } from '../../prisma/database.ts';
import { listPolicies } from '../../prisma/policy-store.ts';
import { findStand, standLog } from '../../prisma/stand-store.ts';
import { openStore } from '../prisma/fixture.ts';
import { SHIPPED as POLICIES } from '../support/policies.ts';
import { plantedStand } from '../support/regimes.ts';
import { freshDatabase, testEndpoints, type FreshDatabase } from '../support/stack.ts';
import { standkeeper, type Env } from './run.ts';

const SHIPPED = shippedPolicyFile();
const OLDER = readFileSync(SHIPPED, 'utf8')
  .replace(/^version: .*$/m, "version: '1.0.9'")
  .replace('same species and age', 'as it was said then');
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

test('a check and the list read in Chinese as well', async () => {
  const zh = (...args: string[]) => standkeeper(['--lang', 'zh', 'policy', ...args], env);
  const [sound, list] = await Promise.all([zh('check', SHIPPED), zh('list')]);
  expect(sound.out).toMatch(/xinzhou-2024@1\.3\.0 无误：\d+ 项任务，\d+ 个县\n$/);
  expect(list.out).toMatch(/^政策 +生效 +哈希 +发布时间 +发布人/);
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
  const edited = policyOfText(`${text}# one more word\n`, 'edited.yaml');
  const stands = '县代码,小班号,树种,造林日期,面积(亩),设计株数\nOH1,0001,油松,2026-04-10,150,2000\n';
  let db: Database;
  beforeAll(() => {
    writeFileSync(own, text);
    db = openDatabase(database.url, 1);
  });
  afterAll(() => db.close());

  test('not before it is published, nor in a dry run: the file’s version and hash are named, and what to do', async () => {
    const file = join(folder, 'stands.csv');
    writeFileSync(file, stands);
    const ran = await standkeeper(['import', 'stands', file, '--policy', own, '--dry-run'], env);
    expect([ran.code, ran.err]).toEqual([
      3,
      expect.stringMatching(
        /^standkeeper: policy our-hills@1\.3\.0 \(hash [0-9a-f]{12}\) was not published.*wanted: standkeeper policy publish, with this file\n$/,
      ),
    ]);
  });

  test('once it is published, and never by another content under its version', async () => {
    await publishFile(db, own, 'p-7');
    const policy = policyNamed(own);
    expect(await unlasting(db, policy)).toBeUndefined();
    expect(await unlasting(db, edited)).toEqual({
      refused: 'POLICY_VERSION_TAKEN',
      values: { policy: 'our-hills@1.3.0', met: edited.hash, wanted: policy.hash },
    });
  });

  test('one that ships needs no publishing: its text is kept with the first stand that lives by it', async () => {
    const fresh = await openStore();
    try {
      for (const policy of POLICIES) expect(await unlasting(fresh.db, policy)).toBeUndefined();
      const bytes = Buffer.from(stands.replace('OH1', '140932'));
      const file = { path: 'stands.csv', bytes, policy: policyNamed('xinzhou-2024'), nowMs: Date.now() };
      await importStands(fresh.db, { ...file, dryRun: true });
      expect(await listPolicies(fresh.db)).toEqual([]);
      await importStands(fresh.db, { ...file, dryRun: false });
      expect(await listPolicies(fresh.db)).toMatchObject([{ name: 'xinzhou-2024', hash: HASH, by: 'standkeeper' }]);
    } finally {
      await fresh.close();
    }
  });

  test('one that ships with another text than was published under its version plants none, and says so', async () => {
    const fresh = await openStore();
    const said: string[] = [];
    try {
      await publishFile(fresh.db, SHIPPED, 'p-7');
      await fresh.db.prisma.policy.updateMany({ data: { hash: '0'.repeat(64) } });
      const bytes = Buffer.from(stands.replace('OH1', '140932'));
      const policy = policyNamed('xinzhou-2024');
      const file = { path: 'stands.csv', bytes, policy, nowMs: Date.now(), dryRun: false };
      await expect(importStands(fresh.db, { ...file, lang: 'zh' })).rejects.toMatchObject({
        code: 'POLICY_VERSION_TAKEN',
        message: expect.stringMatching(/^政策 xinzhou-2024@1\.3\.0 已以哈希 0{64} 发布/) as string,
      });
      expect(await fresh.db.prisma.stand.count()).toBe(0);
      await loadSampleCounty(fresh.db, (line) => said.push(line));
      expect(said).toEqual([expect.stringContaining('sample county not loaded: policy xinzhou-2024@1.3.0')]);
    } finally {
      await fresh.close();
    }
  });

  test('what was published names their species and counties, and tells what they would owe', async () => {
    const bytes = Buffer.from(stands);
    const policy = policyNamed(own);
    await importStands(db, { path: 'stands.csv', bytes, dryRun: false, policy, nowMs: Date.now() });
    const stand = (await findStand(db, 'OH1-0001'))!;
    const told = await whatIf(db, stand, { lang: 'en', outcomes: '2026-12-01 suspend reason=DISPUTE' });
    expect(told).toMatchObject({ standId: 'OH1-0001' });
    expect(countyNamed(await policiesAtHand(db), 'Ourhills')).toMatchObject({ county: { code: 'OH1' } });
    const { seed } = await standLog(db, stand.lifeId);
    const state = { ...seedState(seed), regimes: { p1: seed.regime } };
    expect(await speciesName(db, state, seed.planting.species, 'en')).toBe('our pine');
    await db.prisma.policy.deleteMany({ where: { name: 'our-hills' } });
    await expect(policyOf(db, seed.regime)).rejects.toThrow('policy our-hills@1.3.0 is neither published nor shipped');
    expect(await speciesName(db, state, seed.planting.species, 'en')).toBe('PINUS_TABULIFORMIS');
  });

  test('why and timeline read clauses from the text of the stand’s own version, else from the one that ships', async () => {
    const fresh = await openStore();
    const { regime } = plantedStand();
    const other = { policy: 'xinzhou-2024@1.0.9', hash: createHash('sha256').update(OLDER).digest('hex').slice(0, 12) };
    try {
      const shipped = await clausesAtHand(fresh.db);
      expect(shipped(regime)['duties.replant']).toBe('same species and age · secondary');
      expect(shipped(other)).toEqual({});
      const file = join(folder, 'older.yaml');
      writeFileSync(file, OLDER);
      await publishFile(fresh.db, file, 'p-7');
      const kept = await clausesAtHand(fresh.db);
      expect(kept(other)['duties.replant']).toBe('as it was said then · secondary');
      expect(kept(regime)['duties.replant']).toBe('same species and age · secondary');
    } finally {
      await fresh.close();
    }
  });

  test.each([
    ['that is not there', join(folder, 'no.yaml'), 'no.yaml does not ship and is no file; wanted: a policy file, or'],
    ['that is a folder', folder, 'is a folder; wanted: a policy file, or one of xinzhou-2024, bc-interior'],
    ['that nobody ships', 'xinzhou-2025', 'policy xinzhou-2025 does not ship and is no file; wanted:'],
  ])('a policy %s is named with what is wanted', (_, policy, message) => {
    expect(() => policyNamed(policy)).toThrow(expect.objectContaining({ exitCode: 5, code: 'POLICY_UNKNOWN' }));
    expect(() => policyNamed(policy)).toThrow(message);
  });

  test('a policy with a fault is refused by file and line, without a stack', async () => {
    const faulty = join(folder, 'faulty.yaml');
    writeFileSync(faulty, 'policy: xinzhou\nversion: 1\n');
    const ran = await standkeeper(['import', 'stands', faulty, '--policy', faulty], env);
    expect([ran.code, ran.err]).toEqual([3, expect.stringContaining('faulty.yaml:2  version is ')]);
    expect(ran.err).not.toContain('    at ');
  });
});
