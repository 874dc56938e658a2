/** A parked stand is let go: what it was parked with is tried again. */
import { isRefusal } from '../domain/errors.ts';
import type { SentCommand } from '../domain/stand/command.ts';
import { answerTo } from '../domain/stand/seen.ts';
import { keep, messageOf, park, type StandRun } from './stand-run.ts';
import { takeAllDue } from './take.ts';
import { takeTurn } from './turn.ts';

/** Tries again what the stand was parked with; pending turns are drained again by themselves. */
export function letGo(run: StandRun): void {
  const command = run.parked?.command;
  run.parked = undefined;
  run.mustPark = false;
  run.unpark = false;
  // Once all is written the next run says that nobody needs to look any more.
  run.mustTell = true;
  if (command !== undefined && answerTo(run.state, command) === undefined) retry(run, command);
}

/** Its sender heard that the stand was parked; a refusal is what it hears when it asks again. */
function retry(run: StandRun, command: SentCommand): void {
  try {
    takeAllDue(run);
    const taken = takeTurn(run.state, command);
    if (taken !== undefined && !isRefusal(taken)) keep(run, taken);
  } catch (error) {
    park(run, { reason: `${command.type}: ${messageOf(error)}`, command });
  }
}
