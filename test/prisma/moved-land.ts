/** Stands split and merged in the rows, by the turns that a workflow would take. */
import { randomUUID } from 'node:crypto';
import { fittingOf } from '../../domain/stand/fitting.ts';
import { nextDue } from '../../domain/stand/next-due.ts';
import type { Inheritance, StandSeed } from '../../domain/stand/state.ts';
import { firstInput } from '../../prisma/begin-lives.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { Life } from '../domain/stand/life.ts';
import { savedStand, turnsOf, type Store } from './fixture.ts';

/** Its turns, with the day that its row is asked by. */
export async function writeLife(store: Store, life: Life): Promise<void> {
  const turns = turnsOf(life);
  const due = nextDue(life.state);
  for (const turn of turns.slice(0, -1)) await writeTurn(store.db, turn);
  await writeTurn(store.db, { ...turns.at(-1)!, ...(due && { nextDueOn: due.on }) });
}

/** Split on 20 November 2026, 6 to 4 of its 100,000 m². */
export async function splitLife(store: Store, life: Life) {
  const last = life.state.seed.standId.at(-1)!;
  const children = [60_000, 40_000].map((areaM2, index) => {
    return { lifeId: randomUUID(), standId: `140921-0${last}0${index + 1}`, pieces: [{ areaM2 }] };
  });
  life.send('2026-11-20', { type: 'splitStand', children });
  await writeLife(store, life);
  return children;
}

/** The child lives until that day, as its start message would have it begin. */
export async function childLife(store: Store, lifeId: string): Promise<Life> {
  const { body } = await store.db.prisma.outboxMessage.findUniqueOrThrow({ where: { id: `start/${lifeId}` } });
  const { seed } = await firstInput(store.db, (body as { workflowId: string }).workflowId);
  const life = new Life(seed!, '2026-11-20');
  await writeLife(store, life);
  return life;
}

type Before = (both: { readonly into: StandSeed; readonly goes: StandSeed }) => Promise<void>;

/** A merge of 2 September 2026 whose message waits for the stand that stays. */
export async function handedOver(store: Store, before: Before = () => Promise.resolve()) {
  const [into, goes] = [await savedStand(store), await savedStand(store)];
  await before({ into, goes });
  const [stays, life] = [new Life(into, '2026-09-01'), new Life(goes, '2026-09-01')];
  const { lifeId, standId } = into;
  life.send('2026-09-02', { type: 'mergeStand', into: { lifeId, standId, ...fittingOf(stays.state) } });
  await writeLife(store, stays);
  await writeLife(store, life);
  const messageId = `absorb/${goes.lifeId}`;
  const { body } = await store.db.prisma.outboxMessage.findUniqueOrThrow({ where: { id: messageId } });
  const { command } = body as unknown as { command: { inherited: Inheritance } };
  return { into, goes, stays, messageId, command };
}

/** The stand that stays takes it in. */
export async function takeIn(store: Store, { stays, command }: Awaited<ReturnType<typeof handedOver>>): Promise<void> {
  stays.send('2026-09-02', { type: 'absorb', ...command } as never);
  await writeLife(store, stays);
}
