/** What is exported imports again without a difference: nothing new beside what is kept, and the same stands where nothing is. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportFile, type ExportOrder } from '../../cli/export-file.ts';
import { importStands, importSurveys, type ImportFile, type ImportReport } from '../../cli/import-files.ts';
import type { Language } from '../../domain/language.ts';
import { mapSpan } from '../../domain/register/map-year.ts';
import { readTable } from '../../imports/read.ts';
import { shippedPolicy } from '../../policies/load.ts';
import { findSpecies } from '../../policies/names.ts';
import { writeTenure } from '../../prisma/tenure-store.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { eventfulLife, openStore, savedStand, turnsOf, type Store } from '../prisma/fixture.ts';
import { square } from '../imports/shapefile-files.ts';
import { XINZHOU } from '../support/regimes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { standkeeper, startedAlone, type Env } from './run.ts';

const NOW = Date.parse('2026-11-24T04:00:00Z');
const FORMATS = ['csv', 'xlsx', 'geojson', 'gpkg'] as const;

/** The base that is exported from, and one to import into. */
let full: Store;
let empty: Store;
const folder = temporaryFolder();
beforeAll(async () => {
  [full, empty] = await Promise.all([openStore(), openStore()]);
  await importStands(full.db, file('stands.geojson', Buffer.from(STANDS)));
  await importSurveys(full.db, file('counts.csv', Buffer.from(COUNTS)));
});
afterAll(async () => {
  await Promise.all([full.close(), empty.close()]);
  folder.remove();
});
beforeEach(() => empty.sql('truncate stand, import_batch, outbox_message, org_unit cascade'));

function feature(number: number, more: object = {}, geometry: object | null = null): object {
  const properties = {
    county: number % 2 === 0 ? '140932' : '140921',
    code: `${number}`,
    species: '油松',
    'planting date': '2026-04-10',
    'designed points': 2000,
    ...more,
  };
  return { type: 'Feature', properties, geometry };
}

const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings });
const STANDS = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    feature(1, { area_ha: 10 }),
    feature(
      3,
      { name: '-东山, "南坡"', owner: '张伟', altitude: 1205.5, 'nursery years': 2 },
      polygon(square(113, 38.5, 0.003)),
    ),
    feature(
      5,
      { method: '直播', species: '柠条' },
      polygon(square(113.01, 38.5, 0.003), square(113.011, 38.501, 0.001)),
    ),
    feature(
      7,
      { 'planted points': 1990, 'work year': 2025 },
      { type: 'MultiPolygon', coordinates: [[square(113.02, 38.5, 0.001 / 3)], [square(113.03, 38.5, 0.0001)]] },
    ),
    feature(9, { area_mu: 15 }, { type: 'Point', coordinates: [113.04, 38.5] }),
    feature(2, { area_m2: 12_345 }),
  ],
});
const COUNTS = `小班号,调查日期,样地号,活株数,样地设计株数,死株数,最大死亡块(平方米)
140921-1,2026-09-25,,1699,,,
140921-1,2026-09-26,,900,1000,,70
140921-3,2026-09-25,1,45,50,5,
140921-3,2026-09-25,2,41,50,,120
140932-2,2026-09-24,,0,,,
`;

function file(path: string, bytes: Buffer): ImportFile {
  return { path, bytes, dryRun: false, policy: XINZHOU, nowMs: NOW };
}

function order(more: Partial<ExportOrder> = {}): ExportOrder {
  const { format = 'csv', kind = 'stands' } = more;
  const path = join(folder.path, `${kind}.${format}`);
  return { kind, format, path, filter: {}, overwrite: true, lang: 'en', policy: XINZHOU, nowMs: NOW, ...more };
}

async function exported(more: Partial<ExportOrder>, from = full): Promise<ImportFile> {
  const { path } = order(more);
  await exportFile(from.db, order(more));
  return file(path, readFileSync(path));
}

