/** A count goes on record, whether it binds or not: who made it, what was counted, and by which clause. */
import type { CountCommand, SurveyPiece } from './command.ts';
import type { SurveyCounts, Warning } from './reported.ts';
import { emit, type Draft, type Said } from './draft.ts';
import type { Timing } from './event.ts';
import { levelOf, type InspectionLevel } from './inspection.ts';
import { isInMissedWindow } from './missed-window.ts';
import { RULINGS } from './rulings.ts';
import type { Duty, Part } from './state.ts';

/** What a count is taken for. */
export interface Taken {
  readonly part: Part;
  /** The check it answers or looks at; absent where none is owed. */
  readonly duty: Duty | undefined;
  readonly timing: Timing;
  readonly binding: boolean;
  /** Clause that says whether it binds. */
  readonly because: string;
  readonly warnings: readonly Warning[];
  readonly counts?: SurveyCounts;
  readonly pieces?: readonly SurveyPiece[];
  /** Absent = as the sender told. */
  readonly level?: InspectionLevel;
}

export function recordCount(draft: Draft, command: CountCommand, taken: Taken): Said {
  const { part, duty, timing, binding, because, warnings, counts = command.counts, pieces } = taken;
  const level = taken.level ?? levelToldBy(command, part);
  const { surveyId, capturedOn, plots, surveyors, unit } = command;
  emit(draft, {
    type: 'SurveyRecorded',
    surveyId,
    partId: part.id,
    ...(duty && { dutyId: duty.id }),
    capturedOn,
    binding,
    timing,
    because,
    counts,
    plots,
    ...(warnings.length > 0 && { warnings }),
    ...(level !== undefined && { level }),
    ...(surveyors !== undefined && { surveyors }),
    ...(unit !== undefined && { unit }),
    ...(pieces !== undefined && { pieces }),
    ...(command.type === 'correctSurvey' && { supersedes: command.supersedes }),
  });
  return {
    binding,
    because,
    ...(duty && { dutyId: duty.id }),
    ...(warnings.length > 0 && { warnings }),
    ...(level !== undefined && { level }),
  };
}

/** The level on record; absent where the sender named neither level nor unit: then it is the county's. */
export function levelToldBy(command: CountCommand, part: Part): InspectionLevel | undefined {
  const told = 'level' in command || command.unit !== undefined;
  return told ? levelOf(command, part.units) : undefined;
}

const BECAUSE: Record<Timing, string> = {
  early: RULINGS.surveyBeforeWindow,
  onTime: RULINGS.surveyInWindow,
  late: RULINGS.surveyAfterWindow,
  notOwed: RULINGS.surveyNotOwed,
};

export function timingOf(capturedOn: string, duty: Duty | undefined): Timing {
  if (duty === undefined) return 'notOwed';
  if (isInMissedWindow(duty, capturedOn)) return 'onTime';
  if (capturedOn < duty.opensOn) return 'early';
  return capturedOn <= duty.dueOn ? 'onTime' : 'late';
}

/** Whether a count of that timing binds, and by which clause; a unit never judges its own work (ruling 21). */
export function bindingOf(timing: Timing, level: InspectionLevel | undefined) {
  if (level === 'SELF') return { binding: false, because: RULINGS.surveyBySelf };
  return { binding: timing === 'onTime' || timing === 'late', because: BECAUSE[timing] };
}
