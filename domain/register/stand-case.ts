/** Cases: what was found on a stand that somebody must answer for by a day. */
import { addDays, type IsoDate } from '../day.ts';
import { refuse, type Refusal } from '../errors.ts';
import type { DamageCause } from '../stand/command.ts';

/** 违规放牧, 盗伐滥伐, 占用林地. */
export const CASE_KINDS = ['GRAZING', 'FELLING', 'LAND_TAKE'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const CASE_OUTCOMES = ['APPROVED', 'RESTORED', 'PENALISED', 'HANDED_OVER', 'UNFOUNDED'] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

/** Days from the find to the due day, by kind. */
export type CaseRules = Readonly<Record<CaseKind, number>>;

/** Damages that are a find as well. */
export const FOUND_BY: Readonly<Partial<Record<DamageCause, CaseKind>>> = {
  GRAZING: 'GRAZING',
  LAND_TAKEN: 'LAND_TAKE',
};

/** @example caseDueOn('2027-06-01', 'GRAZING', { GRAZING: 15, FELLING: 30, LAND_TAKE: 30 }) // '2027-06-16' */
export function caseDueOn(foundOn: IsoDate, kind: CaseKind, rules: CaseRules): IsoDate {
  return addDays(foundOn, rules[kind]);
}

/** Open after its due day. */
export function isCaseOverdue(
  { dueOn, closedOn }: { readonly dueOn: IsoDate; readonly closedOn?: IsoDate },
  today: IsoDate,
): boolean {
  return closedOn === undefined && today > dueOn;
}

const OUTCOMES: Readonly<Record<CaseKind, readonly CaseOutcome[]>> = {
  GRAZING: ['RESTORED', 'PENALISED', 'HANDED_OVER', 'UNFOUNDED'],
  FELLING: ['RESTORED', 'PENALISED', 'HANDED_OVER', 'UNFOUNDED'],
  LAND_TAKE: ['APPROVED', 'RESTORED', 'UNFOUNDED'],
};

/**
 * Why a case cannot end so: taken land is approved under a number, given back, or was never taken; a penalty alone leaves
 * it taken. Nothing else is ever approved.
 */
export function outcomeRefusal(
  kind: CaseKind,
  outcome: CaseOutcome,
  approvalNo: string | undefined,
): Refusal | undefined {
  if (!OUTCOMES[kind].includes(outcome))
    return refuse('CASE_OUTCOME', { met: outcome, kind, wanted: OUTCOMES[kind].join(', ') });
  if ((outcome === 'APPROVED') === (approvalNo !== undefined)) return undefined;
  return refuse('APPROVAL_MISSING', { met: approvalNo ?? '–', outcome });
}
