/**
 * JSON with sorted keys and without absent values: the same content gives the same text, whatever order a sender
 * or PostgreSQL's jsonb gave its keys. Hashes are taken over it.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
