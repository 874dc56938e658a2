/** Files as offices of other countries write them: read, kept, exported, and read again without a difference. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import proj4 from 'proj4';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportFile } from '../../cli/export-file.ts';
import { importStands, type ImportFile, type ImportReport } from '../../cli/import-files.ts';
import { shippedPolicy } from '../../policies/load.ts';
import { dbfOf, shpOf, square, zipOf, type Field } from '../imports/shapefile-files.ts';
import { workbookOf } from '../imports/workbook-files.ts';
import { openStore, type Store } from '../prisma/fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { standkeeper } from './run.ts';

const NOW = Date.parse('2026-11-24T04:00:00Z');
const FORMATS = ['csv', 'xlsx', 'geojson', 'gpkg'] as const;
const { lookup } = createRequire(import.meta.url)('@esri/proj-codes') as { lookup(code: number): { wkt: string } };

let one: Store;
let other: Store;
const folder = temporaryFolder();
beforeAll(async () => {
  [one, other] = await Promise.all([openStore(), openStore()]);
});
afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
  folder.remove();
});
beforeEach(async () => {
  for (const { sql } of [one, other]) await sql('truncate stand, import_batch, outbox_message, org_unit cascade');
});

interface Office {
  readonly policy: string;
  readonly bytes: Buffer;
  readonly mapping?: string;
  /** What is kept of its first stand. */
  readonly kept: Readonly<Record<string, unknown>>;
  readonly said?: readonly string[];
}

/** Two squares of 300 units beside each other, in a system of the country. */
function shapefile(code: number, at: [number, number], encoding: string, fields: readonly Field[], rows: string[][]) {
  const [x, y] = proj4('WGS84', lookup(code).wkt).forward(at);
  const outlines = rows.map((_, index) => [square(Math.round(x) + index * 400, Math.round(y), 300)]);
  return zipOf({
    'a.shp': shpOf(outlines),
    'a.dbf': dbfOf({ fields, rows, encoding, languageId: 0 }),
    'a.prj': lookup(code).wkt,
  });
}

const texts = (...names: string[]): readonly Field[] => names.map((name) => ({ name, bytes: 20 }));

const OFFICES: Readonly<Record<string, Office>> = {
  'Shanxi, a sheet under a title with shares of species and stock papers': {
    policy: 'xinzhou-2024',
    bytes: workbookOf({
      sheets: {
        小班: {
          rows: [
            ['定襄县2026年造林小班一览表'],
            [
              '县',
              '小班号',
              '树种',
              '树种组成',
              '造林日期',
              '面积(亩)',
              '设计株数',
              '植物检疫证书号',
              '种源',
              '到苗日期',
            ],
            [
              '定襄县',
              '0007',
              '油松',
              '8油2柞',
              '二〇二六年四月十日',
              '15.5',
              '1,650',
              '晋检0042',
              '定襄县',
              '2026.4.8',
            ],
          ],
          merged: ['A1:J1'],
        },
      },
    }),
    kept: { code: '0007', area_m2: 10_333, planted_on: '2026-04-10', designed_points: 1650 },
    said: ['COMPOSITION_KEPT', 'LINES_ABOVE'],
  },
  'Oregon, in feet and acres': {
    policy: 'oregon',
    bytes: shapefile(2269, [-122.9, 45.2], 'cp1252', texts('Unit', 'Acres', 'Species', 'Planted', 'TPA'), [
      ['12', '2.07', 'Douglas-fir', '4/10/2026', '435'],
      ['13', '2.07', 'DF', '2/25/2026', '435'],
    ]),
    mapping: 'columns: { code: Unit }\nconstants: { county: NWO }',
    kept: { code: '12', area_m2: 8377, planted_on: '2026-04-10', designed_points: 900 },
    said: ['DAYS_SETTLED'],
  },
  'Scotland, on the British grid': {
    policy: 'uk-woodland-carbon',
    bytes: shapefile(27_700, [-3.5, 55.5], 'cp1252', texts('Cpt', 'Area (ha)', 'Species', 'Planted'), [
      ['12a', '9.00', 'Sitka spruce', '10/04/2026'],
      ['12b', '9.00', 'oak', '25/03/2026'],
    ]),
    mapping: 'columns: { code: Cpt }\nconstants: { county: SCT, densityPerHa: 2500 }',
    kept: { code: '12a', area_m2: 90_000, planted_on: '2026-04-10', designed_points: 22_500 },
    said: ['DAYS_SETTLED'],
  },
  'Finland, in TM35FIN': {
    policy: 'finland',
    bytes: shapefile(3067, [27, 62], 'cp1252', texts('Kuvio', 'Pinta-ala', 'Puulaji', 'Istutettu'), [
      ['12', '9,0', 'mänty', '10. toukokuuta 2026'],
      ['13', '9,0', 'kuusi', '2026-05-11T00:00:00Z'],
    ]),
    mapping:
      'columns: { code: Kuvio, areaHa: Pinta-ala, species: Puulaji, plantedOn: Istutettu }\nconstants: { county: KESKI, densityPerHa: 2000 }',
    kept: { code: '12', area_m2: 90_000, planted_on: '2026-05-10', species: 'MANTY', designed_points: 18_000 },
    said: ['ENCODING_GUESSED'],
  },
};

