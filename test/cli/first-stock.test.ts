/** Stock papers of the first planting: imported, shown, exported, and missed in the archive where there are none. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportFile } from '../../cli/export-file.ts';
import { importStands, type ImportFile } from '../../cli/import-files.ts';
import { openStore, type Store } from '../prisma/fixture.ts';
import { XINZHOU } from '../support/regimes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { standkeeperOn } from './run.ts';

const NOW = Date.parse('2026-11-24T04:00:00Z');
const HEADINGS = '苗木生产经营许可证号,植物检疫证书号,苗木标签号,苗木质量检验合格证号,苗木产地,到苗数量';
const STANDS = `县,小班号,造林日期,树种,面积(亩),设计株数,${HEADINGS}
定襄,1,2026-04-10,油松,150,2000,SX-17,140921-88,B-301,A-5,宁武,2200
定襄,2,2026-04-10,油松,150,2000,SX-17,,,,定襄,
定襄,3,2026-04-10,油松,150,2000,,,,,,
`;

let [full, empty]: Store[] = [];
const folder = temporaryFolder();
beforeAll(async () => {
  [full, empty] = await Promise.all([openStore(), openStore()]);
  await importStands(full.db, file('stands.csv', Buffer.from(STANDS)));
});
afterAll(async () => {
  await Promise.all([full!.close(), empty!.close()]);
  folder.remove();
});
const run = standkeeperOn(() => full!.url);

function file(path: string, bytes: Buffer): ImportFile {
  return { path, bytes, dryRun: false, policy: XINZHOU, nowMs: NOW };
}

test('a stand whose first planting was told with all of its papers lacks none in its archive; the others do', async () => {
  const { rows } = JSON.parse((await run('archive', 'missing', '--county', '定襄', '--json')).out) as {
    rows: { standId: string; missing: string[] }[];
  };
  const lacking = rows.map(({ standId, missing }) => [standId, missing.includes('papers')]);
  expect(lacking).toEqual([
    ['140921-1', false],
    ['140921-2', true],
    ['140921-3', true],
  ]);
  expect((await run('stands', 'show', '140921-1')).out).not.toMatch(/lacks.*stock papers/);
  expect((await run('stands', 'show', '140921-2')).out).toMatch(/lacks.*stock papers/);
});

test('filed afterwards, its archive lacks them no more', async () => {
  await run('archive', 'number', '140921-3', 'DX-3');
  await run('archive', 'file', '140921-3', '--item', 'papers', '--paper', 'SX-20');
  const { rows } = JSON.parse((await run('archive', 'missing', '--county', '定襄', '--json')).out) as {
    rows: { standId: string; missing: string[] }[];
  };
  expect(rows.find(({ standId }) => standId === '140921-3')!.missing).not.toContain('papers');
});

test.each(['en', 'zh'] as const)('what is exported in %s comes back with its papers', async (lang) => {
  await empty!.sql('truncate stand, import_batch, outbox_message, org_unit cascade');
  const path = join(folder.path, `${lang}.csv`);
  const order = { format: 'csv', filter: {}, overwrite: true, policy: XINZHOU, nowMs: NOW } as const;
  await exportFile(full!.db, { ...order, kind: 'stands', path, lang });
  const { problems } = await importStands(empty!.db, file(path, readFileSync(path)));
  expect(problems).toEqual([]);
  const papers = `select seed -> 'planting' -> 'papers' papers from stand order by code`;
  expect(await empty!.sql(papers)).toEqual(await full!.sql(papers));
  expect(await empty!.sql(papers)).toMatchObject([
    { papers: { licence: 'SX-17', provenance: '140925', quantity: '2200' } },
    { papers: { licence: 'SX-17', provenance: '140921' } },
    { papers: null },
  ]);
});
