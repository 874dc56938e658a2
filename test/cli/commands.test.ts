/** What a person at the command line meets: tables, data, exit codes and clear words. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openInstallation, type Installation } from './installation.ts';
import { standkeeper, startedAlone, type Env } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'standkeeper-cli-'));
let installation: Installation;
let env: Env;

const STANDS = `县代码,小班号,树种,造林日期,面积(亩),设计株数
140921,0001,油松,2026-04-10,150,2000
140921,0002,油松,2026-04-10,150,1000
140921,0003,kask,2026-04-10,150,1000
140921,0004,油松,2026-04-10,150,1000
`;

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 300))) {
    const seen = await look();
    if (holds(seen) || Date.now() > deadline) return seen;
  }
}

const json = async <T>(...args: string[]): Promise<T> =>
  JSON.parse((await standkeeper([...args, '--json'], env)).out) as T;

beforeAll(async () => {
  installation = await openInstallation();
  env = installation.env;
});
afterAll(async () => {
  await installation.close();
  rmSync(folder, { recursive: true });
});

describe('a county is imported, looked at and counted', () => {
  test('a dry run reports row by row and writes nothing', async () => {
    const ran = await standkeeper(['import', 'stands', file('stands.csv', STANDS), '--dry-run'], env);
    expect(ran.code).toBe(3);
    expect(ran.out).toContain('SPECIES_UNKNOWN: species kask is not known');
    expect(ran.out).toContain('4 rows, 3 would be imported, 1 refused');
    expect(await json<unknown[]>('stands', 'list')).toEqual([]);
    expect((await standkeeper(['stands', 'list'], env)).out).toContain('no stands; import some with');
    const asked = ['stands', 'list', '--stage', 'REPLANT_DUE'];
    expect((await standkeeper(asked, env)).out).toContain('no such stands; those just imported begin in a moment');
    expect((await standkeeper(['--lang', 'zh', ...asked], env)).out).toContain('没有符合条件的小班');
  });

  test('the import writes the sound rows, and the worker brings them to life', async () => {
    const ran = await standkeeper(['import', 'stands', file('stands.csv', STANDS)], env);
    expect(ran.out).toContain('3 imported');
    const stands = await until(
      () => json<{ standId: string; rev: number }[]>('stands', 'list'),
      (rows) => rows.length === 3 && rows.every(({ rev }) => rev >= 2),
    );
    expect(stands.map(({ standId }) => standId)).toEqual(['140921-0001', '140921-0002', '140921-0004']);
  });

  test('the same file again changes nothing: its stands are kept already', async () => {
    const ran = await standkeeper(['import', 'stands', file('stands.csv', STANDS)], env);
    expect(ran.code).toBe(3);
    expect(ran.out).toContain('STAND_EXISTS');
    expect(ran.out).toContain('0 imported');
  });

  test('a count is answered with its verdict, and once under the same command id', async () => {
    const args = [
      'survey',
      'submit',
      '140921-0001',
      '--captured',
      '2026-09-25',
      '--live',
      '1699',
      '--command-id',
      'c-1',
    ];
    const first = await standkeeper(args, env);
    expect(first.out).toContain('verdict: replant');
    expect(first.code).toBe(0);
    expect((await standkeeper(args, env)).out).toContain('verdict: replant');
    const why = await standkeeper(['stands', 'why', '140921-0001'], env);
    // Open where the tests run in a planting season.
    expect(why.out).toMatch(/replanting \((planned|open)\)/);
    expect(why.out).toContain('needs 301 seedlings');
  });

  test('the same in Chinese', async () => {
    expect((await standkeeper(['--lang', 'zh', 'stands', 'why', '140921-0001'], env)).out).toContain('需苗 301 株');
  });

  test('plots come as a file, and are staged with the survey', async () => {
    const plots = file('plots.csv', '样地号,活株数,设计株数\n1,45,50\n2,41,50\n');
    const ran = await standkeeper(
      ['survey', 'submit', '140921-0002', '--captured', '2026-09-25', '--plots', plots],
      env,
    );
    expect(ran.out).toContain('verdict: pass');
    expect(await json<unknown>('stands', 'show', '140921-0002')).toMatchObject({ livePoints: 86, basePoints: 100 });
  });

  test('the life of a stand reads turn by turn', async () => {
    const ran = await standkeeper(['stands', 'events', '140921-0001'], env);
    expect(ran.out).toMatch(/registerStand[\s\S]*dispatchTask[\s\S]*recordSurvey.*1699 of 2000 live: REPLANT/);
  });

  test('tasks are listed, and one is shown whole', async () => {
    const [task] = await json<{ id: string }[]>('tasks', 'list', '--state', 'accepted');
    expect((await standkeeper(['tasks', 'show', task!.id], env)).out).toContain('survival check');
  });

  test('the doctor finds everything well', async () => {
    expect((await standkeeper(['doctor'], env)).out).toContain('3 stands');
  });

  test('a stand that is well is shown live: its queue, its next timer, nothing unwritten, not parked', async () => {
    const { live } = await json<{ live: object }>('stands', 'show', '140921-0004', '--live');
    expect(live).toMatchObject({ pendingTurns: 0, taskQueue: expect.stringMatching(/^stands-/) });
    expect(live).not.toHaveProperty('parked');
  });

  test('rollover and unpark tell programs which workflow was told', async () => {
    const told = { kind: 'told', workflowId: expect.stringMatching(/^stand\/140921-0004\//) };
    expect(await json('rollover', '140921-0004')).toMatchObject(told);
    expect(await json('unpark', '140921-0004')).toMatchObject(told);
  });
});

describe('wrong input is refused by name, with an exit code for programs', () => {
  test.each([
    ['an unknown stand, with the nearest', ['stands', 'show', '140921-0009'], 5, 'nearest: 140921-0001'],
    ['an unknown task', ['tasks', 'show', 'x'], 5, 'there is no task x'],
    [
      'a count far above the design',
      ['survey', 'submit', '140921-0004', '--captured', '2026-09-25', '--live', '99999'],
      3,
      'livePoints is 99999, above 1.2 times the designed points 1000; wanted: 0 to 1200',
    ],
    [
      'a count from the future',
      ['survey', 'submit', '140921-0002', '--captured', '2099-01-01', '--live', '1'],
      3,
      'after today',
    ],
    [
      'a damaged number',
      ['survey', 'submit', '140921-0002', '--captured', '2026-09-25', '--live', '-3'],
      2,
      'whole number',
    ],
    [
      'a day that does not exist',
      ['survey', 'submit', '140921-0002', '--captured', '2026-02-30', '--live', '3'],
      3,
      'capturedOn',
    ],
    ['a file that is not there', ['import', 'stands', '/nowhere.csv'], 5, '/nowhere.csv cannot be read'],
    ['an unknown command', ['plant'], 2, "unknown command 'plant'"],
    ['an unknown option', ['stands', 'list', '--colour'], 2, '--colour'],
    ['a language that is not spoken here', ['--lang', 'fr', 'stands', 'list'], 2, 'Allowed choices are en, zh'],
  ])('%s', async (_, args, code, words) => {
    const ran = await startedAlone(args, env);
    expect([ran.code, ran.out + ran.err]).toEqual([code, expect.stringContaining(words)]);
  });

  test('a policy file is explained with line and path', async () => {
    const ran = await standkeeper(['policy', 'check', file('broken.yaml', 'policy: xinzhou\nversion: 1\n')]);
    expect(ran.code).toBe(3);
    expect(ran.out).toContain('broken.yaml:2');
    expect((await standkeeper(['policy', 'check', 'policies/xinzhou-2024.yaml'])).out).toContain('is sound');
  });

  test('servers away are an outage, not a refusal', async () => {
    const away = { ...env, DATABASE_URL: 'postgresql://x:y@127.0.0.1:1/none' };
    const ran = await standkeeper(['stands', 'list'], away);
    expect([ran.code, ran.err]).toEqual([4, expect.stringContaining('the database is away')]);
  });

  test('no servers at all: the ways out are named', async () => {
    const ran = await standkeeper(['--folder', folder, 'stands', 'list'], { DATABASE_URL: '', TEMPORAL_ADDRESS: '' });
    expect([ran.code, ran.err]).toEqual([4, expect.stringContaining('run npm start first')]);
  });
});

describe('every command explains itself with an example', () => {
  test.each([
    ['up'],
    ['worker'],
    ['import stands'],
    ['import surveys'],
    ['stands list'],
    ['stands show'],
    ['stands why'],
    ['stands events'],
    ['tasks list'],
    ['tasks show'],
    ['tasks submit'],
    ['survey submit'],
    ['policy check'],
    ['rollover'],
    ['unpark'],
    ['migrate'],
    ['doctor'],
  ])('%s --help', async (command) => {
    const ran = await standkeeper([...command.split(' '), '--help']);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('Example:');
  });
});
