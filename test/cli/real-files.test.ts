/** Stands of a real register, imported with a mapping, live on the server. */
import { expect, test } from 'vitest';
import { importStands } from '../../cli/import-files.ts';
import { listStands } from '../../prisma/stand-store.ts';
import { ESTONIA, realFile } from '../support/real-files.ts';
import { XINZHOU } from '../support/regimes.ts';
import { openInstallation } from './installation.ts';

test('the Estonian stands, given county, planting day and density, live until somebody counts them', async ({
  skip,
}) => {
  const bytes = realFile('estonia-stands/stands.geojson');
  if (bytes === undefined) return skip();
  const { db, close } = await openInstallation();
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
    await close();
  }
});
