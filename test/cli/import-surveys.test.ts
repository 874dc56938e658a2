/** What the stands say to imported counts reaches whoever imported them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importStands } from '../../cli/import-files.ts';
import { findStand } from '../../prisma/stand-store.ts';
import { surveysOf } from '../../prisma/survey-store.ts';
import { undoOutcome } from '../../prisma/undo-store.ts';
import { XINZHOU } from '../support/regimes.ts';
import { openInstallation, type Installation } from './installation.ts';
import { standkeeper, type Env } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'standkeeper-surveys-'));
let installation: Installation;
let env: Env;

beforeAll(async () => {
  installation = await openInstallation();
  env = installation.env;
});
afterAll(async () => {
  await installation.close();
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const STANDS = `县代码,小班号,树种,造林日期,面积(亩),设计株数
140921,0001,油松,2026-04-10,150,2000
140921,0002,油松,2026-04-10,150,2000
`;
const COUNTS = `小班号,调查日期,活株数
140921-0001,2026-09-25,1900
140921-0001,2026-09-26,1800
140921-0001,2026-05-20,1950
140921-0002,2026-09-25,1699
`;

test('the manager hears how many counts were recorded, and of each refused one its row and why', async () => {
  const begun = await standkeeper(['import', 'stands', file('stands.csv', STANDS), '--wait'], env);
  expect([begun.code, begun.out]).toEqual([0, expect.stringContaining('2 imported')]);
  const ran = await standkeeper(['import', 'surveys', file('counts.csv', COUNTS), '--wait'], env);
  expect(ran.out).toContain('counts: 4 imported, 0 refused');
  expect(ran.out).toMatch(/2 {2}140921-0001 · DUTY_CLOSED: duty \S+ was already closed/);
  expect(ran.out).toContain('stands: 3 counts recorded, 1 refused, 0 waiting');
  expect(ran.code).toBe(3);
});

test('the survey keeps that it was refused and why; the others of its stand went on', async () => {
  const { lifeId } = (await findStand(installation.db, '140921-0001'))!;
  expect(await surveysOf(installation.db, lifeId)).toMatchObject([
    { capturedOn: '2026-05-20', state: 'recorded', binding: false, counts: { livePoints: 1950 } },
    { capturedOn: '2026-09-25', state: 'recorded', binding: true, verdict: 'PASS' },
    {
      capturedOn: '2026-09-26',
      state: 'refused',
      refusal: { refused: 'DUTY_CLOSED', values: { dutyId: expect.any(String) } },
    },
  ]);
});

test('the same file again names what is kept, and data for programs has it all', async () => {
  const again = await standkeeper(['import', 'surveys', join(folder, 'counts.csv'), '--json'], env);
  expect(again.code).toBe(3);
  const report = JSON.parse(again.out) as {
    accepted: number;
    problems: { row: number; code: string; wanted: string }[];
  };
  expect(report.accepted).toBe(0);
  expect(report.problems.map(({ row, code, wanted }) => `${row} ${code} ${wanted}`)).toEqual([
    '1 SURVEY_EXISTS 1900 · recorded · PASS',
    '2 SURVEY_EXISTS 1800 · refused · DUTY_CLOSED',
    '3 SURVEY_EXISTS 1950 · recorded',
    '4 SURVEY_EXISTS 1699 · recorded · REPLANT',
  ]);
});

test.each([
  ['an empty file', file('empty.csv', ''), 'the file is empty; nothing was written'],
  ['a folder', folder, 'is no file'],
  ['the null device', '/dev/null', 'is no file'],
  ['a mapping that is broken', file('m.yaml', 'columns: 5'), 'mapping: columns is 5'],
])('%s is refused in one line', async (_, path, words) => {
  const args = path.endsWith('.yaml') ? [join(folder, 'stands.csv'), '--mapping', path] : [path];
  const ran = await standkeeper(['import', 'stands', ...args], env);
  expect([ran.err, ran.err.trim().split('\n').length]).toEqual([expect.stringContaining(words), 1]);
});

test('an import is taken back whole while the worker is starting it, and may come again', async () => {
  // Nothing of it is late yet.
  const plantedOn = new Date(Date.now() - 21 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  const rows = Array.from({ length: 20 }, (_, number) => `140921,${1000 + number},油松,${plantedOn},150,2000`);
  const path = file('many.csv', [STANDS.split('\n')[0], ...rows, ''].join('\n'));
  const begun = await standkeeper(['import', 'stands', path, '--json'], env);
  const { batchId } = JSON.parse(begun.out) as { batchId: string };
  const ran = await standkeeper(['import', 'undo', batchId.slice(0, 13), '--by', 'chief-7', '--json'], env);
  expect([ran.code, JSON.parse(ran.out)]).toMatchObject([0, { batch: batchId, undone: true, stayed: [] }]);
  const outcome = () => undoOutcome(installation.db, batchId);
  await expect.poll(async () => (await outcome()).waiting, { timeout: 90_000 }).toBe(0);
  const { gone, closed, stayed } = await outcome();
  expect([gone + closed, stayed]).toEqual([20, []]);
  const { prisma } = installation.db;
  const stand = { importBatchId: batchId };
  expect(await prisma.stand.count({ where: { ...stand, closedOn: null } })).toBe(0);
  expect(await prisma.task.count({ where: { stand, state: { in: ['dispatched', 'submitted'] } } })).toBe(0);
  expect(await prisma.outboxMessage.count({ where: { deliveredAt: null } })).toBe(0);
  const again = await importStands(installation.db, {
    path,
    bytes: readFileSync(path),
    dryRun: true,
    policy: XINZHOU,
    nowMs: Date.now(),
  });
  expect([again.accepted, again.problems]).toEqual([20, []]);
});

test('an import of which stands were counted is not taken back, and says which and why', async () => {
  const listed = JSON.parse((await standkeeper(['import', 'list', '--json'], env)).out);
  const { id } = listed.findLast(({ fileName }: { fileName: string }) => fileName === 'stands.csv');
  const ran = await standkeeper(['--lang', 'zh', 'import', 'undo', id, '--by', 'chief-7'], env);
  expect([ran.code, ran.out]).toEqual([3, expect.stringMatching(/140921-0001 .*已有办理: .*SurveyRecorded/)]);
  expect(ran.out).toContain('stands.csv：其中 2 条已有进展，整批未撤回，未作更改');
});