/** Everything an import makes of its rows but ids of its own, and the system the file was in. */
const KEPT = {
  stands: `select s.stand_id, s.county_code, s.code, s.name, s.work_year, s.species, s.area_m2, s.designed_points,
    s.planted_points, s.planted_on::text, s.policy, s.seed - 'lifeId' seed, g.geometry, g.area_m2 drawn, g.min_lon, g.max_lat
    from stand s left join stand_geometry g using (life_id) order by s.stand_id`,
  surveys: `select s.stand_id, c.captured_on::text, c.live_points, c.designed_points, c.planted_points,
    c.largest_dead_patch_m2, p.number, p.live_points live, p.designed_points designed, p.dead_points, p.missing_points
    from survey c join stand s using (life_id) left join plot p on p.life_id = c.life_id and p.survey_id = c.id
    order by 1, 2, 3, 7`,
};

const codes = ({ problems }: ImportReport) => [...new Set(problems.map(({ code }) => code))];

test.each(['en', 'zh'] as const)('stands that were never planted come back as they began (%s)', async (lang) => {
  const stands = [
    feature(11, { area_ha: 10, 'planting date': '', 'commenced on': '2026-04-10', method: 'coppice', species: '柠条' }),
    feature(13, { area_ha: 10, 'commenced on': '2025-10-01', prepared_on: '2025-10-20', stock_on: '2026-04-08' }),
  ];
  const text = JSON.stringify({ type: 'FeatureCollection', features: stands });
  await importStands(empty.db, file('begun.geojson', Buffer.from(text)));
  const seeds = await empty.sql(
    `select seed ->> 'method' method, seed ->> 'commencedOn' "on", seed -> 'regime' -> 'start' start from stand order by code`,
  );
  expect(seeds).toEqual([
    { method: 'COPPICE', on: '2026-04-10', start: [{ enter: 'MANAGED' }, { anchor: 'coppiced' }] },
    { method: null, on: '2025-10-01', start: null },
  ]);
  const out = await exported({ lang }, empty);
  const { diff, problems } = await importStands(empty.db, { ...out, dryRun: true });
  expect(problems.map(({ code }) => code)).toEqual(['STAND_EXISTS', 'STAND_EXISTS']);
  expect(diff!.map(({ is }) => is)).toEqual(['SAME', 'SAME']);
});

describe.each(FORMATS)('%s', (format) => {
  test.each(['en', 'zh'] as const)('stands come back as they left (%s)', async (lang) => {
    const out = await exported({ format, lang });
    const again = await importStands(full.db, out);
    expect([again.rows, again.accepted, codes(again)]).toEqual([6, 0, ['STAND_EXISTS']]);
    const into = await importStands(empty.db, out);
    expect([into.accepted, into.problems]).toEqual([6, []]);
    expect(await empty.sql(KEPT.stands)).toEqual(await full.sql(KEPT.stands));
  });

  test.each(['en', 'zh'] as const)('counts come back as they left, plot by plot (%s)', async (lang) => {
    await importStands(empty.db, await exported({ format }));
    const out = await exported({ format, lang, kind: 'surveys' });
    const again = await importSurveys(full.db, out);
    expect([again.rows, again.accepted, codes(again)]).toEqual([5, 0, ['SURVEY_EXISTS']]);
    const into = await importSurveys(empty.db, out);
    expect([into.accepted, into.problems]).toEqual([4, []]);
    expect(await empty.sql(KEPT.surveys)).toEqual(await full.sql(KEPT.surveys));
  });

  test('each row says by which rules and when', async () => {
    for (const kind of ['stands', 'surveys'] as const) {
      const { rows } = readTable((await exported({ format, kind })).bytes);
      for (const { values } of rows)
        expect(values).toMatchObject({ policy: 'xinzhou-2024@1.3.0', exported_at: '2026-11-24T04:00:00.000Z' });
    }
  });
});

