/** Imports into a real database: twice, at once, cut off, killed; whole or not at all, and always with a name for it. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importStands, importSurveys, type ImportFile } from '../../cli/import-files.ts';
import { ImportError, sayProblem } from '../../imports/problems.ts';
import { openDatabase } from '../../prisma/database.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { openStore, savedStand, turnsOf, type Store } from '../prisma/fixture.ts';
import { Life } from '../domain/stand/life.ts';
import { compiled } from '../support/compiled.ts';
import { XINZHOU } from '../support/regimes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let store: Store;
const folder = temporaryFolder();
beforeAll(async () => {
  store = await openStore();
});
afterAll(async () => {
  await store.close();
  folder.remove();
});
beforeEach(() => store.sql('truncate stand, import_batch, outbox_message, org_unit cascade'));

const STANDS = stands(1, 2, 3);
const COUNTS = counts(['0001', '2026-09-25', 1699], ['0002', '2026-09-25', 900]);

function stands(...numbers: readonly number[]): string {
  const row = (number: number) => `140921,${String(number).padStart(4, '0')},油松,2026-04-10,150,2000`;
  return `县代码,小班号,树种,造林日期,面积(亩),设计株数\n${numbers.map(row).join('\n')}\n`;
}

function counts(...rows: readonly (readonly [stand: string, day: string, live: number])[]): string {
  return `小班号,调查日期,活株数\n${rows.map(([stand, day, live]) => `140921-${stand},${day},${live}`).join('\n')}\n`;
}

function file(text: string | Uint8Array, more: Partial<ImportFile> = {}): ImportFile {
  const bytes = Buffer.from(text as string);
  return {
    path: 'test.csv',
    bytes,
    dryRun: false,
    policy: XINZHOU,
    nowMs: Date.parse('2026-11-24T04:00:00Z'),
    ...more,
  };
}

const said = (report: { problems: readonly Parameters<typeof sayProblem>[0][] }) =>
  report.problems.map((problem) => `${problem.row} ${problem.code}: ${sayProblem(problem, 'en')}`);

/** Rows of every table an import writes. */
async function written(): Promise<Record<string, number>> {
  const tables = ['stand', 'stand_geometry', 'survey', 'plot', 'outbox_message', 'import_batch'];
  const [row] = await store.sql(
    `select ${tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join()}`,
  );
  return row as Record<string, number>;
}

describe('counts that are kept already', () => {
  beforeEach(() => importStands(store.db, file(STANDS)));

  test('the same file again: every row is named with what is kept, and nothing is written', async () => {
    expect((await importSurveys(store.db, file(COUNTS))).accepted).toBe(2);
    const before = await written();
    const again = await importSurveys(store.db, file(COUNTS));
    expect(said(again)).toEqual([
      '1 SURVEY_EXISTS: the count of 140921-0001 · 2026-09-25 is kept already: 1699 · staged',
      '2 SURVEY_EXISTS: the count of 140921-0002 · 2026-09-25 is kept already: 900 · staged',
    ]);
    expect([again.accepted, again.batchId, await written()]).toEqual([0, undefined, before]);
  });

  test('a file with some new rows writes those', async () => {
    await importSurveys(store.db, file(COUNTS));
    const more = counts(['0001', '2026-09-25', 1699], ['0003', '2026-09-25', 1800], ['0002', '2026-09-26', 900]);
    const report = await importSurveys(store.db, file(more));
    expect([report.accepted, report.problems.map(({ row, code }) => `${row} ${code}`)]).toEqual([
      2,
      ['1 SURVEY_EXISTS'],
    ]);
    expect((await written())['survey']).toBe(4);
  });

  test('the same count in another file, with other columns, is the same count', async () => {
    await importSurveys(store.db, file(COUNTS));
    const other = '县,小班号,成活株数,检查日期,样地设计株数\n定襄,0001,1699,2026/9/25,2000\n';
    expect(said(await importSurveys(store.db, file(other)))[0]).toContain('1 SURVEY_EXISTS');
  });

  test('a mapping that reads the same rows otherwise makes other counts', async () => {
    const both = '小班号,调查日期,a,b\n140921-0001,2026-09-25,1699,1700\n';
    await importSurveys(store.db, file(both, { mapping: 'columns: { livePoints: a }' }));
    expect((await importSurveys(store.db, file(both, { mapping: 'columns: { livePoints: b }' }))).accepted).toBe(1);
  });

  test('plots are named row by row', async () => {
    const plots =
      '小班号,调查日期,样地号,活株数,样地设计株数\n140921-0001,2026-09-25,1,45,50\n140921-0001,2026-09-25,2,41,50\n';
    expect((await importSurveys(store.db, file(plots))).accepted).toBe(1);
    expect(said(await importSurveys(store.db, file(plots)))).toEqual([
      '1 SURVEY_EXISTS: the count of 140921-0001 · 2026-09-25 is kept already: 86/100 · staged',
      '2 SURVEY_EXISTS: the count of 140921-0001 · 2026-09-25 is kept already: 86/100 · staged',
    ]);
  });

  test('a dry run says the same and writes nothing', async () => {
    await importSurveys(store.db, file(COUNTS));
    const before = await written();
    expect(said(await importSurveys(store.db, file(COUNTS, { dryRun: true })))).toHaveLength(2);
    expect(await written()).toEqual(before);
  });
});

