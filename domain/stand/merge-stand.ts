/** Two stands become one: the one closes and leaves all it has to the other, which takes it in as parts of its own. */
import { refuse, type Refusal } from '../errors.ts';
import { endLife } from './close.ts';
import type { Absorb, MergeStand } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { fittingOf, unfit } from './fitting.ts';
import { renumbered } from './renumber.ts';
import { withdrawBarred } from './protect.ts';
import { wholeOf } from './whole.ts';

/** The stand that goes. Its deed hands what it leaves to the outbox, so it is on its way from the moment this is written. */
export function decideMerge(draft: Draft, { commandId, into }: MergeStand): Said | Refusal {
  const { seed } = draft.state;
  const { lifeId, standId } = into;
  if (lifeId === seed.lifeId) {
    return refuse('STANDS_UNFIT', {
      standId,
      otherId: standId,
      field: 'standId',
      met: standId,
      wanted: 'another stand',
    });
  }
  const fault = unfit({ standId: seed.standId, own: fittingOf(draft.state), otherId: standId, other: into });
  if (fault !== undefined) return fault;
  const { areaM2 } = wholeOf(draft.state);
  emit(draft, { type: 'StandMerged', into: { lifeId, standId } });
  endLife(draft, { commandId, reason: 'MERGED' });
  return { stands: [{ standId, areaM2 }] };
}

/** The stand that stays. What it has taken in already it does not take in again. */
export function decideAbsorb(draft: Draft, { standId, fitting, inherited }: Absorb): Said | Refusal {
  const { state } = draft;
  const left = inherited.from.at(-1)?.lifeId;
  if (state.from?.some(({ lifeId }) => lifeId === left)) return {};
  const own = { standId: state.seed.standId, own: fittingOf(state) };
  const fault = unfit({ ...own, otherId: standId, other: fitting });
  if (fault !== undefined) return fault;
  emit(draft, { type: 'StandAbsorbed', inherited: renumbered(state, inherited) });
  withdrawBarred(draft);
  return {};
}
