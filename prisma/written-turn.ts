/** A turn as it goes to the log: its life, and the day on which the stand is due next. */
import type { FoldedTurn } from '../domain/stand/fold.ts';

export interface WrittenTurn extends FoldedTurn {
  readonly lifeId: string;
  readonly nextDueOn?: string;
}
