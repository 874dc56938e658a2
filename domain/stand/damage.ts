/** A loss or damage, at any stage: what is lost goes on as a part of its own, what is hurt is counted again (ruling 23). */
import { refuse, type Refusal } from '../errors.ts';
import type { ReportDamage } from './command.ts';
import { carryOut } from './consequences.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { findPart, isActive, regimeOf, specOf } from './duties.ts';
import { letGo } from './let-go.ts';
import { partMissing } from './refusals.ts';
import { splitLost } from './split.ts';
import type { Part } from './state.ts';

/** Who reports it, and the local day on which it was seen. */
type Seen = Pick<ReportDamage, 'commandId' | 'seenOn'>;

export function decideDamage(draft: Draft, command: ReportDamage): Said | Refusal {
  if (draft.state.partwise && command.partId === undefined) {
    return partMissing(
      draft.state,
      draft.state.parts.map(({ id }) => id),
    );
  }
  const part = command.partId === undefined ? draft.state.parts[0] : findPart(draft.state, command.partId);
  if (part === undefined) {
    const parts = draft.state.parts.map(({ id }) => id).join(', ') || '–';
    return refuse('PART_UNKNOWN', { standId: draft.state.seed.standId, met: command.partId ?? '–', wanted: parts });
  }
  const fault = faultOf(draft, command, part);
  if (fault !== undefined) return fault;
  const { cause, seenOn, lostM2 } = command;
  emit(draft, { type: 'DamageReported', partId: part.id, cause, seenOn, lostM2 });
  if (lostM2 === 0) follow(draft, part.id, 'damaged', command);
  else lose(draft, lostM2 === part.areaM2 ? part.id : splitLost(draft, part, { areaM2: lostM2, keep: 1 }), command);
  return {};
}

function faultOf(draft: Draft, { seenOn, lostM2 }: ReportDamage, part: Part): Refusal | undefined {
  if (seenOn > draft.moment.on) return refuse('DAMAGE_IN_FUTURE', { met: seenOn, wanted: draft.moment.on });
  if (lostM2 > part.areaM2) return refuse('DAMAGE_ABOVE_AREA', { met: lostM2, partId: part.id, wanted: part.areaM2 });
  return undefined;
}

/** Nothing is owed on what is lost, but what the policy says follows. */
export function lose(draft: Draft, partId: string, command: Seen): void {
  const gone = draft.state.duties.filter((duty) => isActive(duty) && duty.parts.includes(partId));
  for (const duty of gone) {
    // A report still says what became of the planting.
    if (specOf(draft.state, duty).lasts !== 'own') letGo(draft, duty, partId, command.commandId);
  }
  follow(draft, partId, 'lost', command);
}

function follow(draft: Draft, partId: string, what: 'damaged' | 'lost', { commandId, seenOn }: Seen): void {
  const { damage } = regimeOf(draft.state, findPart(draft.state, partId)!);
  carryOut(draft, damage?.[what] ?? [], { partId, cause: commandId, on: seenOn });
}
