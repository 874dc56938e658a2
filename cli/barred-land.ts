/** Stands of a file held against the layers of barred land that were loaded. */
import type { LandRules } from '../domain/register/barred-land.ts';
import { boxAround, thoseMeeting } from '../imports/boxes-meeting.ts';
import { onBarredLand } from '../imports/on-barred-land.ts';
import type { Problem } from '../imports/problems.ts';
import { drawn, type StandDraft } from '../imports/stands.ts';
import { barredBoxes, barredPieces } from '../prisma/barred-land-store.ts';
import type { Queries } from '../prisma/database.ts';

/**
 * What bars drafts, by rows, and what is to be remarked.
 *
 * @param rules - of the policy; absent = it bars no land, and no layer could be loaded for its counties
 */
export async function barredBy(
  tx: Queries,
  rules: LandRules | undefined,
  drafts: Iterable<StandDraft>,
): Promise<{ readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] }> {
  const stands = drawn(drafts);
  if (rules === undefined || stands.length === 0) return { problems: [], warnings: [] };
  const boxes = stands.map(({ outline }) => outline.box);
  const near = thoseMeeting(boxes, await barredBoxes(tx, boxAround(boxes)));
  return onBarredLand(stands, await barredPieces(tx, near), rules);
}
