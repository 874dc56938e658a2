/** Whose the open works of a county are, by the contracts of its stands; and what defaults cost their contractors. */
import type { IsoDate } from '../domain/day.ts';
import { deductionFen, type Deduction } from '../domain/payment/deduction.ts';
import { deductRate, worksToDo, type ContractRules, type WorkToDo } from '../domain/register/contract.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { clauseAt } from '../policies/resolve-payments.ts';
import { contractsOf, defaultsOf, type Defaulted } from '../prisma/contract-store.ts';
import type { Database } from '../prisma/database.ts';
import { livesToPay } from '../prisma/payment-store.ts';

export interface ContractWork extends Omit<WorkToDo, 'contract'> {
  readonly standId: string;
  readonly contractNo?: string;
  readonly contractor?: string;
  readonly deductFen?: number;
}

interface Asked {
  readonly county: string;
  readonly rules: ContractRules;
  readonly on: IsoDate;
}

/** By the day they are due. */
export async function contractWorks(db: Database, { county, rules, on }: Asked): Promise<readonly ContractWork[]> {
  const keptFor = await contractsOf(db, { countyCode: county });
  const works: ContractWork[] = [];
  for await (const page of livesToPay(db, { county }))
    for (const { lifeId, standId, state } of page) {
      for (const { contract, ...work } of worksToDo(state, { ...keptFor(lifeId), rules, on }))
        works.push({ standId, ...partyOf(contract), ...work, ...costOf(work) });
    }
  return works.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)));
}

function partyOf(contract: { readonly contractNo: string; readonly contractor: string } | undefined) {
  return contract && { contractNo: contract.contractNo, contractor: contract.contractor };
}

function costOf({ areaM2, yuanPerMu }: Omit<WorkToDo, 'contract'>): { readonly deductFen?: number } {
  return yuanPerMu === undefined ? {} : { deductFen: deductionFen(areaM2, yuanPerMu) };
}

/** By today's prices of the contract, or of the policy of the county: a corrected price corrects them all. */
export async function deductionsOf(
  db: Database,
  of: Parameters<typeof defaultsOf>[1],
  policies: readonly LoadedPolicy[],
): Promise<readonly Deduction[]> {
  return (await defaultsOf(db, of)).map((said) => deductionOf(said, policies));
}

function deductionOf(
  { countyCode, standId, dutyId, code, on, areaM2, contract }: Defaulted,
  policies: readonly LoadedPolicy[],
): Deduction {
  const { contractNo, contractor, deductYuanPerMu } = contract;
  const policy = policies.find(({ counties, registers }) => counties[countyCode] && registers.contract);
  const yuanPerMu = deductRate(contract, code, policy?.registers.contract ?? { deduct: {} });
  const ofPolicy = policy && clauseAt(policy, ['registers', 'contract', 'deduct', code]);
  const clause = deductYuanPerMu === undefined ? (ofPolicy ?? '–') : contractNo;
  const deductFen = deductionFen(areaM2, yuanPerMu);
  return { contractNo, contractor, standId, dutyId, code, on, areaM2, yuanPerMu, deductFen, clause };
}
