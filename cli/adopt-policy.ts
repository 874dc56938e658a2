/** A selection adopts a policy: messages to all of its stands in one transaction; the rest goes on by itself. */
import { randomUUID } from 'node:crypto';
import { localDay } from '../domain/calendar.ts';
import { digestOf } from '../client/digest.ts';
import { isRefusal } from '../domain/errors.ts';
import { livesBy } from '../domain/stand/adopt.ts';
import { adoptionCommandId } from '../domain/stand/ids.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { rulesForStand } from '../policies/rules-for-stand.ts';
import { adoptionOutcome, countAdopting, type AdoptionOutcome } from '../prisma/adoption-outcome.ts';
import { saveAdoption, type SavedAdoption, type ToldOrNot } from '../prisma/adoption-store.ts';
import type { Database } from '../prisma/database.ts';
import type { SelectedStand, StandSelection } from '../prisma/selected-stands.ts';
import { watch } from './watch-starts.ts';

export interface AdoptionOrder {
  readonly policy: LoadedPolicy;
  readonly selection: StandSelection;
  readonly by: string;
  readonly nowMs: number;
}

export interface Adoption extends SavedAdoption {
  readonly id: string;
  readonly policy: string;
}

export async function orderAdoption(db: Database, { policy, selection, by, nowMs }: AdoptionOrder): Promise<Adoption> {
  const id = randomUUID();
  const name = `${policy.policy}@${policy.version}`;
  const at = new Date(nowMs).toISOString();
  const on = localDay(nowMs, policy.timeZone);
  const adoption = { id, policy: name, hash: policy.hash, selection, at, on, by };
  const saved = await saveAdoption(db, adoption, (stand) => toldTo(stand, policy, { id, by }));
  return { id, policy: name, ...saved };
}

function toldTo(
  { state }: SelectedStand,
  policy: LoadedPolicy,
  order: { readonly id: string; readonly by: string },
): ToldOrNot {
  const rules = rulesForStand(policy, state);
  if (isRefusal(rules)) return rules;
  if (livesBy(state, rules[0]!.regime)) return 'inForce';
  return { commandId: adoptionCommandId(order.id), digest: digestOf({ rules }), by: order.by, rules };
}

/** Watches until every stand has answered, or nobody answers any more; then tells what they said. */
export async function watchAdoption(
  db: Database,
  { id, told }: Pick<Adoption, 'id' | 'told'>,
): Promise<AdoptionOutcome> {
  await watch('stands adopting', told, () => countAdopting(db, id));
  return adoptionOutcome(db, id);
}
