/**
 * An event once released keeps its meaning: what a release wrote of a life folds today, byte for byte, to the state
 * that the release itself folded it to. Logs are recorded by the release's own code and never recorded again.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Regime } from '../../domain/policy/regime.ts';
import type { StandEventType } from '../../domain/stand/event.ts';
import { foldTurn, seedState } from '../../domain/stand/fold.ts';
import type { StandState } from '../../domain/stand/state.ts';
import { EVENT_TYPES, WRITTEN_SINCE } from './event-types.ts';
import { goldenLives } from './lives.ts';
import { goldenLog, type GoldenLog } from './log.ts';

const HERE = new URL('./', import.meta.url);
const RELEASES = readdirSync(HERE).filter((name) => /^\d/.test(name));

function isKnownTo(release: string, since: string): boolean {
  return since.localeCompare(release, 'en', { numeric: true }) <= 0;
}

function logsOf(release: string): readonly (readonly [string, GoldenLog])[] {
  const folder = new URL(`${release}/`, HERE);
  return readdirSync(folder).map((name) => [name, goldenLog(readFileSync(new URL(name, folder), 'utf8'))]);
}

function typesIn(logs: readonly GoldenLog[]): ReadonlySet<StandEventType> {
  return new Set(logs.flatMap(({ turns }) => turns.flatMap(({ events }) => events.map(({ type }) => type))));
}

/** What the fold tells besides, or leaves behind, since a later release; each changes the meaning of no event. */
const AS_THEN: Readonly<Record<string, (now: StandState, log: GoldenLog) => object>> = { '0.1.0': asIn010 };

/**
 * Since 0.2.0 a record tells the code of its check, a part the round of its planting, and a duty the window it missed
 * last; and rules that no part follows any more are left behind, which every run's input had to carry.
 */
function asIn010(now: StandState, { seed, turns }: GoldenLog): object {
  const designs = turns.flatMap(({ events }) =>
    events.flatMap((event) => (event.type === 'Reestablished' ? [[event.regimeKey, event.regime] as const] : [])),
  );
  const regimes: Readonly<Record<string, Regime>> = { r1: seed.regime, ...Object.fromEntries(designs) };
  return {
    ...now,
    regimes,
    parts: now.parts.map(({ plantedRound: _, ...part }) => ({
      ...part,
      verdicts: part.verdicts.map(({ code: _code, ...record }) => record),
    })),
    duties: now.duties.map(({ missedWindow: _, ...duty }) => duty),
  };
}

describe.each(RELEASES)('logs of release %s', (release) => {
  const logs = logsOf(release);

  test.each(logs)('%s folds to the state it folded to then', (_name, log) => {
    const now = log.turns.reduce(foldTurn, seedState(log.seed));
    const then = AS_THEN[release]?.(now, log) ?? now;
    expect(canonicalJson(then)).toBe(log.folded);
  });

  test('hold every event that it could write', () => {
    const known = Object.entries(WRITTEN_SINCE).flatMap(([type, since]) => (isKnownTo(release, since) ? [type] : []));
    expect([...typesIn(logs.map(([, log]) => log))].toSorted()).toEqual(known.toSorted());
  });
});

describe('the lives to be recorded at the next release', () => {
  test('hold every event that it can write', () => {
    const logs = [...goldenLives().values()].map(goldenLog);
    expect([...typesIn(logs)].toSorted()).toEqual(EVENT_TYPES.toSorted());
  });
});
