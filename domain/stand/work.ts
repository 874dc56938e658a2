/** A work is reported: a replanting, a re-establishment with its new design, or a decision taken. */
import { isRefusal, refuse, type Refusal } from '../errors.ts';
import type { DutySpec, Regime } from '../policy/regime.ts';
import { batchFault, dutyOfBatch } from './batch.ts';
import type { SubmitWork } from './command.ts';
import type { Warning } from './reported.ts';
import { carryOut } from './consequences.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { findDuty, isActive, partOf, regimeOf, ruleOf, specOf } from './duties.ts';
import { fellingFault, judgeFelling } from './felling.ts';
import { letGo } from './let-go.ts';
import { isInMissedWindow, takeMissBack } from './missed-window.ts';
import { isBroughtFor, paperFault } from './papers.ts';
import { mixFault, mixWarnings, plantedMix } from './planted-mix.ts';
import { readied, readyFault } from './ready.ts';
import type { Duty, Planting, StandState } from './state.ts';
import { lookAtStock } from './stock.ts';
import { alreadyClosed, unknownDuty } from './refusals.ts';
import { cutBy, stripFault } from './strips.ts';
import { oweStripsLeft } from './strips-left.ts';

export function decideWork(draft: Draft, command: SubmitWork): Said | Refusal {
  const duty = findDuty(draft.state, command.dutyId);
  if (duty === undefined) return unknownDuty(draft.state, command.dutyId);
  const spec = ruleOf(draft.state, duty);
  if (spec === undefined) return alreadyClosed(duty);
  if (!(spec.kind in BY_KIND)) {
    return refuse('DUTY_KIND', { dutyId: duty.id, met: spec.kind, wanted: 'work, planting or decision' });
  }
  if (!isActive(duty)) return alreadyClosed(duty);
  const fault =
    dayFault(draft, command, duty, { ...spec, isAnytime: isBroughtFor(draft.state, command, duty, spec.anytime) }) ??
    readyFault(command, duty, spec) ??
    stripFault(draft.state, command, duty, spec) ??
    fellingFault(command, duty, spec);
  if (fault !== undefined) return fault;
  if (spec.declarant !== undefined && command.declarant === undefined)
    return refuse('DECLARANT_MISSING', { dutyId: duty.id, wanted: spec.declarant });
  const lacking = batchFault(draft, command, duty, spec) ?? paperFault(draft.state, command, duty, spec);
  if (lacking !== undefined) return lacking;
  return BY_KIND[spec.kind as keyof typeof BY_KIND](draft, command, duty, spec);
}

type Doing = (draft: Draft, command: SubmitWork, duty: Duty, spec: DutySpec) => Said | Refusal;

const BY_KIND = { work: doWork, planting: plant, decision: takeDecision } satisfies Record<string, Doing>;

type Timed = Pick<DutySpec, 'kind'> & { readonly isAnytime: boolean };

function dayFault(draft: Draft, { doneOn }: SubmitWork, duty: Duty, { kind, isAnytime }: Timed): Refusal | undefined {
  if (doneOn > draft.moment.on) return refuse('WORK_IN_FUTURE', { met: doneOn, wanted: draft.moment.on });
  // The verdict may arrive after the planting it asks for was done in the field: the day of capture counts, not the
  // day of the verdict. A visit of a series was raised years before its window: it cannot be done in another's.
  const earliest = (kind === 'work' && !isAnytime) || duty.opensOn < duty.raisedOn ? duty.opensOn : duty.raisedOn;
  if (doneOn < earliest && !isInMissedWindow(duty, doneOn))
    return refuse('WORK_BEFORE_DUTY', { met: doneOn, wanted: earliest });
  return undefined;
}

function doWork(draft: Draft, command: SubmitWork, duty: Duty, spec: DutySpec): Said {
  const { visit, ignored } = withoutPoints(command);
  const warnings = [...warningsOf(visit, duty), ...ignored];
  takeMissBack(draft, duty, command.doneOn);
  finish(draft, visit, duty, warnings);
  const said = judgeFelling(draft, visit, duty, spec);
  // One visit serves every part that owes it.
  for (const partId of duty.parts)
    carryOut(draft, spec.done ?? [], { partId, cause: duty.id, on: command.doneOn, duty });
  oweStripsLeft(draft, duty, command.doneOn);
  return { dutyId: duty.id, ...said, ...(warnings.length > 0 && { warnings }) };
}

/** Points of a visit or a decision are no replanting: they must not shift a check as one would (ruling 8). */
function withoutPoints({ points, bySpecies: _, ...visit }: SubmitWork): {
  readonly visit: SubmitWork;
  readonly ignored: readonly Warning[];
} {
  return { visit, ignored: points === undefined ? [] : [{ code: 'POINTS_IGNORED', met: points }] };
}

function plant(draft: Draft, command: SubmitWork, duty: Duty, spec: DutySpec): Said | Refusal {
  return spec.newDesign ? reestablish(draft, command, duty, spec) : replant(draft, command, duty, spec);
}

function takeDecision(draft: Draft, command: SubmitWork, duty: Duty, spec: DutySpec): Said | Refusal {
  const then = spec.options?.[command.option ?? ''];
  if (then === undefined) {
    const wanted = Object.keys(spec.options ?? {}).join(', ');
    return refuse('OPTION_UNKNOWN', { dutyId: duty.id, met: command.option ?? '–', wanted });
  }
  const { visit, ignored: warnings } = withoutPoints(command);
  finish(draft, visit, duty, warnings);
  carryOut(draft, then, { partId: partOf(draft.state, duty).id, cause: duty.id, on: draft.moment.on, duty });
  return { dutyId: duty.id, ...(warnings.length > 0 && { warnings }) };
}

