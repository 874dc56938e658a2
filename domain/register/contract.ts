/** Contracts of planting (造林合同): whose replanting and tending are while the warranty lasts, and what a default costs. */
import { addMonths, type IsoDate } from '../day.ts';
import { refuse, type Refusal } from '../errors.ts';
import { activeDuties, findDuty, findPart, isActive, specOf } from '../stand/duties.ts';
import { unknownDuty } from '../stand/refusals.ts';
import type { Duty, StandState } from '../stand/state.ts';

export interface ContractRules {
  /** Years from the planting, where a contract says nothing else. */
  readonly warrantyYears: number;
  /** Survival that a contract guarantees, where it says nothing else; above 0 and up to 1. */
  readonly line: number;
  /** Works that are the contractor's under warranty: code of the duty → yuan per mu that a county crew's costs him. */
  readonly deduct: Readonly<Record<string, number>>;
}

export interface Contract {
  readonly contractNo: string;
  /** Name of the party: a unit, or a person. */
  readonly contractor: string;
  readonly signedOn: IsoDate;
  readonly warrantyYears: number;
  readonly line: number;
  /** Name of who supplies the stock. */
  readonly supplier?: string;
  /** Yuan per mu in the place of the policy's, for every work. */
  readonly deductYuanPerMu?: number;
}

/** Said by a named person with a paper: the contractor does not do this work. */
export interface ContractDefault {
  readonly dutyId: string;
  /** From this day on the work is the county crew's. */
  readonly on: IsoDate;
}

export type Doer = 'CONTRACTOR' | 'COUNTY_CREW';

export interface WorkToDo {
  readonly dutyId: string;
  readonly code: string;
  readonly opensOn: IsoDate;
  readonly dueOn: IsoDate;
  /** Whole m² of its parts. */
  readonly areaM2: number;
  readonly doer: Doer;
  readonly because: 'WARRANTY' | 'DEFAULT' | 'WARRANTY_OVER' | 'NO_CONTRACT';
  /** Last day of the warranty. */
  readonly untilOn?: IsoDate;
  /** What the contractor is charged for it, where that is so. */
  readonly yuanPerMu?: number;
}

/** @example warrantyUntil('2026-04-10', { warrantyYears: 3 }) // '2029-04-10' */
export function warrantyUntil(plantedOn: IsoDate, { warrantyYears }: Pick<Contract, 'warrantyYears'>): IsoDate {
  return addMonths(plantedOn, warrantyYears * 12);
}

export interface ContractAsked {
  /** Absent = the stand is under none. */
  readonly contract?: Contract;
  readonly defaults: readonly ContractDefault[];
  readonly rules: ContractRules;
  readonly on: IsoDate;
}

/**
 * Every open replanting and tending of a stand, with who is to do it on that day: the contractor where it arose under
 * warranty, the county crew from the day of his default on, and where there is no warranty any more. A work that arose on
 * the last day of the warranty stays his, however late it is done; the warranty runs from the stand's first planting.
 */
export function worksToDo(state: StandState, asked: ContractAsked): readonly WorkToDo[] {
  if (state.closedOn !== undefined) return [];
  return activeDuties(state).flatMap((duty) => (isWarranted(asked.rules, duty) ? workOf(state, duty, asked) : []));
}

function workOf(state: StandState, duty: Duty, { contract, defaults, rules, on }: ContractAsked): WorkToDo {
  const { id: dutyId, code, opensOn, dueOn } = duty;
  const areaM2 = duty.parts.reduce((sum, id) => sum + (findPart(state, id)?.areaM2 ?? 0), 0);
  const work = { dutyId, code, opensOn, dueOn, areaM2 };
  if (contract === undefined) return { ...work, doer: 'COUNTY_CREW', because: 'NO_CONTRACT' };
  const untilOn = warrantyUntil(state.seed.planting.plantedOn, contract);
  if (arosenOn(state, duty) > untilOn) return { ...work, doer: 'COUNTY_CREW', because: 'WARRANTY_OVER', untilOn };
  if (!defaults.some((each) => each.on <= on && isPieceOf(duty, each)))
    return { ...work, doer: 'CONTRACTOR', because: 'WARRANTY', untilOn };
  const yuanPerMu = deductRate(contract, code, rules);
  return { ...work, doer: 'COUNTY_CREW', because: 'DEFAULT', untilOn, yuanPerMu };
}

/** Where a part was divided since, each piece of the work has the id of the whole before its own part. */
function isPieceOf({ id }: Duty, { dutyId }: ContractDefault): boolean {
  return id === dutyId || id.startsWith(`${dutyId}.p`);
}

function isWarranted({ deduct }: ContractRules, { code }: Duty): boolean {
  return Object.hasOwn(deduct, code);
}

/** A planting is owed for what was found; tending is planned years ahead, and is owed from its window on. */
function arosenOn(state: StandState, duty: Duty): IsoDate {
  return specOf(state, duty).kind === 'planting' ? duty.raisedOn : duty.opensOn;
}

/** Yuan per mu of a county crew's work; what the contract says comes first. */
export function deductRate(
  { deductYuanPerMu }: Contract,
  code: string,
  { deduct }: Pick<ContractRules, 'deduct'>,
): number {
  return deductYuanPerMu ?? deduct[code] ?? 0;
}

/**
 * The work whose default is said, with its contract; or why it cannot be: no such duty, not the contractor's, or a day on
 * which it was not owed yet, or is to come.
 */
export function defaultedWork(
  state: StandState,
  dutyId: string,
  { contract, rules, on, today }: Omit<ContractAsked, 'defaults'> & { readonly today: IsoDate },
): { readonly contract: Contract; readonly work: WorkToDo } | Refusal {
  const duty = findDuty(state, dutyId);
  if (duty === undefined || !isActive(duty)) return unknownDuty(state, dutyId);
  const asked = { ...(contract && { contract }), defaults: [], rules, on };
  const work = worksToDo(state, asked).find((each) => each.dutyId === dutyId);
  if (contract === undefined || work?.doer !== 'CONTRACTOR') {
    const met = work?.because ?? duty.code;
    return refuse('DEFAULT_NOT_OWED', { dutyId, met, wanted: Object.keys(rules.deduct).join(', ') });
  }
  if (on < work.opensOn || on > today)
    return refuse('DEFAULT_DAYS', { dutyId, met: on, wanted: `${work.opensOn}…${today}` });
  return { contract, work };
}
