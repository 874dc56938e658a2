/** Clauses for people: a regime carries those that its decider writes into events, the rest is read as it is shown. */
import type { Regime } from './regime.ts';

/**
 * Clause and mark by path, e.g. `duties.replant` → `same species and age · secondary`, of the policy text that a regime was
 * resolved from; empty where that text is not at hand.
 */
export type Clauses = (regime: Pick<Regime, 'policy' | 'hash'>) => Readonly<Record<string, string>>;

/** Where no policy can be read, as within a workflow: a rule is named by the version and the path it stands at. */
export const NO_CLAUSES: Clauses = () => ({});

/** Clause and mark of the longest cited path that covers this one; an uncited path says so. */
export function clauseOf({ policy, cite }: Pick<Regime, 'policy' | 'cite'>, path: string): string {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('.'), 0))) {
    const clause = cite[at];
    if (clause !== undefined) return clause;
  }
  return `${policy}: ${path}`;
}

/** The same for what is shown; a regime recorded with all of its clauses goes on being shown from there. */
export function shownClause(regime: Regime, path: string, clauses: Clauses): string {
  const { policy, cite } = regime;
  return clauseOf({ policy, cite: { ...clauses(regime), ...cite } }, path);
}
