/** What is wrong with a policy file: each problem with file, line, path, the value met and what is wanted. */
import type { Finding } from './finding.ts';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { citeProblems } from './check-cites.ts';
import { referenceProblems } from './check-references.ts';
import { policySchema, type Policy } from './schema.ts';

export interface PolicyProblem {
  readonly file: string;
  readonly line: number;
  /** Path in the file, e.g. `duties.survivalCheck.bands.1.below`. */
  readonly path: string;
  readonly met: string;
  readonly wanted: string;
}

export interface ReadPolicy {
  readonly policy?: Policy;
  readonly problems: readonly PolicyProblem[];
}

/** All problems of a policy text; none means it may be used. */
export function checkPolicy(text: string, file: string): readonly PolicyProblem[] {
  return readPolicy(text, file).problems;
}

/** The policy, or its problems. References and citations are checked once the shape holds. */
export function readPolicy(text: string, file: string): ReadPolicy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, version: '1.2' });
  if (document.errors.length > 0) return { problems: document.errors.map((error) => yamlProblem(error, file)) };
  const place = ({ path, met, wanted }: Finding): PolicyProblem => ({
    file,
    line: lineOf(document, lines, path),
    path: path.join('.') || '(whole file)',
    met,
    wanted,
  });
  const data: unknown = document.toJS();
  const parsed = policySchema.safeParse(data);
  if (!parsed.success)
    return { problems: parsed.error.issues.flatMap((issue) => shapeFindings(issue, data)).map(place) };
  const findings = [...referenceProblems(parsed.data), ...citeProblems(parsed.data)];
  return findings.length > 0 ? { problems: findings.map(place) } : { policy: parsed.data, problems: [] };
}

function yamlProblem(error: Document['errors'][number], file: string): PolicyProblem {
  const [message = error.message] = error.message.split('\n');
  return { file, line: error.linePos?.[0].line ?? 1, path: '(text)', met: message, wanted: 'YAML 1.2' };
}

/** The line of the deepest part of the path that is there. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** One finding an issue; of a union, the branch that came furthest says what is wanted. */
function shapeFindings(issue: z.core.$ZodIssue, data: unknown): Finding[] {
  const path = issue.path as (string | number)[];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], met: key, wanted: 'no such word here' }));
  }
  if (issue.code === 'invalid_union') {
    const wanted = issue.errors
      .map((branch) => branch.map(({ message }) => plain(message)).join(' and '))
      .join(', or ');
    return [{ path, met: shown(valueAt(data, path)), wanted }];
  }
  return [{ path, met: shown(valueAt(data, path)), wanted: plain(issue.message) }];
}

/** The library says «Invalid input: expected string, received number»; what was met we say ourselves. */
function plain(message: string): string {
  return message.replace(/^Invalid \w+: expected /, '').replace(/, received .*$/, '');
}

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], data);
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80);
}
