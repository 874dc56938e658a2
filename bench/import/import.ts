/** What it costs to import ten thousand polygons with all checks on; GDAL's ogr2ogr beside it, which checks nothing. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { startStack } from '../../embedded/stack.ts';
import { migrate } from '../../prisma/migrate.ts';
import type { Figures } from '../figures.ts';
import { polygons } from './polygons.ts';

type Say = (line: string) => void;

const STANDS = 10_000;
/** Ten thousand polygons in a minute on two cores. */
const LEAST_A_SECOND = STANDS / 60;
/** Above what the process has before it opens the file. */
const MOST_ABOVE_START_MB = 300;
/** A file so many times as large, and how many times the memory it may take. */
const LARGER = 4;
const MOST_RATIO = 1.3;
const PROCESS = fileURLToPath(new URL('import-process.ts', import.meta.url));
const run = promisify(execFile);

export async function measureImport(say: Say): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'standkeeper-bench-'));
  const stack = await startStack({ folder, mode: 'test', say });
  try {
    const { databaseUrl } = stack.endpoints;
    await migrate(databaseUrl);
    const path = join(folder, 'stands.geojson');
    await writeFile(path, polygons(STANDS));
    say(`${STANDS} polygons …`);
    const { ms, startMb, peakMb } = await importedBy(path, { databaseUrl, stands: STANDS });
    const gdal = await besideGdal(path, databaseUrl, say);
    const larger = await importedAfresh(join(folder, 'more.geojson'), { databaseUrl, stands: STANDS * LARGER, say });
    return {
      polygonsPerSecond: { value: Math.round((STANDS * 1000) / ms), least: Math.ceil(LEAST_A_SECOND) },
      peakMb: { value: peakMb },
      aboveStartMb: { value: peakMb - startMb, most: MOST_ABOVE_START_MB },
      [`peakMbOf${STANDS * LARGER}`]: { value: larger.peakMb },
      peakRatio: { value: Math.round((larger.peakMb * 100) / peakMb) / 100, most: MOST_RATIO },
      ...gdal,
    };
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Cost {
  readonly ms: number;
  readonly startMb: number;
  readonly peakMb: number;
}

interface Job {
  readonly databaseUrl: string;
  readonly stands: number;
}

/** In a process of its own: this one has brought up servers, which is not the import's memory. */
async function importedBy(path: string, { databaseUrl, stands }: Job): Promise<Cost> {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const { stdout } = await run(process.execPath, ['--import', 'tsx', PROCESS, path, String(stands)], { env });
  return JSON.parse(stdout) as Cost;
}

/** Into a database without the stands of the file before, which are the first of this one. */
async function importedAfresh(path: string, { databaseUrl, stands, say }: Job & { readonly say: Say }): Promise<Cost> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('truncate stand, outbox_message cascade');
  await client.end();
  await writeFile(path, polygons(stands));
  say(`${stands} polygons …`);
  return importedBy(path, { databaseUrl, stands });
}

async function besideGdal(path: string, databaseUrl: string, say: Say): Promise<Figures> {
  // A password among the arguments could be read by everyone on the machine.
  const url = new URL(databaseUrl);
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(url.password) };
  url.password = '';
  const began = performance.now();
  try {
    await run('ogr2ogr', ['-f', 'PostgreSQL', url.href, path, '-nln', 'bench_ogr2ogr', '-overwrite'], { env });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    say(code === 'ENOENT' ? 'ogr2ogr is not installed: nothing stands beside it' : `ogr2ogr failed: ${message}`);
    return {};
  }
  return { ogr2ogrPolygonsPerSecond: { value: Math.round((STANDS * 1000) / (performance.now() - began)) } };
}
