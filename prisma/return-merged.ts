/**
 * The stand that was to take another one in could not any more: it was closed, split or changed in between. The land goes on
 * under its old number, as a life of its own with all that it had, so that no duty is lost.
 */
import type { Absorb } from '../domain/stand/command.ts';
import type { Inheritance, StandSeed } from '../domain/stand/state.ts';
import { beginLives } from './begin-lives.ts';
import type { Database, Queries } from './database.ts';
import { lifeIdFrom } from './life-id.ts';
import { outlinesReturned } from './move-outlines.ts';
import { delivered } from './outbox-store.ts';

export interface ReturnedMerge {
  readonly messageId: string;
  readonly inherited: Inheritance;
  /** Why it was not taken in. */
  readonly because: string;
  readonly at: string;
}

/**
 * In the transaction that marks the message: done twice it is done once. Where a kill came between the other stand's taking it
 * in and the mark, and that stand has closed or moved on since, its own answer says that the land is there.
 */
export async function returnMerged(db: Database, { messageId, inherited, because, at }: ReturnedMerge): Promise<void> {
  const { lifeId } = inherited.from.at(-1)!;
  await db.prisma.$transaction(async (tx) => {
    const open = await tx.outboxMessage.updateMany({
      where: { id: messageId, deliveredAt: null },
      data: { ...delivered(at), lastError: because.slice(0, 500) },
    });
    if (open.count === 0 || (await isTakenIn(tx, messageId))) return;
    const row = await tx.stand.findUniqueOrThrow({ where: { lifeId }, select: { seed: true } });
    const seed = returnedSeed(row.seed as unknown as StandSeed, inherited);
    await beginLives(tx, [seed], at);
    await outlinesReturned(tx, { fromLife: lifeId, toLife: seed.lifeId }, inherited.parts);
  });
}

async function isTakenIn(tx: Queries, messageId: string): Promise<boolean> {
  const { orderKey, body } = await tx.outboxMessage.findUniqueOrThrow({ where: { id: messageId } });
  const { commandId } = (body as unknown as { readonly command: Absorb }).command;
  return (await tx.commandAnswer.count({ where: { lifeId: orderKey, commandId } })) > 0;
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
