/** A policy resolved for a stand that lives already: one regime for each of the rules that its parts follow. */
import { refuse, type Refusal } from '../domain/errors.ts';
import type { NewRules } from '../domain/stand/command.ts';
import { plantedOrBegun } from '../domain/stand/duties.ts';
import { isStart, type Part, type StandState } from '../domain/stand/state.ts';
import type { LoadedPolicy } from './load.ts';
import { resolveRegime } from './resolve.ts';
import { standardFault } from './standard.ts';

/** What the stand would adopt; parts of one planting share their rules. A refusal where the policy cannot rule it. */
export function rulesForStand(policy: LoadedPolicy, { seed, parts }: StandState): readonly NewRules[] | Refusal {
  const { countyCode, standard = {} } = seed;
  const name = `${policy.policy}@${policy.version}`;
  if (!(countyCode in policy.counties)) {
    const wanted = Object.keys(policy.counties).join(', ');
    return refuse('POLICY_COUNTY_UNKNOWN', { policy: name, met: countyCode, wanted });
  }
  if (isStart(seed.method) && policy.starts[seed.method] === undefined) {
    const wanted = Object.keys(policy.starts).join(', ') || '–';
    return refuse('POLICY_START_UNKNOWN', { policy: name, met: seed.method, wanted });
  }
  const fault = standardFault(policy, standard);
  if (fault !== undefined) {
    const { name: field, met = '–', wanted } = fault;
    return refuse('POLICY_STANDARD_UNKNOWN', { policy: name, field, met, wanted });
  }
  const unknown = parts.find(({ species }) => !(species in policy.species));
  if (unknown !== undefined) {
    const wanted = Object.keys(policy.species).join(', ');
    return refuse('POLICY_SPECIES_UNKNOWN', { policy: name, met: unknown.species, wanted });
  }
  const byRules = new Map(parts.map((part) => [part.regime, part]));
  // A stand whose planting is still to come has no part; the decider says when to ask again.
  const plantings =
    byRules.size === 0
      ? [['r1', { ...seed.planting, method: seed.method }] as const]
      : [...byRules].map(plantingOf(seed));
  return plantings.map(([regimeKey, { species, plantedOn, method = 'PLANTING' }]) => {
    const { altitudeM } = seed;
    const site = { countyCode, method, ...(altitudeM !== undefined && { altitudeM }) };
    const own = seed.standard !== undefined && { standard: seed.standard };
    return { regimeKey, plantedOn, species, regime: resolveRegime(policy, { ...site, ...own, species, plantedOn }) };
  });
}

/** A part that was planted since is made as any planting, however the stand began. */
function plantingOf(seed: StandState['seed']) {
  return ([key, part]: readonly [string, Part]) => {
    const method = part.anchors['planted'] === undefined || !isStart(seed.method) ? seed.method : undefined;
    return [key, { species: part.species, plantedOn: plantedOrBegun({ seed }, part), method }] as const;
  };
}
