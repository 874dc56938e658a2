/** SQL that leads from one schema text to another. */
import { FILTERS, withEngine } from './schema-engine.ts';

/**
 * @param url - any reachable database: the engine connects though it compares texts alone
 * @param from - the earlier schema; undefined = an empty database
 * @returns SQL, or undefined where nothing differs
 */
export async function diffSchemas(url: string, from: string | undefined, to: string): Promise<string | undefined> {
  const target = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
  });
  const result = await withEngine(url, to, (engine) =>
    engine.diff({
      from: from === undefined ? { tag: 'empty' } : target(from),
      to: target(to),
      script: true,
      exitCode: true,
      filters: FILTERS,
    }),
  );
  return result.exitCode === 2 ? (result.stdout ?? undefined) : undefined;
}
