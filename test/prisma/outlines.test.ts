/** Outlines that come after their stands: of parts, and of what a split began; checked, kept, moved and taken back. */
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportFile } from '../../cli/export-file.ts';
import { importStands, type ImportFile, type ImportReport } from '../../cli/import-files.ts';
import { importOutlines } from '../../cli/import-outlines.ts';
import { undoBatch } from '../../cli/undo-import.ts';
import { WRITERS, type ExportFormat } from '../../exports/writers.ts';
import { batchesBeginning } from '../../prisma/batch-store.ts';
import { outlinesOf } from '../../prisma/outline-store.ts';
import { standkeeperOn } from '../cli/run.ts';
import { Life } from '../domain/stand/life.ts';
import { XINZHOU } from '../support/regimes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openStore, savedStand, type Store } from './fixture.ts';
import { childLife, handedOver, splitLife, takeIn, writeLife } from './moved-land.ts';

let store: Store;
const folder = temporaryFolder();
beforeAll(async () => {
  store = await openStore();
});
afterAll(async () => {
  await store.close();
  folder.remove();
});
beforeEach(() => store.sql('truncate stand, import_batch, outbox_message cascade'));

/** So much of a stand of 100,000 m², from its western side to its eastern one. */
interface Strip {
  readonly code: string;
  readonly part?: string;
  readonly from: number;
  readonly to: number;
  /** Stands lie in rows, one above the other. */
  readonly north?: number;
}

const [WIDTH, HEIGHT] = [0.004, 0.00259];