describe('what is exported', () => {
  test('each task of a stand, and what the stand has come to', async () => {
    const store = await openStore();
    try {
      const seed = await savedStand(store, { standNo: '0077' });
      const life = eventfulLife(seed);
      for (const turn of turnsOf(life)) await writeTurn(store.db, turn);
      const tasks = [...readTable((await exported({ kind: 'tasks', format: 'geojson' }, store)).bytes).rows];
      expect(tasks.length).toBeGreaterThan(2);
      expect(tasks.map(({ values }) => values['what'])).toContain('survival check');
      for (const { values } of tasks) expect(values).toMatchObject({ code: '0077', policy: seed.regime.policy });
      const [stand] = readTable((await exported({ lang: 'zh' }, store)).bytes).rows;
      expect(stand!.values).toMatchObject({ 小班号: '0077', 树种: '油松', 最近活株数: '1200' });
    } finally {
      await store.close();
    }
  });
  test('of one county alone where it is named', async () => {
    const { rows } = readTable((await exported({ filter: { county: '140932' } })).bytes);
    expect([...rows].map(({ values }) => values['code'])).toEqual(['2']);
  });
  test('holders of the tenure stay at home unless they are asked for, and then come back as they left', async () => {
    const out = await exported({ format: 'geojson' });
    expect(out.bytes.toString()).not.toMatch(/张伟|owner/);
    const asked = await exported({ format: 'geojson', owners: true });
    const stand = [...readTable(asked.bytes).rows].find(({ values }) => values['code'] === '3');
    expect(stand!.values).toMatchObject({ owner: '张伟' });
    const { diff } = await importStands(full.db, { ...asked, dryRun: true });
    expect(new Set(diff!.map(({ is }) => is))).toEqual(new Set(['SAME']));
    await importStands(empty.db, asked);
    expect(await empty.sql('select code from stand where owner is not null')).toEqual([{ code: '3' }]);
  });
  test('the holder of the day is exported, and held against a file: whoever was written down since it named one', async () => {
    const [{ life_id: lifeId } = expect.fail()] = await full.sql<{ life_id: string }>(
      "select life_id::text from stand where code = '3'",
    );
    await writeTenure(full.db, { lifeId, standId: '140921-3', fromOn: '2026-05-01', holder: '李强', by: 'chief-7' });
    const later = await exported({ format: 'geojson', owners: true });
    expect([...readTable(later.bytes).rows].find(({ values }) => values['code'] === '3')!.values).toMatchObject({
      owner: '李强',
    });
    const { diff } = await importStands(full.db, { ...later, dryRun: true });
    expect(new Set(diff!.map(({ is }) => is))).toEqual(new Set(['SAME']));
    await full.sql('delete from tenure');
  });
  test('a holder is in the row of the stand, and in nothing that a workflow begins with or is told', async () => {
    const holders = `select 1 from stand where seed::text like '%张伟%' union all select 1 from outbox_message where body::text like '%张伟%'`;
    expect(await full.sql(holders)).toEqual([]);
    expect(await full.sql('select owner from stand where code = $1', ['3'])).toEqual([{ owner: '张伟' }]);
  });
  test('closed stands are none of it: they would begin anew', async () => {
    await importStands(empty.db, await exported({ format: 'gpkg' }));
    await empty.sql("update stand set closed_on = '2026-11-01', stage = 'CLOSED' where code = '1'");
    expect([...readTable((await exported({}, empty)).bytes).rows]).toHaveLength(5);
  });
  test('more rows than a page: each once, in the order of their numbers', async () => {
    const lines = Array.from({ length: 2500 }, (_, index) => `140921,${10_000 + index},油松,2026-04-10,150,2000`);
    const csv = `县代码,小班号,树种,造林日期,面积(亩),设计株数\n${lines.join('\n')}\n`;
    await importStands(empty.db, file('many.csv', Buffer.from(csv)));
    const { rows } = readTable((await exported({ format: 'xlsx' }, empty)).bytes);
    expect([...rows].map(({ values }) => Number(values['code']))).toEqual(lines.map((_, index) => 10_000 + index));
  });
  test.each(Object.keys(XINZHOU.species))('species %s is read by the names it is exported by', (code) => {
    const { zh, en } = XINZHOU.species[code]!;
    expect([findSpecies(XINZHOU, zh), findSpecies(XINZHOU, en)]).toEqual([code, code]);
  });
});

