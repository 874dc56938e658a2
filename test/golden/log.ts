/** A golden log: what a release wrote of a life, and the state it folded to; one JSON text a line. */
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { FoldedTurn } from '../../domain/stand/fold.ts';
import type { StandSeed, StandState } from '../../domain/stand/state.ts';

export interface GoldenLog {
  readonly seed: StandSeed;
  readonly turns: readonly FoldedTurn[];
  /** Canonical JSON of the state that the release itself folded the log to. */
  readonly folded: string;
}

/** First the seed, then each turn, then the state. */
export function goldenText({ seed, turns, state }: Omit<GoldenLog, 'folded'> & { readonly state: StandState }): string {
  return `${[seed, ...turns, state].map(canonicalJson).join('\n')}\n`;
}

export function goldenLog(text: string): GoldenLog {
  const lines = text.trimEnd().split('\n');
  return {
    seed: JSON.parse(lines[0]!) as StandSeed,
    turns: lines.slice(1, -1).map((line) => JSON.parse(line) as FoldedTurn),
    folded: lines.at(-1)!,
  };
}