function fileOf(strips: readonly Strip[], more: Partial<ImportFile> = {}): ImportFile {
  const features = strips.map(({ from, to, north = 0, ...properties }) => {
    const [west, east] = [113 + from * WIDTH, 113 + to * WIDTH];
    const [south, top] = [38.5 + north * HEIGHT, 38.5 + (north + 1) * HEIGHT];
    const ring = [
      [west, south],
      [east, south],
      [east, top],
      [west, top],
      [west, south],
    ];
    return {
      type: 'Feature',
      properties: { county: 140921, ...properties },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  });
  const bytes = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
  const nowMs = Date.parse('2026-11-24T04:00:00Z');
  return { path: 'outlines.geojson', bytes, dryRun: false, policy: XINZHOU, nowMs, ...more };
}

const draw = (strips: readonly Strip[], more: Partial<ImportFile> = {}) =>
  importOutlines(store.db, fileOf(strips, more));
const said = ({ problems, warnings }: ImportReport) =>
  [...problems, ...warnings].map(({ row, code, met, wanted }) => [row, code, met, wanted].join(' '));
const undo = async (batchId: string | undefined) => {
  const [batch] = await batchesBeginning(store.db, batchId!);
  return undoBatch(store.db, { batch: batch!, by: 'chief-7', nowMs: 0, lang: 'en' });
};
const outlines = (lifeId: string) => outlinesOf(store.db.prisma, lifeId);

/** New stands there, of another file. */
const plant = (strips: readonly Strip[], year = 2026) => {
  const planting = { species: '油松', planted: `${year}-04-10`, 'designed points': 900 };
  const planted = strips.map((strip) => ({ ...strip, ...planting }));
  return importStands(store.db, { ...fileOf(planted), dryRun: true, nowMs: Date.parse(`${year}-11-24T04:00:00Z`) });
};

/** Of the open stands as they leave: area, and the area for which each was drawn. */
async function drawnFor(): Promise<readonly (readonly (string | undefined)[])[]> {
  const path = join(folder.path, `${randomUUID()}.csv`);
  const order = { kind: 'stands', format: 'csv', path, filter: {}, overwrite: false, lang: 'en' } as const;
  await exportFile(store.db, { ...order, policy: XINZHOU, nowMs: Date.parse('2026-11-24T04:00:00Z') });
  const rows = parse<Record<string, string>>(readFileSync(path), { bom: true, columns: true });
  return rows.map(({ area_m2: area, drawn_for_m2: drawn }) => [area, drawn]);
}

const WHOLE = { code: '0001', from: 0, to: 1 };
const [P1, P2] = [
  { code: '0001', part: 'p1', from: 0, to: 0.6 },
  { code: '0001', part: '2', from: 0.6, to: 1 },
];

/** Counted in two parts, of 60,000 and 40,000 m². */
async function standInParts() {
  const seed = await savedStand(store, { standNo: '0001' });
  const life = new Life(seed);
  life.pieces('2026-09-20', [
    { areaM2: 60_000, counts: { livePoints: 1_150 } },
    { areaM2: 40_000, counts: { livePoints: 100 } },
  ]);
  await writeLife(store, life);
  expect(life.state.parts.map(({ id, areaM2 }) => [id, areaM2])).toEqual([
    ['p1', 60_000],
    ['p2', 40_000],
  ]);
  return { seed, life };
}

test('a stand and its parts are drawn by one file, and not again while their areas are the same', async () => {
  const { seed } = await standInParts();
  const dry = await draw([P1, WHOLE, P2], { dryRun: true });
  expect([dry.accepted, said(dry), await outlines(seed.lifeId)]).toEqual([3, [], { parts: {} }]);
  const report = await draw([P1, WHOLE, P2]);
  expect([report.accepted, said(report)]).toEqual([3, []]);
  const { whole, parts } = await outlines(seed.lifeId);
  expect([whole?.drawnForM2, parts['p1']?.drawnForM2, parts['p2']?.drawnForM2]).toEqual([100_000, 60_000, 40_000]);
  expect(Math.abs(parts['p1']!.areaM2 - 60_000)).toBeLessThan(600);
  expect(said(await draw([P1, WHOLE, P2]))).toEqual([
    '1 OUTLINE_EXISTS 140921-0001 p1 60000',
    '2 OUTLINE_EXISTS 140921-0001 100000',
    '3 OUTLINE_EXISTS 140921-0001 p2 40000',
  ]);
});

test.each<[string, Strip, RegExp]>([
  ['of a stand that is not known', { ...P1, code: '0007' }, /^1 STAND_UNKNOWN 140921-0007 140921-0001/],
  ['of a part that is not there', { ...P1, part: 'p9' }, /^1 PART_UNKNOWN 140921-0001 p9 p1, p2$/],
  ['of what is no part', { ...P1, part: 'north' }, /^1 VALUE_BROKEN north a part as stands show has it/],
  ['half as large as its part', { ...P1, to: 0.3 }, /^1 AREA_FAR_OFF 60000 /],
  ['of a tenth of its part', { ...P1, to: 0.06 }, /^1 AREA_CONTRADICTS 60000 /],
  [
    'that sticks out by a twentieth',
    { ...P1, from: -0.03, to: 0.57 },
    /^1 OUTLINE_STICKS_OUT \d+ m², 5 % 140921-0001$/,
  ],
  ['that lies outside by a fifth', { ...P1, from: -0.12, to: 0.48 }, /^1 OUTLINE_OUTSIDE \d+ m², 20 % 140921-0001$/],
  ['that lies elsewhere', { ...P1, from: -0.5, to: 0.1 }, /^1 OUTLINE_ELSEWHERE /],
  ['over its sister by a fifth', { ...P1, from: 0.08, to: 0.68 }, /^1 OVERLAP_LARGE \d+ m², 20 % 140921-0001 p2$/],
  ['over its sister', { ...P1, from: 0.3, to: 0.9 }, /^1 LAND_TAKEN \d+ m², 75 % 140921-0001 p2$/],
])('an outline %s is told by name', async (_, strip, wanted) => {
  const { seed } = await standInParts();
  await draw([WHOLE, P2]);
  const report = await draw([strip]);
  expect(said(report)).toEqual([expect.stringMatching(wanted)]);
  const isTaken = report.problems.length === 0;
  expect([report.accepted, 'p1' in (await outlines(seed.lifeId)).parts]).toEqual([isTaken ? 1 : 0, isTaken]);
});

test('of two rows for one part the second is refused, and a part over its sister in the same file', async () => {
  await standInParts();
  const report = await draw([P2, { ...P2, part: 'p2' }, { ...P1, from: 0.3, to: 0.9 }]);
  expect(said(report)).toEqual([
    '2 OUTLINE_TWICE 140921-0001 p2 1',
    expect.stringMatching(/^3 LAND_TAKEN \d+ m², 75 % 140921-0001 p2 \(row 1\)$/),
  ]);
});

describe('a split', () => {
  test('leaves its land to be drawn: children lie within the old stand and beside each other', async () => {
    const seed = await savedStand(store, { standNo: '0001' });
    await draw([WHOLE]);
    const children = await splitLife(store, new Life(seed));
    const elsewhere = await draw([{ code: '0101', from: 0.8, to: 1.4 }]);
    expect(said(elsewhere)).toEqual([expect.stringMatching(/^1 OUTLINE_ELSEWHERE .* 140921-0001$/)]);
    const report = await draw([WHOLE, { code: '0101', from: 0, to: 0.6 }, { code: '0102', from: 0.6, to: 1 }]);
    expect([report.accepted, said(report)]).toEqual([2, ['1 OUTLINE_MOVED 140921-0001 140921-0101, 140921-0102']]);
    expect((await outlines(children[0]!.lifeId)).whole?.drawnForM2).toBe(60_000);
  });
  test('leaves its land taken, whether or not its children are drawn', async () => {
    const seed = await savedStand(store, { standNo: '0001' });
    await draw([WHOLE]);
    await splitLife(store, new Life(seed));
    const other = { code: '0900', from: 0.1, to: 0.5 };
    const taken = (by: string) => [expect.stringMatching(new RegExp(`^1 LAND_TAKEN \\d+ m², 100 % ${by}$`))];
    expect(said(await plant([other]))).toEqual(taken('140921-0101, 140921-0102'));
    expect(said(await plant([{ ...other, code: '0101' }], 2027))).toEqual([]);
    await draw([
      { code: '0101', from: 0, to: 0.6 },
      { code: '0102', from: 0.6, to: 1 },
    ]);
    expect(said(await plant([other]))).toEqual(taken('140921-0101'));
  });
  test('of drawn parts leaves each child the outlines of its own', async () => {
    const { life } = await standInParts();
    await draw([WHOLE, P1, P2]);
    const children = ['p1', 'p2'].map((partId, at) => {
      return { lifeId: randomUUID(), standId: `140921-010${at + 1}`, pieces: [{ partId }] };
    });
    life.send('2026-11-20', { type: 'splitStand', children });
    await writeLife(store, life);
    const [first, second] = await Promise.all(children.map(({ lifeId }) => outlines(lifeId)));
    expect([first, second]).toMatchObject([
      { whole: { drawnForM2: 60_000 }, parts: {} },
      { whole: { drawnForM2: 40_000 }, parts: {} },
    ]);
    await childLife(store, children[0]!.lifeId);
    expect(said(await draw([{ code: '0101', from: 0, to: 0.6 }]))).toEqual(['1 OUTLINE_EXISTS 140921-0101 60000']);
  });
});

test('a merged stand keeps what was drawn of both as its parts, and is drawn anew as a whole', async () => {
  const merge = await handedOver(store, async ({ into, goes }) => {
    const [stays, leaves] = [into, goes].map(({ standId }) => standId.slice(7)) as [string, string];
    await draw([
      { code: stays, from: 0, to: 1 },
      { code: leaves, from: 1, to: 2 },
    ]);
  });
  await takeIn(store, merge);
  const { lifeId, standId } = merge.into;
  const { whole, parts } = await outlines(lifeId);
  const sizes = Object.entries(parts).map(([id, { drawnForM2 }]) => [id, drawnForM2]);
  expect([whole?.drawnForM2, sizes]).toEqual([
    100_000,
    [
      ['p1', 100_000],
      ['p2', 100_000],
    ],
  ]);
  const joined = { code: '0900', from: 1.1, to: 1.9 };
  const isTaken = [expect.stringMatching(new RegExp(`^1 LAND_TAKEN \\d+ m², 100 % ${standId}$`))];
  expect([said(await plant([joined])), await drawnFor()]).toEqual([isTaken, [['200000', '100000']]]);
  const anew = await draw([{ code: standId.slice(7), from: 0, to: 2 }]);
  expect([anew.accepted, said(anew)]).toEqual([1, []]);
  expect((await outlines(lifeId)).whole?.drawnForM2).toBe(200_000);
  expect([said(await plant([joined])), await drawnFor()]).toEqual([isTaken, [['200000', '200000']]]);
});

test('after a change of its boundary a part is drawn anew; taken back, the last outline goes first and the former returns', async () => {
  const { seed, life } = await standInParts();
  const first = await draw([P1, P2]);
  const change = { areaM2: 30_000, reason: 'REMEASURED', evidence: 'survey-31' };
  life.send('2026-11-20', { type: 'changeBoundary', partId: 'p2', ...change });
  await writeLife(store, life);
  const second = await draw([{ ...P2, to: 0.9 }]);
  expect([second.accepted, said(second)]).toEqual([1, []]);
  expect((await outlines(seed.lifeId)).parts['p2']).toMatchObject({ drawnForM2: 30_000 });
  expect(await undo(first.batchId)).toMatchObject({
    undone: false,
    movedOn: [{ standId: seed.standId, reason: 'REDRAWN', what: second.batchId }],
  });
  expect(await undo(second.batchId)).toMatchObject({ undone: true, gone: 1 });
  expect((await outlines(seed.lifeId)).parts['p2']).toMatchObject({ drawnForM2: 40_000 });
  expect(await undo(first.batchId)).toMatchObject({ undone: true, gone: 2 });
  expect(await outlines(seed.lifeId)).toEqual({ parts: {} });
});

test('at the command line a file is imported, shown with the stand, outdated by a new boundary, and taken back', async () => {
  const { life } = await standInParts();
  const cli = standkeeperOn(() => store.url);
  const path = join(folder.path, 'drawn.geojson');
  writeFileSync(path, fileOf([WHOLE, P2]).bytes);
  const imported = await cli('import', 'outlines', path);
  expect([imported.code, imported.out]).toEqual([
    0,
    expect.stringMatching(/: 2 rows, 2 imported, 0 refused, batch \S+$/),
  ]);
  expect((await cli('stands', 'show', '140921-0001')).out).toMatch(
    /outline +10\.0\d ha[^]*p2 +4\.00 ha \(60\.0 mu\) +4\.01 ha/,
  );
  const change = { areaM2: 30_000, reason: 'REMEASURED', evidence: 'survey-31' };
  life.send('2026-11-20', { type: 'changeBoundary', partId: 'p2', ...change });
  await writeLife(store, life);
  const shown = await cli('--lang', 'zh', 'stands', 'show', '140921-0001');
  expect(shown.out).toMatch(/p2 .*（按 .* 绘制，待重绘）/);
  const undone = await cli('import', 'undo', /batch (\S+)$/.exec(imported.out)![1]!, '--by', 'chief-7');
  expect([undone.code, undone.out]).toEqual([0, expect.stringContaining('2 outlines taken back')]);
});

test.each(Object.keys(WRITERS) as ExportFormat[])(
  'parts that leave as %s come back without a difference',
  async (format) => {
    await standInParts();
    await draw([WHOLE, P1, P2]);
    const path = join(folder.path, `parts.${format}`);
    const order = { kind: 'parts', format, path, filter: {}, overwrite: false, lang: 'zh' } as const;
    const report = await exportFile(store.db, { ...order, policy: XINZHOU, nowMs: Date.parse('2026-11-24T04:00:00Z') });
    expect(report).toMatchObject({ rows: 2, undrawn: 0 });
    const back = { bytes: readFileSync(path), dryRun: true };
    expect(said(await draw([], back))).toEqual([
      '1 OUTLINE_EXISTS 140921-0001 p1 60000',
      '2 OUTLINE_EXISTS 140921-0001 p2 40000',
    ]);
    await store.sql('truncate part_geometry');
    expect((await draw([], back)).accepted).toBe(2);
  },
);
