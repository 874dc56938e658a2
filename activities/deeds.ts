/** The deeds of a stand: each writes its whole turn in one transaction, asks the gates, and may be repeated at will. */
import { ApplicationFailure } from '@temporalio/common';
import { DEED_NAMES, type Deeds, type Turn } from '../contract/deeds.ts';
import { LOG_DIVERGED } from '../contract/failure.ts';
import type { DeedFinding } from '../domain/stand/command.ts';
import type { Database } from '../prisma/database.ts';
import { LogDivergedError, writeTurn } from '../prisma/turn-store.ts';
import { findingOf } from './ask-gates.ts';
import { permanentCodeOf } from './data-error.ts';

/** One writer under many names: the name tells the operator who reads a history what the turn was about. */
export function createDeeds(db: Database): Deeds {
  const write = (turn: Turn) => writeOrSayWhyNever(db, turn);
  return Object.fromEntries(DEED_NAMES.map((name) => [name, write])) as Deeds;
}

async function writeOrSayWhyNever(db: Database, turn: Turn): Promise<DeedFinding> {
  try {
    await writeTurn(db, turn);
    return await findingOf(db, turn);
  } catch (error) {
    if (error instanceof LogDivergedError) throw ApplicationFailure.nonRetryable(error.message, LOG_DIVERGED);
    const code = permanentCodeOf(error);
    // The message of a constraint may quote a row: the code is enough, the rest is in the worker's log.
    if (code !== undefined) throw ApplicationFailure.nonRetryable(`the database refuses this turn (${code})`, code);
    throw error;
  }
}
