/** Registers: windows, species and duties that they name must be the policy's own. */
import type { Finding } from './finding.ts';
import { oneOf } from './check-names.ts';
import type { Policy } from './schema.ts';

export function registerProblems(policy: Policy): Finding[] {
  const { registers, duties } = policy;
  const works = Object.keys(registers.contract?.deduct ?? {});
  return [
    ...seedlingProblems(policy),
    ...itemProblems(policy),
    ...works.flatMap((code) => oneOf(['registers', 'contract', 'deduct', code], code, Object.keys(duties))),
  ];
}

function itemProblems({ registers: { archive = {} }, papers }: Policy): Finding[] {
  return Object.entries(archive).flatMap(([item, { told }]) =>
    told === undefined ? [] : oneOf(['registers', 'archive', item, 'told'], told, Object.keys(papers)),
  );
}

function seedlingProblems({ registers: { seedlings }, calendar, species }: Policy): Finding[] {
  if (seedlings === undefined) return [];
  const path = ['registers', 'seedlings'];
  return [
    ...Object.keys(seedlings.orderBy).flatMap((name) => oneOf([...path, 'orderBy', name], name, Object.keys(calendar))),
    ...Object.keys(seedlings.provenance.of).flatMap((name) =>
      oneOf([...path, 'provenance', 'of', name], name, Object.keys(species)),
    ),
  ];
}
