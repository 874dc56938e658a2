/** A policy resolved for a stand that lives already: one regime for each of the rules that its parts follow. */
import { refuse, type Refusal } from '../domain/errors.ts';
import type { NewRules } from '../domain/stand/command.ts';
import type { Part, StandState } from '../domain/stand/state.ts';
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
  const plantings = byRules.size === 0 ? [['r1', seed.planting] as const] : [...byRules].map(plantingOf);
  return plantings.map(([regimeKey, { species, plantedOn }]) => {
    const { altitudeM, method = 'PLANTING' } = seed;
    const site = { countyCode, method, ...(altitudeM !== undefined && { altitudeM }) };
    const own = seed.standard !== undefined && { standard: seed.standard };
    return { regimeKey, plantedOn, species, regime: resolveRegime(policy, { ...site, ...own, species, plantedOn }) };
  });
}

function plantingOf([key, { species, anchors }]: readonly [string, Part]) {
  return [key, { species, plantedOn: anchors['planted']! }] as const;
}
