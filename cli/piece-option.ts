/** Pieces of a part at the command line: `m2=60000 live=1080`, `m2=5000 stems=20/100` or `m2=5000 lost=FIRE`, one an option. */
import { InvalidArgumentError, Option } from 'commander';
import { DAMAGE_CAUSES, type DamageCause, type SurveyPiece } from '../domain/stand/command.ts';
import type { LoadedPolicy } from '../policies/load.ts';
import { countsWritten } from './survey-counts.ts';
import { count } from './units.ts';

/** A piece before its crowns and stems are read: how plots are laid out the rules of the stand say. */
export interface WrittenPiece {
  readonly piece: SurveyPiece;
  readonly words: readonly string[];
}

/** A survey that finds the part in pieces. */
export function pieceOption(): Option {
  return new Option(
    '--piece <words>',
    "a piece of the part, again for each: 'm2=60000 live=1080' or 'm2=5000 lost=FIRE'; together the whole part",
  )
    .argParser((text: string, before: readonly WrittenPiece[] | undefined) => [...(before ?? []), pieceOf(text)])
    .conflicts(['plots', 'live', 'designed', 'planted', 'deadPatch', 'counts']);
}

const NUMBERS = {
  live: 'livePoints',
  designed: 'designedPoints',
  planted: 'plantedPoints',
  deadPatch: 'largestDeadPatchM2',
} as const;
const NAMES: ReadonlySet<string> = new Set(['m2', 'lost', ...Object.keys(NUMBERS)]);
const WANTED = `m2=…, then live=… or what --counts takes (with designed=…, planted=…, deadPatch=…), or lost=${DAMAGE_CAUSES.join('|')}`;

/** @example pieceOf('m2=5000 lost=FIRE') // { piece: { areaM2: 5000, lost: 'FIRE' }, words: [] } */
export function pieceOf(text: string): WrittenPiece {
  const all = text.trim().split(/\s+/);
  const { m2, lost, ...rest } = Object.fromEntries(all.map(wordOf));
  const words = all.filter((word) => !NAMES.has(nameOf(word)));
  if (m2 === undefined || words.some((word) => !word.includes('='))) throw wrong(text);
  const names = all.map(nameOf);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw wrong(text, `${twice}=… once`);
  const areaM2 = count(m2);
  if (lost !== undefined) {
    if (!(DAMAGE_CAUSES as readonly string[]).includes(lost) || Object.keys(rest).length > 0) throw wrong(text);
    return { piece: { areaM2, lost: lost as DamageCause }, words };
  }
  const counts: Record<string, number> = {};
  for (const [name, field] of Object.entries(NUMBERS)) {
    const value = rest[name];
    if (value !== undefined) counts[field] = count(value);
  }
  if (words.length === 0 && !('livePoints' in counts)) throw wrong(text);
  return { piece: { areaM2, counts }, words };
}

function nameOf(word: string): string {
  return word.split('=', 1)[0]!;
}

function wordOf(word: string): readonly [string, string] {
  return [nameOf(word), word.slice(nameOf(word).length + 1)];
}

function wrong(text: string, wanted = WANTED): InvalidArgumentError {
  return new InvalidArgumentError(`the piece is '${text}'; wanted: ${wanted}`);
}

/** @throws CommandError naming each word that cannot be read */
export async function piecesOf(
  written: readonly WrittenPiece[],
  rulesOf: () => Promise<LoadedPolicy>,
): Promise<readonly SurveyPiece[]> {
  if (written.every(({ words }) => words.length === 0)) return written.map(({ piece }) => piece);
  const rules = await rulesOf();
  return written.map(({ piece, words }) =>
    words.length === 0 ? piece : { ...piece, counts: { ...piece.counts, ...countsWritten('--piece', words, rules) } },
  );
}
