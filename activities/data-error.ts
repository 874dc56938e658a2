/** Which errors of the database no repeat can mend: the data itself is wrong. All others are outages. */

/** Prisma's codes for values and constraints: too long, unique, foreign key, check, null, out of range, not found. */
const PERMANENT = new Set([
  'P2000',
  'P2002',
  'P2003',
  'P2004',
  'P2011',
  'P2012',
  'P2013',
  'P2014',
  'P2018',
  'P2019',
  'P2020',
  'P2025',
]);
/** SQL states of class 22 (data exception) and 23 (integrity constraint), where Prisma passes them through. */
const PERMANENT_SQL_STATE = /^2[23]/;

/** The code of a permanent error, or undefined where trying again may help. */
export function permanentCodeOf(error: unknown): string | undefined {
  // Prisma itself refuses the value, e.g. a day that does not exist, before the database sees it.
  if (error instanceof Error && error.name === 'PrismaClientValidationError') return 'INVALID_VALUE';
  for (const code of codesOf(error)) {
    if (PERMANENT.has(code) || PERMANENT_SQL_STATE.test(code)) return code;
  }
  return undefined;
}

/** Prisma wraps what the driver said: the SQL state lies in `meta` or in the cause. */
function codesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, originalCode, cause, meta, driverAdapterError } = error as Readonly<Record<string, unknown>>;
  const own = [code, originalCode].filter((value) => typeof value === 'string');
  return [...own, ...[cause, meta, driverAdapterError].flatMap(codesOf)];
}
