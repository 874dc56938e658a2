/** What a count says at the command line, whoever made it: figures, plots, pieces, and who signs. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { isRefusal } from '../domain/errors.ts';
import { countsOf } from '../domain/stand/pieces.ts';
import { tallyPlots } from '../domain/stand/plots.ts';
import { readPlots } from '../imports/plots.ts';
import { shippedPolicy, type LoadedPolicy } from '../policies/load.ts';
import type { GlobalOptions } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { readFileOr } from './files.ts';
import { piecesOf, type WrittenPiece } from './piece-option.ts';
import { refusalError } from './refusal-error.ts';
import { countsWritten } from './survey-counts.ts';
import { count } from './units.ts';

export interface CountOptions extends GlobalOptions {
  readonly captured: string;
  readonly live?: number;
  readonly designed?: number;
  readonly planted?: number;
  readonly counts?: string;
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
    .addOption(new Option('--live <n>', 'live points').argParser(count))
    .addOption(
      new Option('--designed <n>', 'designed points in what was counted; else the whole part').argParser(count),
    )
    .addOption(new Option('--planted <n>', 'planted points in what was counted').argParser(count))
    .addOption(new Option('--dead-patch <m2>', 'largest contiguous dead patch in m²').argParser(count))
    .option(
      '--counts <words>',
      'crowns, stems and species, as closure=15/100, stems=30/500 naturals=5 or species:油松=850/1000; of an enclosure total-cover=55/100, seedlings=160/500, saplings=26/500 as well',
    )
    .addOption(
      new Option('--plots <file>', 'plots as CSV: number, live, designed …').conflicts([
        'live',
        'designed',
        'planted',
        'counts',
      ]),
    )
    .option('--part <id>', 'the part that was counted, where the stand has several')
    .option('--unit <id>', 'unit of those who counted; one that planted or is paid counts as SELF')
    .option('--by <id>', 'id of the sender')
    .option('--command-id <id>', 'send again under the same id: it takes effect once')
    .option('--json', 'print data');
}

/** Two ids, for commander; that they differ the stand itself asks for. */
export function surveyors(text: string): readonly string[] {
  const ids = text.split(',').map((id) => id.trim());
  if (ids.length !== 2 || ids.includes('')) throw new InvalidArgumentError(`${text} are not two ids: ID,ID.`);
  return ids;
}

/**
 * The counts as commands carry them.
 *
 * @param rulesOf - rules of the stand, asked for only where words are read by them
 */
export async function countOf(
  options: CountOptions,
  rulesOf: () => Promise<LoadedPolicy>,
  written?: readonly WrittenPiece[],
) {
  const { captured: capturedOn, part, unit } = options;
  const facts = {
    capturedOn,
    ...(part !== undefined && { partId: part }),
    ...(unit !== undefined && { unit }),
  };
  if (written === undefined) return { ...facts, ...(await figuresOf(options, rulesOf)) };
  const pieces = await piecesOf(written, rulesOf);
  return { ...facts, counts: countsOf({ counts: {}, pieces }), pieces };
}

async function figuresOf(options: CountOptions, rulesOf: () => Promise<LoadedPolicy>) {
  const patch = options.deadPatch === undefined ? {} : { largestDeadPatchM2: options.deadPatch };
  if (options.plots !== undefined) {
    const plots = readPlots(readFileOr(options.plots));
    const tally = tallyPlots(plots, shippedPolicy().limits.liveCapFactor);
    if (isRefusal(tally)) throw refusalError(tally, options.lang);
    return {
      counts: { ...tally.counts, ...patch },
      plots,
      ...(tally.warnings.length > 0 && { warnings: tally.warnings }),
    };
  }
  if (options.live === undefined && options.counts === undefined) {
    const message = {
      en: 'neither --live nor --counts nor --plots is given; wanted: one of them',
      zh: '未给出 --live、--counts 或 --plots，应给出其一',
    };
    throw new CommandError(EXIT.usage, 'LIVE_MISSING', message);
  }
  const counts = {
    ...(options.live !== undefined && { livePoints: options.live }),
    ...(options.counts !== undefined && countsWritten('--counts', words(options.counts), await rulesOf())),
    ...(options.designed !== undefined && { designedPoints: options.designed }),
    ...(options.planted !== undefined && { plantedPoints: options.planted }),
    ...patch,
  };
  return { counts };
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter(Boolean);
}
