/** Registers: windows and species that they name must be the policy's own. */
import type { Finding } from './check.ts';
import { oneOf } from './check-names.ts';
import type { Policy } from './schema.ts';

export function registerProblems({ registers, calendar, species }: Policy): Finding[] {
  const { seedlings } = registers;
  if (seedlings === undefined) return [];
  const path = ['registers', 'seedlings'];
  return [
    ...Object.keys(seedlings.orderBy).flatMap((name) => oneOf([...path, 'orderBy', name], name, Object.keys(calendar))),
    ...Object.keys(seedlings.provenance.of).flatMap((name) =>
      oneOf([...path, 'provenance', 'of', name], name, Object.keys(species)),
    ),
  ];
}
