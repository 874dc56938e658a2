/** One connection pool and the client over it; made once a process, closed at its end. */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, type Prisma } from './generated/client.ts';

export interface Database {
  readonly prisma: PrismaClient;
  close(): Promise<void>;
}

/** A client or a transaction of it: stores take either. */
export type Queries = Prisma.TransactionClient;

/** @param poolSize - connections; a worker runs no more deeds at once than it has */
export function openDatabase(url: string, poolSize = 10): Database {
  // The adapter sends instants without a zone: the session must think in UTC, whatever the machine does.
  const adapter = new PrismaPg({
    connectionString: url,
    options: '-c TimeZone=UTC',
    max: poolSize,
    connectionTimeoutMillis: 5000,
  });
  const prisma = new PrismaClient({ adapter });
  return { prisma, close: () => prisma.$disconnect() };
}

/** A calendar day as PostgreSQL's `date` takes it. */
export function dateOf(on: string): Date {
  return new Date(`${on}T00:00:00.000Z`);
}

/** The calendar day of a `date` column. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
