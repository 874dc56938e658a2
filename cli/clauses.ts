/** Clauses of every policy text at hand, for what is shown of a stand. */
import type { Clauses } from '../domain/policy/clauses.ts';
import { clausesOf, clausesOfText } from '../policies/clauses.ts';
import { shippedPolicy, shippedPolicyNames } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import { publishedTexts } from '../prisma/policy-store.ts';

/** Of the texts that are kept, else of those that ship; each is read once, when a regime of it is met. */
export async function clausesAtHand(db: Database): Promise<Clauses> {
  const texts = await publishedTexts(db);
  const read = new Map<string, ReturnType<Clauses>>();
  return (regime) => {
    const known = read.get(regime.hash);
    if (known !== undefined) return known;
    const kept = texts.find(({ hash }) => hash.startsWith(regime.hash));
    const clauses = kept === undefined ? shippedClauses(regime) : clausesOfText(kept.body);
    read.set(regime.hash, clauses);
    return clauses;
  };
}

/** What ships under the name may be another version by now, which says nothing of this one. */
function shippedClauses(regime: Parameters<Clauses>[0]): ReturnType<Clauses> {
  const [name = ''] = regime.policy.split('@');
  return shippedPolicyNames().includes(name) ? clausesOf(shippedPolicy(name))(regime) : {};
}
