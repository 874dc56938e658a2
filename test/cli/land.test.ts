/** Stands of a file beside land that is not planted. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importStands, type ImportFile } from '../../cli/import-files.ts';
import { openStore, type Store } from '../prisma/fixture.ts';
import { XINZHOU } from '../support/regimes.ts';
import { shippedPolicy } from '../../policies/load.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { standkeeperOn } from './run.ts';

let store: Store;
const folder = temporaryFolder();
beforeAll(async () => {
  store = await openStore();
});
afterAll(async () => {
  await store.close();
  folder.remove();
});
beforeEach(() => store.sql('truncate stand, import_batch, outbox_message, barred_layer, org_unit cascade'));
const land = standkeeperOn(() => store.url);

const SIDE = 0.004;

/** A box from the south-west corner of stand 1, in parts of its side. */
function box(from: number, to: number, south = 0, north = 1): object {
  const [w, e, s, n] = [113 + from * SIDE, 113 + to * SIDE, 38.5 + south * SIDE, 38.5 + north * SIDE];
  const ring = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

function layer(name: string, ...geometries: (object | null)[]): string {
  const path = join(folder.path, name);
  const features = geometries.map((geometry) => ({ type: 'Feature', properties: { owner: '张伟' }, geometry }));
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features }));
  return path;
}

function stands(...geometries: object[]): ImportFile {
  const features = geometries.map((geometry, index) => ({
    type: 'Feature',
    properties: { county: 140921, code: index + 1, species: '油松', planted: '2026-04-10', 'designed points': 900 },
    geometry,
  }));
  const bytes = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
  const nowMs = Date.parse('2026-11-24T04:00:00Z');
  return { path: 'stands.geojson', bytes, dryRun: false, policy: XINZHOU, nowMs };
}

const said = (report: Awaited<ReturnType<typeof importStands>>) =>
  [...report.problems, ...report.warnings].map(({ row, code, met }) => `${row} ${code} ${met}`);
const load = (path: string, kind: string, ...more: string[]) =>
  land('land', 'load', path, '--county', '定襄', '--kind', kind, '--by', 'chief-7', ...more);

describe('a stand that lies on barred land', () => {
  test.each([
    ['farmland', 0.049, 'LAND_TOUCHES_BARRED', 1],
    ['farmland', 0.051, 'LAND_BARRED', 0],
    ['basic-farmland', 0.009, 'LAND_TOUCHES_BARRED', 1],
    ['basic-farmland', 0.011, 'LAND_BARRED', 0],
    ['farmland', 0.009, undefined, 1],
    ['basic-farmland', 0.0009, undefined, 1],
  ])('%s, with a share of %d: %s', async (kind, share, code, accepted) => {
    await load(layer('field.geojson', box(1 - share, 2)), kind);
    const report = await importStands(store.db, stands(box(0, 1)));
    expect(report.accepted).toBe(accepted);
    expect(said(report).map((line) => line.split(' ')[1])).toEqual(code === undefined ? [] : [code]);
  });

  test('of another project is blocked, naming the project, the area and the layer; the rest of the file is taken', async () => {
    await load(layer('project.geojson', box(0, 0.5)), 'project', '--project', '京津风沙源二期');
    const report = await importStands(store.db, stands(box(0, 1), box(3, 4)));
    expect([report.accepted, report.problems]).toEqual([
      1,
      [
        {
          row: 1,
          code: 'LAND_BARRED',
          met: expect.stringMatching(/^77\d{3} m², 50 %$/),
          wanted: expect.stringMatching(/^其他项目 another project 京津风沙源二期 \(layer \d+\)$/),
        },
      ],
    ]);
  });

  test('in many small parcels is blocked by their sum; of two layers each is named', async () => {
    const strips = Array.from({ length: 10 }, (_, at) => box(at / 10, at / 10 + 0.006));
    await load(layer('strips.geojson', ...strips), 'farmland');
    await load(layer('corner.geojson', box(0, 0.2, 0, 0.2)), 'basic-farmland');
    const report = await importStands(store.db, stands(box(0, 1)));
    expect(said(report)).toEqual([expect.stringContaining(', 6 %'), expect.stringContaining(', 4 %')]);
  });

  test('drawn as a point lies on none, and a policy that bars no land asks for none', async () => {
    await load(layer('field.geojson', box(-1, 2, -1, 2)), 'farmland');
    const point = { type: 'Point', coordinates: [113.001, 38.501] };
    const onPoint = stands(point);
    const withArea = Buffer.from(onPoint.bytes.toString().replace('"code":1', '"code":1,"area_ha":5'));
    expect((await importStands(store.db, { ...onPoint, bytes: withArea })).accepted).toBe(1);
    const policy = { ...XINZHOU, registers: {} };
    expect((await importStands(store.db, { ...stands(box(0, 1)), policy, dryRun: true })).problems).toMatchObject([
      { code: 'STAND_EXISTS' },
    ]);
  });
});

