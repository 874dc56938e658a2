import { freshDatabase, testEndpoints } from '../support/stack.ts';
import { openCountyAt, type TestCounty } from './county.ts';

/** A county of a test's own on the shared servers: nothing in its database, nobody else on its queue. */
export async function openCounty(): Promise<TestCounty> {
  const database = await freshDatabase();
  const county = await openCountyAt({ ...testEndpoints(), databaseUrl: database.url });
  return {
    ...county,
    async close() {
      await county.close();
      await database.drop();
    },
  };
}
