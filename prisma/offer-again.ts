/**
 * Messages that a run took and never wrote: with the run gone they would be lost, so the outbox offers them again. A stand
 * that did write one, or has it in hand, hears it a second time under the same id, and nothing follows.
 */
import type { SweepMoment } from '../contract/sweep.ts';
import type { Database } from './database.ts';

/**
 * Counts that are still only staged, new rules that were not answered, liftings of gates told to stands that are still
 * held, stands that were to become part of another one, which has not answered for it, and ends of stands taken back.
 *
 * @param sweep - only stands that this sweep has started again; absent = all open ones, after a rebuild
 * @returns how many are offered again
 */
export function offerAgain(db: Database, sweep?: SweepMoment): Promise<number> {
  const all = sweep === undefined;
  const sweptAt = new Date(sweep?.at ?? 0);
  return db.prisma.$executeRaw`
    update outbox_message message set delivered_at = null, leased_until = null, attempts = 0
    from stand
    where message.order_key = stand.life_id::text and message.delivered_at is not null and stand.closed_on is null
      and (${all} or exists (
        select 1 from sweep_finding f
        where f.swept_at = ${sweptAt} and f.kind = 'NOT_RUNNING' and f.life_id = stand.life_id and f.repaired))
      and (message.kind = 'submitSurvey' and exists (
          select 1 from survey where survey.life_id = stand.life_id and survey.state = 'staged'
            and survey.id = message.body -> 'command' ->> 'surveyId')
        or message.kind = 'adoptPolicy' and not exists (
          select 1 from command_answer where command_answer.life_id = stand.life_id
            and command_answer.command_id = message.body -> 'command' ->> 'commandId')
          and exists (select 1 from policy_adoption_stand adopting where adopting.life_id = stand.life_id
            and adopting.adoption_id = (message.body ->> 'adoptionId')::uuid and adopting.refused_at is null)
        or message.kind in ('absorb', 'close') and not exists (
          select 1 from command_answer where command_answer.life_id = stand.life_id
            and command_answer.command_id = message.body -> 'command' ->> 'commandId')
        or message.kind = 'gateLifted' and jsonb_path_exists(stand.state, '$.duties[*] ? (exists(@.heldUntil))'))`;
}