describe('a layer', () => {
  test('is loaded once; another file of the same county, kind and project takes its place, and none is kept but outlines', async () => {
    const first = await load(layer('a.geojson', box(0, 1), box(2, 3)), 'farmland', '--json');
    expect(JSON.parse(first.out)).toMatchObject({ already: false, layer: { pieces: 2, by: 'chief-7' } });
    const again = await load(layer('renamed.geojson', box(0, 1), box(2, 3)), 'farmland', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ already: true, layer: { fileName: 'a.geojson' } });
    const next = await load(layer('b.geojson', box(5, 6)), 'farmland');
    expect(next.out).toMatch(/loaded: \d+, 140921 cultivated land, 1 pieces.*\nin the place of: .*a\.geojson/);
    await load(layer('c.geojson', box(5, 6)), 'project', '--project', 'one');
    await load(layer('c.geojson', box(5, 6)), 'project', '--project', 'two');
    const rows = JSON.parse((await land('land', 'list', '--county', '140921', '--json')).out) as unknown[];
    expect(rows).toMatchObject([{ kind: 'FARMLAND' }, { project: 'one' }, { project: 'two' }]);
    expect(JSON.stringify(await store.sql('select * from barred_piece'))).not.toContain('张伟');
  });

  test('is taken away by its number, and bars nothing any more', async () => {
    const { out } = await load(layer('a.geojson', box(0, 1)), 'farmland', '--json');
    const { layer: loaded } = JSON.parse(out) as { layer: { id: number } };
    expect((await land('--lang', 'zh', 'land', 'drop', String(loaded.id))).out).toContain('已移除');
    expect((await importStands(store.db, stands(box(0, 1)))).accepted).toBe(1);
    expect(await land('land', 'drop', String(loaded.id))).toMatchObject({ code: 5 });
  });

  test.each([
    ['a row without an outline', [box(0, 1), null], 'farmland', [], 'row 2: it has no outline'],
    ['a point', [{ type: 'Point', coordinates: [113, 38.5] }], 'farmland', [], 'row 1: a Point; wanted: Polygon'],
    ['a project without a name', [box(0, 1)], 'project', [], 'wanted: --project NAME'],
    ['farmland of a project', [box(0, 1)], 'farmland', ['--project', 'x'], 'wanted: none, or --kind project'],
  ])('with %s is refused, and nothing is loaded', async (_title, geometries, kind, more, words) => {
    const { code, err } = await load(layer('bad.geojson', ...geometries), kind, ...more);
    expect(code).toBeGreaterThan(0);
    expect(err).toContain(words);
    expect(await store.sql('select 1 from barred_layer')).toEqual([]);
  });

  test('of a county whose policy bars no land is refused', async () => {
    const county = Object.keys(shippedPolicy('finland').counties)[0]!;
    const ran = await land('land', 'load', layer('a.geojson', box(0, 1)), '--county', county, '--kind', 'farmland');
    expect(ran).toMatchObject({ code: 3, err: expect.stringContaining('has no rules under registers.land') });
  });
});
