/** Gates, damages and steering at the command line. A process each, so what needs none is asked of the functions. */
import { fileURLToPath } from 'node:url';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDamageCommands } from '../../cli/commands/damage.ts';
import { addGateCommands } from '../../cli/commands/gate.ts';
import { addPermitCommands } from '../../cli/commands/gate-permit.ts';
import { addStandCommands } from '../../cli/commands/stands.ts';
import { addSteerCommands } from '../../cli/commands/steer.ts';
import { countyNamed } from '../../cli/county-named.ts';
import { CommandError } from '../../cli/exit-codes.ts';
import { daysOf, todayIn } from '../../cli/gate-options.ts';
import { shown } from '../../cli/gate-table.ts';
import { startStand } from '../../client/start-stand.ts';
import { connectTemporal, type TemporalConnection } from '../../client/connect.ts';
import { readSettings } from '../../contract/settings.ts';
import { taskQueueOf } from '../../contract/names.ts';
import { addDays } from '../../domain/day.ts';
import { standWorkflowId } from '../../domain/stand/ids.ts';
import { buildOf, type Build } from '../../worker/build.ts';
import { createWorker, type RunningWorker } from '../../worker/create-worker.ts';
import { standState } from '../../prisma/stand-store.ts';
import { openStore, savedStand, type Store } from '../prisma/fixture.ts';
import { XINZHOU } from '../support/regimes.ts';
import { SHIPPED } from '../support/policies.ts';
import { freshNamespace, testEndpoints } from '../support/stack.ts';
import { standkeeper, type Env } from './run.ts';

let store: Store;
let env: Env;
let worker: RunningWorker;
let temporal: TemporalConnection;
let build: Build;

beforeAll(async () => {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  store = await openStore();
  const { temporalAddress } = testEndpoints();
  env = { DATABASE_URL: store.url, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: await freshNamespace() };
  const settings = readSettings(env);
  const builds = fileURLToPath(new URL('../../node_modules/.cache/standkeeper', import.meta.url));
  build = await buildOf(builds);
  worker = await createWorker({ settings, build, say: () => undefined });
  temporal = await connectTemporal(settings);
});
afterAll(async () => {
  await worker.shutdown();
  await temporal.close();
  await store.close();
});

const run = (...args: string[]) => standkeeper(args, env);
const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await run(...args, '--json')).out) as T;
const SNOW = ['--kind', 'SNOW', '--from', '2026-11-03', '--until', '2026-11-07', '--order', '2026-12'];
const year = todayIn(XINZHOU).slice(0, 4);
const VANCOUVER = SHIPPED.find(({ policy }) => policy.startsWith('bc-interior'))!;

describe('gate announce', () => {
  test('closes a county by its name, says the gate’s number and days, and said twice is one gate', async () => {
    const ran = await run('gate', 'announce', '--county', '偏关', ...SNOW);
    expect(ran).toMatchObject({ code: 0, out: 'announced: gate 1, snow, 140932 Pianguan, 2026-11-03…2026-11-07\n' });
    expect(await json('gate', 'announce', '--county', '140932', ...SNOW)).toMatchObject({
      already: true,
      gate: { id: 1 },
    });
  });
  test('takes the high fire period of the policy for a FIRE gate without days, and says so', async () => {
    const ran = await run('gate', 'announce', '--county', '140921', '--kind', 'FIRE');
    expect(ran.out.split('\n')).toEqual([
      `days taken from: high fire period of xinzhou-2024@1.3.0 in ${year} (county fire orders · default)`,
      `announced: gate 2, fire closure, 140921 Dingxiang, ${year}-03-01…${year}-05-31`,
      '',
    ]);
  });
  test('refuses an end before the beginning, and a day that does not exist', async () => {
    const from = ['gate', 'announce', '--county', '140921', '--kind', 'SNOW', '--from'];
    const [reversed, noDay] = await Promise.all([
      run(...from, '2026-11-03', '--until', '2026-11-02', '--json'),
      run(...from, '2026-02-30'),
    ]);
    expect(reversed).toMatchObject({ code: 3, out: expect.stringContaining('GATE_DAYS_REVERSED') });
    expect(noDay).toMatchObject({ code: 2, err: expect.stringContaining('2026-02-30 is no day that exists') });
  });
  test.each([{ kind: 'SNOW' as const }, { kind: 'FIRE' as const, until: '2027-05-31' }])(
    'asks for the first day of %o',
    (said) => {
      expect(() => daysOf(XINZHOU, said)).toThrow('no first day is given; wanted: --from DAY');
    },
  );
  test('takes a first day as it is said: without an end it has none', () => {
    expect(daysOf(XINZHOU, { kind: 'FIRE', from: '2027-03-10' })).toEqual({ fromOn: '2027-03-10' });
  });
  test('names the nearest counties where there is none of that name', () => {
    const naming = (text: string) => () => countyNamed(SHIPPED, text);
    expect(naming('Pianguang')).toThrow(CommandError);
    expect(naming('Pianguang')).toThrow('county Pianguang is not known; nearest: 140932 偏关县 Pianguan');
    expect(naming('140933')).toThrow('nearest: 140923 代县 Daixian, ');
    expect(naming('ETELÄ2')).toThrow('nearest: ETELA ');
  });
  test.each([
    ['DPG', 'bc-interior', 'America/Vancouver'],
    ['偏关', 'xinzhou-2024', 'Asia/Shanghai'],
  ])('finds county %s under policy %s, whose zone and periods count', (text, policy, timeZone) => {
    expect(countyNamed(SHIPPED, text).policy).toMatchObject({ policy, timeZone });
  });
});

