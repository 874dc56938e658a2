/** By which terms a stand is paid: those its own policy was published with, or others that are asked for by name. */
import { existsSync } from 'node:fs';
import type { PaymentTerms } from '../domain/payment/terms.ts';
import type { StandSeed } from '../domain/stand/state.ts';
import { readPolicy } from '../policies/check.ts';
import { shippedPolicy, type LoadedPolicy } from '../policies/load.ts';
import { shippedPolicyFile } from '../policies/shipped-file.ts';
import { resolvePayments } from '../policies/resolve-payments.ts';
import type { StandFacts } from '../policies/resolve.ts';
import type { Database } from '../prisma/database.ts';
import { publishedAs } from '../prisma/policy-store.ts';
import { standSeed } from '../prisma/stand-store.ts';
import { policyNamed } from './policy-named.ts';

export interface TermsChoice {
  /** A policy that ships, or a file; absent = each stand's own. */
  readonly policy?: string;
  /** Code of a scheme; absent = the usual one of the policy. */
  readonly scheme?: string;
}

export interface TermsFound {
  /** Absent where the policy states no such scheme, does not know the county, or is not at hand. */
  readonly terms?: PaymentTerms;
  /** `<name>@<version>` of the policy that was looked at. */
  readonly policy: string;
  /** Schemes that it states. */
  readonly schemes: readonly string[];
}

export type TermsReader = (life: { readonly seed: StandSeed }) => Promise<TermsFound>;

/** Stands of a county share policies and facts: each is read once. */
export function termsReader(db: Database, choice: TermsChoice): TermsReader {
  const named = choice.policy === undefined ? undefined : policyNamed(choice.policy);
  const policies = new Map<string, Promise<LoadedPolicy | undefined>>();
  const found = new Map<string, TermsFound>();
  return async ({ seed }) => {
    const { regime } = await agreedWith(db, seed);
    const rules = `${regime.policy} ${regime.hash}`;
    const reading = policies.get(rules) ?? (named ? Promise.resolve(named) : policyOfStand(db, regime));
    policies.set(rules, reading);
    const policy = await reading;
    if (policy === undefined) return { policy: regime.policy, schemes: [] };
    const facts = factsOf(seed);
    const key = JSON.stringify([policy.hash, facts]);
    const terms = found.get(key) ?? foundIn(policy, facts, choice.scheme);
    found.set(key, terms);
    return terms;
  };
}

/**
 * What was agreed at the planting does not change with rules adopted since: a stand that came of a split begins with those
 * it lives by then, and is paid by those of the stand that was planted.
 */
async function agreedWith(db: Database, seed: StandSeed): Promise<StandSeed> {
  const planted = seed.inherits?.from[0];
  return planted === undefined ? seed : standSeed(db, planted.lifeId);
}

function foundIn(policy: LoadedPolicy, facts: StandFacts, scheme: string | undefined): TermsFound {
  const isKnown = policy.counties[facts.countyCode] !== undefined;
  const terms = isKnown ? resolvePayments(policy, facts, scheme) : undefined;
  const looked = { policy: `${policy.policy}@${policy.version}`, schemes: Object.keys(policy.payments) };
  return { ...looked, ...(terms && { terms }) };
}

/** The text the stand's rules were published with; where that states no payments, the policy of that name at hand. */
async function policyOfStand(db: Database, { policy, hash }: StandSeed['regime']): Promise<LoadedPolicy | undefined> {
  const [name = '', version = ''] = policy.split('@');
  const published = await publishedAs(db, { name, version });
  const { policy: own } = published?.hash.startsWith(hash) ? readPolicy(published.body, policy) : {};
  if (own !== undefined && Object.keys(own.payments).length > 0) return { ...own, hash };
  if (existsSync(shippedPolicyFile(name))) return shippedPolicy(name);
  return own && { ...own, hash };
}

/** A payment goes by the first planting of a life: what was agreed then does not change with what is planted anew. */
function factsOf({ countyCode, planting, method = 'PLANTING', altitudeM, standard }: StandSeed): StandFacts {
  const { species, plantedOn } = planting;
  return {
    countyCode,
    species,
    method,
    plantedOn,
    ...(altitudeM !== undefined && { altitudeM }),
    ...(standard && { standard }),
  };
}