const KEPT = `select s.stand_id, s.county_code, s.code, s.work_year, s.species, s.area_m2, s.designed_points, s.planted_points,
  s.planted_on::text, s.policy, s.seed - 'lifeId' seed, g.geometry from stand s left join stand_geometry g using (life_id)
  order by s.stand_id`;

const codesOf = ({ problems, warnings }: ImportReport) =>
  [...new Set([...problems, ...warnings].map(({ code }) => code))].toSorted();

describe.each(Object.entries(OFFICES))('%s', (_, { policy: name, bytes, mapping, kept, said = [] }) => {
  const policy = shippedPolicy(name);
  const file = (path: string, content: Buffer, more: Partial<ImportFile> = {}): ImportFile => {
    return { path, bytes: content, dryRun: false, policy, nowMs: NOW, ...more };
  };

  test('is read as it was meant, and comes back from each format as it left', async () => {
    const report = await importStands(one.db, file('a', bytes, mapping === undefined ? {} : { mapping }));
    expect([report.problems, codesOf(report)]).toEqual([[], said]);
    const [first] = await one.sql(KEPT);
    expect(first).toMatchObject(kept);
    for (const format of FORMATS) {
      const path = join(folder.path, `stands.${format}`);
      const order = {
        kind: 'stands',
        format,
        path,
        filter: {},
        overwrite: true,
        lang: 'en',
        policy,
        nowMs: NOW,
      } as const;
      await exportFile(one.db, order);
      const out = readFileSync(path);
      const again = await importStands(one.db, file(path, out, { dryRun: true }));
      expect([format, new Set(again.diff?.map(({ is }) => is)), codesOf(again)]).toEqual([
        format,
        new Set(['SAME']),
        ['STAND_EXISTS'],
      ]);
      await other.sql('truncate stand, import_batch, outbox_message, org_unit cascade');
      await importStands(other.db, file(path, out));
      expect([format, await other.sql(KEPT)]).toEqual([format, await one.sql(KEPT)]);
    }
  });
});

test('on the command line a user is told what was passed over, and what a file of another kind is', async () => {
  const env = { DATABASE_URL: one.url, TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_NAMESPACE: 'none' };
  const [sheet, kml] = ['a.xlsx', 'a.kml'].map((name) => join(folder.path, name)) as [string, string];
  writeFileSync(sheet, Object.values(OFFICES)[0]!.bytes);
  writeFileSync(kml, '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"/>');
  const look = (lang: string, path: string) =>
    standkeeper(['--lang', lang, 'import', 'stands', path, '--dry-run'], env);
  const zh = await look('zh', sheet);
  expect([zh.code, zh.out]).toEqual([
    0,
    expect.stringContaining('表头上方的标题或说明未读取：«定襄县2026年造林小班一览表»'),
  ]);
  expect((await look('en', sheet)).out).toContain('the shares of species in 树种组成 are kept as they stand');
  const refused = await look('en', kml);
  expect([refused.code, refused.err]).toEqual([
    3,
    expect.stringMatching(/the file is KML; wanted: .*Save Features As/),
  ]);
});
