/** Policies from their files, whole or not at all. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readPolicy, type PolicyProblem } from './check.ts';
import type { Policy } from './schema.ts';
import { shippedPolicyFile, USUAL_POLICY } from './shipped-file.ts';

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
  return policyOfText(readFileSync(file, 'utf8'), file);
}

/**
 * A text is read once a process: with all its checks that takes a tenth of a second, and what is published is asked for by
 * every import and every stand that was planted by it.
 *
 * @param file - what the problems are named by
 * @throws PolicyError where any rule of the language is broken
 */
export function policyOfText(text: string, file: string): LoadedPolicy {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const known = READ.get(sha256);
  if (known !== undefined) return known;
  const { policy, problems } = readPolicy(text, file);
  if (policy === undefined) throw new PolicyError(problems);
  const read = { ...policy, hash: sha256.slice(0, 12) };
  READ.set(sha256, read);
  return read;
}

const READ = new Map<string, LoadedPolicy>();

/** The policy that ships with Standkeeper, from the sources and from the built package alike; its file is read once a process. */
export function shippedPolicy(name = USUAL_POLICY): LoadedPolicy {
  const known = SHIPPED.get(name);
  if (known !== undefined) return known;
  const policy = loadPolicy(shippedPolicyFile(name));
  SHIPPED.set(name, policy);
  return policy;
}

const SHIPPED = new Map<string, LoadedPolicy>();

/** Names of all that ship, the usual one first. */
export function shippedPolicyNames(): readonly string[] {
  const names = readdirSync(fileURLToPath(new URL('.', import.meta.url)))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length));
  return [USUAL_POLICY, ...names.filter((name) => name !== USUAL_POLICY).toSorted()];
}