describe('gate lift', () => {
  test('ends it on the day named; a second time, on other days, and of no gate it is refused by name', async () => {
    await run('gate', 'announce', '--county', '140922', '--kind', 'ORDER', '--from', '2040-11-03');
    expect(await run('gate', 'lift', '3', '--on', '2040-11-02')).toMatchObject({
      code: 3,
      err: expect.stringContaining('wanted: one of its own days 2040-11-03…'),
    });
    expect((await run('gate', 'lift', '3', '--on', '2040-11-20')).out).toBe(
      'gate 3 is lifted, 2040-11-20 is free again; 0 stands held by it are told\n',
    );
    expect(await json('gate', 'lift', '3', '--on', '2040-11-21')).toMatchObject({ error: { code: 'GATE_LIFTED' } });
    expect(await run('gate', 'lift', '77')).toMatchObject({
      code: 5,
      err: expect.stringContaining('there is no gate 77'),
    });
  });
});

describe('gate list', () => {
  test('shows a county’s gates as a table in Chinese, and as data', async () => {
    const [table, rows] = await Promise.all([
      run('--lang', 'zh', 'gate', 'list', '--all', '--county', '140932'),
      json('gate', 'list', '--county', '140922'),
    ]);
    expect(table.out).toMatch(/1 {2}140932 偏关县 {2}大雪封山 {2}2026-11-03…2026-11-07/);
    expect(rows).toMatchObject([
      { id: 3, kind: 'ORDER', fromOn: '2040-11-03', liftedOn: '2040-11-20', state: 'ahead', by: 'operator' },
    ]);
  });
  test.each([
    ['2026-11-02', undefined, 'ahead'],
    ['2026-11-03', undefined, 'inForce'],
    ['2026-11-07', undefined, 'inForce'],
    ['2026-11-08', undefined, 'over'],
    ['2026-11-04', '2026-11-05', 'inForce'],
    ['2026-11-05', '2026-11-05', 'lifted'],
    ['2026-11-01', '2026-11-03', 'lifted'],
  ])('on %s a gate of 3 to 7 November lifted on %s is %s', (today, liftedOn, state) => {
    const row = { id: 1, countyCode: '140932', announcedAt: '', by: 'bureau', permits: [] };
    const gate = { ...row, kind: 'SNOW' as const, bars: 'FIELD_WORK' as const };
    const days = { fromOn: '2026-11-03', untilOn: '2026-11-07', ...(liftedOn && { liftedOn }) };
    expect(shown({ ...gate, ...days }, today).state).toBe(state);
  });
});

describe('days that nobody said of a FIRE gate', () => {
  test.each([
    [undefined, '03-01', '05-31', /^high fire period of/, /年高火险期（县防火命令 · 暂定）$/],
    ['FIELD_WORK' as const, '03-01', '05-31', /^high fire period of/, /年高火险期（县防火命令 · 暂定）$/],
    ['FOREST_ENTRY' as const, '03-01', '05-31', /^high fire period of/, /年高火险期（县防火命令 · 暂定）$/],
    ['OPEN_FIRE' as const, '10-15', '06-15', /^fire period of/, /年防火期（县防火命令 · 暂定）$/],
  ])('that bars %s are %s…%s', (bars, first, last, en, zh) => {
    const { fromOn, untilOn, basis: said } = daysOf(XINZHOU, { kind: 'FIRE', ...(bars && { bars }) });
    expect([fromOn.slice(5), untilOn?.slice(5)]).toEqual([first, last]);
    expect(said?.en).toMatch(en);
    expect(said?.zh).toMatch(zh);
  });
});

