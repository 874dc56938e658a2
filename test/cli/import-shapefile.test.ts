/** A zipped shapefile at the command line: tried, imported with a mapping that is kept, and imported again by it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importStands, importSurveys, type ImportFile } from '../../cli/import-files.ts';
import { readSettings } from '../../contract/settings.ts';
import { readMapping } from '../../imports/mapping.ts';
import { listStands } from '../../prisma/stand-store.ts';
import { buildOf } from '../../worker/build.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { dbfOf, FIELDS, shpOf, square, SQUARE, STAND, stand, zipOf } from '../imports/shapefile-files.ts';
import { openStore, type Store } from '../prisma/fixture.ts';
import { realFile } from '../support/real-files.ts';
import { XINZHOU } from '../support/regimes.ts';
import { freshNamespace, testEndpoints } from '../support/stack.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { standkeeper, type Env, type Ran } from './run.ts';

let store: Store;
let env: Env;
const folder = temporaryFolder();
beforeAll(async () => {
  store = await openStore();
  const { temporalAddress } = testEndpoints();
  env = { DATABASE_URL: store.url, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: await freshNamespace() };
});
afterAll(async () => {
  await store.close();
  folder.remove();
});
beforeEach(() => store.sql('truncate stand, import_batch, outbox_message, org_unit cascade'));

function run(...args: string[]): Promise<Ran> {
  return standkeeper(['import', ...args], env);
}

function file(name: string, bytes: Buffer | string): string {
  const path = join(folder.path, name);
  writeFileSync(path, bytes);
  return path;
}

/** A county's file as nobody's headings have it. */
const NAMES = ['XIAN', 'XBH', 'SHUZHONG', 'ZLRQ', 'SJZS'];
const CODES = ['0001', '0002', '0003'];
const COUNTY = zipOf({
  ...stand(),
  'stands.shp': shpOf(CODES.map((_, index) => [square(113 + index * 0.004, 38.5, 0.003)])),
  'stands.dbf': dbfOf({
    fields: FIELDS.map((field, index) => ({ ...field, name: NAMES[index]! })),
    rows: CODES.map((code) => STAND.with(1, code).with(2, 'YS')),
  }),
});
const MAPPING = `
columns: { code: XBH, plantedOn: ZLRQ, designedPoints: SJZS, species: SHUZHONG }
constants: { county: 140921 }
values: { species: { YS: 油松 } }
`;

describe('import stands county.zip', () => {
  test('a dry run says row by row what is missing and writes nothing', async () => {
    const rows = [STAND.with(2, '')];
    const zip = zipOf(stand({ 'stands.dbf': dbfOf({ rows }) }));
    const ran = await run('stands', file('county.zip', zip), '--dry-run');
    expect(ran.out).toContain('VALUE_MISSING: species is missing');
    expect(ran.code).toBe(3);
    expect(await store.sql('select 1 from stand')).toEqual([]);
  });

  test('the mapping that was used is kept, and the next file is read by it', async () => {
    const kept = join(folder.path, 'kept.yaml');
    const county = file('county.zip', COUNTY);
    const first = await run(
      'stands',
      county,
      '--mapping',
      file('by-hand.yaml', MAPPING),
      '--encoding',
      'gbk',
      '--save-mapping',
      kept,
      '--dry-run',
    );
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(readMapping(readFileSync(kept, 'utf8'))).toEqual({ ...readMapping(MAPPING), encoding: 'gbk' });
    expect((await run('stands', county, '--mapping', kept)).out).toContain('county.zip: 3 rows, 3 imported, 0 refused');
    expect(await store.sql('select area_m2, crs from stand_geometry')).toEqual(
      CODES.map(() => ({ area_m2: expect.closeTo(87_086, -2), crs: 'GCS_China_Geodetic_Coordinate_System_2000' })),
    );
  });

  test('a mapping of that name is not written over, and nothing is imported', async () => {
    const kept = file('taken.yaml', 'mine');
    const ran = await run('stands', file('county.zip', zipOf(stand())), '--save-mapping', kept);
    expect([ran.code, ran.err]).toEqual([3, expect.stringContaining('taken.yaml is there already')]);
    expect(readFileSync(kept, 'utf8')).toBe('mine');
    expect(await store.sql('select 1 from stand')).toEqual([]);
  });

  test('a file that is refused leaves no mapping', async () => {
    const kept = join(folder.path, 'none.yaml');
    const ran = await run(
      'stands',
      file('broken.zip', zipOf(stand({ 'stands.prj': undefined }))),
      '--save-mapping',
      kept,
    );
    expect([ran.code, ran.err]).toEqual([3, expect.stringContaining('--crs; nothing was written')]);
    expect(existsSync(kept)).toBe(false);
  });

  test.each([
    ['of which no row can be taken leaves none', 'unknown.yaml', 3, '0 imported, 1 refused', /^$/],
    [
      'is told though its mapping cannot be written',
      'no/m.yaml',
      1,
      '1 imported',
      /no\/m\.yaml cannot be written \(ENOENT\)/,
    ],
  ])('a file %s', async (_, name, code, told, err) => {
    const kept = join(folder.path, name);
    const text = `county,code,species,planting date,area_ha,designed points\n140921,1,${name === 'no/m.yaml' ? '油松' : 'kask'},2026-04-10,10,2000\n`;
    const ran = await run('stands', file('one.csv', text), '--save-mapping', kept);
    expect(ran).toMatchObject({ code, out: expect.stringContaining(told), err: expect.stringMatching(err) });
    expect(existsSync(kept)).toBe(false);
  });

  test('one layer of several is chosen by name', async () => {
    const two = zipOf({ ...stand(), 'old.shp': shpOf([[SQUARE]]), 'old.dbf': dbfOf() });
    expect((await run('stands', file('two.zip', two), '--dry-run', '--layer', 'stands')).out).toContain(
      '1 would be imported',
    );
  });
});

