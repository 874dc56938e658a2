/** A loss or damage, at any stage: what is lost goes on as a part of its own, what is hurt is counted again (ruling 23). */
import { isRefusal, refuse, type Refusal } from '../errors.ts';
import { clauseOf } from '../policy/clauses.ts';
import type { ReportDamage } from './command.ts';
import { carryOut, recountNeeds } from './consequences.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { findPart, isActive, regimeOf, specOf } from './duties.ts';
import { letGo } from './let-go.ts';
import { partMissing } from './refusals.ts';
import { splitLost, tooManyPieces } from './split.ts';
import type { Part, StandState } from './state.ts';
import { assessedM2, isLost } from './whole.ts';

/** Who reports it, and the local day on which it was seen. */
type Seen = Pick<ReportDamage, 'commandId' | 'seenOn'>;

export function decideDamage(draft: Draft, command: ReportDamage): Said | Refusal {
  const part = partHurt(draft.state, command);
  if (isRefusal(part)) return part;
  const fault = faultOf(draft, command, part);
  if (fault !== undefined) return fault;
  const { cause, seenOn, lostM2 } = command;
  emit(draft, { type: 'DamageReported', partId: part.id, cause, seenOn, lostM2 });
  if (lostM2 === 0) {
    certify(draft, command, [part.id]);
    follow(draft, part.id, 'damaged', command);
    return {};
  }
  const lostId = lostM2 === part.areaM2 ? part.id : splitLost(draft, part, { areaM2: lostM2, keep: 1 });
  if (regimeOf(draft.state, part).damage?.evenly) recountNeeds(draft);
  certify(draft, command, [lostId, ...(lostId === part.id ? [] : [part.id])]);
  lose(draft, lostId, command);
  return {};
}

/** What a paper names lies on what is lost first; the rest of it on what still stands. */
function certify(draft: Draft, { cause, seenOn, certified }: ReportDamage, struck: readonly string[]): void {
  let left = certified?.areaM2 ?? 0;
  for (const partId of struck) {
    const areaM2 = Math.min(left, assessedM2(findPart(draft.state, partId)!));
    left -= areaM2;
    if (areaM2 > 0) emit(draft, { type: 'AreaCertified', partId, cause, seenOn, paper: certified!.paper, areaM2 });
  }
}

/** Of several parts that stand, the one named. */
function partHurt(state: StandState, { partId }: ReportDamage): Part | Refusal {
  const standing = state.parts.filter((part) => !isLost(part)).map(({ id }) => id);
  if (partId === undefined && standing.length > 1) return partMissing(state, standing);
  const part = findPart(state, partId ?? standing[0] ?? state.parts[0]?.id ?? '');
  const wanted = standing.join(', ') || '–';
  if (part === undefined) {
    return refuse('PART_UNKNOWN', { standId: state.seed.standId, met: partId ?? '–', wanted });
  }
  if (isLost(part)) return refuse('PART_LOST', { met: part.id, areaM2: part.areaM2, wanted });
  return part;
}

/** Rules that say nothing of a loss cannot say what is owed after it. */
export function lossFault(state: StandState, part: Part): Refusal | undefined {
  const { damage, policy } = regimeOf(state, part);
  return damage === undefined ? refuse('DAMAGE_NOT_RULED', { partId: part.id, met: policy }) : undefined;
}

/** A paper certifies what the rules name, and no more than is left of the part. */
function paperFault(state: StandState, { cause, certified }: ReportDamage, part: Part): Refusal | undefined {
  if (certified === undefined) return undefined;
  const regime = regimeOf(state, part);
  const causes: readonly string[] = regime.damage?.certified ?? [];
  const because = clauseOf(regime, 'damage.certified');
  if (!causes.includes(cause))
    return refuse('DISASTER_NOT_CERTIFIED', { met: cause, wanted: causes.join(', ') || '–', because });
  const most = assessedM2(part);
  if (certified.areaM2 <= most) return undefined;
  return refuse('CERTIFIED_ABOVE_AREA', { met: certified.areaM2, partId: part.id, wanted: most });
}

function faultOf(draft: Draft, command: ReportDamage, part: Part): Refusal | undefined {
  const { seenOn, lostM2 } = command;
  const unruled = lossFault(draft.state, part) ?? paperFault(draft.state, command, part);
  if (unruled !== undefined) return unruled;
  if (seenOn > draft.moment.on) return refuse('DAMAGE_IN_FUTURE', { met: seenOn, wanted: draft.moment.on });
  if (lostM2 > part.areaM2) return refuse('DAMAGE_ABOVE_AREA', { met: lostM2, partId: part.id, wanted: part.areaM2 });
  return lostM2 > 0 && lostM2 < part.areaM2 ? tooManyPieces(part, 2) : undefined;
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
