/** What has waited for more than a day by workflow time: messages not handed on, surveys that no stand has answered. */
import type { Database } from './database.ts';
import type { Page } from './sweep-pages.ts';

const DAY_MS = 24 * 3600 * 1000;
/** A message given back is offered again ten minutes later at most, and its instant moves along: so often in a day. */
const ATTEMPTS_A_DAY = 144;

export interface WaitingMessage {
  readonly id: string;
  readonly kind: string;
  readonly at: Date;
  readonly attempts: number;
  readonly lastError: string | null;
}

export function waitingMessages(db: Database, { at, after = '', size }: Page): Promise<readonly WaitingMessage[]> {
  return db.prisma.outboxMessage.findMany({
    where: {
      deliveredAt: null,
      id: { gt: after },
      OR: [{ at: { lt: aDayBefore(at) } }, { attempts: { gt: ATTEMPTS_A_DAY } }],
    },
    orderBy: { id: 'asc' },
    take: size,
    select: { id: true, kind: true, at: true, attempts: true, lastError: true },
  });
}

export interface WaitingSurvey {
  readonly lifeId: string;
  readonly id: string;
  readonly stagedAt: Date;
  readonly stand: { readonly workflowId: string };
}

/** @param page - its key is life and survey id with a slash between them */
export function waitingSurveys(db: Database, { at, after, size }: Page): Promise<readonly WaitingSurvey[]> {
  const slash = after?.indexOf('/') ?? -1;
  const [life, survey] = [after?.slice(0, slash), after?.slice(slash + 1)];
  return db.prisma.survey.findMany({
    where: {
      state: 'staged',
      stagedAt: { lt: aDayBefore(at) },
      ...(after !== undefined && { OR: [{ lifeId: { gt: life! } }, { lifeId: life!, id: { gt: survey! } }] }),
    },
    orderBy: [{ lifeId: 'asc' }, { id: 'asc' }],
    take: size,
    select: { lifeId: true, id: true, stagedAt: true, stand: { select: { workflowId: true } } },
  });
}

function aDayBefore(at: string): Date {
  return new Date(Date.parse(at) - DAY_MS);
}
