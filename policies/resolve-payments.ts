/** The payments of a policy resolved for one stand: lines and prices followed, clauses beside them. */
import type { PaymentGate, PaymentTerms, Tranche } from '../domain/payment/terms.ts';
import { sayCite } from './clauses.ts';
import { follow } from './let.ts';
import type { LoadedPolicy } from './load.ts';
import { resolveLines } from './resolve-lines.ts';
import { resolvingFor, type Resolving, type StandFacts } from './resolve.ts';

type Scheme = LoadedPolicy['payments'][string];
type WrittenTranche = Scheme['tranches'][string];

/**
 * The terms of one scheme for a stand, as of its first planting.
 *
 * @param scheme - its code; absent = the first of the policy, the usual one
 * @returns undefined where the policy has no such scheme
 * @throws Error as `resolveRegime`
 */
export function resolvePayments(policy: LoadedPolicy, facts: StandFacts, scheme?: string): PaymentTerms | undefined {
  const code = scheme ?? Object.keys(policy.payments)[0];
  const written = code === undefined ? undefined : policy.payments[code];
  if (code === undefined || written === undefined) return undefined;
  const resolving = resolvingFor(policy, facts);
  const path = ['payments', code];
  return {
    policy: `${policy.policy}@${policy.version}`,
    hash: policy.hash,
    scheme: code,
    title: written.title,
    ...priceOf(policy, written, resolving, path),
    tranches: Object.entries(written.tranches).map(([name, tranche]) =>
      trancheOf(policy, { name, tranche, resolving, path: [...path, 'tranches', name] }),
    ),
  };
}

function priceOf(
  policy: LoadedPolicy,
  { yuanPerMu }: Scheme,
  { values }: Resolving,
  path: readonly string[],
): Pick<PaymentTerms, 'yuanPerMu' | 'priceClause'> {
  if (yuanPerMu === undefined) return {};
  if (typeof yuanPerMu === 'number') return { yuanPerMu, priceClause: clauseAt(policy, [...path, 'yuanPerMu']) };
  const name = yuanPerMu.slice(1);
  return { yuanPerMu: Number(values[name]), priceClause: clauseAt(policy, ['let', name]) };
}

interface Resolved {
  readonly name: string;
  readonly tranche: WrittenTranche;
  readonly resolving: Resolving;
  readonly path: readonly string[];
}

function trancheOf(policy: LoadedPolicy, { name, tranche, resolving, path }: Resolved): Tranche {
  const { title, percent, leastAreaShare, holdback } = tranche;
  return {
    code: name,
    title,
    percent,
    gate: gateOf(policy, tranche, resolving),
    ...(leastAreaShare !== undefined && { leastAreaShare }),
    ...(holdback && { holdback: { percent: holdback.percent, until: gateOf(policy, holdback, resolving) } }),
    clause: clauseAt(policy, path),
  };
}

type WrittenGate = Pick<WrittenTranche, 'gate' | 'leastRate' | 'leastLevel'>;

/** A line is followed under the reading that payment goes by. */
function gateOf(
  policy: LoadedPolicy,
  { gate, leastRate: written, leastLevel }: WrittenGate,
  { values }: Resolving,
): PaymentGate {
  const line = typeof written === 'number' ? written : resolveLines(policy, values)[written]!;
  const leastRate = typeof line === 'number' ? line : line[policy.readings.pay]!;
  const waivedRate = typeof line === 'number' ? line : line[follow(policy.readings.field, values)]!;
  return {
    check: gate,
    leastRate,
    ...(waivedRate < leastRate && { waivedRate }),
    ...(leastLevel && { leastLevel }),
  };
}

/** Clause and mark of the longest cited path that covers this one. */
export function clauseAt(policy: LoadedPolicy, path: readonly string[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const cited = policy.cite[path.slice(0, length).join('.')];
    if (cited !== undefined) return sayCite(cited);
  }
  return `${policy.policy}: ${path.join('.')}`;
}
