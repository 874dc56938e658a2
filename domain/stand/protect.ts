/** Land is protected, or not any more: works that the rules bar there are withdrawn, each with its clause. */
import { refuse, type Refusal } from '../errors.ts';
import { clauseOf } from '../policy/clauses.ts';
import { PROTECTIONS, type Protection } from '../policy/regime.ts';
import type { Protect } from './command.ts';
import { emit, type Draft, type Said } from './draft.ts';
import { activeDuties, findDuty, partOf, regimeOf, ruleOf } from './duties.ts';

/**
 * The flags take the place of those before. A work that one of them bars is withdrawn; one that was withdrawn is raised
 * again by what raised it first, once no flag bars it.
 */
export function decideProtect(draft: Draft, { flags, evidence }: Protect): Said | Refusal {
  const before = draft.state.protection ?? [];
  const now = PROTECTIONS.filter((flag) => flags.includes(flag));
  if (now.join() === before.join()) {
    return refuse('PROTECTION_UNCHANGED', { standId: draft.state.seed.standId, met: now.join(', ') || '–' });
  }
  emit(draft, { type: 'ProtectionSet', flags: now, evidence });
  withdrawBarred(draft);
  return {};
}

/** Flags, rules or land are others than before. */
export function withdrawBarred(draft: Draft): void {
  if (draft.state.protection === undefined) return;
  for (const { id } of activeDuties(draft.state)) withdrawIfBarred(draft, id);
}

/** A duty that a flag of the stand bars is owed no more. */
export function withdrawIfBarred(draft: Draft, dutyId: string): void {
  const { protection = [] } = draft.state;
  const duty = findDuty(draft.state, dutyId);
  if (duty === undefined) return;
  const flag = ruleOf(draft.state, duty)?.barredBy?.find((each: Protection) => protection.includes(each));
  if (flag === undefined) return;
  const because = clauseOf(regimeOf(draft.state, partOf(draft.state, duty)), `duties.${duty.code}.barredBy`);
  emit(draft, { type: 'DutyWithdrawn', dutyId, by: flag, because });
}
