/** A policy adopted by a selection of stands: rows and messages in one transaction, and what became of each stand. */
import { isRefusal, type Refusal } from '../domain/errors.ts';
import type { IsoInstant } from '../domain/day.ts';
import type { AdoptPolicy } from '../domain/stand/command.ts';
import { adoptionCommandId } from '../domain/stand/ids.ts';
import type { Database, Queries } from './database.ts';
import { positionOf } from './import-store.ts';
import { asJson } from './json.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { delivered } from './outbox-store.ts';
import { selectedStands, type SelectedStand, type StandSelection } from './selected-stands.ts';

export interface NewAdoption {
  readonly id: string;
  /** Name and version. */
  readonly policy: string;
  readonly hash: string;
  readonly selection: StandSelection;
  readonly at: IsoInstant;
  /** Local day of that instant: counts up to it are judged by the rules until now. */
  readonly on: string;
  /** Opaque id of who orders it. */
  readonly by: string;
}

/** What a stand is told, why it is not, or that it needs nothing. */
export type ToldOrNot = Omit<AdoptPolicy, 'type'> | Refusal | 'inForce';

export interface SavedAdoption {
  /** Stands with a message on its way from now on. */
  readonly told: number;
  readonly refused: number;
  readonly inForce: number;
  /** Told before, by an adoption of the same version that has not reached them yet. */
  readonly onTheirWay: number;
}

/** Any number that nothing else takes on this database: "adpt" in ASCII. */
const LOCK = 0x61647074;

/** All of the selection or none: a kill before the end leaves nothing, one after it leaves nothing to do. */
export function saveAdoption(
  db: Database,
  adoption: NewAdoption,
  tell: (stand: SelectedStand) => ToldOrNot,
): Promise<SavedAdoption> {
  return oneAtATime(db, LOCK, async (tx) => {
    const { id, policy, hash, selection, at, by } = adoption;
    const data = { id, policy, hash, by, selection: asJson(selection), at: new Date(at) };
    await tx.policyAdoption.create({ data });
    const saved = { told: 0, refused: 0, inForce: 0, onTheirWay: 0 };
    for await (const page of selectedStands(tx, selection)) {
      const waiting = await waitingFor(tx, page, hash);
      for (const [outcome, count] of Object.entries(await savePage(tx, adoption, { page, waiting, tell })))
        saved[outcome as keyof SavedAdoption] += count;
    }
    return saved;
  });
}

interface Page {
  readonly page: readonly SelectedStand[];
  readonly waiting: ReadonlySet<string>;
  readonly tell: (stand: SelectedStand) => ToldOrNot;
}

async function savePage(tx: Queries, adoption: NewAdoption, { page, waiting, tell }: Page): Promise<SavedAdoption> {
  const anew = page.filter(({ lifeId }) => !waiting.has(lifeId)).map((stand) => ({ stand, told: tell(stand) }));
  const refused = anew.flatMap(({ stand, told }) => (isRefusal(told) ? [rowOf(adoption, stand, told)] : []));
  const commands = anew.flatMap(({ stand, told }) =>
    isRefusal(told) || told === 'inForce' ? [] : [{ stand, command: told }],
  );
  const rows = [...refused, ...commands.map(({ stand }) => rowOf(adoption, stand))];
  await tx.policyAdoptionStand.createMany({ data: rows });
  await tx.outboxMessage.createMany({
    data: commands.map(({ stand: { lifeId, workflowId }, command }) => ({
      id: `adopt/${adoption.id}/${lifeId}`,
      channel: 'workflow',
      kind: 'adoptPolicy',
      orderKey: lifeId,
      position: positionOf(adoption.on) + 1,
      body: asJson({ workflowId, adoptionId: adoption.id, lifeId, command }),
      at: new Date(adoption.at),
    })),
  });
  const told = commands.length;
  const inForce = anew.length - told - refused.length;
  return { told, refused: refused.length, inForce, onTheirWay: page.length - anew.length };
}

function rowOf({ id: adoptionId, at }: NewAdoption, { lifeId }: SelectedStand, refusal?: Refusal) {
  return { adoptionId, lifeId, ...(refusal && { refusedAt: new Date(at), refusal: asJson(refusal) }) };
}

/** Stands that were told the same version and have not answered yet: told a second time they would only refuse it. */
async function waitingFor(tx: Queries, page: readonly SelectedStand[], hash: string): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ life_id: string }[]>`
    select s.life_id::text from policy_adoption_stand s join policy_adoption a on a.id = s.adoption_id
    where a.hash = ${hash} and s.refused_at is null and s.life_id = any(${page.map(({ lifeId }) => lifeId)}::uuid[])
      and not exists (
        select 1 from command_answer c where c.life_id = s.life_id and c.command_id = ${adoptionCommandId('')} || a.id)`;
  return new Set(rows.map(({ life_id }) => life_id));
}

export interface AdoptionRefused {
  readonly messageId: string;
  readonly adoptionId: string;
  readonly lifeId: string;
  readonly refusal: Refusal;
  readonly at: IsoInstant;
}

/** The stand said no: its row keeps why, in the transaction that marks the message. */
export async function markAdoptionRefused(db: Database, { messageId, at, refusal, ...key }: AdoptionRefused) {
  await db.prisma.$transaction([
    db.prisma.policyAdoptionStand.update({
      where: { adoptionId_lifeId: key },
      data: { refusedAt: new Date(at), refusal: asJson(refusal) },
    }),
    db.prisma.outboxMessage.update({ where: { id: messageId }, data: delivered(at) }),
  ]);
}
