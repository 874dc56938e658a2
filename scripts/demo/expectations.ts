/** Expected facts against the log. */
import { isDeepStrictEqual } from 'node:util';
import { foldTurn, seedState, type FoldedTurn } from '../../domain/stand/fold.ts';
import type { StandSeed } from '../../domain/stand/state.ts';
import type { Expected, Scenario } from './scenarios.ts';

interface Log {
  readonly seed: StandSeed;
  readonly turns: readonly FoldedTurn[];
}

export function comparisonOf(scenario: Scenario, log: Log): { failed: number; lines: readonly string[] } {
  const checks = scenario.expected.map((expected) => ({ holds: happened(log, expected), say: sayExpected(expected) }));
  const { stage } = log.turns.reduce(foldTurn, seedState(log.seed));
  const all = [
    ...checks,
    {
      holds: stage === scenario.stage,
      say: `ends ${scenario.stage}${stage === scenario.stage ? '' : `, met ${stage}`}`,
    },
  ];
  return {
    failed: all.filter(({ holds }) => !holds).length,
    lines: all.map(({ holds, say }) => `  ${holds ? '✓' : '✗'} ${say}`),
  };
}

function happened({ turns }: Log, expected: Expected): boolean {
  return turns.some(
    ({ on, events }) =>
      on === expected.on &&
      events.some(
        (event) =>
          event.type === expected.type &&
          Object.entries(expected.with).every(([key, value]) =>
            isDeepStrictEqual((event as unknown as Record<string, unknown>)[key], value),
          ),
      ),
  );
}

function sayExpected({ on, type, with: facts }: Expected): string {
  return `${on} ${type} ${Object.entries(facts)
    .map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ')}`;
}
