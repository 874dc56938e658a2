/** Planting stock that was grown in another county: what the rules of its species ask for. */
import type { Papers } from './reported.ts';
import { carryOut, type Origin } from './consequences.ts';
import type { Draft } from './draft.ts';
import { findPart, regimeOf } from './duties.ts';
import { isFromOutside } from './papers.ts';

/** By the rules of what was planted: another species may be listed than was before. */
export function lookAtStock(draft: Draft, papers: Papers | undefined, origin: Origin): void {
  if (!isFromOutside(draft.state, papers)) return;
  const { stockFromOutside = [] } = regimeOf(draft.state, findPart(draft.state, origin.partId)!);
  carryOut(draft, stockFromOutside, origin);
}