describe('completion polygons of a county and year', () => {
  let forest: Store;
  const BECAME = [
    ['3', '2031-12-31'],
    ['5', '2032-01-01'],
    ['7', '2031-07-15'],
    ['2', '2031-07-15'],
  ] as const;
  beforeAll(async () => {
    forest = await openStore();
    await importStands(forest.db, file('stands.geojson', Buffer.from(STANDS)));
    for (const [code, on] of BECAME)
      await forest.sql(
        "update stand set established_on = $2, stage = 'ESTABLISHED', cover_m2 = area_m2 where code = $1",
        [code, on],
      );
  });
  afterAll(() => forest.close());

  const polygons = (year: number, lang: Language = 'en') => {
    const established = mapSpan(year, XINZHOU.registers.map!);
    return exported({ kind: 'polygons', format: 'gpkg', lang, filter: { county: '140921', established } }, forest);
  };
  const rowsOf = async (year: number) =>
    Array.from(readTable((await polygons(year)).bytes).rows, ({ values }) => values);

  test('one accepted up to the cut-off is on the map of the year, one accepted later on the next year’s', async () => {
    expect(await rowsOf(2031)).toMatchObject([
      { code: '3', established_on: '2031-12-31', map_year: 2031, polygon_due_on: '2032-01-30' },
      { code: '7', established_on: '2031-07-15', map_year: 2031, polygon_due_on: '2031-08-14' },
    ]);
    expect(await rowsOf(2032)).toMatchObject([{ code: '5', map_year: 2032 }]);
  });

  test.each(['en', 'zh'] as const)('the file imports again without a difference (%s)', async (lang) => {
    const out = await polygons(2031, lang);
    const again = await importStands(forest.db, out);
    expect([again.accepted, codes(again), again.warnings]).toEqual([0, ['STAND_EXISTS'], []]);
    const into = await importStands(empty.db, out);
    expect([into.accepted, into.problems]).toEqual([2, []]);
    const both = `select * from (${KEPT.stands}) kept where code in ('3', '7')`;
    expect(await empty.sql(both)).toEqual(await forest.sql(both));
  });

  test('are asked for by county and year; a county whose policy rules no map is refused, naming the policy', async () => {
    const env = { DATABASE_URL: forest.url, TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_NAMESPACE: 'none' };
    const ask = (county: string) =>
      standkeeper(
        ['export', 'polygons', '--format', 'gpkg', '--year', '2031', '--county', county, '--json'].concat(
          '--out',
          join(folder.path, `${county}.gpkg`),
        ),
        env,
      );
    expect(JSON.parse((await ask('140932')).out)).toMatchObject({ kind: 'polygons', rows: 1, undrawn: 1 });
    const abroad = await ask(Object.keys(shippedPolicy('finland').counties)[0]!);
    expect([abroad.code, abroad.err]).toEqual([3, expect.stringContaining('has no rules under registers.map')]);
  });
});

