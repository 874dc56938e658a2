/**
 * The boundary of a stand changes. Its density stays, so points of the design, planted, live and replaced ones go with the
 * area, and seedlings with them; what was judged stays as it was judged, and milestones sum over the areas there are now.
 */
import { isRefusal, refuse, type Refusal } from '../errors.ts';
import type { ChangeBoundary } from './command.ts';
import { recountNeeds } from './consequences.ts';
import { cutNeeds } from './cut-needs.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { partMeant } from './part-meant.ts';

export function decideBoundary(draft: Draft, { partId, areaM2, reason, evidence }: ChangeBoundary): Said | Refusal {
  const part = partMeant(draft.state, partId);
  if (isRefusal(part)) return part;
  if (areaM2 === part.areaM2) return refuse('BOUNDARY_UNCHANGED', { partId: part.id, met: areaM2 });
  const share = (points: number) => Math.round((points * areaM2) / part.areaM2);
  // A check needs a point to be counted against.
  const designedPoints = Math.max(share(part.designedPoints), 1);
  const plantedPoints = Math.max(share(part.plantedPoints), 1);
  const { livePoints: live } = part;
  // More than designed were counted only where natural stems count.
  const most = live !== undefined && live <= part.designedPoints ? designedPoints : Infinity;
  emit(draft, {
    type: 'BoundaryChanged',
    partId: part.id,
    beforeM2: part.areaM2,
    areaM2,
    designedPoints,
    plantedPoints,
    ...(live !== undefined && { livePoints: Math.min(share(live), most) }),
    reason,
    evidence,
  });
  cutNeeds(draft, part, [part.id]);
  recountNeeds(draft);
  return {};
}
