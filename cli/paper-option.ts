/** Papers that a work is reported with, as `name=value` pairs. */
import { InvalidArgumentError, Option } from 'commander';
import { PAPERS, type Regime } from '../domain/policy/regime.ts';
import type { Papers } from '../domain/stand/command.ts';
import { papersWanted } from '../domain/stand/papers.ts';

const NAMES = Object.keys(PAPERS).join(', ');

/** What each says is the stand's to judge. */
export function paperOption(): Option {
  return new Option(
    '--paper <name=value...>',
    `papers of the planting stock, or of a felling its permit: ${NAMES}; provenance = county code of the nursery`,
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

/** What the report of a task has to bring; undefined where the rules of its stand ask for none. */
export function papersAsked(regime: Regime, code: string): string | undefined {
  const duty = regime.duties[code];
  return duty && papersWanted(regime, duty);
}
