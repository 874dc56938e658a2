/**
 * What a deed found outside, in gates, in its fire period and in what the insurer of a stand has still to see, once its turn is
 * written. Asked after the commit and not within it: nothing is written here, so a repeat may ask again, and the stand hears
 * the last answer alone. It may differ from the one that a crash swallowed, if a gate was announced or lifted meanwhile; then
 * it is the better one.
 */
import type { Turn } from '../contract/deeds.ts';
import type { DeedFinding } from '../domain/stand/command.ts';
import { firePeriodOf, isFieldWork } from '../domain/stand/barred.ts';
import { findDuty, specOf } from '../domain/stand/duties.ts';
import { asks, findingOn, isOfWhatIsOut } from '../domain/stand/finding.ts';
import type { Database } from '../prisma/database.ts';
import { isInsured } from '../prisma/insurance-store.ts';
import { gatesBarring, gatesOfLife, hasFirePeriod, insurerBars, windowMissed } from '../prisma/gates-asked.ts';
import { standState } from '../prisma/stand-store.ts';

const DONE: DeedFinding = { kind: 'done' };

export async function findingOf(db: Database, turn: Turn): Promise<DeedFinding> {
  const { lifeId, dutyId, deed, on } = turn;
  if (dutyId === undefined || !asks(deed)) return DONE;
  const announced = await gatesOfLife(db.prisma, lifeId);
  const insured = !isOfWhatIsOut(deed) && (await isInsured(db.prisma, lifeId));
  if (announced.length === 0 && !insured && !(await hasFirePeriod(db.prisma, lifeId))) return DONE;
  const state = await standState(db, lifeId);
  const duty = state && findDuty(state, dutyId);
  if (state === undefined || duty === undefined || !isFieldWork(specOf(state, duty))) return DONE;
  const barring = [
    ...(await gatesBarring(db.prisma, announced, { state, duty })),
    ...firePeriodOf(state, duty, on),
    ...(insured ? await insurerBars(db.prisma, state, duty) : []),
  ];
  const missed = deed === 'redateTask' ? await windowMissed(db.prisma, lifeId, dutyId) : undefined;
  return findingOn({ state, duty }, turn, { barring, missed });
}
