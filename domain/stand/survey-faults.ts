/** What is wrong with a count: its day, or its figures against the design (ruling 10). */
import type { IsoDate } from '../day.ts';
import { refuse, type Refusal } from '../errors.ts';
import type { CountCommand } from './command.ts';
import type { OnPlots, Stems, SurveyCounts, Warning } from './reported.ts';
import { plantedOrBegun, regimeOf } from './duties.ts';
import { groundM2 } from './rates.ts';
import type { Part, StandState } from './state.ts';
import { coverFault } from './strips.ts';

export function dayFault(
  state: StandState,
  { capturedOn }: Pick<CountCommand, 'capturedOn'>,
  part: Part,
  today: IsoDate,
): Refusal | undefined {
  const plantedOn = plantedOrBegun(state, part);
  if (capturedOn > today) return refuse('SURVEY_IN_FUTURE', { met: capturedOn, wanted: today });
  if (capturedOn < plantedOn) return refuse('SURVEY_BEFORE_PLANTING', { met: capturedOn, wanted: plantedOn });
  return undefined;
}

export function countFault(
  state: StandState,
  command: Pick<CountCommand, 'counts' | 'capturedOn'>,
  part: Part,
): Refusal | undefined {
  const { counts } = command;
  const { liveCapFactor } = regimeOf(state, part).limits;
  const designed = counts.designedPoints ?? part.designedPoints;
  const limit = Math.floor(designed * liveCapFactor);
  if (counts.livePoints !== undefined && counts.livePoints > limit) {
    return aboveDesign('livePoints', counts.livePoints, designed, liveCapFactor);
  }
  if (designed > part.designedPoints) return aboveDesign('designedPoints', designed, part.designedPoints, 1);
  if ((counts.plantedPoints ?? 0) > limit) {
    return aboveDesign('plantedPoints', counts.plantedPoints!, designed, liveCapFactor);
  }
  const { stems, naturals = 0 } = counts;
  return (stems && preferredFault(stems, naturals)) ?? plotsFault(counts, part) ?? coverFault(command, part);
}

/** The preferred are among those counted. */
function preferredFault({ counted, preferred = 0 }: Stems, naturals: number): Refusal | undefined {
  const all = counted + naturals;
  return preferred <= all
    ? undefined
    : refuse('COMMAND_MALFORMED', { field: 'counts.stems.preferred', met: preferred, wanted: `0 to ${all}` });
}

/** Plots lie within the part. */
function plotsFault({ stems, seedlings, saplings }: SurveyCounts, { areaM2 }: Part): Refusal | undefined {
  const all = Object.entries<OnPlots | undefined>({ stems, seedlings, saplings });
  for (const [name, plots] of all) {
    if (plots === undefined || groundM2(plots) <= areaM2) continue;
    const met = `${plots.sampled} ${plots.unit}`;
    const wanted = `at most ${areaM2} m² of ground`;
    return refuse('COMMAND_MALFORMED', { field: `counts.${name}.sampled`, met, wanted });
  }
  return undefined;
}

function aboveDesign(field: string, met: number, wanted: number, factor: number): Refusal {
  return refuse('COUNT_ABOVE_DESIGN', {
    field,
    met,
    base: 'designed',
    wanted,
    factor,
    limit: Math.floor(wanted * factor),
  });
}

/** A survey gives one result: by its id a correction or an audit says which one it takes the place of. */
export function idFault(state: StandState, surveyId: string): Refusal | undefined {
  const isTaken = state.parts.some(({ verdicts }) => verdicts.some((record) => record.surveyId === surveyId));
  return isTaken ? refuse('SURVEY_ID_TAKEN', { met: surveyId }) : undefined;
}

/** Remarks of the staging, and a count above the design that is capped. */
export function warningsOf(command: CountCommand, part: Part): readonly Warning[] {
  const designed = command.counts.designedPoints ?? part.designedPoints;
  const { livePoints = 0 } = command.counts;
  const capped: Warning[] = livePoints > designed ? [{ code: 'COUNT_CAPPED', met: livePoints, wanted: designed }] : [];
  return [...(command.warnings ?? []).map((code) => ({ code })), ...capped];
}
