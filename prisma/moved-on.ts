/**
 * What an import brought and has moved on since: somebody has worked on it, so it cannot be taken back as if it had never
 * come. What time alone brings to a stand is the import's own doing.
 */
import type { IsoDate } from '../domain/day.ts';
import { Prisma } from './generated/client.ts';
import type { Queries } from './database.ts';
import { landNowIn } from './lineage-store.ts';

export interface MovedOn {
  readonly standId: string;
  readonly workYear: number;
  /**
   * `COMMAND`: it has answered one; `SURVEY`: a count is kept of it; `ADOPTION`: it was told new rules; `DRAWN`: it is on
   * the list of an audit; `MESSAGE`: another one is on its way to it; `REGISTER`: something is kept beside it; `CLOSED`: its
   * life has ended;
   * `HANDED_ON`: a count is with its stand already; `REDRAWN`: a later import has drawn the outline anew.
   */
  readonly reason:
    | 'COMMAND'
    | 'SURVEY'
    | 'ADOPTION'
    | 'DRAWN'
    | 'MESSAGE'
    | 'REGISTER'
    | 'CLOSED'
    | 'HANDED_ON'
    | 'REDRAWN';
  /** Events that came of the command, days of the counts, kinds of the messages, names of the registers, … */
  readonly what: string;
  /** The count, where one is with its stand. */
  readonly count?: HandedOnCount;
}

export interface HandedOnCount {
  readonly surveyId: string;
  readonly capturedOn: IsoDate;
  /** Staged: its stand has it, and has not answered yet. */
  readonly state: 'staged' | 'recorded';
  /** Nothing follows from one that does not bind. */
  readonly binding?: boolean;
  readonly verdict?: string;
  /** Another count has taken its place. */
  readonly correctedBy?: string;
  /** Stands that have the land now, where it has another number. */
  readonly nowIn?: readonly string[];
}

/** Why a stand was closed that an import had brought by mistake. */
export const IMPORT_UNDONE = 'IMPORT_UNDONE';
/** Of the stand `s`: its log says that it was taken back. */
export const IS_TAKEN_BACK = Prisma.sql`s.closed_on is not null and exists (
  select 1 from stand_event e
  where e.life_id = s.life_id and e.type = 'StandClosed' and e.body ->> 'reason' = ${IMPORT_UNDONE})`;

/** Stands of an import that have moved on, by stand id, each with its weightiest reason; not those taken back, or about to be. */
export function movedOnStands(tx: Queries, batchId: string): Promise<readonly MovedOn[]> {
  return tx.$queryRaw<MovedOn[]>`
    select distinct on (s.stand_id, s.life_id) s.stand_id "standId", s.work_year "workYear", w.reason, w.what
    from stand s cross join lateral (
      select 1 rank, 'COMMAND' reason, (
          select coalesce(string_agg(event #>> '{}', ', '), '–') from jsonb_array_elements(c.answer -> 'events') event) what
        from command_answer c where c.life_id = s.life_id
      union all select 2, 'SURVEY', string_agg(c.captured_on::text, ', ' order by c.captured_on)
        from survey c where c.life_id = s.life_id having count(*) > 0
      union all select 3, 'ADOPTION', a.policy
        from policy_adoption_stand p join policy_adoption a on a.id = p.adoption_id where p.life_id = s.life_id
      union all select 4, 'DRAWN', d.level || ' ' || d.work_year
        from audit_draw_stand p join audit_draw d on d.id = p.draw_id where p.life_id = s.life_id
      union all select 5, 'MESSAGE', string_agg(m.kind, ', ') from outbox_message m
        where m.order_key = s.life_id::text and m.delivered_at is null and m.kind not in ('startStand', 'gateLifted') having count(*) > 0
      union all select 6, 'REGISTER', string_agg(kept.what, ', ' order by kept.what) from (
          select 'case' what from stand_case where life_id = s.life_id
          union select 'archive' from stand_archive where life_id = s.life_id
          union select 'tenure' from tenure where life_id = s.life_id
          union select 'townships' from stand_township where life_id = s.life_id
          union select 'ranger' from care_contract where life_id = s.life_id
          union select 'conversion' from conversion_parcel where life_id = s.life_id
          union select 'contract' from contract_stand where life_id = s.life_id
          union select 'insurance' from stand_insurance where life_id = s.life_id) kept having count(*) > 0
      union all select 7, 'CLOSED', s.closed_on::text where s.closed_on is not null) w
    where s.import_batch_id = ${batchId}::uuid and not (${IS_TAKEN_BACK}) and not exists (
      select 1 from outbox_message m where m.id = 'undo/' || s.life_id and m.delivered_at is null)
    order by s.stand_id, s.life_id, w.rank, w.what`;
}

/** Outlines of an import that a later one has taken the place of: that one is taken back first. */
export function redrawnOutlines(tx: Queries, batchId: string): Promise<readonly MovedOn[]> {
  return tx.$queryRaw<MovedOn[]>`
    select s.stand_id "standId", s.work_year "workYear", 'REDRAWN' reason, g.batch_id::text what
    from stand s join (
      select life_id, batch_id, former from stand_geometry union all
      select life_id, batch_id, former from part_geometry) g using (life_id)
    where strpos(g.former ->> 'former', ${batchId}) > 0 or g.former ->> 'batch_id' = ${batchId}
    order by s.stand_id, s.life_id`;
}

/** Counts of an import that were handed to their stands: those are corrected one by one, never taken out of a log. */
export async function handedOnSurveys(tx: Queries, batchId: string): Promise<readonly MovedOn[]> {
  const rows = await tx.$queryRaw<HandedOn[]>`
    select s.life_id::text "lifeId", s.stand_id "standId", s.work_year "workYear", c.id "surveyId",
      c.captured_on::text "capturedOn", c.state::text "state", c.binding, c.verdict,
      (select min(r.id) from survey r where r.life_id = c.life_id and r.supersedes = c.id and r.state = 'recorded') "correctedBy"
    from survey c join stand s using (life_id)
    where c.import_batch_id = ${batchId}::uuid and (c.state = 'recorded' or c.state = 'staged' and not exists (
      select 1 from outbox_message m where m.id = 'survey/' || c.life_id || '/' || c.id
        and m.delivered_at is null and m.attempts = 0))
    order by s.stand_id, c.captured_on, c.id`;
  const land = await landNowIn(
    tx,
    rows.map(({ lifeId }) => lifeId),
  );
  return rows.map(({ lifeId, standId, workYear, surveyId, capturedOn, state, binding, verdict, correctedBy }) => {
    const nowIn = land.get(lifeId)?.map((stand) => stand.standId);
    const became = {
      ...(binding !== null && { binding }),
      ...(verdict !== null && { verdict }),
      ...(correctedBy !== null && { correctedBy }),
      ...(nowIn && { nowIn }),
    };
    const count = { surveyId, capturedOn, state, ...became };
    return { standId, workYear, reason: 'HANDED_ON', what: `${capturedOn} ${state}`, count };
  });
}

interface HandedOn extends Pick<HandedOnCount, 'surveyId' | 'capturedOn' | 'state'> {
  readonly lifeId: string;
  readonly standId: string;
  readonly workYear: number;
  readonly binding: boolean | null;
  readonly verdict: string | null;
  readonly correctedBy: string | null;
}