describe('standkeeper export', () => {
  let env: Env;
  beforeAll(() => {
    env = { DATABASE_URL: full.url, TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_NAMESPACE: 'none' };
  });
  const run = (...args: string[]) => standkeeper(['export', ...args], env);
  const at = (name: string) => join(folder.path, name);

  test('says what it wrote, for people and for programs', async () => {
    const ran = await run('stands', '--format', 'gpkg', '--out', at('a.gpkg'), '--county', '定襄');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/a\.gpkg: 5 rows of stands, by xinzhou-2024@1\.3\.0, as of 20\d\d-/);
    const zh = await standkeeper(['--lang', 'zh', 'export', 'stands', '--format', 'csv', '--out', at('zh.csv')], env);
    expect(zh.out).toMatch(/zh\.csv：小班 6 行，依据 xinzhou-2024@1\.3\.0，数据截至 20\d\d-/);
    const json = await run('surveys', '--format', 'csv', '--out', at('b.csv'), '--json');
    expect(JSON.parse(json.out)).toMatchObject({ kind: 'surveys', rows: 5, policies: ['xinzhou-2024@1.3.0'] });
  });
  test('what it wrote is looked at again without a difference', async () => {
    await run('stands', '--format', 'csv', '--out', at('same.csv'), '--owners');
    const look = (...more: string[]) => standkeeper([...more, 'import', 'stands', at('same.csv'), '--dry-run'], env);
    expect((await look()).out).toContain('no difference from the 6 stands that are kept');
    writeFileSync(
      at('same.csv'),
      readFileSync(at('same.csv'), 'utf8').replace('张伟', '李强').replace('140932,2,', '140932,12,'),
    );
    const { out } = await look('--lang', 'zh');
    expect(out).toMatch(/2 {2}140921-3\/2026 +owner +张伟 +李强/);
    expect(out).toContain('与已存的对比：新增 1，相同 4，不同 1');
    expect(out).not.toContain('STAND_');
  });
  test('keeps a file that is there, unless it is told to write over it', async () => {
    writeFileSync(at('mine.csv'), 'mine');
    const ran = await run('stands', '--format', 'csv', '--out', at('mine.csv'));
    expect([ran.code, ran.err]).toEqual([
      3,
      expect.stringContaining('mine.csv is there already; wanted: a new name, or --overwrite'),
    ]);
    expect(readFileSync(at('mine.csv'), 'utf8')).toBe('mine');
    expect((await run('stands', '--format', 'csv', '--out', at('mine.csv'), '--overwrite')).code).toBe(0);
    expect(readFileSync(at('mine.csv'), 'utf8')).toContain('county_code');
  });
  test.each([
    ['a folder that is not there', ['--format', 'csv', '--out', at('no/x.csv')], 5, 'no is not there'],
    [
      'a folder in its place',
      ['--format', 'csv', '--out', folder.path, '--overwrite'],
      3,
      'is no file that could be written over',
    ],
    [
      'a county nobody knows',
      ['--format', 'csv', '--out', at('x.csv'), '--county', 'Dingxang'],
      5,
      'nearest: 140921 定襄县 Dingxiang',
    ],
    [
      'a form nobody knows',
      ['--format', 'pdf', '--out', at('x.csv')],
      2,
      'Allowed choices are csv, xlsx, geojson, gpkg',
    ],
    ['no file', ['--format', 'csv'], 2, "required option '--out <file>' not specified"],
  ])('%s is refused in plain words, and nothing is left', async (_, args, code, words) => {
    const ran = await run('stands', ...args);
    expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(words)]);
    expect(existsSync(at('x.csv'))).toBe(false);
  });
  test.each(FORMATS)('a disk that takes no more of a %s file is one line, and nothing is left', async (format) => {
    const own = join(folder.path, `full-${format}`);
    mkdirSync(own);
    const args = ['export', 'stands', '--format', format, '--out', join(own, `x.${format}`)];
    const ran = await startedAlone(args, env, ['sh', '-c', 'ulimit -f 1; exec "$0" "$@"']);
    expect([ran.code, ran.err]).toEqual([
      1,
      expect.stringMatching(
        /^standkeeper: \S+x\.\w+ cannot be written \((EFBIG|[\w/ ]+)\); wanted: room and leave to write there\n$/,
      ),
    ]);
    expect(readdirSync(own)).toEqual([]);
  });
  test.each(['csv', 'gpkg'] as const)('a name of %s that is too long is named, not a stack', async (format) => {
    const path = join(folder.path, `${'n'.repeat(300)}.${format}`);
    await expect(exportFile(full.db, order({ format, path }))).rejects.toMatchObject({
      code: 'FILE_UNWRITABLE',
      exitCode: 1,
      message: expect.stringContaining('cannot be written (ENAMETOOLONG)'),
    });
  });
  test('nothing of an unfinished file stays', async () => {
    await expect(exportFile(full.db, order({ path: at('y.csv'), filter: { county: '\0' } }))).rejects.toThrow('0x00');
    expect(readdirSync(folder.path).filter((name) => name.includes('.part-'))).toEqual([]);
  });
});
