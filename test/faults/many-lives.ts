/** Lives of every age, written as their deeds write them; Temporal knows none of them. */
import { localDay } from '../../domain/calendar.ts';
import { addDays } from '../../domain/day.ts';
import { nextDue } from '../../domain/stand/next-due.ts';
import { seedState, foldTurn } from '../../domain/stand/fold.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import type { Database } from '../../prisma/database.ts';
import { saveImport } from '../../prisma/import-store.ts';
import { writeTurn } from '../../prisma/turn-store.ts';
import { Life } from '../domain/stand/life.ts';
import { importOf, newSeed, turnsOf } from '../prisma/fixture.ts';

const AT_ONCE = 8;

/** Planted on different days of the last year and a half, a third of them counted; nothing is due today. */
export async function writeLives(db: Database, count: number): Promise<readonly StandSeed[]> {
  const today = localDay(Date.now(), 'Asia/Shanghai');
  const lives = Array.from({ length: count }, (_, index) => lifeUntil(today, index));
  const seeds = lives.map(({ state }) => ({ ...state.seed, regime: state.regimes['r1']! }));
  await saveImport(db, importOf(seeds));
  await db.prisma.outboxMessage.updateMany({ data: { deliveredAt: new Date() } });
  for (let at = 0; at < count; at += AT_ONCE)
    await Promise.all(lives.slice(at, at + AT_ONCE).map((life) => write(db, life)));
  return seeds;
}

function lifeUntil(today: string, index: number): Life {
  const life = new Life(newSeed({ plantedOn: addDays(today, -30 - ((index * 37) % 500)) }));
  if (index % 3 === 0) life.survey(addDays(life.state.seed.planting.plantedOn, 20), 1900);
  return life.until(today);
}

async function write(db: Database, life: Life): Promise<void> {
  let state = seedState({ ...life.state.seed, regime: life.state.regimes['r1']! });
  for (const turn of turnsOf(life)) {
    state = foldTurn(state, turn);
    const due = nextDue(state);
    await writeTurn(db, { ...turn, ...(due && { nextDueOn: due.on }) });
  }
}
