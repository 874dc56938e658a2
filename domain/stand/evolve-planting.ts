/** What a planting makes of a part: the first one, and each that takes the place of a failed one. */
import { COMMENCED } from '../policy/regime.ts';
import type { Part, StandSeed, StandState } from './state.ts';

/** The whole stand is one part, until a survey or a loss splits it. */
export function firstPart(seed: StandSeed): Part {
  const { plantedOn: _, preparedOn: _site, stockOn: _stock, papers: _papers, ...planting } = seed.planting;
  return {
    id: 'p1',
    areaM2: seed.areaM2,
    ...planting,
    regime: 'r1',
    stage: 'PLANTED',
    round: 0,
    plantedRound: 0,
    anchors: broughtBy(seed),
    counts: {},
    replaced: [],
    verdicts: [],
  };
}

/** The day the duty to regenerate began is no one planting's: it stays through all of them. */
function broughtBy({ commencedOn }: Pick<StandSeed, 'commencedOn'>): Part['anchors'] {
  return commencedOn === undefined ? {} : { [COMMENCED]: commencedOn };
}

/** Each anchor after a planting's first begins a new round. */
export function isFirstAnchor({ seed }: StandState, { anchors }: Part): boolean {
  return Object.keys(anchors).length === Object.keys(broughtBy(seed)).length;
}

interface NewDesign {
  readonly planting: StandSeed['planting'];
  readonly regimeKey: string;
}

/** A new design begins: rounds, replacements and anchors of the failed one are over, verdicts stay on record. */
export function replanned(seed: StandState['seed'], part: Part, { planting, regimeKey: regime }: NewDesign): Part {
  const { livePoints: _live, nurseryYears: _age, units: _units, certified: _out, strips: _cut, ...rest } = part;
  const { preparedOn: _site, stockOn: _stock, ...kept } = rest;
  const { plantedOn: _, papers: _papers, ...facts } = planting;
  const round = part.round + 1;
  return { ...kept, ...facts, regime, round, plantedRound: round, anchors: broughtBy(seed), counts: {}, replaced: [] };
}