function replant(draft: Draft, command: SubmitWork, duty: Duty, spec: DutySpec): Said | Refusal {
  const part = partOf(draft.state, duty);
  const limit = Math.floor(part.designedPoints * regimeOf(draft.state, part).limits.liveCapFactor);
  const { points } = command;
  if (points === undefined || points < 1 || points > limit) {
    return refuse('POINTS_MISSING', { dutyId: duty.id, met: points ?? '–', wanted: limit });
  }
  const fault = mixFault(command, duty, spec);
  if (fault !== undefined) return fault;
  const planted = { ...command, ...plantedMix(command, duty, part) };
  const warnings = [...warningsOf(command, duty), ...(spec.needs?.mix ? mixWarnings(planted, duty) : [])];
  takeMissBack(draft, duty, command.doneOn);
  finish(draft, planted, duty, warnings);
  carryOut(draft, spec.done ?? [], { partId: part.id, cause: duty.id, on: command.doneOn, duty });
  lookAtStock(draft, command.papers, { partId: part.id, cause: duty.id, on: command.doneOn, duty });
  return { dutyId: duty.id, ...(warnings.length > 0 && { warnings }) };
}

function warningsOf({ doneOn, points }: SubmitWork, duty: Duty): readonly Warning[] {
  const warnings: Warning[] = [];
  const need = duty.needs?.seedlings;
  if ((doneOn < duty.opensOn || doneOn > duty.dueOn) && !isInMissedWindow(duty, doneOn)) {
    warnings.push({ code: 'WORK_OUTSIDE_WINDOW', met: doneOn, wanted: `${duty.opensOn}…${duty.dueOn}` });
  }
  if (points !== undefined && need !== undefined && points < need) {
    warnings.push({ code: 'POINTS_BELOW_NEED', met: points, wanted: need });
  }
  return warnings;
}

/** A new design: the old one's open duties are withdrawn, the clock begins on the new planting day. */
function reestablish(draft: Draft, command: SubmitWork, whole: Duty, spec: DutySpec): Said | Refusal {
  const design = designOf(command, whole);
  if (isRefusal(design)) return design;
  const { planting, regime } = design;
  const duty = dutyOfBatch(draft, command, whole);
  const part = partOf(draft.state, duty);
  const warnings = warningsOf(command, duty);
  finish(draft, command, duty, warnings);
  for (const other of draft.state.duties.filter((open) => isActive(open) && open.parts.includes(part.id))) {
    // A report on the old planting is still owed: it says that it failed.
    if (specOf(draft.state, other).lasts !== 'own') letGo(draft, other, part.id, duty.id);
  }
  const regimeKey = nextRegimeKey(draft.state);
  emit(draft, { type: 'Reestablished', partId: part.id, planting, regimeKey, regime });
  carryOut(draft, spec.done ?? [], { partId: part.id, cause: duty.id, on: planting.plantedOn, duty });
  lookAtStock(draft, command.papers, { partId: part.id, cause: duty.id, on: command.doneOn, duty });
  return { dutyId: duty.id, ...(warnings.length > 0 && { warnings }) };
}

/** `r2` after `r1`, whether that is still kept or not. */
export function nextRegimeKey({ regimes }: Pick<StandState, 'regimes'>): string {
  return `r${Math.max(...Object.keys(regimes).map((key) => Number(key.slice(1)))) + 1}`;
}

function designOf(command: SubmitWork, duty: Duty): { planting: Planting; regime: Regime } | Refusal {
  const { planting, regime, unit } = command;
  if (planting === undefined) return refuse('DESIGN_MISSING', { dutyId: duty.id, met: 'planting' });
  if (regime === undefined) return refuse('DESIGN_MISSING', { dutyId: duty.id, met: 'regime' });
  if (planting.plantedOn !== command.doneOn) {
    return refuse('COMMAND_MALFORMED', {
      field: 'planting.plantedOn',
      met: planting.plantedOn,
      wanted: command.doneOn,
    });
  }
  const limit = Math.floor(planting.designedPoints * regime.limits.liveCapFactor);
  if (planting.plantedPoints > limit) {
    return refuse('COUNT_ABOVE_DESIGN', {
      field: 'planting.plantedPoints',
      met: planting.plantedPoints,
      base: 'designed',
      wanted: planting.designedPoints,
      factor: regime.limits.liveCapFactor,
      limit,
    });
  }
  const units = [...new Set([...(planting.units ?? []), ...(unit === undefined ? [] : [unit])])];
  return { planting: { ...planting, ...readied(command), ...(units.length > 0 && { units }) }, regime };
}

function finish(draft: Draft, command: SubmitWork, duty: Duty, warnings: readonly Warning[]): void {
  const part = partOf(draft.state, duty);
  emit(draft, {
    type: 'WorkRecorded',
    dutyId: duty.id,
    partId: part.id,
    doneOn: command.doneOn,
    ...readied(command),
    ...(command.points !== undefined && { points: command.points }),
    ...(command.bySpecies !== undefined && { bySpecies: command.bySpecies }),
    ...(command.option !== undefined && { option: command.option }),
    ...(command.unit !== undefined && { unit: command.unit }),
    ...(command.declarant !== undefined && { declarant: command.declarant }),
    ...(command.papers !== undefined && { papers: command.papers }),
    ...(command.felling !== undefined && { felling: command.felling }),
    ...cutBy(draft.state, command, duty),
    ...(warnings.length > 0 && { warnings }),
  });
  emit(draft, {
    type: 'DutyDone',
    dutyId: duty.id,
    by: command.commandId,
    sender: command.by,
    late: command.doneOn > duty.dueOn,
  });
}
