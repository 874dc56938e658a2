/** Papers that a work is reported with, as `name=value` pairs. */
import { InvalidArgumentError, Option } from 'commander';
import { PAPERS, type Regime } from '../domain/policy/regime.ts';
import type { Papers } from '../domain/stand/reported.ts';
import { papersWanted } from '../domain/stand/papers.ts';
import { provenanceOf } from '../policies/names.ts';
import type { Database } from '../prisma/database.ts';
import type { TaskRow } from '../prisma/task-store.ts';
import { policyOf } from './policy-named.ts';
import { partOfTask } from './task-part.ts';

const NAMES = Object.keys(PAPERS).join(', ');

/** What each says is the stand's to judge. */
export function paperOption(): Option {
  return new Option(
    '--paper <name=value...>',
    `papers of the planting stock, or of a felling its permit: ${NAMES}; provenance = county of the nursery, by code or name`,
  ).argParser(readPaper);
}

function readPaper(text: string, before: Papers = {}): Papers {
  const at = text.indexOf('=');
  const name = text.slice(0, at);
  if (at < 1 || !Object.hasOwn(PAPERS, name))
    throw new InvalidArgumentError(`wanted: NAME=VALUE, NAME one of ${NAMES}`);
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`wanted: ${name} once`);
  return { ...before, [name]: text.slice(at + 1) };
}

/** As the report of a task brings them: the nursery's county by its code, however it was named. */
export async function papersTold(db: Database, task: TaskRow, papers: Papers): Promise<Papers> {
  const about = papers.provenance === undefined ? undefined : await partOfTask(db, task);
  if (about === undefined) return papers;
  const policy = await policyOf(db, about.regime);
  return { ...papers, provenance: provenanceOf(policy, about.state.seed.countyCode, papers.provenance!) };
}

/** What the report of a task has to bring; undefined where the rules of its stand ask for none. */
export function papersAsked(regime: Regime, code: string): string | undefined {
  const duty = regime.duties[code];
  return duty && papersWanted(regime, duty);
}
