/**
 * The stand that was to take another one in could not any more: it was closed, split or changed in between. The land goes on
 * under its old number, as a life of its own with all that it had, so that no duty is lost.
 */
import type { Inheritance, StandSeed } from '../domain/stand/state.ts';
import { beginLives } from './begin-lives.ts';
import type { Database } from './database.ts';
import { lifeIdFrom } from './life-id.ts';
import { delivered } from './outbox-store.ts';

export interface ReturnedMerge {
  readonly messageId: string;
  readonly inherited: Inheritance;
  /** Why it was not taken in. */
  readonly because: string;
  readonly at: string;
}

/** In the transaction that marks the message: done twice it is done once. */
export async function returnMerged(db: Database, { messageId, inherited, because, at }: ReturnedMerge): Promise<void> {
  const { lifeId } = inherited.from.at(-1)!;
  await db.prisma.$transaction(async (tx) => {
    const open = await tx.outboxMessage.updateMany({
      where: { id: messageId, deliveredAt: null },
      data: { ...delivered(at), lastError: because.slice(0, 500) },
    });
    if (open.count === 0) return;
    const row = await tx.stand.findUniqueOrThrow({ where: { lifeId }, select: { seed: true } });
    await beginLives(tx, [returnedSeed(row.seed as unknown as StandSeed, inherited)], at);
  });
}

function returnedSeed(seed: StandSeed, inherited: Inheritance): StandSeed {
  const { parts, regimes } = inherited;
  const sum = (of: (part: (typeof parts)[number]) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    ...seed,
    lifeId: lifeIdFrom('returned', seed.lifeId),
    areaM2: sum(({ areaM2 }) => areaM2),
    planting: {
      ...seed.planting,
      species: parts[0]!.species,
      designedPoints: sum(({ designedPoints }) => designedPoints),
      plantedPoints: sum(({ plantedPoints }) => plantedPoints),
    },
    regime: regimes[parts[0]!.regime]!,
    inherits: inherited,
  };
}
