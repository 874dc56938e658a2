/** Stands of a real register, imported with a mapping, live on the server. */
import { fileURLToPath } from 'node:url';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { expect, test } from 'vitest';
import { importStands } from '../../cli/import-files.ts';
import { readSettings } from '../../contract/settings.ts';
import { openDatabase } from '../../prisma/database.ts';
import { listStands } from '../../prisma/stand-store.ts';
import { buildOf } from '../../worker/build.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { ESTONIA, realFile } from '../support/real-files.ts';
import { XINZHOU } from '../support/regimes.ts';
import { freshDatabase, testEndpoints } from '../support/stack.ts';

test('the Estonian stands, given county, planting day and density, live until somebody counts them', async ({
  skip,
}) => {
  const bytes = realFile('estonia-stands/stands.geojson');
  if (bytes === undefined) return skip();
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  const database = await freshDatabase();
  const db = openDatabase(database.url);
  const settings = readSettings({}, { ...testEndpoints(), databaseUrl: database.url });
  const build = await buildOf(fileURLToPath(new URL('../../node_modules/.cache/standkeeper', import.meta.url)));
  const worker = await createWorker({ settings, build: { ...build, id: `${build.id}estonia` }, say: () => undefined });
  try {
    const report = await importStands(db, {
      path: 'stands.geojson',
      bytes,
      mapping: ESTONIA,
      dryRun: false,
      policy: XINZHOU,
      nowMs: Date.now(),
    });
    expect(report).toMatchObject({ rows: 10, accepted: 10, problems: [] });
    for (
      const deadline = Date.now() + 30_000;
      Date.now() < deadline;
      await new Promise((resolve) => setTimeout(resolve, 200))
    ) {
      const stands = await listStands(db, {}, { size: 20 });
      if (stands.every(({ rev }) => rev > 0)) break;
    }
    const stands = await listStands(db, {}, { size: 20 });
    expect(stands.map(({ stage }) => stage)).toEqual(Array.from({ length: 10 }, () => 'PLANTED'));
    expect(stands.every(({ nextDueOn }) => nextDueOn !== undefined)).toBe(true);
  } finally {
    await worker.shutdown();
    await db.close();
    await database.drop();
  }
});
