/** Inputs of runs that begin in the middle of a life, made by the domain itself. */
import type { Turn } from '../../contract/deeds.ts';
import { momentOf } from '../../domain/calendar.ts';
import { isRefusal } from '../../domain/errors.ts';
import { decide } from '../../domain/stand/decide.ts';
import { deedOf } from '../../domain/stand/deed-of.ts';
import { foldTurn, seedState } from '../../domain/stand/fold.ts';
import type { StandState } from '../../domain/stand/state.ts';
import { plantedStand } from '../support/regimes.ts';

const SEEDED = seedState(plantedStand({ plantedOn: '2026-04-10' }));

/** The first turn of that life, decided and not yet written. */
export function pendingTurn(): Turn {
  const moment = momentOf(Date.parse('2026-04-10T00:00:00Z'), 'Asia/Shanghai');
  const events = decide(SEEDED, { type: 'due' }, moment);
  if (isRefusal(events)) throw new Error(JSON.stringify(events));
  return { lifeId: SEEDED.seed.lifeId, turn: 1, firstSeq: 1, ...moment, ...deedOf(events), events };
}

/** Planted on 2026-04-10, its survival check not yet open. */
export function plantedState(): StandState {
  return foldTurn(SEEDED, pendingTurn());
}
