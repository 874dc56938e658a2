/** Lines: each in the unit of what is held against it, one for every reading, and in their order. */
import type { Measure } from '../domain/policy/regime.ts';
import type { Finding } from './finding.ts';
import { referenceProblem } from './check-names.ts';
import type { Policy } from './schema.ts';

export function lineProblems(policy: Policy): Finding[] {
  return [...missingLines(policy), ...disorderedLines(policy), ...unitProblems(policy), ...standardProblems(policy)];
}

function missingLines(policy: Policy): Finding[] {
  const { names } = policy.readings;
  return Object.entries(policy.lines).flatMap(([name, line]) => {
    if (typeof line === 'number') return [];
    if (typeof line === 'string') return referenceProblem(policy, ['lines', name], line);
    return names
      .filter((reading) => line[reading] === undefined)
      .map((reading) => ({ path: ['lines', name], met: `no line for ${reading}`, wanted: names.join(', ') }));
  });
}

function disorderedLines({ lines: { fail, survival }, readings }: Policy): Finding[] {
  return readings.names
    .filter((reading) => at(fail, reading) >= at(survival, reading))
    .map((reading) => ({
      path: ['lines', 'fail'],
      met: `${at(fail, reading)} for ${reading}`,
      wanted: `below the survival line ${at(survival, reading)}`,
    }));
}

function at(line: Policy['lines'][string] | undefined, reading: string): number {
  return (typeof line === 'object' ? line[reading] : Number(line)) ?? Number.NaN;
}

interface Scale {
  readonly wanted: string;
  readonly holds: (value: number) => boolean;
}
const SHARE: Scale = { wanted: 'a ratio between 0 and 1', holds: (value) => value > 0 && value < 1 };
const STEMS: Scale = { wanted: 'stems from 1 to 100000', holds: (value) => value >= 1 && value <= 100_000 };
const METRES: Scale = { wanted: 'metres from 0.05 to 50', holds: (value) => value >= 0.05 && value <= 50 };

const SCALES: Readonly<Record<Measure, Scale>> = {
  survival: SHARE,
  closure: SHARE,
  cover: SHARE,
  mainSpecies: SHARE,
  stems: STEMS,
  preferred: STEMS,
  meanHeight: METRES,
  leastHeight: METRES,
  totalCover: SHARE,
  seedlings: STEMS,
  saplings: STEMS,
};

/** 85 where 0.85 is meant is noticed at the line, whichever duty holds a count against it. */
function unitProblems(policy: Policy): Finding[] {
  const tables = [...Object.values(policy.duties), ...Object.values(policy.judgements)];
  const uses = tables.flatMap(({ measure = 'survival', bands = [] }) =>
    bands.flatMap((band) => [
      { line: band.below, measures: band.of ? [band.of] : measuresOf(policy, measure) },
      ...Object.entries(band.allBelow ?? {}).map(([each, line]) => ({ line, measures: [each as Measure] })),
    ]),
  );
  const found = uses.flatMap(({ line, measures }) =>
    line === undefined
      ? []
      : valuesOf(policy, line).flatMap(({ path, value }) =>
          measures
            .map((measure) => SCALES[measure])
            .filter((scale) => scale !== undefined && !scale.holds(value))
            .map(({ wanted }): Finding => ({ path, met: String(value), wanted })),
        ),
  );
  return [...new Map(found.map((finding) => [JSON.stringify(finding), finding])).values()];
}

export function measuresOf(policy: Policy, measure: string): readonly Measure[] {
  if (!measure.startsWith('$')) return [measure as Measure];
  return (policy.let[measure.slice(1)] ?? []).map(({ is }) => is as Measure);
}

interface ValueAt {
  readonly path: Finding['path'];
  readonly value: number;
}

/** Every number that a line may come to. */
export function valuesOf(policy: Policy, name: string): readonly ValueAt[] {
  const line = policy.lines[name];
  if (line === undefined) return [];
  if (typeof line === 'number') return [{ path: ['lines', name], value: line }];
  if (typeof line === 'object')
    return Object.entries(line).map(([reading, value]) => ({ path: ['lines', name, reading], value }));
  const referred = line.slice(1);
  const own = policy.standard[referred];
  if (own !== undefined)
    return Object.entries(own).map(([key, value]) => ({ path: ['standard', referred, key], value }));
  return (policy.let[referred] ?? []).flatMap(({ is }, index) =>
    typeof is === 'number' ? [{ path: ['let', referred, index, 'is'], value: is }] : [],
  );
}

function standardProblems({ standard }: Policy): Finding[] {
  return Object.entries(standard)
    .filter(([, { usual, least, most }]) => !(least <= usual && usual <= most))
    .map(([name, { usual, least, most }]) => ({
      path: ['standard', name, 'usual'],
      met: String(usual),
      wanted: `${least} to ${most}`,
    }));
}
