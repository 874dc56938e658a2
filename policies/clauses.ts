/** Clauses of a policy's text by path, without the rest of its language: a text of any release says where a rule is from. */
import { parse } from 'yaml';
import type { Clauses } from '../domain/policy/clauses.ts';
import type { LoadedPolicy } from './load.ts';
import { policySchema, type Policy } from './schema.ts';

/** As regimes, people and payments are told it. */
export function sayCite({ clause, mark }: Pick<Policy['cite'][string], 'clause' | 'mark'>): string {
  return `${clause} · ${mark}`;
}

/** Of one policy; other versions of it are not its business. */
export function clausesOf({ cite, hash }: Pick<LoadedPolicy, 'cite' | 'hash'>): Clauses {
  const said = saidOf(cite);
  return (regime) => (regime.hash === hash ? said : {});
}

/** @returns empty where the text has no citations that can be read */
export function clausesOfText(text: string): Readonly<Record<string, string>> {
  const { cite } = (parse(text) ?? {}) as { readonly cite?: unknown };
  const read = policySchema.shape.cite.safeParse(cite);
  return read.success ? saidOf(read.data) : {};
}

function saidOf(cite: Policy['cite']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(cite).map(([path, cited]) => [path, sayCite(cited)]));
}