describe('gate permit', () => {
  const ORDER = ['--kind', 'ORDER', '--from', '2041-03-01', '--until', '2041-05-31'];
  const paper = ['--paper', 'NW-8', '--from', '2041-04-01', '--until', '2041-04-30'];
  /** Of a county of the tests above, by an order of its own. */
  const announced = async (...more: string[]) =>
    (await json<{ gate: { id: number } }>('gate', 'announce', '--county', '140925', ...ORDER, ...more)).gate.id;

  test('lets planting and tending go on under an order of no field work, once, and is told with its gate', async () => {
    const id = String(await announced('--order', 'permits-1'));
    const permit = ['gate', 'permit', id, '--duty', 'tending', 'replant', ...paper];
    const first = await run(...permit);
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toMatch(
      /^permit (\d+) NW-8: replanting, tending visit \(whole county\), 2041-04-01…2041-04-30; 0 stands held by gate \d+ are told\n$/,
    );
    expect(await json(...permit)).toMatchObject({ already: true });
    const [rows, zh] = await Promise.all([
      json<{ id: number }[]>('gate', 'list', '--county', '140925'),
      run('--lang', 'zh', 'gate', 'list', '--county', '140925'),
    ]);
    expect(rows.find((gate) => gate.id === Number(id))).toMatchObject({
      bars: 'FIELD_WORK',
      permits: [{ paperNo: 'NW-8', duties: ['replant', 'tending'], fromOn: '2041-04-01', untilOn: '2041-04-30' }],
    });
    expect(zh.out).toMatch(/NW-8 {2}2041-04-01…2041-04-30 {2}– +未到期 +补植、幼林抚育（全县）/);
  });
  test('takes a duty by the name that the list shows, in either language', async () => {
    const id = String(await announced('--order', 'permits-0'));
    const named = await json('gate', 'permit', id, '--duty', '补植', 'tending visit', ...paper);
    expect(named).toMatchObject({ permit: { duties: ['replant', 'tending'] } });
  });
  test('that says no last day is refused by the day it has', async () => {
    const id = String(await announced('--order', 'permits-0'));
    const late = await run('gate', 'permit', id, '--duty', 'replant', '--paper', 'NW-9', '--from', '2041-06-01');
    expect(late).toMatchObject({ code: 3, err: expect.stringContaining('the days 2041-06-01… are not those') });
  });
  test('is refused for a count under no field work, and given under closed forests', async () => {
    const all = String(await announced('--order', 'permits-2'));
    const forests = String(await announced('--order', 'permits-2', '--bars', 'FOREST_ENTRY'));
    const count = (id: string) => run('gate', 'permit', id, '--duty', 'survivalCheck', ...paper);
    expect(await count(all)).toMatchObject({
      code: 3,
      err: expect.stringContaining('no permit for survivalCheck; wanted: replant'),
    });
    expect(await count(forests)).toMatchObject({ code: 0 });
    expect((await run('gate', 'list', '--county', '140925')).out).toMatch(/order \(forest entry\)/);
    expect(await count('99999')).toMatchObject({ code: 5, err: expect.stringContaining('there is no gate 99999') });
  });
  test('is withdrawn on a day, and a second time refused by name', async () => {
    const id = String(await announced('--order', 'permits-3'));
    const { permit } = await json<{ permit: { id: number } }>('gate', 'permit', id, '--duty', 'replant', ...paper);
    const withdraw = ['gate', 'withdraw', String(permit.id), '--on', '2041-04-10'];
    expect((await run(...withdraw)).out).toBe(`permit ${permit.id} is withdrawn, 2041-04-10 is barred again\n`);
    expect(await json(...withdraw)).toMatchObject({ error: { code: 'PERMIT_WITHDRAWN' } });
    expect(await run('gate', 'withdraw', '99999')).toMatchObject({ code: 5 });
  });
});

test.each([
  'gate announce',
  'gate lift',
  'gate list',
  'gate permit',
  'gate withdraw',
  'damage report',
  'stands waive',
  'stands protect',
  'stands suspend',
  'stands resume',
])('%s explains itself with an example', (name) => {
  let help = '';
  const root = new Command('standkeeper').configureOutput({ writeOut: (text) => void (help += text) });
  const groups = [addStandCommands, addSteerCommands, addDamageCommands, addGateCommands, addPermitCommands];
  for (const add of groups) add(root);
  const named = (at: Command, word: string) => at.commands.find((command) => command.name() === word)!;
  name.split(' ').reduce(named, root).outputHelp();
  expect(help).toContain(`Example:\n  standkeeper ${name}`);
});

