/** Whole lives under every policy that ships: with passing outcomes to the last milestone, and in silence up the ladder. */
import { describe, expect, test } from 'vitest';
import { readOutcomes } from '../../../cli/outcomes.ts';
import type { IsoDate } from '../../../domain/day.ts';
import { seedState } from '../../../domain/stand/fold.ts';
import { simulate, type Simulated } from '../../../domain/stand/simulate.ts';
import { resolveRegime } from '../../../policies/resolve.ts';
import { regimesUnder, SHIPPED, standUnder, type StandUnder } from '../../support/policies.ts';

interface WholeLife {
  readonly stand: StandUnder;
  readonly until: IsoDate;
  /** What people report when all goes well. */
  readonly passing: string;
  readonly milestone: string;
  /** Milestones on the way, in order. */
  readonly stages: readonly string[];
  /** Where a silent life comes to. */
  readonly silent: string;
}

const LIVES: Readonly<Record<string, WholeLife>> = {
  'xinzhou-2024': {
    stand: { county: '140921', plantedOn: '2026-04-10' },
    until: '2045-12-31',
    passing: `on survivalCheck live=0.9; on tending; on preservationCheck live=0.9 closure=0.25
      on closureCheck closure=0.3; on mapRegistration; on grazingDecision option=lift; on lateTendingCheck closure=0.7`,
    stages: ['UNESTABLISHED', 'EFFECTIVE', 'ESTABLISHED', 'MAPPED', 'MANAGED'],
    milestone: 'MANAGED',
    silent: 'OVERDUE_ESTABLISHMENT',
  },
  'bc-interior': {
    stand: { county: 'DPG', species: 'PLI', plantedOn: '2022-05-20', commencedOn: '2021-01-07' },
    until: '2042-12-31',
    passing: `on regenerationSurvey stems=75/500 preferred=75; on regenerationDeclaration declarant=L97351
      on freeGrowingSurvey stems=70/500 preferred=65 least-height=2.4; on freeGrowingDeclaration declarant=L97351`,
    stages: ['STOCKED', 'FREE_GROWING'],
    milestone: 'FREE_GROWING',
    silent: 'OVERDUE_ESTABLISHMENT',
  },
  'uk-woodland-carbon': {
    stand: { county: 'SCT', species: 'BI', plantedOn: '2026-02-10' },
    until: '2061-12-31',
    passing: `on establishmentCheck live=0.95; on yearFiveSurvey live=0.92; on verification declarant=V3
      on carbonSurvey; on laterVerification declarant=V3`,
    stages: ['UNESTABLISHED', 'VERIFIED'],
    milestone: 'VERIFIED',
    silent: 'OVERDUE_VERIFICATION',
  },
  oregon: {
    stand: { county: 'NWO', species: 'DF', plantedOn: '2024-02-15', commencedOn: '2022-09-30' },
    until: '2032-12-31',
    passing: `on stockingSurvey stems=40/100; on freeToGrowSurvey stems=30/100; on freeToGrowReport declarant=O12`,
    stages: ['STOCKED', 'FREE_TO_GROW'],
    milestone: 'FREE_TO_GROW',
    silent: 'OVERDUE_ESTABLISHMENT',
  },
  finland: {
    stand: { county: 'KESKI', species: 'KUUSI', plantedOn: '2026-05-20', commencedOn: '2025-02-01' },
    until: '2045-12-31',
    passing: `on saplingCount stems=90/500; on regenerationReport declarant=O12
      on saplingStandSurvey stems=85/500 mean-height=0.8`,
    stages: ['UNESTABLISHED', 'SAPLING_STAND'],
    milestone: 'SAPLING_STAND',
    silent: 'OVERDUE_ESTABLISHMENT',
  },
};

test('every policy that ships has a whole life here', () => {
  expect(Object.keys(LIVES).toSorted()).toEqual(SHIPPED.map(({ policy }) => policy).toSorted());
});

describe.each(SHIPPED.map((policy) => [policy.policy, policy] as const))('a stand under %s', (name, policy) => {
  const { stand, until, passing, milestone, stages, silent } = LIVES[name]!;
  const seed = standUnder(policy, stand);
  const walk = (outcomes: string): Simulated =>
    simulate({
      state: seedState(seed),
      startOn: seed.planting.plantedOn,
      until,
      outcomes: readOutcomes(outcomes, policy),
      regimeFor: regimesUnder(policy, seed),
    });
  const events = ({ turns }: Simulated) => turns.flatMap((turn) => turn.events);
  const entered = (walked: Simulated) =>
    events(walked).flatMap((event) => (event.type === 'StageEntered' ? [event.stage] : []));

  const changes = (stages: readonly string[]) => stages.filter((stage, index) => stage !== stages[index - 1]);

  test(`comes to ${milestone} where all passes, without a letter and with nothing refused`, () => {
    const walked = walk(passing);
    expect(walked.sent.filter(({ refusal }) => refusal !== undefined)).toEqual([]);
    expect(changes(entered(walked))).toEqual(stages);
    expect(walked.state.stage).toBe(milestone);
    expect(events(walked).filter((event) => event.type === 'StepReached' && event.step > 0)).toEqual([]);
    expect(walked.state.parts[0]!.anchors['established']).toBeDefined();
  });

  test(`climbs its ladder to the last step where nobody answers, and ends as ${silent}`, () => {
    const walked = walk('');
    const steps = events(walked).flatMap((event) => (event.type === 'StepReached' ? [event.step] : []));
    expect(Math.max(...steps)).toBe(policy.ladder.at(-1)!.step);
    expect(walked.state.stage).toBe(silent);
  });

  test('has rules of 9.1 KB at most in every county, for every species', () => {
    const sizes = Object.keys(policy.counties).flatMap((countyCode) =>
      Object.keys(policy.species).map(
        (species) =>
          JSON.stringify(resolveRegime(policy, { countyCode, species, method: 'PLANTING', plantedOn: '2026-04-10' }))
            .length,
      ),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(9.1 * 1024);
  });

  test('has its days in the zone of its county', () => {
    expect(seed.regime.timeZone).toBe(policy.counties[seed.countyCode]!.timeZone ?? policy.timeZone);
  });
});
