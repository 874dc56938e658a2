/** The seedlings that a county's stands need in a year, held against what is ordered. */
import type { Language } from '../domain/language.ts';
import {
  seedlingDemand,
  seedlingsNeeded,
  type SeedlingDemand,
  type SeedlingKind,
  type SeedlingRules,
} from '../domain/register/seedling-demand.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import type { Database } from '../prisma/database.ts';
import { livesToPay } from '../prisma/payment-store.ts';
import { ordersFor } from '../prisma/seedling-store.ts';

type Rules = SeedlingRules & NonNullable<LoadedPolicy['registers']['seedlings']>;

export interface DemandAsked {
  readonly county: string;
  readonly year: number;
  readonly rules: Rules;
}

/** By season, species, age and provenance. */
export async function demandOf(db: Database, { county, year, rules }: DemandAsked): Promise<readonly SeedlingDemand[]> {
  const needs: (SeedlingKind & { readonly seedlings: number; readonly reserve: number })[] = [];
  for await (const page of livesToPay(db, { county }))
    for (const { state } of page)
      for (const need of seedlingsNeeded(state, year))
        needs.push({ ...need, provenance: provenanceOf(rules, need.species) });
  return seedlingDemand(needs, await ordersFor(db, county, year), { year, rules });
}

/** Kept as the policy writes it in Chinese, which is what orders and labels say. */
export function provenanceOf({ provenance }: Rules, species: string): string {
  return (provenance.of[species] ?? provenance.usual).zh;
}

/** A provenance of the policy in the reader's language; another one stands for itself. */
export function sayProvenance({ provenance }: Rules, text: string, lang: Language): string {
  const known = [provenance.usual, ...Object.values(provenance.of)].find(({ zh }) => zh === text);
  return known?.[lang] ?? text;
}
