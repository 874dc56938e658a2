/** Two tellings of one life, turn by turn: dates, deeds and events. */
import { canonicalJson } from '../domain/canonical-json.ts';
import { deedOf } from '../domain/stand/deed-of.ts';
import type { FoldedTurn } from '../domain/stand/fold.ts';

export interface Difference {
  readonly where: string;
  readonly pure: string;
  readonly engine: string;
}

/** The first difference; undefined where there is none. */
export function differenceOf(pure: readonly FoldedTurn[], engine: readonly FoldedTurn[]): Difference | undefined {
  for (let index = 0; index < Math.max(pure.length, engine.length); index += 1) {
    const [ours, theirs] = [pure[index], engine[index]];
    const found = ours && theirs ? differenceIn(ours, theirs) : missing(index + 1, ours, theirs);
    if (found !== undefined) return found;
  }
  return undefined;
}

function missing(turn: number, pure: FoldedTurn | undefined, engine: FoldedTurn | undefined): Difference {
  return { where: `turn ${turn}`, pure: headOf(pure), engine: headOf(engine) };
}

function headOf(turn: FoldedTurn | undefined): string {
  if (turn === undefined) return 'no such turn';
  const { deed, dutyId } = deedOf(turn.events);
  return `${turn.on} ${deed}${dutyId === undefined ? '' : ` ${dutyId}`}`;
}

function differenceIn(pure: FoldedTurn, engine: FoldedTurn): Difference | undefined {
  const where = `turn ${pure.turn}`;
  if (headOf(pure) !== headOf(engine)) return { where, pure: headOf(pure), engine: headOf(engine) };
  for (let index = 0; index < Math.max(pure.events.length, engine.events.length); index += 1) {
    const [ours, theirs] = [pure, engine].map(({ events }) => canonicalJson(events[index] ?? 'no such event'));
    if (ours !== theirs)
      return { where: `${where}, event ${index + 1} of ${headOf(pure)}`, pure: ours!, engine: theirs! };
  }
  return undefined;
}
