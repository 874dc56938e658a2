/** Whether a life's log is the one that was written: unbroken, in order, and as long as its row remembers. */
import type { StandEvent } from '../domain/stand/event.ts';
import { dayOf } from './database.ts';
import { GENESIS, hashOf, sealOf } from './event-hash.ts';
import type { StandEvent as EventRow } from './generated/client.ts';

/** What the stand's row remembers of its log. */
export interface RememberedLog {
  readonly rev: number;
  readonly seq: number;
  readonly head: string | null;
}

/** The first fault of the chain in plain words, or undefined where it holds. */
export function chainFault(rows: readonly EventRow[], remembered: RememberedLog): string | undefined {
  const hashes = new Set<string | null>();
  let previous = { turn: 0, seq: 0, hash: GENESIS };
  for (const row of rows) {
    const fault = linkFault(row, previous);
    if (fault !== undefined) return fault;
    previous = row;
    hashes.add(row.hash);
  }
  // A row that counts too far was damaged, unless it also remembers an event that is not there any more.
  const last = rows.at(-1)?.seq ?? 0;
  if (remembered.seq > last && !hashes.has(remembered.head)) {
    return `the log ends at event ${last}; wanted: ${remembered.seq} events, as its row remembers`;
  }
  return undefined;
}

/** A link of the chain: number, turn and hash of the event before. */
type Link = Pick<EventRow, 'seq' | 'turn' | 'hash'>;

function linkFault(row: EventRow, previous: Link): string | undefined {
  const fault = isRebase(row, previous) ? undefined : countingFault(row, previous);
  if (fault !== undefined) return fault;
  if (row.prevHash !== previous.hash) {
    return `event ${row.seq} follows ${row.prevHash.slice(0, 12)}; wanted: ${previous.hash.slice(0, 12)}`;
  }
  const { lifeId, turn, at, on, body, hash, erasedHash } = row;
  const event = body as unknown as StandEvent;
  // Its own words are gone, so its hash only links; the seal says that nobody has touched what was left.
  if (erasedHash !== null)
    return erasedHash === sealOf(hash, event) ? undefined : `event ${row.seq} was erased, and changed afterwards`;
  const wanted = hashOf(previous.hash, { lifeId, seq: row.seq, turn, at: at.toISOString(), on: dayOf(on), event });
  return hash === wanted
    ? undefined
    : `event ${row.seq} has hash ${hash.slice(0, 12)}; its content gives ${wanted.slice(0, 12)}`;
}

/** Turns were lost before it; it stands where the state that it holds had come to. */
function isRebase({ body, seq, turn }: EventRow, previous: Link): boolean {
  const event = body as unknown as StandEvent;
  if (event.type !== 'Rebased' || seq <= previous.seq || turn <= previous.turn) return false;
  return event.state.seq === seq && event.state.rev === turn;
}

function countingFault(row: EventRow, previous: Link): string | undefined {
  const seq = previous.seq + 1;
  if (row.seq !== seq) return `event ${seq} is missing; the next one is ${row.seq}`;
  if (row.turn === previous.turn || row.turn === previous.turn + 1) return undefined;
  return `event ${seq} is of turn ${row.turn}; wanted: ${previous.turn} or ${previous.turn + 1}`;
}
