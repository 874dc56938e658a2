/** What a count says at the command line, whoever made it: figures, plots, pieces, and who signs. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { isRefusal, sayRefusal } from '../domain/errors.ts';
import { DAMAGE_CAUSES, type DamageCause, type SurveyPiece } from '../domain/stand/command.ts';
import { countsOf } from '../domain/stand/pieces.ts';
import { tallyPlots } from '../domain/stand/plots.ts';
import { readPlots } from '../imports/plots.ts';
import { shippedPolicy } from '../policies/load.ts';
import type { GlobalOptions } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { readFileOr } from './files.ts';
import { count } from './units.ts';

export interface CountOptions extends GlobalOptions {
  readonly captured: string;
  readonly live?: number;
  readonly designed?: number;
  readonly planted?: number;
  readonly deadPatch?: number;
  readonly plots?: string;
  readonly part?: string;
  readonly unit?: string;
  readonly by?: string;
  readonly commandId?: string;
  readonly json?: true;
}

/** Options that every command with a count has. */
export function addCountOptions(command: Command): Command {
  return command
    .requiredOption('--captured <day>', 'local day of the count in the field, YYYY-MM-DD')
    .addOption(new Option('--live <n>', 'live points').argParser(count).conflicts('plots'))
    .addOption(
      new Option('--designed <n>', 'designed points in what was counted; else the whole part').argParser(count),
    )
    .addOption(new Option('--planted <n>', 'planted points in what was counted').argParser(count))
    .addOption(new Option('--dead-patch <m2>', 'largest contiguous dead patch in m²').argParser(count))
    .option('--plots <file>', 'plots as CSV: number, live, designed …')
    .option('--part <id>', 'the part that was counted, where the stand has several')
    .option('--unit <id>', 'unit of those who counted; one that planted or is paid counts as SELF')
    .option('--by <id>', 'id of the sender')
    .option('--command-id <id>', 'send again under the same id: it takes effect once')
    .option('--json', 'print data');
}

/** A survey that finds the part in pieces. */
export function pieceOption(): Option {
  return new Option(
    '--piece <words>',
    "a piece of the part, again for each: 'm2=60000 live=1080' or 'm2=5000 lost=FIRE'; together the whole part",
  )
    .argParser((text: string, before: readonly SurveyPiece[] | undefined) => [...(before ?? []), pieceOf(text)])
    .conflicts(['plots', 'live']);
}

const NUMBERS = {
  live: 'livePoints',
  designed: 'designedPoints',
  planted: 'plantedPoints',
  deadPatch: 'largestDeadPatchM2',
};
const WANTED = `m2=…, then live=… (with designed=…, planted=…, deadPatch=…) or lost=${DAMAGE_CAUSES.join('|')}`;

/** @example pieceOf('m2=5000 lost=FIRE') // { areaM2: 5000, lost: 'FIRE' } */
export function pieceOf(text: string): SurveyPiece {
  const { m2, lost, ...rest } = Object.fromEntries(text.trim().split(/\s+/).map(wordOf));
  const unknown = Object.keys(rest).find((name) => !(name in NUMBERS));
  const isLost = lost !== undefined;
  if (m2 === undefined || unknown !== undefined || isLost === 'live' in rest) throw wrong(text);
  const areaM2 = count(m2);
  if (isLost) {
    if (!(DAMAGE_CAUSES as readonly string[]).includes(lost) || Object.keys(rest).length > 0) throw wrong(text);
    return { areaM2, lost: lost as DamageCause };
  }
  const counts = Object.entries(rest).map(([name, value]) => [NUMBERS[name as keyof typeof NUMBERS], count(value)]);
  return { areaM2, counts: Object.fromEntries(counts) as NonNullable<SurveyPiece['counts']> };
}

function wordOf(word: string): readonly [string, string] {
  const at = word.indexOf('=');
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
}

function wrong(text: string): InvalidArgumentError {
  return new InvalidArgumentError(`the piece is '${text}'; wanted: ${WANTED}`);
}

/** Two ids, for commander; that they differ the stand itself asks for. */
export function surveyors(text: string): readonly string[] {
  const ids = text.split(',').map((id) => id.trim());
  if (ids.length !== 2 || ids.includes('')) throw new InvalidArgumentError(`${text} are not two ids: ID,ID.`);
  return ids;
}

/** The counts as commands carry them. */
export function countOf(options: CountOptions, pieces?: readonly SurveyPiece[]) {
  const { captured: capturedOn, part, unit } = options;
  const facts = {
    capturedOn,
    ...(part !== undefined && { partId: part }),
    ...(unit !== undefined && { unit }),
  };
  if (pieces !== undefined) return { ...facts, counts: countsOf({ counts: {}, pieces }) };
  return { ...facts, ...figuresOf(options) };
}

function figuresOf(options: CountOptions) {
  const patch = options.deadPatch === undefined ? {} : { largestDeadPatchM2: options.deadPatch };
  if (options.plots !== undefined) {
    const plots = readPlots(readFileOr(options.plots));
    const tally = tallyPlots(plots, shippedPolicy().limits.liveCapFactor);
    if (isRefusal(tally)) throw new CommandError(EXIT.refused, tally.refused, sayRefusal(tally, options.lang));
    return {
      counts: { ...tally.counts, ...patch },
      plots,
      ...(tally.warnings.length > 0 && { warnings: tally.warnings }),
    };
  }
  if (options.live === undefined)
    throw new CommandError(EXIT.usage, 'LIVE_MISSING', 'neither --live nor --plots is given; wanted: one of them');
  const counts = {
    livePoints: options.live,
    ...(options.designed !== undefined && { designedPoints: options.designed }),
    ...(options.planted !== undefined && { plantedPoints: options.planted }),
    ...patch,
  };
  return { counts };
}