/** Without a process of its own, which takes its time to begin. */
const inHand = (path: string, bytes: Buffer, mapping?: string): ImportFile => ({
  path,
  bytes,
  dryRun: false,
  policy: XINZHOU,
  nowMs: Date.parse('2026-11-24T04:00:00Z'),
  ...(mapping !== undefined && { mapping }),
});

test('counts of a shapefile are read as those of any table', async () => {
  await importStands(store.db, inHand('county.zip', zipOf(stand())));
  const fields = [
    { name: '小班号', bytes: 12 },
    { name: '调查日期', type: 'D', bytes: 8 },
    { name: '活株数', type: 'N', bytes: 8 },
  ];
  const counts = zipOf({
    'c.shp': shpOf([[SQUARE]], 1),
    'c.dbf': dbfOf({ fields, rows: [['140921-0001', '20260925', '1700']] }),
  });
  expect(await importSurveys(store.db, inHand('counts.zip', counts))).toMatchObject({ accepted: 1, problems: [] });
});

test('stands that already have surveys live in the stage these imply', async () => {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  const build = await buildOf(fileURLToPath(new URL('../../node_modules/.cache/standkeeper', import.meta.url)));
  const settings = readSettings(env);
  const worker = await createWorker({ settings, build, say: () => undefined });
  try {
    const rows = CODES.map((code) => STAND.with(1, code).with(3, '20230410'));
    const planted = zipOf({
      ...stand(),
      'stands.shp': shpOf(CODES.map((_, index) => [square(113 + index * 0.004, 38.5, 0.003)])),
      'stands.dbf': dbfOf({ rows }),
    });
    await run('stands', file('old.zip', planted), '--go-live', '2026-11-24', '--wait');
    const counts = '小班号,调查日期,活株数\n140921-0001,2023-10-10,1900\n140921-0002,2023-10-10,1200\n';
    const ran = await run('surveys', file('old.csv', counts), '--wait');
    expect(ran.out).toContain('2 counts recorded, 0 refused, 0 waiting');
    const stages = await listStands(store.db, {}, { size: 10 });
    expect(Object.fromEntries(stages.map(({ standId, stage }) => [standId, stage]))).toEqual({
      '140921-0001': 'UNESTABLISHED',
      '140921-0002': 'REPLANT_DUE',
      '140921-0003': 'PLANTED',
    });
  } finally {
    await worker.shutdown();
  }
});

test('the Oregon stands are kept with their outlines', async ({ skip }) => {
  const bytes = realFile('oregon-stands-shp/test_stands.zip');
  if (bytes === undefined) return skip();
  const mapping = `
columns: { code: name, areaM2: AREA, species: domspp }
constants: { county: 140921, plantedOn: 1990-04-01, densityPerHa: 1100 }
values: { species: { DF: PICEA, MH: PINUS_SYLVESTRIS } }
acknowledge: [OUTSIDE_COUNTY]
crs: EPSG:3857
`;
  const report = await importStands(store.db, inHand('test_stands.zip', bytes, mapping));
  expect(report).toMatchObject({ rows: 37, accepted: 37, problems: [], warnings: [] });
  expect(await store.sql("select count(*)::int as n from stand_geometry where crs = 'EPSG:3857'")).toEqual([{ n: 37 }]);
});
