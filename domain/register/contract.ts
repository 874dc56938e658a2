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
  readonly contract?: Contract;
}

/** @example warrantyUntil('2026-04-10', { warrantyYears: 3 }) // '2029-04-10' */
export function warrantyUntil(plantedOn: IsoDate, { warrantyYears }: Pick<Contract, 'warrantyYears'>): IsoDate {
  return addMonths(plantedOn, warrantyYears * 12);
}

/** Whose land is by contract, and what was said of single works on it. */
export interface Contracted {
  /** Absent = it is under none. */
  readonly contract?: Contract;
  readonly defaults: readonly ContractDefault[];
}

/** Land that became part of the stand: its works are its own contractor's, whose warranty runs from its own planting. */
export interface JoinedLand extends Contracted {
  readonly partId: string;
  readonly plantedOn: IsoDate;
}

/** Of all land of a stand. */
export interface StandContracted extends Contracted {
  readonly joined?: readonly JoinedLand[];
}

export interface ContractAsked extends StandContracted {
  readonly rules: ContractRules;
  readonly on: IsoDate;
}

/**
 * Every open replanting and tending of a stand, with who is to do it on that day: the contractor where it arose under
 * warranty, the county crew from the day of his default on, and where there is no warranty any more. A work that arose on
 * the last day of the warranty stays his, however late it is done; the warranty runs from the land's first planting. A
 * work on land of several contracts is each contractor's on his own.
 */
export function worksToDo(state: StandState, asked: ContractAsked): readonly WorkToDo[] {
  if (state.closedOn !== undefined) return [];
  return activeDuties(state).flatMap((duty) => (isWarranted(asked.rules, duty) ? worksOf(state, duty, asked) : []));
}

function worksOf(state: StandState, duty: Duty, { joined = [], ...asked }: ContractAsked): readonly WorkToDo[] {
  const works = new Map<string, WorkToDo>();
  for (const partId of duty.parts) {
    const land = joined.find((each) => each.partId === partId) ?? { ...asked, ...state.seed.planting };
    const { areaM2 = 0 } = findPart(state, partId) ?? {};
    const work = workOf(state, duty, { ...land, rules: asked.rules, on: asked.on });
    const key = `${land.contract?.contractNo} ${work.because} ${work.untilOn}`;
    works.set(key, { ...work, areaM2: (works.get(key)?.areaM2 ?? 0) + areaM2 });
  }
  return [...works.values()];
}

interface LandAsked extends Omit<ContractAsked, 'joined'> {
  readonly plantedOn: IsoDate;
}

function workOf(
  state: StandState,
  duty: Duty,
  { contract, defaults, rules, on, plantedOn }: LandAsked,
): Omit<WorkToDo, 'areaM2'> {
  const { id: dutyId, code, opensOn, dueOn } = duty;
  const work = { dutyId, code, opensOn, dueOn, ...(contract && { contract }) };
  if (contract === undefined) return { ...work, doer: 'COUNTY_CREW', because: 'NO_CONTRACT' };
  const untilOn = warrantyUntil(plantedOn, contract);
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
  { contract: own, joined = [], rules, on, today }: Omit<ContractAsked, 'defaults'> & { readonly today: IsoDate },
): { readonly contract: Contract; readonly work: WorkToDo } | Refusal {
  const duty = findDuty(state, dutyId);
  if (duty === undefined || !isActive(duty)) return unknownDuty(state, dutyId);
  const undone = joined.map((land) => ({ ...land, defaults: [] }));
  const asked = { ...(own && { contract: own }), joined: undone, defaults: [], rules, on };
  const works = worksToDo(state, asked).filter((each) => each.dutyId === dutyId);
  const work = works.find(({ doer }) => doer === 'CONTRACTOR');
  if (work?.contract === undefined) {
    const met = works[0]?.because ?? duty.code;
    return refuse('DEFAULT_NOT_OWED', { dutyId, met, wanted: Object.keys(rules.deduct).join(', ') });
  }
  if (on < work.opensOn || on > today)
    return refuse('DEFAULT_DAYS', { dutyId, met: on, wanted: `${work.opensOn}…${today}` });
  return { contract: work.contract, work };
}