test('a count sent by hand is kept as well, with its verdict', async () => {
  const seed = await savedStand(store, { standNo: '0077' });
  const life = new Life(seed);
  life.survey('2026-09-26', 1699, { capturedOn: '2026-09-25' });
  for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
  const report = await importSurveys(store.db, file(counts(['0077', '2026-09-25', 1699])));
  expect(said(report)[0]).toBe(
    '1 SURVEY_EXISTS: the count of 140921-0077 · 2026-09-25 is kept already: 1699 · recorded · REPLANT',
  );
});

describe('two imports at the same time', () => {
  const atOnce = async <T>(act: (db: Store['db']) => Promise<T>): Promise<T[]> => {
    const databases = Array.from({ length: 4 }, () => openDatabase(store.url));
    try {
      return await Promise.all(databases.map(act));
    } finally {
      await Promise.all(databases.map((db) => db.close()));
    }
  };

  test('of the same stands: one writes them, the others name them', async () => {
    const reports = await atOnce((db) => importStands(db, file(STANDS)));
    expect(reports.map(({ accepted }) => accepted).filter((count) => count > 0)).toEqual([3]);
    expect(new Set(reports.flatMap(({ problems }) => problems.map(({ code }) => code)))).toEqual(
      new Set(['STAND_EXISTS']),
    );
    expect(await written()).toMatchObject({ stand: 3, outbox_message: 3, import_batch: 1 });
  });

  test('of the same counts: one writes them, the others name them', async () => {
    await importStands(store.db, file(STANDS));
    const reports = await atOnce((db) => importSurveys(db, file(COUNTS)));
    expect(reports.map(({ accepted }) => accepted).filter((count) => count > 0)).toEqual([2]);
    expect(await written()).toMatchObject({ survey: 2, outbox_message: 5, import_batch: 2 });
  });

  test('of files that overlap: every stand is written once', async () => {
    const files = [stands(1, 2, 3, 4), stands(3, 4, 5), stands(5, 6), stands(6, 1)];
    await atOnce((db) => importStands(db, file(files.pop()!)));
    expect(await written()).toMatchObject({ stand: 6, outbox_message: 6 });
  });
});

test('a stand number in capital letters is the same stand', async () => {
  await importStands(store.db, file(STANDS.replaceAll('0001', '1a')));
  expect(said(await importStands(store.db, file(STANDS.replaceAll('0001', '1A'))))[0]).toContain(
    'STAND_EXISTS: stand 140921-1A/2026',
  );
  expect((await importSurveys(store.db, file(counts(['1A', '2026-09-25', 1699])))).accepted).toBe(1);
});

test('no county is called constructor', async () => {
  expect(said(await importStands(store.db, file(STANDS.replaceAll('140921', 'constructor'))))[0]).toContain(
    'COUNTY_UNKNOWN',
  );
});

test('counts of one stand are handed on in the order of their days, whichever import came first', async () => {
  await importStands(store.db, file(STANDS));
  await importSurveys(store.db, file(counts(['0001', '2026-09-25', 1699])));
  await importSurveys(store.db, file(counts(['0001', '2026-09-20', 1698])));
  const rows = await store.sql<{ day: string | null }>(
    "select body->'command'->>'capturedOn' as day from outbox_message where order_key = (select life_id::text from stand where code = '0001') order by position",
  );
  expect(rows.map(({ day }) => day)).toEqual([null, '2026-09-20', '2026-09-25']);
});

test('a file cut at two hundred places: what is written is whole, and as much as the report says', async () => {
  const bytes = Buffer.from(stands(...Array.from({ length: 20 }, (_, index) => index + 1)));
  let accepted = 0;
  for (let index = 0; index < 200; index += 1) {
    const cut = bytes.subarray(0, Math.floor((index / 200) * bytes.length));
    try {
      accepted += (await importStands(store.db, file(cut))).accepted;
    } catch (error) {
      expect(error).toBeInstanceOf(ImportError);
    }
  }
  expect(await written()).toMatchObject({ stand: accepted, outbox_message: accepted });
});

test('an import killed at any moment has written all or nothing', async () => {
  const path = join(folder.path, 'many.csv');
  writeFileSync(path, stands(...Array.from({ length: 2000 }, (_, index) => index + 1)));
  const env = { ...process.env, DATABASE_URL: store.url, TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_NAMESPACE: 'none' };
  for (const afterMs of [0, 60, 180]) {
    const child = spawn(process.execPath, [compiled('cli/main.js'), 'import', 'stands', path], {
      env,
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    await until(async () => (await store.sql("select 1 from pg_locks where locktype = 'advisory'")).length > 0);
    await pause(afterMs);
    child.kill('SIGKILL');
    await ended;
    await until(async () => (await store.sql("select 1 from pg_locks where locktype = 'advisory'")).length === 0);
    const { stand, outbox_message } = await written();
    expect([0, 2000]).toContain(stand);
    expect(outbox_message).toBe(stand);
  }
  await importStands(store.db, file(stands(...Array.from({ length: 2000 }, (_, index) => index + 1))));
  expect(await written()).toMatchObject({ stand: 2000, outbox_message: 2000, import_batch: 1 });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline && !(await holds());) await pause(5);
}
