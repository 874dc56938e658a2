/** Stands whose land is or was protected, as they were on a day. */
import { localDay } from '../domain/calendar.ts';
import type { IsoDate } from '../domain/day.ts';
import { foldTurn, seedState } from '../domain/stand/fold.ts';
import type { StandState } from '../domain/stand/state.ts';
import type { Database } from './database.ts';
import { standLog } from './stand-store.ts';

export interface ProtectedLife {
  readonly lifeId: string;
  readonly standId: string;
  /** At the end of the day. */
  readonly state: StandState;
}

/**
 * Lives of a county that a flag was ever set on, or that came with one, by stand id; what an import had brought by mistake
 * is none. Their logs are read only where they go on after the day.
 */
export async function protectedOn(db: Database, county: string, on: IsoDate): Promise<readonly ProtectedLife[]> {
  const rows = await db.prisma.$queryRaw<{ lifeId: string; standId: string; state: StandState }[]>`
    select s.life_id::text "lifeId", s.stand_id "standId", s.state
    from stand s left join import_batch b on b.id = s.import_batch_id
    where s.county_code = ${county} and s.state is not null and (b.undone_at is null or s.closed_on is null)
      and (jsonb_exists(s.state, 'protection')
        or exists (select 1 from stand_event e where e.life_id = s.life_id and e.type = 'ProtectionSet'))
    order by s.stand_id, s.life_id`;
  const lives: ProtectedLife[] = [];
  for (const { state, ...life } of rows) lives.push({ ...life, state: await stateOn(db, life.lifeId, state, on) });
  return lives;
}

async function stateOn(db: Database, lifeId: string, now: StandState, on: IsoDate): Promise<StandState> {
  const { timeZone } = Object.values(now.regimes)[0]!;
  if (localDay(Date.parse(now.lastAt), timeZone) <= on) return now;
  const { seed, turns } = await standLog(db, lifeId);
  return turns.filter((turn) => turn.on <= on).reduce(foldTurn, seedState(seed));
}
