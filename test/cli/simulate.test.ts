/** What is told ahead at the command line: of a stand to be planted, and of one that lives. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparisonLines } from '../../cli/comparison-words.ts';
import { CommandError } from '../../cli/exit-codes.ts';
import { lifeOf, type LifeOptions } from '../../cli/life.ts';
import { readOutcomes } from '../../cli/outcomes.ts';
import { whatIf } from '../../cli/whatif.ts';
import { simulate } from '../../domain/stand/simulate.ts';
import { timelineOf } from '../../domain/stand/timeline.ts';
import { findStand, standLog } from '../../prisma/stand-store.ts';
import { stageSurvey, surveysOf } from '../../prisma/survey-store.ts';
import { clausesOf } from '../../policies/clauses.ts';
import { shippedPolicy } from '../../policies/load.ts';
import { XINZHOU } from '../support/regimes.ts';
import { fastForward } from '../../embedded/time-skip.ts';
import type { Planted, TestCounty } from '../workflows/county.ts';
import { openCounty } from '../workflows/fresh-county.ts';
import { standkeeper } from './run.ts';

const S1 = ['simulate', '--county', '偏关', '--species', '油松', '--planted', '2026-04-15', '--designed', '2000'];
const folder = mkdtempSync(join(tmpdir(), 'standkeeper-simulate-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Told {
  readonly stage: string;
  readonly rows: readonly {
    readonly on: string;
    readonly deed: string;
    readonly dutyId?: string;
    readonly about: string;
    readonly clause: string;
    readonly refused?: string;
  }[];
}

const WEST: LifeOptions = {
  policy: 'xinzhou-2024',
  county: '140932',
  species: '油松',
  planted: '2026-04-15',
  designed: 2000,
  areaHa: 10,
  method: 'planting',
};

function faultOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (error instanceof CommandError) return `${error.exitCode} ${error.message}`;
    throw error;
  }
  return 'no fault';
}

const LINES = [
  '2026-09-20 survey live=1560',
  '2029-09-05 survey live=1300 closure=15/100 # what a comment says is passed over',
  'on tending; on tending day=20 after=2027',
  'on closureCheck closure=0.19',
  'on closureCheck closure=20% after=2032 day=23',
  'on mapRegistration',
];

describe('simulate', () => {
  test('tells S9 from a file of outcomes, the same in whichever order its lines stand', async () => {
    const file = join(folder, 'outcomes.txt');
    writeFileSync(file, LINES.join('\n'));
    const ran = await standkeeper([...S1, '--until', '2034-01-01', '--outcomes', file, '--json']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    const told = JSON.parse(ran.out) as Told;
    expect(told.stage).toBe('MAPPED');
    expect(told.rows.find(({ about }) => about.includes('ESTABLISHED'))).toMatchObject({ on: '2033-08-01' });
    const turned = lifeOf({ ...WEST, until: '2034-01-01', outcomes: LINES.toReversed().join('\n') });
    expect(simulate(turned).turns.map(({ on }) => on)).toEqual(told.rows.map(({ on }) => on));
  });

  test('in Chinese as well, with what was not reached', async () => {
    const ran = await standkeeper(['--lang', 'zh', ...S1, '--until', '2026-10-01', '--outcomes', '2027-01-10 resume']);
    expect(ran.out).toMatch(/^日期[\s\S]*至 2026-10-01 尚未到：2027-01-10 resume\n$/);
    const life = { yearsLater: 6, turns: 9, engineTurns: 8 };
    const difference = { where: 'turn 3', pure: 'a', engine: 'b' };
    expect(comparisonLines(life, 'zh')).toEqual([
      '✓ Temporal 服务器给出的 9 步完全相同，顺延 6 年运行：服务器时钟只能向前',
    ]);
    expect(comparisonLines({ ...life, yearsLater: 0, difference }, 'zh')).toEqual([
      '✗ Temporal 服务器 8 步，规则推演 9 步；最先不同之处：',
      '  turn 3\n    规则推演  a\n    服务器    b',
    ]);
  });

  test('shows a refused outcome in its place with its sentence, and exits 3', async () => {
    const ran = await standkeeper([...S1, '--until', '2026-10-01', '--outcomes', '2026-09-20 survey live=2401']);
    expect(ran.code).toBe(3);
    expect(ran.out).toMatch(/2026-09-20 .*refused .*livePoints is 2401, above 1.2 times the designed points 2000/);
  });

  test('a stand that was there before is told from its commencement', () => {
    const { planted: _, ...site } = WEST;
    const life = lifeOf({ ...site, method: 'existing', commenced: '2026-04-15' });
    expect(life.seed).toMatchObject({ method: 'EXISTING', commencedOn: '2026-04-15' });
    expect(simulate(life).state.duties.map(({ code }) => code)).not.toContain('survivalCheck');
    const enclosed = lifeOf({
      ...site,
      method: 'enclosure-tree',
      commenced: '2026-04-15',
      until: '2036-12-31',
      outcomes: 'on enclosureCheck stems=104/1000; 2035-08-01 survey stems=105/1000',
    });
    expect(enclosed.seed).toMatchObject({ method: 'ENCLOSURE_TREE', commencedOn: '2026-04-15' });
    expect(simulate(enclosed).state.stage).toBe('ESTABLISHED');
    const faults = [
      site,
      { ...site, method: 'existing' as const },
      { ...WEST, method: 'coppice' as const, commenced: '2026-04-15' },
      { ...site, method: 'existing' as const, commenced: '2026-04-15', policy: 'finland' },
    ];
    expect(faults.map((fault) => faultOf(() => lifeOf(fault)))).toEqual([
      '2 --planted is missing; wanted: the planting day, YYYY-MM-DD',
      '2 --commenced is missing; wanted: --commenced and no --planted, for --method existing is no planting',
      '2 --planted is 2026-04-15; wanted: --commenced and no --planted, for --method coppice is no planting',
      '2 finland does not say how a stand begins as EXISTING; wanted: a planting',
    ]);
  });

  test('a height and a policy file count; a day, a county or a file that is not there is named', () => {
    const high = lifeOf({ ...WEST, policy: 'policies/xinzhou-2024.yaml', altitude: 1700 });
    expect(high.seed.regime.basis.group).toBe('ALPINE');
    const faults = [
      { until: '2027-02-29' },
      { until: '2026-04-14' },
      { county: '140999' },
      { outcomes: 'nowhere.txt' },
    ];
    const said = faults.map((fault) => faultOf(() => lifeOf({ ...WEST, ...fault })));
    expect(said).toEqual([
      '2 --until is 2027-02-29; wanted: a day that exists, YYYY-MM-DD',
      '2 --until is 2026-04-14; wanted: 2026-04-15 to 2176-03-09',
      '3 county 140999 is not in xinzhou-2024; nearest: 140929, 140902, 140921',
      '5 nowhere.txt cannot be read (ENOENT); wanted: a readable file',
    ]);
  });
});

const ABROAD = [
  ['bc-interior', 'DPG', 'lodgepole pine', '2022-05-20', '2021-01-07', 'freeGrowingDate-0 2022-05-20…2041-01-07'],
  ['uk-woodland-carbon', 'Scotland', 'birch', '2026-02-10', '2026-02-10', 'yearFiveSurvey-0 2030-02-10…2030-08-10'],
  ['oregon', 'NWO', 'Douglas-fir', '2024-02-15', '2022-09-30', 'freeToGrowSurvey-0 2028-03-15…2028-10-31'],
  ['finland', 'ETELA', 'Norway spruce', '2026-05-20', '2025-02-01', 'saplingStandDate-0 2026-05-20…2035-02-01'],
] as const;

describe('under another country’s policy', () => {
  test.each(ABROAD)(
    '%s: a silent life is told with its dates and letters',
    (policy, county, species, planted, commenced, row) => {
      const life = lifeOf({ ...WEST, policy, county, species, planted, commenced, until: '2042-12-31' });
      const told = timelineOf(life.seed, simulate(life).turns, clausesOf(life.policy)).map(({ about }) => about);
      expect(told[0]).toContain(row);
      expect(told.some((about) => about.includes('step 3 AUTHORITY'))).toBe(true);
    },
  );

  test('the command prints it as a table', async () => {
    const [policy, county, species, planted, commenced, row] = ABROAD[0];
    const stand = ['--county', county, '--species', species, '--planted', planted, '--designed', '2000'];
    const own = ['--commenced', commenced, '--standard', 'regenDelay=3'];
    const ran = await standkeeper(['simulate', '--policy', policy, ...stand, ...own]);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain(row);
    expect(ran.out).toContain('regenerationDate-0 2022-05-20…2024-01-07');
  });

  test('stems are told on the plots of its foresters, and a declarant is named', () => {
    const told = (policy: string, text: string) =>
      readOutcomes(text, shippedPolicy(policy)).foretold.map(({ deed }) => deed);
    expect(told('bc-interior', '2022-09-01 survey stems=35/500 preferred=30 naturals=5 least-height=2.05')).toEqual([
      {
        verb: 'survey',
        naturals: 5,
        stems: { counted: 35, sampled: 500, unit: 'm2', preferred: 30, leastHeightCm: 205 },
      },
    ]);
    expect(told('oregon', '2028-09-01 survey stems=2/10')).toMatchObject([{ stems: { unit: 'milacre' } }]);
    expect(told('oregon', '2028-09-20 work freeToGrowReport-0 declarant=O12')).toMatchObject([{ declarant: 'O12' }]);
  });

  test.each([
    [{ commenced: '2022-05-21' }, '2 --commenced is 2022-05-21; wanted: a day up to the planting 2022-05-20'],
    [
      { standard: { minimum: 50 } },
      '2 --standard minimum is 50 to bc-interior; wanted: 100 to 3000 well-spaced stems per ha',
    ],
    [{ standard: { minimun: 500 } }, '2 --standard minimun is unknown to bc-interior; wanted: one of regenDelay'],
    [
      { outcomes: '2022-09-01 survey stems=35/0' },
      '2 outcomes, line 1: survey stems=35/0; wanted: stems= plants on m² of plots',
    ],
  ])('%o is named with what is wanted', (fault, message) => {
    const life = { ...WEST, policy: 'bc-interior', county: 'DPG', species: 'PLI', planted: '2022-05-20' };
    expect(faultOf(() => lifeOf({ ...life, ...fault }))).toContain(message);
  });
});

function faultIn(act: () => unknown): CommandError {
  try {
    act();
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('an outcome that cannot be read', () => {
  test.each([
    ['2026-09-31 survey live=1', '2026-09-31; wanted: a day that exists (YYYY-MM-DD), on or delay'],
    ['2026-09-20 count live=1', 'count; wanted: one of survey, work, damage, waive'],
    ['2026-09-20 survey', 'a survey without counts; wanted: at least one of live=…'],
    ['2026-09-20 survey live=many', 'survey live=many; wanted: live= points as a whole number, or a share'],
    ['2026-09-20 survey live=1.2', 'survey live=1.2; wanted: live= points as a whole number, or a share'],
    ['2026-09-20 survey closure=5/0', 'survey closure=5/0; wanted: closure= hits of points as 15/100'],
    ['2026-09-20 survey live=1 live=2', 'survey live=2; wanted: live=… once'],
    ['2026-09-20 survey live=1 received=2026-09-19', 'received=2026-09-19; wanted: a day from 2026-09-20'],
    ['2026-09-20 damage cause=RAIN', 'damage cause=RAIN; wanted: cause= one of FIRE, FLOOD'],
    ['2026-09-20 work points=3', 'work without duty; wanted: duty=…'],
    [
      '2026-09-20 work reestablish-0 species=油柏',
      'work species=油柏; wanted: species= a species of the policy; nearest:',
    ],
    ['on countyReport', 'on countyReport; wanted: on and one of survivalCheck, replant'],
    ['on tending live=1', 'on tending live=1; wanted: one of day=…, after=…'],
    ['on tending; on tending day=3', 'a second rule on tending; wanted: one rule a duty'],
    ['delay soon', 'delay soon; wanted: delay and a whole number of days from 1'],
  ])('is named with its line: %s', (text, message) => {
    const fault = faultIn(() => readOutcomes(`on replant\n\n${text}`, XINZHOU));
    expect(fault.message).toContain(`outcomes, line 3: ${message}`);
    // What is typed stays as it is typed.
    expect(fault.in('zh')).toMatch(/^情况第 3 行：.*；应为：/);
    expect(fault.in('zh')).not.toMatch(/wanted|one of|whole|share|exists|without|once|least|nearest|second rule/);
  });
  test('does not hide the others', () => {
    expect(() => readOutcomes('x\n2026-09-20 resume\ny; z', XINZHOU)).toThrow(
      /line 1: x; .*\n.*line 3: y; .*\n.*line 3: z; /,
    );
  });
});

describe('whatif', () => {
  let county: TestCounty;
  let planted: Planted;
  beforeAll(async () => {
    county = await openCounty();
    planted = await county.plant({ plantedOn: '2040-04-10', designed: 2000 });
    await fastForward(county.temporal, planted.workflowId, '2040-09-15T01:00:00Z');
  });
  afterAll(() => county.close());

  test('shows what a failing count leads to beside what happens without it, and writes nothing', async () => {
    const before = await standLog(county.db, planted.seed.lifeId);
    const { databaseUrl, temporalAddress, namespace } = county.endpoints;
    const env = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: namespace };
    const outcomes = '2040-09-15 survey live=700; on survivalCheck live=0.9 day=30';
    const args = ['stands', 'whatif', planted.seed.standId, '--outcomes', outcomes, '--until', '2041-06-01'];
    const ran = await standkeeper(args, env);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/\+ +2040-09-15 .*recordSurvey .*700 of 2000 live: FAILED/);
    expect(ran.out).toMatch(/- +2040-09-30 .*recordSurvey .*1800 of 2000 live: PASS/);
    expect(ran.out).toMatch(/\+ +2041-03-20 .*dispatchTask +reestablish-0/);
    expect(await standLog(county.db, planted.seed.lifeId)).toEqual(before);
  });

  const told = async (outcomes: string) =>
    whatIf(county.db, (await findStand(county.db, planted.seed.standId))!, { lang: 'en', outcomes });

  test('shows what a delay leads to: the count comes late, and the ladder is climbed meanwhile', async () => {
    const { with: delayed, without } = await told('delay 90; on survivalCheck live=0.9 day=20');
    const counted = (rows: Told['rows']) => rows.find(({ deed }) => deed === 'recordSurvey')?.on;
    expect(counted(without)).toBe('2040-09-20');
    const uncited = delayed.filter(({ dutyId, clause }) => dutyId !== undefined && !clause.includes(' · '));
    expect(uncited).toEqual([]);
    expect(counted(delayed)! > '2040-11-29').toBe(true);
    const steps = (rows: Told['rows']) => rows.filter(({ about }) => about.startsWith('survivalCheck-0 step'));
    expect(steps(delayed).length - steps(without).length).toBeGreaterThan(2);
  });

  test('keeps a refused outcome with its sentence', async () => {
    const { refused, with: would } = await told('2040-09-15 work replant-0 points=3');
    expect(refused).toBe(1);
    expect(would.find(({ deed }) => deed === 'refused')?.about).toContain('has no duty replant-0');
  });
});

describe('an enclosure on the server', () => {
  let county: TestCounty;
  beforeAll(async () => {
    county = await openCounty();
  });
  afterAll(() => county.close());

  test('is told ahead, counted by crowns of all layers, and kept with what was counted', async () => {
    const { seed, workflowId } = await county.plant({ plantedOn: '2040-04-10', method: 'ENCLOSURE_SHRUB_GRASS' });
    await fastForward(county.temporal, workflowId, '2044-07-05T01:00:00Z');
    const { databaseUrl, temporalAddress, namespace } = county.endpoints;
    const env = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: namespace };
    const counts = 'total-cover=50/100 cover=20/100 seedlings=8/20';
    const outcomes = `2044-07-05 survey ${counts}`;
    const ahead = await standkeeper(['stands', 'whatif', seed.standId, '--outcomes', outcomes], env);
    expect(ahead.out).toMatch(/\+ +2044-07-05 .*50 of 100 covered in all.*: ENCLOSURE_PASS/);
    const sent = ['--captured', '2044-07-05', '--counts', counts];
    expect(await standkeeper(['survey', 'submit', seed.standId, ...sent], env)).toMatchObject({ code: 0 });
    const stand = (await findStand(county.db, seed.standId))!;
    expect(stand.stage).toBe('ESTABLISHED');
    const [survey] = await surveysOf(county.db, seed.lifeId);
    expect(survey).toMatchObject({
      verdict: 'ENCLOSURE_PASS',
      counts: {
        totalCover: { hits: 50, of: 100, method: 'point' },
        cover: { hits: 20, of: 100, method: 'point' },
        seedlings: { counted: 8, sampled: 20, unit: 'm2' },
      },
    });
    const shown = await standkeeper(['--lang', 'zh', 'stands', 'show', seed.standId], env);
    expect(shown.out).toMatch(/封山育林（灌草型）[\s\S]*封育合格/);
  });

  test('may be counted by young trees alone where the forest has none below it', async () => {
    const { seed, workflowId } = await county.plant({ plantedOn: '2040-04-10', method: 'ENCLOSURE_FOREST' });
    const counts = { seedlings: { counted: 8, sampled: 20, unit: 'm2' } } as const;
    const at = '2040-04-10T01:00:00.000Z';
    const staged = { surveyId: 'young', workflowId, digest: 'd', capturedOn: '2040-04-10', counts, plots: [], at };
    expect(await stageSurvey(county.db, staged)).toBeUndefined();
    expect((await surveysOf(county.db, seed.lifeId))[0]!.counts).toEqual(counts);
  });
});