describe('a stand is steered', () => {
  /** Planted and running. */
  async function aStand() {
    const seed = await savedStand(store, { plantedOn: '2026-04-10' });
    const input = { schema: 1 as const, seed };
    await startStand(temporal.client, { workflowId: standWorkflowId(seed), input, taskQueue: taskQueueOf(build.id) });
    return seed;
  }

  test('suspended and resumed; resumed twice is refused by name', async () => {
    const { standId } = await aStand();
    expect(await json('stands', 'suspend', standId, '--reason', 'DISPUTE')).toMatchObject({
      answer: { events: ['StandSuspended'] },
    });
    expect(await json('stands', 'resume', standId)).toMatchObject({ answer: { events: ['StandResumed'] } });
    const again = await run('stands', 'resume', standId);
    expect(again).toMatchObject({ code: 3, out: expect.stringContaining('is not suspended') });
  });
  test('a duty is waived by a named person, who is asked for', async () => {
    const { standId, lifeId } = await aStand();
    const waive = ['stands', 'waive', standId, 'survivalCheck-0', '--reason', 'WAIVER'];
    expect(await run(...waive)).toMatchObject({ code: 2, err: expect.stringContaining('--by') });
    expect(await json(...waive, '--by', 'chief-7')).toMatchObject({ recorded: true });
    const duty = (await standState(store.db, lifeId))?.duties.find(({ id }) => id === 'survivalCheck-0');
    expect(duty).toMatchObject({ state: 'satisfied', closedSender: 'chief-7' });
  });
  test('land is protected by a paper, and no more once its flags are none', async () => {
    const { standId, lifeId } = await aStand();
    const protect = (...flags: string[]) =>
      run('stands', 'protect', standId, '--flags', ...flags, '--evidence', 'paper-9', '--by', 'chief-7', '--json');
    expect(await protect('FOREST')).toMatchObject({ code: 2, err: expect.stringContaining('WELFARE_1') });
    expect(JSON.parse((await protect('RESERVE', 'NATURAL')).out)).toMatchObject({ recorded: true });
    expect((await standState(store.db, lifeId))?.protection).toEqual(['NATURAL', 'RESERVE']);
    expect((await run('stands', 'show', standId)).out).toContain('natural forest, protected area');
    expect(JSON.parse((await protect('none')).out)).toMatchObject({ answer: { events: ['ProtectionSet'] } });
    expect(await standState(store.db, lifeId)).not.toHaveProperty('protection');
  });
  test('a drought that a paper certifies is out of the assessment; paper and area go together', async () => {
    const { standId } = await aStand();
    const drought = ['damage', 'report', standId, '--seen', '2026-07-01', '--cause', 'DROUGHT', '--lost-m2', '0'];
    const halfSaid = await run(...drought, '--certificate', 'drought-7');
    expect(halfSaid).toMatchObject({ code: 2, err: expect.stringContaining('--certified-m2') });
    expect(await json(...drought, '--certificate', 'drought-7', '--certified-m2', '30000')).toMatchObject({
      answer: { events: expect.arrayContaining(['AreaCertified', 'DutyRaised']) },
    });
    expect((await run('stands', 'show', standId)).out).toMatch(/out of assessment +3/);
  });
  test('a loss is reported; one larger than the stand is refused with its area', async () => {
    const { standId } = await aStand();
    const report = (lost: string) =>
      run('damage', 'report', standId, '--seen', '2026-06-01', '--cause', 'FIRE', '--lost-m2', lost, '--json');
    expect(JSON.parse((await report('20000')).out)).toMatchObject({
      answer: { events: expect.arrayContaining(['DamageReported', 'PartSplit']) },
    });
    expect(await report('900000')).toMatchObject({ code: 3, out: expect.stringContaining('DAMAGE_ABOVE_AREA') });
  });
});

test('without a day a gate is lifted, and a permit withdrawn, on the day that it is in its own county', async () => {
  const today = todayIn(VANCOUVER);
  const days = ['--from', addDays(today, -3), '--until', addDays(today, 3)];
  const announced = ['gate', 'announce', '--county', 'DPG', '--kind', 'ORDER', '--bars', 'FOREST_ENTRY', ...days];
  const { gate } = await json<{ gate: { id: number } }>(...announced);
  const given = ['gate', 'permit', `${gate.id}`, '--duty', 'fillPlanting', '--paper', 'BC-1', '--from', today];
  const { permit } = await json<{ permit: { id: number } }>(...given);
  expect(await json('gate', 'withdraw', `${permit.id}`)).toMatchObject({ permit: { liftedOn: today } });
  expect(await json('gate', 'lift', `${gate.id}`)).toMatchObject({ gate: { liftedOn: today } });
});
