/** What it costs to import ten thousand polygons with all checks on; GDAL's ogr2ogr beside it, which checks nothing. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startStack } from '../../embedded/stack.ts';
import { migrate } from '../../prisma/migrate.ts';
import type { Figures } from '../main.ts';
import { polygons } from './polygons.ts';

type Say = (line: string) => void;

const STANDS = 10_000;
/** Ten thousand polygons in a minute on two cores. */
const LEAST_A_SECOND = STANDS / 60;
const PROCESS = fileURLToPath(new URL('import-process.ts', import.meta.url));
const run = promisify(execFile);

export async function measureImport(say: Say): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'standkeeper-bench-'));
  const stack = await startStack({ folder, mode: 'test', say });
  try {
    const { databaseUrl } = stack.endpoints;
    await migrate(databaseUrl);
    const path = join(folder, 'stands.geojson');
    writeFileSync(path, polygons(STANDS));
    say(`${STANDS} polygons …`);
    const { ms, peakMb } = await importedBy(path, databaseUrl);
    return {
      polygonsPerSecond: { value: Math.round((STANDS * 1000) / ms), least: Math.ceil(LEAST_A_SECOND) },
      peakMb: { value: peakMb },
      ...(await besideGdal(path, databaseUrl, say)),
    };
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Cost {
  readonly ms: number;
  readonly peakMb: number;
}

/** In a process of its own: this one has brought up servers, which is not the import's memory. */
async function importedBy(path: string, databaseUrl: string): Promise<Cost> {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const { stdout } = await run(process.execPath, ['--import', 'tsx', PROCESS, path, String(STANDS)], { env });
  return JSON.parse(stdout) as Cost;
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
