/** Policies from their files, whole or not at all. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readPolicy, type PolicyProblem } from './check.ts';
import type { Policy } from './schema.ts';

export interface LoadedPolicy extends Policy {
  /** First 12 hex digits of the file's SHA-256: a published version never changes under its number. */
  readonly hash: string;
}

/** A policy file that cannot be used; `problems` has every reason. */
export class PolicyError extends Error {
  readonly problems: readonly PolicyProblem[];

  constructor(problems: readonly PolicyProblem[]) {
    super(problems.map(sayProblem).join('\n'));
    this.name = 'PolicyError';
    this.problems = problems;
  }
}

function sayProblem({ file, line, path, met, wanted }: PolicyProblem): string {
  return `${file}:${line}  ${path} is ${met}; wanted: ${wanted}`;
}

/** @throws PolicyError where the file is missing or any rule of the language is broken */
export function loadPolicy(file: string): LoadedPolicy {
  if (!existsSync(file)) {
    throw new PolicyError([
      { file, line: 1, path: '(whole file)', met: 'not there', wanted: 'a readable policy file' },
    ]);
  }
  return policyFrom(readFileSync(file, 'utf8'), file);
}

/**
 * @param file - name that problems are told under
 * @throws PolicyError where any rule of the language is broken
 */
export function policyFrom(text: string, file: string): LoadedPolicy {
  const { policy, problems } = readPolicy(text, file);
  if (policy === undefined) throw new PolicyError(problems);
  return { ...policy, hash: createHash('sha256').update(text).digest('hex').slice(0, 12) };
}

/** The policy that ships with Standkeeper, from the sources and from the built package alike. */
export function shippedPolicy(name = 'xinzhou-2024'): LoadedPolicy {
  return loadPolicy(shippedPolicyFile(name));
}

export function shippedPolicyFile(name = 'xinzhou-2024'): string {
  return fileURLToPath(new URL(`./${name}.yaml`, import.meta.url));
}
