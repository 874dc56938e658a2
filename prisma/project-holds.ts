/**
 * Which gates hold which duty. Written with the turn that holds the duty, not with the deed that asked:
 * so a row says that the stand knows itself held, and is there however often a deed was repeated in between.
 */
import { firePeriodOf } from '../domain/stand/barred.ts';
import { findDuty, isActive } from '../domain/stand/duties.ts';
import type { StandEvent } from '../domain/stand/event.ts';
import type { StandState } from '../domain/stand/state.ts';
import { addDays } from '../domain/day.ts';
import { freeFrom, gatedDays } from '../domain/gate.ts';
import type { Queries } from './database.ts';
import { BEFORE_COUNTS } from './gate-store.ts';
import { gatesBarring, gatesOfLife, insurerBars } from './gates-asked.ts';
import type { WrittenTurn } from './written-turn.ts';

interface Change {
  readonly before: StandState;
  readonly after: StandState;
}

export async function projectHolds(tx: Queries, turn: WrittenTurn, { before, after }: Change): Promise<void> {
  const stillHeld = new Set(heldIn(after));
  const free = heldIn(before).filter((dutyId) => !stillHeld.has(dutyId));
  if (free.length > 0) await tx.gateHold.deleteMany({ where: { lifeId: turn.lifeId, dutyId: { in: free } } });
  for (const event of turn.events) {
    if (event.type === 'DutyHeld') await hold(tx, turn, event, after);
    if (event.type === 'Rebased' || 'inherited' in event) {
      for (const { dutyId, until } of heldDuties(after)) await hold(tx, turn, { dutyId, until }, after);
    }
  }
}

type Held = Pick<Extract<StandEvent, { type: 'DutyHeld' }>, 'dutyId' | 'until'>;

function heldIn(state: StandState): readonly string[] {
  return heldDuties(state).map(({ dutyId }) => dutyId);
}

function heldDuties({ duties }: StandState): readonly Held[] {
  return duties.flatMap((duty) =>
    isActive(duty) && duty.heldUntil !== undefined ? [{ dutyId: duty.id, until: duty.heldUntil }] : [],
  );
}

/**
 * The gates are locked against being lifted: whoever lifts one finds the row, or this turn finds it lifted. An insurer's
 * visit tells every stand of the land, so it needs no row; one that came while the stand was deciding is found here. A fire
 * period ends by itself.
 */
async function hold(tx: Queries, turn: WrittenTurn, held: Held, state: StandState): Promise<void> {
  const { lifeId } = turn;
  await tx.$queryRaw`
    select gate.id from gate join stand on stand.county_code = gate.county_code
    where stand.life_id = ${lifeId}::uuid order by gate.id for share of gate`;
  const duty = findDuty(state, held.dutyId)!;
  const gates = await gatesBarring(tx, await gatesOfLife(tx, lifeId), { state, duty });
  const others = [...firePeriodOf(state, duty, turn.on), ...(await insurerBars(tx, state, duty))];
  const free = freeFrom([...gates, ...others], turn.on);
  if (free !== undefined && free < held.until) return tellAtOnce(tx, turn);
  const lastHeldOn = addDays(held.until, -1);
  const holding = gates.filter((gate) => gatedDays([gate], turn.on, lastHeldOn) > 0);
  const rows = holding.map(({ id }) => ({ gateId: id, lifeId, dutyId: held.dutyId }));
  await tx.gateHold.createMany({ data: rows, skipDuplicates: true });
}

/** It was lifted while the stand was deciding to wait for it: nobody else would tell. */
async function tellAtOnce(tx: Queries, { lifeId, turn, at }: WrittenTurn): Promise<void> {
  const { workflowId } = await tx.stand.findUniqueOrThrow({ where: { lifeId }, select: { workflowId: true } });
  const [id, orderKey] = [`gateLifted/${lifeId}/${turn}`, lifeId];
  const message = { id, channel: 'workflow', kind: 'gateLifted', orderKey, position: BEFORE_COUNTS };
  await tx.outboxMessage.createMany({
    data: [{ ...message, body: { workflowId }, at: new Date(at) }],
    skipDuplicates: true,
  });
}
